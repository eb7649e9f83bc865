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
            #expect(outdated.output.contains("outdated: its parent has changed since"))
            let last = await shell.run("set hockey-star/es male_lead.mood=dark --new --format json")
            #expect(
                last.output.hasSuffix(
                    "\"edition\":\"hockey-star/es\",\"revision\":6,\"elements\":[\"male_lead.mood\"],\"already_so\":[],\"replaced\":[]}\n"
                ))
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
            #expect(log.output.contains("\tana\tset\thockey-star/es male_lead.nature\thockey-star/es@2\t\t\t1\n"))
            let own = await shell.run("log hockey-star/en")
            #expect(own.output.split(separator: "\n").count == 2)
        }
    }

    @Test("a football that two terms are called by is asked about; in a language with one it is taken")
    func ambiguousTerm() async throws {
        try await Shell.sample { shell in
            _ = await shell.run(
                "term add sport:american_football --label en-US=football --label es=\"fútbol americano\"")
            let asked = await shell.run("set hockey-star/en male_lead.sport=football")
            #expect(asked.status == 2)
            #expect(asked.errors.contains("can mean 2 terms"))
            #expect(asked.errors.contains("sport:american_football"))
            #expect(await shell.run("set hockey-star/es male_lead.sport=Futbol").status == 0)
        }
    }

    @Test("every kind of name can be added and is listed")
    func vocabularies() async throws {
        try await Shell.empty { shell in
            for line in [
                "source add trade-press --title \"Trade press\" --published 2026-01-13",
                "market add dach --name \"German-speaking\" --territory DE AT CH",
                "element add lead.profession --kind character --label \"her work\" --cite trade-press:3",
                "term add profession:nurse --label en=nurse --label de=Krankenschwester",
                "series add ward --title \"The Ward\" --language en --origin gb",
                "series edit ward --note \"first seen in March\"",
                "edition add ward --code en --language en --title \"The Ward\" --status licensed",
                "edition status ward/en in_adaptation",
                "edition edit ward/en --platform StageApp --alias \"Ward\" --id imdb:tt0000001",
            ] {
                let result = await shell.run(line)
                #expect(result.status == 0, "\(line): \(result.errors)")
            }
            #expect(await shell.run("market show dach").output.contains("AT CH DE"))
            #expect(await shell.run("market list").output.contains("dach\tGerman-speaking\tAT CH DE\tfalse\n"))
            for line in ["market show world", "market list"] {
                let table = await shell.run(line + " --format table").output
                #expect(table.contains("every country, also those to come"), "\(table)")
                let json = await shell.run(line + " --format jsonl").output
                #expect(json.contains(#""territories":null,"everywhere":true}"#), "\(json)")
            }
            #expect(await shell.run("market list --all").output.split(separator: "\n").count > 245)
            #expect(
                await shell.run("element list --kind character").output.contains("lead.profession\tcharacter\ther work")
            )
            #expect(
                await shell.run("element show lead.profession").output == "edition\tstate\tvalue\treasons\tnote\tterm\n"
            )
            #expect(await shell.run("term list profession").output.contains("en=nurse de=Krankenschwester"))
            #expect(await shell.run("source list").output.contains("trade-press\tTrade press"))
            #expect(await shell.run("series show ward").output.contains("first seen in March"))
            #expect(await shell.run("edition status ward/en").output == "in_adaptation\n")
            #expect(
                await shell.run("edition status ward/en --format json").output
                    == #"{"edition":"ward/en","status":"in_adaptation"}"# + "\n")
            let shown = try JSONText(await shell.run("edition show ward/en --format json").output)
            #expect(shown["identifiers"]?[0]?.string == "imdb:tt0000001")
            #expect(shown["aliases"]?[0]?["title"]?.string == "Ward")
        }
    }

    @Test("blame and element show tell two terms apart that are called the same")
    func sameLabel() async throws {
        try await Shell.sample { shell in
            _ = await shell.run("term add sport:american_football --label en-US=football")
            _ = await shell.run("set hockey-star/es male_lead.sport=sport:american_football")
            for line in ["blame hockey-star/es male_lead.sport", "element show male_lead.sport"] {
                let rows = try JSONText(await shell.run("\(line) --format json").output)
                #expect((0..<2).contains { rows[$0]?["term"]?.string == "sport:american_football" }, "\(line)")
            }
        }
    }

    @Test("without a parent nothing is outdated, in every answer")
    func parentless() async throws {
        try await Shell.sample { shell in
            _ = await shell.run("edition edit hockey-star/es --no-from")
            for line in ["edition show hockey-star/es", "compare hockey-star", "outdated"] {
                let told = await shell.run("\(line) --format json")
                #expect(told.status == 0 && !told.output.contains("\"outdated\": true"), "\(line): \(told.output)")
            }
        }
    }

    @Test("blame names who decided, why and on what evidence, also of what is inherited")
    func blame() async throws {
        try await Shell.sample { shell in
            _ = await shell.run("set hockey-star/es male_lead.nature=vain --reason test_result --author ana")
            let own = await shell.run("blame hockey-star/es male_lead.nature")
            let lines = own.output.split(separator: "\n")
            #expect(lines.count == 3)
            #expect(lines[1].hasPrefix("2\tvalue\tvain\ttest_result\t\tfalse\tana\t"))
            #expect(lines[2].hasPrefix("1\tkeep\t"))
            _ = await shell.run("register hockey-star --market mx --title M --from es --method dub")
            let inherited = await shell.run("blame hockey-star/mx male_lead.sport")
            #expect(inherited.errors.contains("decided by hockey-star/es"))
            #expect(inherited.output.contains("to better suit local tastes"))
            let nobody = await shell.run("blame hockey-star/en male_lead.spot")
            #expect(nobody.status == 2)
            #expect(nobody.errors.contains("male_lead.sport"))
        }
    }

    @Test("blame names who withdrew what an edition said, when and in which operation, above what counts since")
    func blameOfWithdrawn() async throws {
        try await Shell.sample { shell in
            _ = await shell.run("set hockey-star/es male_lead.nature=vain --author ana")
            _ = await shell.run("inherit hockey-star/es male_lead.nature --author ben")
            let told = await shell.run("blame hockey-star/es male_lead.nature")
            let lines = told.output.split(separator: "\n")
            try #require(lines.count == 5, "\(told.output)")
            #expect(lines[1].hasPrefix("3\tinherit\t\t\t\tfalse\tben\t") && lines[1].contains("Z\t4\t"))
            #expect(lines[1].hasSuffix("\thockey-star/es") && lines[2].hasPrefix("2\tvalue\tvain\t"))
            #expect(lines[4].hasPrefix("1\tvalue\tscumbag\t") && lines[4].hasSuffix("\thockey-star/en"))
            #expect(
                told.errors.contains(
                    "decided by hockey-star/en, which hockey-star/es inherits from; what hockey-star/es said was "
                        + "withdrawn by ben, operation 4"), "\(told.errors)")
            #expect(await shell.run("set hockey-star/es some.thing=x --new").status == 0)
            #expect(await shell.run("inherit hockey-star/es some.thing").status == 0)
            let nothing = await shell.run("blame hockey-star/es some.thing")
            #expect(nothing.status == 0 && nothing.output.contains("\n5\tinherit\t"))
            #expect(nothing.output.split(separator: "\n").count == 3, "\(nothing.output)")
            #expect(
                nothing.errors.contains(
                    "some.thing of hockey-star/es is not recorded, here or in any ancestor; what hockey-star/es said "
                        + "was withdrawn by mia, operation 6"), "\(nothing.errors)")
        }
    }

    @Test(
        "outdated lists what was decided on a value that has changed, until it is settled; minor changes do not alarm")
    func outdated() async throws {
        try await Shell.sample { shell in
            #expect(await shell.onTerminal.run("outdated").output == "nothing is outdated\n")
            _ = await shell.run("set hockey-star/en male_lead.nature=scoundrel --minor")
            #expect(await shell.run("outdated").output.split(separator: "\n").count == 1)
            _ = await shell.run("set hockey-star/en male_lead.nature=gentle")
            let listed = await shell.run("outdated hockey-star")
            #expect(
                listed.output.contains("hockey-star/es\tmale_lead.nature\tkeep\tscoundrel\tgentle\t1\n"),
                "\(listed.output)")
            _ = await shell.run("keep hockey-star/es male_lead.nature")
            #expect(await shell.run("outdated").output.split(separator: "\n").count == 1)
        }
    }

    @Test("what is marked minor makes nothing outdated, but a keep of what is not known any more, as the help says")
    func minor() async throws {
        try await Shell.sample { shell in
            for (line, outdated) in [
                ("absent hockey-star/en male_lead.nature", 0), ("set hockey-star/en male_lead.nature=vain", 0),
                ("unknown hockey-star/en male_lead.nature", 1),
            ] {
                #expect(await shell.run(line + " --minor").status == 0)
                #expect(await shell.run("outdated").output.split(separator: "\n").count == 1 + outdated, "\(line)")
            }
            let help = await shell.run("unknown --help").output.split { $0.isWhitespace }.joined(separator: " ")
            #expect(help.contains("nothing becomes outdated, but a keep of what is not known any more."), "\(help)")
        }
    }

    @Test("check proves the stored weeks, and finds one that was altered behind its back")
    func check() async throws {
        try await Shell.sample { shell in
            let sound = await shell.run("check")
            #expect(sound.status == 0)
            #expect(
                sound.output.split(separator: "\n").dropFirst().allSatisfy {
                    $0.hasPrefix("ok\t") && $0.hasSuffix("\t0")
                })
            let connection = try await Connection.open(shell.url, options: Workspace.options)
            _ = try await connection.query("update weekly_reach set low = low + 1")
            await connection.close()
            let altered = await shell.run("check")
            #expect(altered.status == 70)
            #expect(altered.output.contains("WRONG\tweekly reach"))
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
