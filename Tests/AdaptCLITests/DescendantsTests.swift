import TestSupport
import Testing

@Suite("What a command makes of the editions that derive from one")
struct DescendantsTests {
    @Test("is told: what is inherited otherwise, and what is outdated, with the command that lists it; a dry run would")
    func told() async throws {
        try await Shell.sample { shell in
            let register = "register hockey-star --code mx --language es-MX --title X --from es --method recut"
            #expect(await shell.run(register).status == 0)
            for (line, would, does) in [
                (
                    "set hockey-star/en male_lead.nature=vain",
                    "1 decision would be outdated: hockey-star/es male_lead.nature",
                    "1 decision is outdated now: hockey-star/es male_lead.nature; all: adapt outdated hockey-star"
                ),
                (
                    "set hockey-star/es male_lead.nature=cold",
                    "1 edition would inherit otherwise: hockey-star/mx male_lead.nature = cold (was scumbag)",
                    "1 edition inherits otherwise now: hockey-star/mx male_lead.nature = cold (was scumbag)"
                ),
            ] {
                let rehearsed = await shell.run(line + " --dry-run")
                #expect(rehearsed.errors.hasSuffix("\nadapt: \(would)\n"), "\(rehearsed.errors)")
                let done = await shell.run(line)
                #expect(done.errors.hasSuffix("\nadapt: \(does)\n"), "\(done.errors)")
            }
            let listed = await shell.run("outdated hockey-star").output
            #expect(listed.split(separator: "\n").count == 1, "\(listed)")
        }
    }

    @Test("is told of another parent too, of the edition itself as well, and counted and listed in JSON")
    func moved() async throws {
        try await Shell.sample { shell in
            let register = "register hockey-star --code mx --language es-MX --title X --from es --method recut"
            #expect(await shell.run(register).status == 0)
            let rehearsed = await shell.run("edition edit hockey-star/mx --from en -n")
            #expect(
                rehearsed.errors.contains("adapt: 1 edition would inherit otherwise: hockey-star/mx beat.cash_handout"),
                "\(rehearsed.errors)")
            #expect(rehearsed.errors.contains("hockey-star/mx male_lead.sport = ice hockey (was football)\n"))
            let done = await shell.run("edition edit hockey-star/mx --from en --format json")
            let receipt = try JSONText(done.output)
            #expect(receipt["inheriting_editions"]?.int == 1 && receipt["outdated_count"]?.int == 0)
            #expect(receipt["inherited_otherwise"]?.count == 2, "\(done.output)")
            let sport = receipt["inherited_otherwise"]?[1]
            #expect(sport?["edition"]?.string == "hockey-star/mx" && sport?["element"]?.string == "male_lead.sport")
            #expect(sport?["was"]?.string == "football" && sport?["is"]?.string == "ice hockey")
            let parentless = await shell.run("edition edit hockey-star/mx --no-from")
            #expect(parentless.errors.contains("male_lead.sport = (not recorded) (was ice hockey)\n"))
        }
    }

    @Test("an import and an undo tell how many decisions they outdate, of the editions that they touch and others")
    func counted() async throws {
        try await Shell.sample { shell in
            try await TemporaryDirectory.with { directory in
                let register = "register hockey-star --code mx --title X --from es --method recut"
                #expect(await shell.run(register + " --keep male_lead.sport").status == 0)
                let said = try directory.write(
                    "edition,element,value\nhockey-star/en,male_lead.nature,vain\n", to: "said.csv")
                let moved = try directory.write("series,code,title,from\nhockey-star,mx,X,en\n", to: "moved.csv")
                for line in ["import elements \(said)", "import editions \(moved) --update"] {
                    let rehearsed = await shell.run(line + " --dry-run")
                    #expect(rehearsed.errors.contains("adapt: 1 decision would be outdated\n"), "\(rehearsed.errors)")
                    let done = await shell.run(line)
                    #expect(
                        done.errors.contains("adapt: 1 decision is outdated now; all: adapt outdated\n"),
                        "\(done.errors)")
                }
                let undone = [("undo 5", 0), ("undo 4", 0), ("undo 6..7", 2), ("undo 8..9", 0), ("undo 11", 1)]
                for (line, outdated) in undone {
                    let receipt = try JSONText(await shell.run(line + " --format json").output)
                    #expect(receipt["outdated_count"]?.int == outdated, "\(line)")
                }
            }
        }
    }

    @Test("what was outdated before under another path of its element is not counted again")
    func renamed() async throws {
        try await Shell.sample { shell in
            for line in [
                "register hockey-star --code mx --title X --from es --method recut --keep male_lead.nature",
                "set hockey-star/es male_lead.nature=vain", "element rename male_lead.nature male_lead.temper",
                "set hockey-star/es beat.cash_handout=x",
            ] {
                let done = await shell.run(line)
                #expect(done.status == 0, "\(line): \(done.errors)")
            }
            let undone = await shell.run("undo 5..6 --format json")
            let receipt = try JSONText(undone.output)
            #expect(receipt["outdated_count"]?.int == 0, "\(undone)")
            let listed = await shell.run("outdated hockey-star --format csv").output
            #expect(listed.contains("hockey-star/mx,male_lead.nature,"), "\(listed)")
        }
    }

    @Test("one more source of a series is told, unless it is said where it comes from, or the edition is the first")
    func secondSource() async throws {
        try await Shell.sample { shell in
            #expect(await shell.run("series add n --title N").status == 0)
            for (line, note) in [
                ("en --title A", ""), ("es --title B --from en", ""), ("fr --title C --method dub", ""),
                ("de --title D -q", ""),
                ("ko --title E -n", "de, n/en: say --from EDITION where it comes from one of them\n"),
            ] {
                let made = await shell.run("register n --code " + line)
                #expect(made.status == 0)
                #expect(made.errors == (note.isEmpty ? "" : "adapt: derives from none, as n/" + note), "\(line)")
            }
            let second = await shell.run("register second-life --code en --title S --format json")
            let from = "--from second-life/ko"
            #expect(
                second.errors == "adapt: derives from none, as second-life/ko: say \(from) where it comes from it\n")
            let receipt = try JSONText(second.output)
            #expect(receipt["other_sources"]?[0]?.string == "second-life/ko")
        }
    }
}
