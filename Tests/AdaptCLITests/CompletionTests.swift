import Testing

@Suite("Completion")
struct CompletionTests {
    /// As a shell asks, in a process of its own.
    private func offered(
        _ shell: Shell, _ command: [String], _ argument: String, _ word: String
    ) async throws -> [String] {
        let words = ["---completion"] + command + ["--", argument, "1", "\(word.count)", word]
        let result = try await BuiltBinary(url: shell.url).run(words.map { Array($0.utf8) })
        #expect(result.errors.isEmpty)
        return result.output.split(separator: "\n").map(String.init)
    }

    @Test("offers editions, series, paths, weeks and markets that start as the word does")
    func names() async throws {
        try await Shell.sample { shell async throws in
            #expect(
                try await offered(shell, ["compare"], "positional@0", "hockey") == ["hockey-star/en", "hockey-star/es"])
            #expect(try await offered(shell, ["lineage"], "positional@0", "my") == ["my-assertive-lover"])
            #expect(try await offered(shell, ["blame"], "positional@1", "male_lead.s") == ["male_lead.sport"])
            #expect(try await offered(shell, ["set"], "positional@1", "male_lead.s") == ["male_lead.sport="])
            #expect(try await offered(shell, ["reach"], "--week", "2026") == ["2026-W02"])
            #expect(try await offered(shell, ["register"], "--market", "hk-") == ["hk-mo-tw"])
            #expect(try await offered(shell, ["compare"], "positional@0", "nothing") == [])
            let editions = ["hockey-star/en", "hockey-star/es"]
            for option in ["--from", "--also-from"] {
                #expect(try await offered(shell, ["register"], option, "hockey") == editions)
            }
            #expect(try await offered(shell, ["compare"], "--base", "hockey") == editions)
            #expect(try await offered(shell, ["register"], "--keep", "male_lead.s") == ["male_lead.sport"])
            #expect(try await offered(shell, ["register"], "--set", "male_lead.s") == ["male_lead.sport="])
            for command in [["compare"], ["element", "list"], ["element", "add"]] {
                #expect(try await offered(shell, command, "--kind", "charac") == ["character"])
            }
            for argument in ["positional@0", "positional@1"] {
                #expect(try await offered(shell, ["term", "merge"], argument, "sport:i") == ["sport:ice_hockey"])
            }
            #expect(try await offered(shell, ["changes"], "--market", "hk-") == ["hk-mo-tw"])
            for command in ["gaps", "tropes", "creatives"] {
                #expect(try await offered(shell, [command], "--week", "2026") == ["2026-W02"])
            }
        }
    }

    @Test("offers what closed lists hold, in every shell", arguments: ["bash", "zsh", "fish"])
    func closedLists(shell name: String) async throws {
        let script = try await CompletionScripts.of(name).output
        for word in ["regional_edit", "law_censorship", "in_adaptation", "disputed", "both_same_change"] {
            #expect(script.contains(word), "\(word)")
        }
    }

    /// As bash asks: what may follow on a line of which `words` are written, as bash splits it.
    private func offered(
        _ shell: Shell, bash words: [String], of command: [String] = ["set"]
    ) async throws -> [String] {
        let index = words.count - 1
        let asked =
            ["---completion"] + command + ["--", "positional@1", "\(index)", "\(words[index].count)"] + words
        let result = try await BuiltBinary(url: shell.url).run(asked.map { Array($0.utf8) })
        #expect(result.errors.isEmpty)
        return result.output.split(separator: "\n").map(String.init)
    }

    @Test("of the values of an edition: the paths that it or its ancestors record, then the terms of the element")
    func assignments() async throws {
        try await Shell.sample { shell async throws in
            _ = await shell.run("element add male_lead.shoes --kind character --vocabulary sport")
            let edition = ["adapt", "set", "hockey-star/es"]
            #expect(
                try await offered(shell, bash: edition + ["male_lead."]) == ["male_lead.nature=", "male_lead.sport="])
            // Where it records none that starts so, any is offered.
            #expect(try await offered(shell, bash: edition + ["male_lead.sh"]) == ["male_lead.shoes="])
            #expect(
                try await offered(shell, bash: ["adapt", "set", "hockey-star/nope", "male_lead.s"])
                    == ["male_lead.shoes=", "male_lead.sport="])
            // bash takes the sign for a word of its own, others do not.
            for (words, terms) in [
                (["male_lead.sport", "="], ["association_football", "ice_hockey"]),
                (["male_lead.sport", "=", "ice"], ["ice_hockey"]),
                (["male_lead.sport=ice"], ["male_lead.sport=ice_hockey"]),
                (["male_lead.sport=sport:i"], ["male_lead.sport=sport:ice_hockey"]),
                (["male_lead.nature=x"], []),
                (["male_lead.sport", "=", "sport", ":", "i"], ["ice_hockey"]),
                (["male_lead.sport", "=", "sport", ":"], ["association_football", "ice_hockey"]),
            ] { #expect(try await offered(shell, bash: edition + words) == terms, "\(words)") }
        }
    }

    @Test("of a term that bash splits at its colon offers what stands behind it; to zsh the colon is told as a sign")
    func colons() async throws {
        try await Shell.sample { shell async throws in
            let line = ["adapt", "term", "merge", "sport:ice_hockey", "sport", ":"]
            for (begun, codes) in [("ass", ["association_football"]), ("ice", ["ice_hockey"]), ("x", [])] {
                #expect(try await offered(shell, bash: line + [begun], of: ["term", "merge"]) == codes, "\(begun)")
            }
            var zsh = BuiltBinary(url: shell.url)
            zsh.variables = ["SAP_SHELL=zsh"]
            let words = ["---completion", "term", "merge", "--", "positional@0", "3", "7", "adapt", "term", "merge"]
            let result = try await zsh.run((words + ["sport:i"]).map { Array($0.utf8) })
            #expect(result.output.split(separator: "\n").first == "sport\\:ice_hockey")
        }
    }

    @Test("without a database offers nothing, starts nothing and says nothing")
    func noDatabase() async throws {
        let away = BuiltBinary(url: "postgresql://%2Fnowhere:1/none")
        let words = ["---completion", "compare", "--", "positional@0", "1", "1", "h"]
        let result = try await away.run(words.map { Array($0.utf8) })
        #expect(result.output.split(separator: "\n").isEmpty)
        #expect(result.errors.isEmpty)
    }

    @Test("scripts for bash, zsh and fish are printed", arguments: ["bash", "zsh", "fish"])
    func scripts(_ name: String) async throws {
        let script = try await CompletionScripts.of(name)
        #expect(script.status == 0)
        #expect(script.output.contains("---completion") && script.output.contains("register"))
        // No blank behind what a value follows: ArgumentParser has no word for that.
        let mended = ["bash": "compopt -o nospace", "zsh": "compadd -S ''"]
        #expect(mended[name].map { script.output.contains($0) } ?? true)
    }

    @Test("a script is the same from the program, whatever the database holds")
    func builtScript() async throws {
        let script = try await CompletionScripts.of("bash").output
        try await Shell.sample { shell in
            let built = try await BuiltBinary(url: shell.url).run("--generate-completion-script bash")
            #expect(built.status == 0 && built.output == script)
        }
    }
}

