import Testing

/// What rests on something that was changed since.
extension JournalTests {
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

    @Test("of what is inherited a comparison tells whose parent has changed since, in every text")
    func inherited() async throws {
        try await Shell.sample { shell in
            for line in [
                "register hockey-star --code mx --title X --from es --method recut",
                "set hockey-star/en male_lead.nature=vain",
            ] {
                let done = await shell.run(line)
                #expect(done.status == 0, "\(line): \(done.errors)")
            }
            for format in ["table", "markdown", "html"] {
                let told = await shell.run("compare hockey-star/es hockey-star/mx --format \(format)").output
                #expect(told.contains("left outdated: its parent has changed since"), "\(told)")
                let heir = "right outdated: inherited from hockey-star/es, whose parent has changed since"
                #expect(told.contains(heir), "\(told)")
            }
        }
    }
}
