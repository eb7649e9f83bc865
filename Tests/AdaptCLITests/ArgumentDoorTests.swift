import TestSupport
import Testing

@Suite("What arguments may hold")
struct ArgumentDoorTests {
    @Test("of three editions none is left out unsaid; the first of three names is a series")
    func threeEditions() async throws {
        try await Shell.sample { shell in
            let three = await shell.run("compare hockey-star/en hockey-star/es hockey-star/en")
            #expect(three.status == 64)
            #expect(three.errors.contains("compare takes two editions, and three are named"))
            #expect(three.errors.contains("adapt compare hockey-star/es hockey-star/en; all editions of a series"))
            let stranger = await shell.run("compare nosuch hockey-star/en hockey-star/es")
            #expect(stranger.status == 64)
            #expect(stranger.errors.contains("edition \"hockey-star/en\" is not one of series \"nosuch\""))
            #expect(await shell.run("compare hockey-star en hockey-star/es").status == 0)
        }
    }

    @Test("a blank alias is refused as a blank title is")
    func blankAlias() async throws {
        try await Shell.sample { shell in
            for line in ["edition edit hockey-star/es", "register hockey-star --code x --title X"] {
                for blank in ["", " "] {
                    let refused = await shell.run(Shell.words(line) + ["--alias", blank])
                    #expect(refused.status == 64)
                    #expect(refused.errors.contains("alias \"\(blank)\" is empty"), "\(refused.errors)")
                }
                let empty = await shell.run(Shell.words(line) + ["--alias", "former="])
                #expect(empty.status == 64)
                #expect(empty.errors.contains("alias \"former=\" has no title"), "\(empty.errors)")
            }
        }
    }

    @Test("blanks at the ends of values, titles and notes are left out")
    func blanks() async throws {
        try await Shell.sample { shell in
            let set = ["set", "hockey-star/es", "male_lead.nature= mild ", "--note", " why "]
            #expect(await shell.run(set).status == 0)
            #expect(await shell.run("set hockey-star/es male_lead.nature=mild").output.contains("already so"))
            let blame = await shell.run("blame hockey-star/es male_lead.nature --format csv").output
            #expect(blame.contains(",mild,,why,"), "\(blame)")
            #expect(await shell.run(["edition", "edit", "hockey-star/es", "--title", " T "]).status == 0)
            #expect(await shell.run("edition list hockey-star --format csv").output.contains(",T,"))
            #expect(await shell.run(["set", "hockey-star/es", "male_lead.nature=  "]).status == 64)
        }
    }

    @Test("blanks at the ends of traditions, labels and names are left out: one is not two")
    func blanksOfWords() async throws {
        try await Shell.sample { shell in
            let add = ["element", "add", "trope.secret_heir", "--tradition", "Korean ", "--label", " heir "]
            let added = await shell.run(add)
            #expect(added.status == 0 && added.errors.isEmpty, "\(added.transcript)")
            let edit = ["element", "edit", "trope.secret_heir", "--tradition", " Korean", "--label", "heir "]
            #expect(await shell.run(edit).output.contains("already so"))
            let tropes = await shell.run("element list --kind trope --format csv").output
            #expect(tropes.contains("trope.secret_heir,trope,heir,,Korean,"), "\(tropes)")
            #expect(await shell.run(["element", "edit", "trope.secret_heir", "--tradition", " "]).status == 64)
            for line in [
                ["source", "add", "blog", "--title", " B ", "--publisher", " P "],
                ["market", "add", "nordics", "--name", " N ", "--territory", "SE", "NO"],
            ] { #expect(await shell.run(line).status == 0, "\(line)") }
            #expect(await shell.run("source list --format csv").output.contains("blog,B,P,"))
            #expect(await shell.run("market show nordics --format csv").output.contains("nordics,N,NO SE,"))
        }
    }

    @Test("no word of an argument commands the terminal, though the usage error quotes it")
    func escapes() async throws {
        try await Shell.sample { shell in
            let red = "\u{1B}[31mred"
            for words in [
                ["log", "--limit", red], ["log", "--format", red], ["gaps", "--by", red],
                ["set", "hockey-star/es", "male_lead.nature=x", "--if-revision", red], ["compar" + red],
            ] {
                let refused = await shell.run(words)
                #expect(refused.status == 64, "\(words)")
                #expect(!refused.transcript.contains("\u{1B}"), "\(words)")
                #expect(refused.errors.contains("red"), "\(words)")
            }
        }
    }

    @Test("the ending of the file asked for says the format, in any case; the score of a search is a number")
    func endings() async throws {
        try await TemporaryDirectory.with { directory in
            try await Shell.sample { shell in
                let file = directory.path + "/list.JSON"
                #expect(await shell.run("edition list -o \(file)").status == 0)
                #expect(directory.read("list.JSON")?.hasPrefix("[") == true)
                let found = await shell.run("search hockey --format jsonl").output
                #expect(found.contains("\"score\":0.9") && !found.contains("\"score\":\""), "\(found)")
            }
        }
    }
}
