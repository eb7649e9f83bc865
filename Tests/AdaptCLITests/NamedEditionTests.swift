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

    @Test(
        "an identifier names its edition, or the series of it, in every verb",
        arguments: [
            "edition show ID", "edition show ID@1 --as-of 9999-01-01T00:00:00Z", "edition status ID", "log ID",
            "blame ID male_lead.sport", "compare hockey-star/en ID", "compare ID", "compare ID --against-parent",
            "compare ID en es", "compare ID ID@1 --base en", "set ID male_lead.nature=kind", "keep ID male_lead.nature",
            "absent ID male_lead.nature", "unknown ID male_lead.nature", "inherit ID male_lead.nature",
            "edition edit ID --title E", "edition edit ID --from en --method dub", "edition list ID", "lineage ID",
            "gaps ID", "gaps ID --by reach", "outdated ID", "changes ID", "series show ID", "series edit ID --note N",
            "reach ID --week 2026-W02", "revisions ID --week 2026-W02", "creatives ID",
            "export reach --week 2026-W02 --series ID",
        ])
    func everyVerb(line: String) async throws {
        try await identified { shell async throws in
            let done = await shell.run(line.replacing("ID", with: "imdb:tt0000001"))
            #expect(done.status == 0, "\(done.errors)")
            let named = line.replacing("ID", with: "hockey-star/es")
            let ofSeries = [
                "lineage", "gaps", "outdated", "edition list", "series show", "changes", "export", "compare ID",
            ]
            guard ofSeries.contains(where: { line.hasPrefix($0) }), !line.contains("en") else { return }
            // The same as of its series by its code.
            let series = await shell.run(named.replacing("hockey-star/es", with: "hockey-star"))
            #expect(done.output == series.output && done.output != "")
        }
    }

    @Test("an identifier that nobody has is refused where a series is asked for too; so is one with a moment")
    func noIdentifier() async throws {
        try await Shell.sample { shell async throws in
            for line in ["lineage imdb:tt0000009", "gaps imdb:tt0000009", "compare imdb:tt0000009 en es"] {
                let refused = await shell.run(line)
                #expect(refused.status == 2)
                #expect(refused.errors.contains("identifier \"imdb:tt0000009\" is given to no edition"))
            }
            let moment = await shell.run("lineage imdb:tt0000009@3")
            #expect(moment.status == 64 && moment.errors.contains("names a moment"))
        }
    }

    @Test("a day that is not over is said to be open, and a time is asked for with --as-of")
    func openDay() async throws {
        try await Shell.sample { shell async throws in
            // Today is 2026-11-23 here.
            for line in [
                "edition show hockey-star/es@9999-01-01", "edition list --as-of 2026-11-23T00:00:00Z",
                "edition list --as-of 2026-11-22", "edition list --as-of 2026-11-23",
                "log hockey-star/es@9999-01-01 -q",
            ] {
                let isOpen = line.hasSuffix("9999-01-01") || line.hasSuffix("23")
                let note = await shell.run(line).errors
                #expect(
                    note.contains(" is not over (UTC), so this answer may change until then; ") == isOpen,
                    "\(line): \(note)")
                #expect(!isOpen || note.contains("--as-of a time that has passed, as in 2026-11-23T00:00:00Z"))
            }
            for name in ["hockey-star/es@2026-11-23T10:00:00Z", "imdb:tt0000001@2026-11-23T10:00:00Z"] {
                let refused = await shell.run("edition show \(name)")
                #expect(refused.status == 64)
                #expect(refused.errors.contains("hint: name the time with --as-of 2026-11-23T10:00:00Z"))
            }
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

    @Test(
        "a country is told the edition made for it with others, and that a code may be meant for another one's market")
    func countries() async throws {
        try await Shell.sample { shell async throws in
            let taiwan = await shell.run("compare my-assertive-lover tw us")
            #expect(taiwan.status == 2)
            #expect(
                taiwan.errors.contains(
                    "hint: market hk-mo-tw of my-assertive-lover/hmt holds TW: did you mean my-assertive-lover/hmt?"))
            let edition = "register hockey-star --title M"
            for rest in ["--code mx-es --market es", "--code fr --market mx", "--code ko --market kr"] {
                #expect(await shell.run("\(edition) \(rest)").status == 0)
            }
            #expect(await shell.run("edition edit hockey-star/es --market mx").status == 0)
            let note = "adapt: es is the code of hockey-star/es, made for mx; made for ES: hockey-star/mx-es"
            #expect(await shell.run("compare hockey-star es en").errors.contains(note))
            for line in [
                "compare hockey-star es en --quiet", "compare hockey-star mx-es ko", "compare hockey-star fr ko",
            ] {
                #expect(await !shell.run(line).errors.contains("is the code of"), "\(line)")
            }
        }
    }
}
