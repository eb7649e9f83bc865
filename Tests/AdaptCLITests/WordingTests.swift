import Testing

@Suite("Words as they are given")
struct WordingTests {
    @Test("a value may begin with a combining mark")
    func combiningMark() async throws {
        try await Shell.sample { shell in
            let set = await shell.run(["set", "hockey-star/es", "male_lead.nature=\u{301}x"])
            #expect(set.status == 0, "\(set.errors)")
            let label = await shell.run(["term", "label", "sport:ice_hockey", "--label", "fr=\u{301}hockey"])
            #expect(label.status == 0, "\(label.errors)")
        }
    }

    @Test("two terms of one label are told apart by their codes, for people and in columns")
    func sameLabel() async throws {
        try await Shell.empty { shell in
            for line in [
                "term add sport:american_football --label en-US=football",
                "term add sport:association_football --label en-GB=football", "series add s --title S",
                "register s --code us --title U --set lead.sport=sport:american_football --new",
                "register s --code gb --title G --from us --method remake --set lead.sport=sport:association_football",
            ] {
                let done = await shell.run(line)
                #expect(done.status == 0, "\(done.errors)")
            }
            let words = ["football [sport:american_football]", "football [sport:association_football]"]
            for line in [
                "compare s/us s/gb", "compare s", "compare s --against-parent",
                "compare s/us s/gb --format markdown",
                "compare s/us s/gb --format html", "compare s --format html",
            ] {
                let format = line.contains("--format") ? "" : " --format table"
                let output = await shell.run(line + format).output.replacing("\\", with: "")
                for word in words { #expect(output.contains(word), "\(line)\n\(output)") }
            }
            let rows = await shell.run("compare s/us s/gb --format csv").output.split(separator: "\n")
            #expect(
                rows[0].hasSuffix(
                    ",base_term,left_term,right_term,sign,base_state,left_revision,right_revision"
                        + ",left_edition,right_edition"))
            #expect(
                rows[1].hasSuffix(
                    ",sport:american_football,sport:american_football,sport:association_football,>,value,1,1,s/us,s/gb"
                ))
        }
    }

    @Test("one thing is told as one, not as several")
    func one() async throws {
        try await Shell.empty { shell in
            for line in [
                "series add s --title S", "register s --code en --title S --set plot.end=x --new",
                "unknown s/en plot.end", "series edit s --asserts 2",
            ] {
                let done = await shell.run(line)
                #expect(done.status == 0, "\(done.errors)")
            }
            let screen = await shell.run([]).output
            #expect(screen.contains("\n1 series · 1 edition · 1 unknown element · latest week none\n"), "\(screen)")
            let lineage = await shell.onTerminal.run("lineage s").output
            #expect(lineage.hasSuffix("(at least 1 more edition asserted, not registered)\n"), "\(lineage)")
        }
    }

    @Test("an alias keeps its language in sight; a word meant for a kind that there is not is refused")
    func alias() async throws {
        try await Shell.sample { shell in
            _ = await shell.run("edition edit hockey-star/es --alias transliteration/en=Adios --alias E=mc2")
            let shown = await shell.run("edition show hockey-star/es --format table").output
            #expect(shown.contains("Adios (transliteration, en); E=mc2 (alternative)"), "\(shown)")
            for alias in ["bogus/es=T", "formr=T"] {
                let refused = await shell.run("edition edit hockey-star/es --alias \(alias)")
                #expect(refused.status == 64)
                #expect(refused.errors.contains("is not one of the list"))
            }
        }
    }

    @Test("the origin of a series is a market in any case, as that of an edition is")
    func origin() async throws {
        try await Shell.sample { shell in
            #expect(await shell.run("series edit hockey-star --origin CO").status == 0)
            #expect(await shell.run("series show hockey-star").output.contains("co"))
        }
    }

    @Test("a topic that is none, a format that is none and an edition from itself are refused in words of ours")
    func refusals() async throws {
        try await Shell.sample { shell in
            let topic = await shell.run("help exit-code")
            #expect(topic.status == 64)
            #expect(topic.errors.contains("did you mean exit-codes?"))
            #expect(await shell.run("help compare").status == 0)
            let format = await shell.run("series list -o /nowhere/y.pdf")
            #expect(format.status == 64)
            #expect(format.errors.contains("format pdf of"))
            let itself = await shell.run("edition edit hockey-star/es --from es")
            #expect(itself.status == 2)
            #expect(itself.errors.contains("edition cannot derive from itself"))
            #expect(!itself.errors.contains("ow contains"))
        }
    }
}
