import TestSupport
import Testing

@Suite("Whose word a command replaces")
struct ReplacementTests {
    private static let football = "\"football\", local_taste, cited from socialpeta-2026-w02"

    @Test("is told by every verb of decisions, in a dry run too; nothing is told where nothing was said or changed")
    func decisions() async throws {
        try await Shell.sample { shell in
            let path = "male_lead.nature"
            for (line, told) in [
                (
                    "set hockey-star/es \(path)=vain --author betty",
                    "(keep), cited from socialpeta-2026-w02 (mia, operation 1)"
                ),
                ("set hockey-star/es \(path)=vain", nil),
                ("absent hockey-star/es \(path) --reason belief", "\"vain\" (betty, operation 3)"),
                ("unknown hockey-star/es \(path)", "(absent), belief (mia, operation 4)"),
                ("inherit hockey-star/es \(path)", "(unknown) (mia, operation 5)"),
                ("set hockey-star/es \(path)=kind", nil),
            ] as [(String, String?)] {
                let rehearsed = await shell.run(line + " --dry-run")
                #expect(
                    rehearsed.errors == (told.map { "adapt: would replace hockey-star/es \(path) \($0)\n" } ?? ""),
                    "\(line)")
                let done = await shell.run(line)
                #expect(done.errors == (told.map { "adapt: hockey-star/es \(path) was \($0)\n" } ?? ""), "\(line)")
            }
            let receipt = try JSONText(await shell.run("set hockey-star/es \(path)=cold --format json").output)
            #expect(receipt["replaced"]?.count == 1)
            let replaced = receipt["replaced"]?[0]
            #expect(replaced?["what"]?.string == path && replaced?["state"]?.string == "value")
            #expect(replaced?["value"]?.string == "kind" && replaced?["grounds"]?.count == 0)
            #expect(replaced?["author"]?.string == "mia" && replaced?["operation"]?.int == 7)
        }
    }

    @Test("is told by a keep with the command that settles the own value as it was, quoted as a shell takes it")
    func keep() async throws {
        try await Shell.sample { shell in
            let rehearsed = await shell.run("keep hockey-star/es male_lead.sport -n")
            #expect(rehearsed.errors.hasPrefix("adapt: would replace hockey-star/es male_lead.sport \(Self.football)"))
            #expect(
                rehearsed.errors.hasSuffix(
                    " (mia, operation 1); it would be its parent's; to settle it as it is: "
                        + "adapt set hockey-star/es male_lead.sport=football\n"), "\(rehearsed.errors)")
            let kept = await shell.run("keep hockey-star/es male_lead.sport")
            #expect(kept.errors.hasPrefix("adapt: hockey-star/es male_lead.sport was \(Self.football)"))
            let way = "; it is its parent's now; to settle it as it was: adapt "
            let back = try #require(kept.errors.rest(after: way))
            #expect(await shell.run(back).status == 0, "\(back)")
            #expect(await shell.run("edition show hockey-star/es").output.contains("\tfootball\tvalue\town"))
            for value in ["cold and vain", "50% \"off\" for $5", "it's"] {
                let set = await shell.run(["set", "hockey-star/es", "male_lead.nature=" + value])
                #expect(set.status == 0)
                let kept = await shell.run("keep hockey-star/es male_lead.nature")
                let again = try #require(kept.errors.rest(after: way))
                let quoted =
                    value.contains("$") ? "'male_lead.nature=\(value)'" : "\"male_lead.nature=\(value)\""
                #expect(again == "set hockey-star/es \(quoted)")
            }
            _ = await shell.run("absent hockey-star/es male_lead.nature")
            #expect(
                await shell.run("keep hockey-star/es male_lead.nature").errors.rest(after: way)
                    == "absent hockey-star/es male_lead.nature")
            #expect(await shell.run("keep hockey-star/es male_lead.nature --note n").errors.isEmpty)
        }
    }

    @Test("is told by an edit of an edition and a move of its status, in a dry run too")
    func facts() async throws {
        try await Shell.sample { shell in
            _ = await shell.run("edition edit hockey-star/es --platform ReelShort --author betty")
            let line = "edition edit hockey-star/es --platform DramaBox --origin mx"
            #expect(
                await shell.run(line + " -n").errors
                    == "adapt: would replace hockey-star/es platform \"ReelShort\" (betty, operation 3)\n")
            let edited = await shell.run(line + " --format json")
            #expect(edited.errors == "adapt: hockey-star/es platform was \"ReelShort\" (betty, operation 3)\n")
            let replaced = try JSONText(edited.output)["replaced"]
            #expect(replaced?.count == 1 && replaced?[0]?["author"]?.string == "betty")
            _ = await shell.run("edition edit hockey-star/es --no-platform")
            #expect(await shell.run("edition edit hockey-star/es --platform ReelShort").errors == "")
            let status = try JSONText(await shell.run("edition status hockey-star/es --format json").output)
            #expect(
                await shell.run("edition status hockey-star/es paused").errors
                    == "adapt: hockey-star/es status was \"\(status["status"]?.string ?? "")\" (mia, operation 1)\n")
        }
    }

    @Test("is told of the number of editions that a series is said to have, also where it is taken away")
    func asserted() async throws {
        try await Shell.sample { shell in
            let first = await shell.run("series edit hockey-star --asserts 6 --author betty")
            #expect(first.status == 0 && first.errors.isEmpty, "\(first.errors)")
            let line = "series edit hockey-star --asserts 7"
            #expect(
                await shell.run(line + " -n").errors
                    == "adapt: would replace series hockey-star asserted \"6\" (betty, operation 3)\n")
            let edited = await shell.run(line + " --format json")
            #expect(edited.errors == "adapt: series hockey-star asserted was \"6\" (betty, operation 3)\n")
            let replaced = try JSONText(edited.output)["replaced"]
            #expect(replaced?.count == 1 && replaced?[0]?["what"]?.string == "asserted")
            #expect(replaced?[0]?["value"]?.string == "6" && replaced?[0]?["author"]?.string == "betty")
            #expect(
                await shell.run("series edit hockey-star --no-asserts").errors
                    == "adapt: series hockey-star asserted was \"7\" (mia, operation 4)\n")
            #expect(await shell.run(line).errors == "")
        }
    }
}

extension String {
    /// What stands behind some words, to the end of the line; nil: they are not in it.
    fileprivate func rest(after words: String) -> String? {
        guard let range = firstRange(of: words) else { return nil }
        return String(self[range.upperBound...].prefix { $0 != "\n" })
    }
}
