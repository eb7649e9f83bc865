import AdaptService
import Postgres
import Testing

@Suite("What a manager does in a week")
struct JournalTests {
    @Test("registers an edition with its decisions in one step, and says its number")
    func register() async throws {
        try await Shell.sample { shell in
            let line =
                "register hockey-star --market mx --language es-MX --title \"Como deshacerse\" --from es "
                + "--method recut --set male_lead.sport=fútbol --keep male_lead.nature --reason local_taste"
            let rehearsal = await shell.run(line + " --dry-run")
            #expect(
                rehearsal.output == "registered hockey-star/mx@1, inherits 1 element (dry run: nothing was changed)\n")
            let done = await shell.run(line)
            #expect(
                done.output == "registered hockey-star/mx@1, inherits 1 element (operation 3, undo: adapt undo 3)\n")
            #expect(await shell.run(line).status == 2)
            let sheet = try JSONText(await shell.run("edition show hockey-star/mx --format json").output)
            #expect(sheet["language"]?.string == "es-MX")
            #expect(sheet["parent"]?.string == "es")
            #expect(sheet["elements"]?[0]?["basis"]?.string == "inherited")
            #expect(sheet["elements"]?[0]?["from"]?.string == "hockey-star/es")
            #expect(sheet["elements"]?[1]?["basis"]?.string == "kept")
            #expect(sheet["elements"]?[2]?["term"]?.string == "sport:association_football")
        }
    }

    @Test("set, keep, absent, unknown and inherit each say what they mean")
    func decisions() async throws {
        try await Shell.sample { shell in
            func state(_ element: Int) async -> String {
                let output = await shell.run("compare hockey-star/en hockey-star/es --format json").output
                let json = try? JSONText(output)
                let row = json?["elements"]?[element]
                return "\(row?["right"]?["state"]?.string ?? "") \(row?["verdict"]?.string ?? "")"
            }
            #expect(await shell.run("absent hockey-star/es male_lead.nature").status == 0)
            #expect(await state(1) == "absent right_dropped")
            #expect(await shell.run("unknown hockey-star/es male_lead.nature").status == 0)
            #expect(await state(1) == "unknown unknown")
            #expect(await shell.run("inherit hockey-star/es male_lead.nature").status == 0)
            #expect(await state(1) == "value same")
            #expect(await shell.run("set hockey-star/en male_lead.nature=vain --minor").status == 0)
            #expect(await shell.run("keep hockey-star/es male_lead.nature").status == 0)
            #expect(await shell.run("set hockey-star/en male_lead.nature=kind").status == 0)
            let outdated = await shell.onTerminal.run("compare hockey-star/en hockey-star/es")
            #expect(outdated.output.contains("     right outdated: its parent has changed since\n"))
            let turned = await shell.run("compare hockey-star/es hockey-star/en --format markdown")
            #expect(turned.output.contains("left outdated: its parent has changed since |"), "\(turned.output)")
            let last = await shell.run("set hockey-star/es male_lead.mood=dark --new --format json")
            #expect(
                last.output.hasSuffix(
                    #""edition":"hockey-star/es","revision":6,"elements":["male_lead.mood"],"already_so":[],"#
                        + #""replaced":[],"inherited_otherwise":[],"inheriting_editions":0,"outdated":[],"#
                        + "\"outdated_count\":0}\n"))
        }
    }

    @Test("operations are written for people as commands take them, however many there are")
    func manyOperations() async throws {
        try await Shell.sample { shell in
            let connection = try await Connection.open(shell.url, options: Workspace.options)
            try await connection.run(
                """
                insert into operation (operation_id, at, author, verb)
                select n, o.at + n * interval '1 microsecond', 'mia', 'source add'
                from generate_series(3, 1000) n, operation o where o.operation_id = 2
                """)
            await connection.close()
            _ = await shell.run("keep hockey-star/es male_lead.nature --note n")
            _ = await shell.run("set hockey-star/en male_lead.nature=vain --cite socialpeta-2026-w02:9")
            for (line, operation) in [
                ("log", 1002), ("log --format html", 1002), ("blame hockey-star/en male_lead.nature", 1002),
                ("outdated", 1001), ("source show socialpeta-2026-w02", 1002),
            ] {
                let output = await shell.onTerminal.run(line).output
                #expect(output.contains("\(operation)") && !output.contains("1,00"), "\(line): \(output)")
            }
            #expect(await shell.run("log").errors == "adapt: 50 of 1,002; --limit N for more\n")
            for line in ["log -q", "log --limit 1002"] { #expect(await shell.run(line).errors.isEmpty, "\(line)") }
            let log = try JSONText(await shell.run("log --limit 1 --format json").output)
            #expect(log[0]?["operation_id"]?.int == 1002)
            #expect(await shell.run("undo 1002").status == 0)
        }
    }

    @Test("what was known at a revision or a moment stays what it was, byte for byte")
    func asOf() async throws {
        try await Shell.sample { shell in
            let now = await shell.run("compare hockey-star/en@1 hockey-star/es@1 --format json").output
            #expect(await shell.run("set hockey-star/es male_lead.sport=sport:ice_hockey").status == 0)
            #expect(await shell.run("compare hockey-star/en@1 hockey-star/es@1 --format json").output == now)
            let moments = await shell.run("compare hockey-star/es@1 hockey-star/es --only changed --format jsonl")
            #expect(moments.output.contains("\"verdict\":\"right_changed\""))
            #expect(moments.output.split(separator: "\n").count == 1)
            let before = await shell.run("series list --as-of 2020-01-01 --format json")
            #expect(before.output == "[]\n")
        }
    }

    @Test("the log names who did what, latest first")
    func log() async throws {
        try await Shell.sample { shell in
            _ = await shell.run("set hockey-star/es male_lead.nature=vain --author ana")
            let log = await shell.run("log --limit 1")
            #expect(
                log.output.contains(
                    "\tana\tset\thockey-star/es male_lead.nature\thockey-star/es@2\t\t\t1\thockey-star/es male_lead.nature\n"
                ), "\(log.output)")
            let own = await shell.run("log hockey-star/en")
            #expect(own.output.split(separator: "\n").count == 2 && own.errors.isEmpty)
            let source = await shell.run("log hockey-star")
            #expect(source.output == own.output)
            #expect(source.errors == "adapt: of hockey-star/en, the source edition; of all: adapt log\n")
            let limited = await shell.run("log hockey-star/es --limit 1")
            #expect(limited.errors == "adapt: 1 of 2; --limit N for more\n")
        }
    }

    @Test("a search that finds more than it lists says so")
    func more() async throws {
        try await Shell.sample { shell in
            let few = await shell.run("search hockey --limit 1")
            #expect(few.errors.hasSuffix("adapt: the first only; --limit N for more\n"), "\(few.errors)")
            #expect(few.output.split(separator: "\n").count == 2)
            #expect(await !shell.run("search hockey").errors.contains("--limit"))
        }
    }

    @Test("bare adapt says where one is and what needs attention")
    func overview() async throws {
        try await Shell.sample { shell in
            let result = await shell.run([])
            #expect(result.output.contains("3 series · 6 editions · 0 unknown elements · latest week 2026-W02"))
            #expect(result.output.contains("my-assertive-lover: 6 editions asserted, 2 registered"))
        }
        try await Shell.empty { shell in
            #expect(await shell.run([]).output.contains("empty: start with adapt series add"))
        }
    }
}
