import Testing

@Suite("Editions by any name")
struct NamedEditionTests {
    private func identified(_ body: @Sendable (Shell) async throws -> Void) async throws {
        try await Shell.sample { shell async throws in
            #expect(await shell.run("edition edit hockey-star/es --id imdb:tt0000001").status == 0)
            try await body(shell)
        }
    }

    @Test("an identifier is a parent, a base, and one of two editions of a series")
    func identifier() async throws {
        try await identified { shell async throws in
            let mx = await shell.run("register hockey-star --market mx --title M --from imdb:tt0000001 --method dub")
            #expect(mx.status == 0, "\(mx.errors)")
            #expect(
                try JSONText(await shell.run("edition show hockey-star/mx --format json").output)["parent"]?.string
                    == "es")
            let compared = await shell.run("compare hockey-star imdb:tt0000001 mx --base imdb:tt0000001 --format json")
            #expect(compared.status == 0, "\(compared.errors)")
            #expect(try JSONText(compared.output)["left"]?["edition"]?.string == "hockey-star/es")
        }
    }

    @Test("a base named by its code alone is of the same series; the series alone is its source")
    func base() async throws {
        try await Shell.sample { shell async throws in
            for (name, base) in [
                ("es", "hockey-star/es"), ("hockey-star", "hockey-star/en"), ("es@1", "hockey-star/es"),
            ] {
                let compared = await shell.run("compare hockey-star/en hockey-star/es --base \(name) --format json")
                #expect(try JSONText(compared.output)["base"]?["edition"]?.string == base, "\(compared.errors)")
            }
        }
    }

    @Test("what is so already is told, in words and as json, and has no operation")
    func alreadySo() async throws {
        try await Shell.sample { shell async throws in
            let lines = [
                "set hockey-star/es male_lead.nature=kind", "absent hockey-star/es male_lead.nature",
                "inherit hockey-star/es male_lead.nature", "edition status hockey-star/es paused",
                "edition edit hockey-star/es --title E", "series edit hockey-star --title S",
            ]
            for line in lines {
                #expect(await shell.run(line).output.contains("undo: adapt undo"), "\(line)")
                let again = await shell.run(line)
                #expect(again.status == 0)
                #expect(again.output.contains("already so: "), "\(line)")
                #expect(again.output.hasSuffix(" (nothing was changed)\n"), "\(line)")
                let json = try JSONText(await shell.run(line + " --format json").output)
                #expect(json["operation"]?.isNull == true, "\(line)")
                #expect(json["already_so"] != nil, "\(line)")
            }
            #expect(await shell.run("set hockey-star/es male_lead.nature=kind").status == 0)
            let partly = await shell.run("set hockey-star/es male_lead.nature=kind beat.cash_handout=none")
            #expect(partly.output.contains("set beat.cash_handout; already so: male_lead.nature (operation "))
        }
    }

    @Test("answers call an edition by its own name, whatever it was asked by")
    func answers() async throws {
        try await identified { shell async throws in
            for name in ["hockey-star/es", "imdb:tt0000001", "hockey-star/es@1"] {
                #expect(await shell.run("blame \(name) male_lead.sport").errors == "", "\(name)")
            }
            #expect(await shell.run("blame hockey-star male_lead.sport").errors == "")
            let moved = await shell.run("edition status imdb:tt0000001 paused")
            #expect(moved.output.hasPrefix("hockey-star/es@3 is paused"))
            let edited = await shell.run("edition edit imdb:tt0000001 --title E")
            #expect(edited.output.hasPrefix("edited hockey-star/es@4"))
            #expect(await shell.run("log --limit 2").output.contains("hockey-star/es status=paused"))
        }
    }

    @Test("writing to a moment is refused, whatever the verb")
    func moment() async throws {
        try await Shell.sample { shell async throws in
            for line in ["set hockey-star/es@1 male_lead.nature=x", "edition status hockey-star/es@1 paused"] {
                let refused = await shell.run(line)
                #expect(refused.status == 64)
                #expect(refused.errors.contains("names a moment"))
            }
        }
    }
}
