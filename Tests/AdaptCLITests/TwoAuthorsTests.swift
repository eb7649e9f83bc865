import TestSupport
import Testing

@Suite("Two people, one after the other")
struct TwoAuthorsTests {
    @Test(
        "who replaces another's word without having seen it is told what it was, whose, and in which operation",
        arguments: [
            (
                "male_lead.nature", "set hockey-star/es male_lead.nature=vain",
                "set hockey-star/es male_lead.nature=kind"
            ),
            ("male_lead.nature", "set hockey-star/es male_lead.nature=vain", "absent hockey-star/es male_lead.nature"),
            ("male_lead.nature", "set hockey-star/es male_lead.nature=vain", "inherit hockey-star/es male_lead.nature"),
            ("male_lead.nature", "set hockey-star/es male_lead.nature=vain", "keep hockey-star/es male_lead.nature"),
            ("title", "edition edit hockey-star/es --title vain", "edition edit hockey-star/es --title kind"),
        ])
    func told(of what: String, first: String, second: String) async throws {
        try await Shell.sample { shell in
            let betty = await shell.run(first + " --author betty")
            #expect(betty.status == 0, "\(betty.errors)")
            let mia = await shell.run(second + " --author mia")
            #expect(mia.status == 0, "\(mia.errors)")
            #expect(mia.errors.contains("hockey-star/es \(what) was \"vain\" (betty, operation 3)"), "\(mia.errors)")
            // Nothing is lost: it can be had back.
            #expect(await shell.run("undo 4").status == 0)
            let again = await shell.run(second + " --author mia --dry-run")
            #expect(again.errors.contains("would replace hockey-star/es \(what) \"vain\" ("), "\(again.errors)")
        }
    }

    @Test("of a series, too")
    func series() async throws {
        try await Shell.sample { shell in
            #expect(await shell.run("series edit hockey-star --title Vain --author betty").status == 0)
            let mia = await shell.run("series edit hockey-star --title Kind --author mia")
            #expect(mia.status == 0)
            #expect(mia.errors.contains("series hockey-star title was \"Vain\" (betty, operation 3)"), "\(mia.errors)")
        }
    }

    @Test("of an element, too; said again it is so already")
    func element() async throws {
        try await Shell.sample { shell in
            let first = await shell.run("element edit male_lead.sport --label Game --author betty")
            #expect(first.status == 0, "\(first.errors)")
            let mia = await shell.run("element edit male_lead.sport --label Play --kind plot --author mia")
            let was = "element male_lead.sport label was \"Game\" (betty, operation 3)"
            #expect(mia.status == 0 && mia.errors.contains(was), "\(mia.errors)")
            #expect(mia.output == "edited element male_lead.sport (operation 4, undo: adapt undo 4)\n")
            let again = await shell.run("element edit male_lead.sport --kind plot")
            #expect(again.output == "already so: element male_lead.sport (nothing was changed)\n", "\(again.output)")
            let listed = await shell.run("element list --kind plot --format csv")
            #expect(listed.output.contains("male_lead.sport,plot,Play,sport,"), "\(listed.output)")
            #expect(await shell.run("undo --author mia").status == 0)
            #expect(await shell.run("element edit male_lead.sport --no-vocabulary").status == 2)
        }
    }

    @Test("a series is not written over by who has not seen what was changed of it; list and show tell its revision")
    func seriesRevision() async throws {
        try await Shell.sample { shell in
            #expect(await shell.run("series edit hockey-star --title Vain --author betty").status == 0)
            let stale = await shell.run("series edit hockey-star --title Kind --if-revision 1")
            #expect(stale.status == 2)
            #expect(stale.errors.contains("series \"hockey-star\" is at revision 2, not 1"), "\(stale.errors)")
            #expect(stale.errors.contains("  title \"How to Dump a Hockey Star\" -> \"Vain\""), "\(stale.errors)")
            #expect(stale.errors.contains("then repeat with --if-revision 2"))
            #expect(await shell.run("series list --format csv").output.contains("hockey-star,Vain,en,,,2,0,2"))
            #expect(await shell.run("series edit hockey-star --title Kind --if-revision 2").status == 0)
            // What takes it back is a revision, too.
            #expect(await shell.run("undo").status == 0)
            #expect(await shell.run("series edit hockey-star --title Kind --if-revision 3").status == 2)
            #expect(await shell.run("series edit hockey-star --title Kind --if-revision 4 --dry-run").status == 0)
        }
    }
}
