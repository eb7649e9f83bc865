import TestSupport
import Testing

@Suite("What is said of an operation on the command line")
struct MessageTests {
    private static let set = "set hockey-star/es male_lead.nature=vain -m 'the client asked'"
    private static let subject = "hockey-star/es male_lead.nature"

    @Test("is told by the log in every format, beside what the operation was of")
    func log() async throws {
        try await Shell.sample { shell in
            let set = await shell.run(Self.set)
            #expect(set.output == "hockey-star/es@2: set male_lead.nature (operation 3, undo: adapt undo 3)\n")
            let tsv = await shell.run("log --limit 1").output
            #expect(
                tsv.contains("\tmia\tset\tthe client asked\thockey-star/es@2\t\t\t1\t\(Self.subject)\n"), "\(tsv)")
            let csv = ReadTable.csv(await shell.run("log --limit 1 --format csv").output)
            #expect(csv[0][4] == "message" && csv[0].last == "subject")
            #expect(csv[1][4] == "the client asked" && csv[1].last == Self.subject)
            let json = try JSONText(await shell.run("log --format json").output)
            #expect(json[0]?["message"]?.string == "the client asked" && json[0]?["subject"]?.string == Self.subject)
            #expect(json[1]?["message"]?.string == "sample reach" && json[1]?["subject"]?.string == "sample reach")
            for format in ["jsonl", "html", "markdown"] {
                #expect(await shell.run("log --format \(format)").output.contains("the client asked"), "\(format)")
            }
            let blame = await shell.run("blame hockey-star/es male_lead.nature").output.split(separator: "\n")
            #expect(blame[0].hasSuffix("\tedition\tmessage"))
            #expect(blame[1].hasSuffix("\thockey-star/es\tthe client asked"), "\(blame)")
        }
    }

    @Test("a table tells what an operation was of beside what was said, and once where nothing was")
    func table() async throws {
        try await Shell.sample { shell in
            var terminal = shell.onTerminal
            terminal.width = 300
            let before = await terminal.run("log").output.split(separator: "\n")
            #expect(before[0].contains("  MESSAGE  ") && before[0].hasSuffix("  EDITIONS COUNT"), "\(before)")
            #expect(await shell.run(Self.set).status == 0)
            let lines = await terminal.run("log").output.split(separator: "\n")
            #expect(lines[0].contains("  MESSAGE  ") && lines[0].hasSuffix("  SUBJECT"), "\(lines)")
            #expect(lines[1].contains("  the client asked  ") && lines[1].hasSuffix("  \(Self.subject)"), "\(lines)")
            #expect(lines[2].contains("  sample reach  ") && lines[2].hasSuffix("  -"), "\(lines)")
        }
    }

    @Test("an undo tells what was said of what it takes back, and has a word of its own")
    func undo() async throws {
        try await Shell.sample { shell in
            #expect(await shell.run(Self.set).status == 0)
            let told = await shell.run("undo 3 --dry-run").output.replacing(#/\d{4}-\d\d-\d\d \d\d:\d\d/#, with: "AT")
            #expect(
                told == "took back operation 3 (set \(Self.subject): \"the client asked\", by mia, AT UTC) "
                    + "(dry run: nothing was changed)\n")
            let json = try JSONText(await shell.run("undo 3 --dry-run --format json").output)
            #expect(json["message"]?.string == "the client asked" && json["subject"]?.string == Self.subject)
            #expect(await shell.run("undo 3 --message 'asked for no more'").status == 0)
            let log = await shell.run("log --limit 1").output
            #expect(
                log.contains(
                    "\tmia\tundo\tasked for no more\thockey-star/es@3\t3\t\t1\toperation 3: set \(Self.subject)\n"),
                "\(log)")
        }
    }

    @Test("a registration and an import have it; the way back of figures names their file all the same")
    func figures() async throws {
        try await Shell.sample { shell in
            try await TemporaryDirectory.with { directory in
                let file = try directory.write(
                    "edition,metric,source,week,value\nhockey-star/es,views,socialpeta-2026-w02,2026-W02,5\n",
                    to: "week.csv")
                let register = "register hockey-star --market mx --language es-MX --title M --from es --method dub"
                #expect(await shell.run(register + " -m 'for Mexico'").status == 0)
                let registered = await shell.run("log --limit 1").output
                #expect(
                    registered.contains("\tmia\tregister\tfor Mexico\thockey-star/mx@1\t\t\t1\thockey-star/mx\n"),
                    "\(registered)")
                #expect(await shell.run("import reach \(file) -m 'as corrected'").status == 0)
                let read = await shell.run("log --limit 1").output
                #expect(read.contains("\tmia\timport reach\tas corrected\t\t\t\t0\t\(file)\n"), "\(read)")
                let taken = await shell.run("undo").output
                #expect(taken.hasPrefix("took back operation 4 (import reach \(file): \"as corrected\", by mia, "))
                #expect(taken.contains("adapt import reach \(file))"), "\(taken)")
            }
        }
    }

    @Test("every command that records takes it")
    func everywhere() async throws {
        try await Shell.sample { shell in
            try await TemporaryDirectory.with { directory in
                let editions = try directory.write(
                    "series,code,title,language,from,method\nhockey-star,tr,T,tr,en,dub\n", to: "editions.csv")
                let elements = try directory.write(
                    "edition,element,value\nhockey-star/es,male_lead.nature,mild\n", to: "elements.csv")
                let creatives = try directory.write(
                    "edition,creative,description\nhockey-star/es,slap,At the party\n", to: "creatives.csv")
                let lines = [
                    "series add n --title N", "series edit n --note x", "source add blog --title B",
                    "market add nordics --territory SE NO", "element add trope.secret_heir",
                    "element edit trope.secret_heir --label heir", "element rename trope.secret_heir trope.heir",
                    "term add sport:polo --label en=polo", "term label sport:polo --label de=Polo",
                    "term rename sport:polo sport:horse_polo", "term merge sport:horse_polo sport:ice_hockey",
                    "edition edit hockey-star/es --note x", "edition status hockey-star/es paused",
                    "edition add hockey-star --code mx --language es-MX --title M --from es --method dub",
                    "set hockey-star/es male_lead.nature=vain", "keep hockey-star/es male_lead.nature",
                    "absent hockey-star/es male_lead.nature", "unknown hockey-star/es male_lead.nature",
                    "inherit hockey-star/es male_lead.nature", "import editions \(editions)",
                    "import elements \(elements)", "import creatives \(creatives)", "undo",
                ]
                for (number, line) in lines.enumerated() {
                    let result = await shell.run(Shell.words(line) + ["-m", "reason \(number)"])
                    #expect(result.status == 0, "\(line): \(result.errors)")
                    let log = try JSONText(await shell.run("log --limit 1 --format json").output)
                    #expect(log[0]?["operation_id"]?.int == number + 3, "\(line)")
                    #expect(log[0]?["message"]?.string == "reason \(number)", "\(line)")
                    #expect(log[0]?["subject"]?.string?.isEmpty == false, "\(line)")
                }
            }
        }
    }

    @Test("one of which nothing can be seen, or that is too long, is refused before anything is done, of a dry run too")
    func refused() async throws {
        try await Shell.sample { shell async throws in
            for more in [[], ["--dry-run"]] {
                for blank in ["", " ", "\u{200B}"] {
                    let result = await shell.run(Shell.words("series add n --title N") + ["-m", blank] + more)
                    #expect(result.status == 64)
                    #expect(
                        result.errors == "adapt: message \"\(blank)\" is empty\n"
                            + "hint: say what the log is to tell of it, or leave it out\n")
                }
            }
            let long = await shell.run(["undo", "--message", String(repeating: "a", count: 1001)])
            #expect(long.status == 64)
            #expect(
                long.errors == "adapt: message has 1001 characters, and 1000 are kept at most\n"
                    + "hint: shorten it; an edition or a decision can have the rest as its --note\n")
            #expect(try await shell.operations() == 2)
        }
    }

    @Test("where nothing of one's own is recorded it is refused, not dropped; what is so already records nothing")
    func nowhere() async throws {
        try await Shell.sample { shell async throws in
            let asked = await shell.run("edition status hockey-star/es -m why")
            #expect(asked.status == 64)
            #expect(
                asked.errors == "adapt: --message is of what is recorded, and no status is said\nhint: leave it out\n")
            let brought = await shell.run("import catalogue nosuch.jsonl -m why")
            #expect(brought.status == 64)
            #expect(
                brought.errors == "adapt: --message is of what is recorded, and every operation of the file comes in "
                    + "with its own\nhint: leave it out\n")
            let so = await shell.run("edition status hockey-star/es in_promotion -m why")
            #expect(so.status == 0 && so.output.hasPrefix("already so: "), "\(so.transcript)")
            #expect(so.output.hasSuffix("(nothing was changed)\n"), "\(so.transcript)")
            #expect(try await shell.operations() == 2)
        }
    }
}