@Suite("Gaps")
struct GapsCommandTests {
    @Test("lists what nobody looked at, with the command for it; by reach the largest figure first")
    func gaps() async throws {
        try await Shell.sample { shell in
            let all = await shell.run("gaps")
            #expect(all.output.contains("unregistered\tmy-assertive-lover\t4\t\tadapt lineage my-assertive-lover"))
            #expect(all.output.contains("not_recorded\thockey-star/en\t1\tbeat.cash_handout\tadapt set hockey-star/en"))
            _ = await shell.run("unknown hockey-star/en beat.cash_handout")
            #expect(
                await shell.run("gaps hockey-star").output.contains("unknown\thockey-star/en\t1\tbeat.cash_handout"))
            let ranked = await shell.run("gaps --by reach --format csv")
            let lines = ranked.output.split(separator: "\n")
            #expect(lines[1].hasPrefix("unregistered,my-assertive-lover,4,,\"> 70,000,000\",>,70000001,"))
            #expect(lines.contains { $0.hasPrefix("not_recorded,my-assertive-lover/hmt") && $0.contains(",joint,") })
            #expect(lines.last?.contains("hockey-star") == true)
            let unordered = await shell.run("gaps --week 2026-W02")
            #expect(unordered.status != 0 && unordered.errors.contains("--week is of the order by reach"))
            let early = await shell.run("gaps hockey-star --as-of 2020-01-01")
            #expect(early.status == 2)
            #expect(early.errors.contains("series \"hockey-star\" was not known yet"))
            // A week whose figures came later is not the latest of then.
            let past = await shell.run("gaps --by reach --as-of 2020-01-01")
            #expect(past.status == 2)
            #expect(past.errors.contains("no figures are recorded"))
        }
    }
}
