import AdaptService
import Postgres
import TestSupport
import Testing

@Suite("Taking back")
struct UndoCommandTests {
    @Test("every writing command ends with the command that takes it back; undo says what it took")
    func undo() async throws {
        try await Shell.sample { shell in
            let set = await shell.run("set hockey-star/es male_lead.nature=vain")
            #expect(set.output.hasSuffix("(operation 3, undo: adapt undo 3)\n"))
            let undo = await shell.run("undo 3")
            #expect(undo.output.hasPrefix("took back operation 3 (set hockey-star/es male_lead.nature, by "))
            #expect(undo.output.hasSuffix("(operation 4, undo: adapt undo 4)\n"))
            let log = await shell.run("log hockey-star/es --limit 2")
            #expect(
                log.output.contains("\thockey-star/es@3\t3\t\t1\toperation 3: set hockey-star/es male_lead.nature\n"))
            #expect(log.output.contains("\thockey-star/es@2\t\t4\t1\thockey-star/es male_lead.nature\n"))
            let again = await shell.run("undo 3")
            #expect(again.status == 2)
            #expect(again.errors.contains("hint: to bring it back: adapt undo 4"))
            let back = await shell.run("undo 4 --format json")
            #expect(back.output.contains("\"undoes\":4"))
            #expect(await shell.run("blame hockey-star/es male_lead.nature").output.contains("vain"))
        }
    }

    @Test("of several it names the authors; an end that does not exist is refused")
    func several() async throws {
        try await Shell.sample { shell in
            _ = await shell.run("set hockey-star/es male_lead.nature=vain --author ana")
            _ = await shell.run("set hockey-star/es male_lead.nature=kind")
            let beyond = await shell.run("undo 3..99 -n")
            #expect(beyond.status == 2)
            #expect(beyond.errors.contains("operation 99 does not exist"))
            let backwards = await shell.run("undo 4..3")
            #expect(backwards.status == 64)
            #expect(
                backwards.errors.contains("operations 4..3 run backwards\nhint: the first goes first: adapt undo 3..4"))
            let undone = await shell.run("undo 3..4")
            #expect(
                undone.output
                    == "took back operations 4, 3, by ana, mia (operations 5 to 6, undo: adapt undo 5..6)\n")
            _ = await shell.run("set hockey-star/es male_lead.nature=vain --author ana")
            _ = await shell.run("set hockey-star/es male_lead.nature=kind")
            _ = await shell.run("undo 8")
            let left = await shell.run("undo 7..8")
            #expect(
                left.output.hasPrefix("took back operation 7 (set hockey-star/es male_lead.nature, by ana, "),
                "\(left.output)")
        }
    }

    @Test("figures that were taken back come again by their file: no undo is offered that would be refused")
    func figures() async throws {
        try await Shell.sample { shell in
            let taken = await shell.run("undo 2")
            #expect(taken.status == 0, "\(taken.errors)")
            #expect(
                taken.output.contains(
                    "(operation 3, back by reading again, with the options that it had: adapt import sample)"))
            #expect(await shell.run("undo 3").errors.contains("is not brought back by an undo"))
            let again = await shell.run("undo 2")
            #expect(again.status == 2)
            #expect(
                again.errors.contains("taken back already, by operation 3\nhint: import the file again"),
                "\(again.errors)")
        }
    }

    @Test("figures of a file whose name a shell would take apart come again by what is told, as it is told")
    func quoted() async throws {
        try await Shell.sample { shell in
            try await TemporaryDirectory.with { directory in
                let file = try directory.write(
                    "edition,metric,source,week,value\nhockey-star/es,views,socialpeta-2026-w02,2026-W05,5\n",
                    to: "my week.csv")
                let read = await shell.run(["import", "reach", file])
                #expect(read.status == 0, "\(read.errors)")
                let taken = await shell.run("undo 3")
                #expect(
                    taken.output.hasSuffix("with the options that it had: adapt import reach \"\(file)\")\n"),
                    "\(taken.output)")
            }
        }
    }

    @Test("of several with figures among them each way back is told, in the order in which they go")
    func wayBack() async throws {
        try await Shell.sample { shell in
            let taken = await shell.run("undo 1..2")
            #expect(
                taken.output.contains("back by adapt undo 4, then reading again, with the options that it had"),
                "\(taken.output)")
            let waiting = await shell.run("import sample")
            #expect(waiting.status != 0 && waiting.errors.contains("adapt undo 4 brings it back"), "\(waiting.errors)")
            #expect(await shell.run("undo 4").status == 0)
            #expect(await shell.run("import sample").status == 0)
            #expect(await shell.run("reach hockey-star").output.contains("hockey-star/es"))
            #expect(await shell.run("check").status == 0)
        }
    }

    @Test("of several, what rests on figures among them is told to be done again, and the way back told works")
    func wayBackOfWhatRests() async throws {
        try await Shell.sample { shell in
            try await TemporaryDirectory.with { directory in
                let file = try directory.write(
                    "title,metric,source,week,value\nHeat,views,socialpeta-2026-w02,2026-W02,5\n", to: "heat.csv")
                let (read, set) = ("import reach \(file) --register-missing", "set heat/main male_lead.nature=kind")
                for line in [read, set, "set hockey-star/es male_lead.nature=vain"] {
                    #expect(await shell.run(line).status == 0, "\(line)")
                }
                let taken = await shell.run("undo 3..5")
                #expect(
                    taken.output.hasSuffix(
                        "(operations 6 to 8, back by adapt undo 6, then doing again in this order, with the options "
                            + "that each had: adapt import reach \(file); operation 4 (set heat/main male_lead.nature), "
                            + "which rests on figures)\n"), "\(taken.output)")
                let resting = await shell.run("undo 7")
                #expect(resting.status == 2)
                #expect(
                    resting.errors.contains(
                        "operation 4 is not brought back by an undo: it rests on figures of operation 3"),
                    "\(resting.errors)")
                for line in ["undo 6", read, set] { #expect(await shell.run(line).status == 0, "\(line)") }
                #expect(await shell.run("blame hockey-star/es male_lead.nature").output.contains("vain"))
                #expect(await shell.run("reach --week 2026-W02 --metric views").output.contains("heat/main"))
                #expect(await shell.run("check").status == 0)
            }
        }
    }

    @Test("a profile that goes with an import is told, and what was read by it since stays")
    func profile() async throws {
        try await Shell.sample { shell in
            try await TemporaryDirectory.with { directory in
                func file(_ week: Int) throws -> String {
                    let rows = "edition,week,value\nhockey-star/es,2026-W0\(week),5\n"
                    return try directory.write(rows, to: "w\(week).csv")
                }
                let options = ["--source", "socialpeta-2026-w02", "--metric", "views", "--save-profile", "weekly"]
                let (third, fourth) = (try file(3), try file(4))
                #expect(await shell.run(["import", "reach", third] + options).status == 0)
                #expect(await shell.run(["import", "reach", fourth, "--profile", "weekly"]).status == 0)
                let rehearsed = await shell.run("undo 3 --dry-run")
                #expect(rehearsed.errors.contains("import profile \"weekly\" would be gone with it"))
                let taken = await shell.run("undo 3")
                #expect(taken.status == 0)
                #expect(taken.errors.contains("import profile \"weekly\" is gone with it"))
                #expect(await shell.run("reach --week 2026-W04 --metric views").output.contains("hockey-star/es"))
            }
        }
    }

    @Test("an identifier names an edition wherever one is named")
    func identifier() async throws {
        try await Shell.sample { shell in
            _ = await shell.run("edition edit hockey-star/es --id imdb:tt0000001 --id youtube:@club")
            #expect(await shell.run("edition show imdb:tt0000001").output.contains("hockey-star"))
            #expect(await shell.run("compare hockey-star/en youtube:@club@1 --exit-code").status == 1)
            #expect(await shell.run("set imdb:tt0000001 male_lead.nature=vain").output.hasPrefix("hockey-star/es@3"))
            #expect(await shell.run("edition show imdb:tt0000002").status == 2)
            let bad = await shell.run("edition edit hockey-star/es --id imdb:42")
            #expect(bad.status == 64)
            #expect(bad.errors.contains("written as in imdb:tt1234567"))
        }
    }
}
