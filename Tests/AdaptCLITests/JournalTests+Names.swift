import Testing

/// Names of every kind, and what they may mean.
extension JournalTests {
    @Test("a football that two terms are called by is asked about; in a language with one it is taken")
    func ambiguousTerm() async throws {
        try await Shell.sample { shell in
            let added = await shell.run(
                "term add sport:american_football --label en-US=Football --label es=\"fútbol americano\"")
            #expect(added.status == 0)
            let told = "is also sport:association_football (\"football\"): of a value so called it is asked which"
            #expect(added.transcript.hasPrefix("adapt: \"Football\" \(told)"), "\(added.transcript)")
            #expect(added.errors.split(separator: "\n").count == 1, "the other label is its own: \(added.errors)")
            let asked = await shell.run("set hockey-star/en male_lead.sport=football")
            #expect(asked.status == 2)
            #expect(asked.errors.contains("can mean 2 terms"))
            #expect(asked.errors.contains("sport:american_football"))
            #expect(await shell.run("set hockey-star/es male_lead.sport=Futbol").status == 0)
        }
    }

    @Test("element show tells people what the element is, by any path that it had")
    func elementShown() async throws {
        try await Shell.sample { shell in
            _ = await shell.run("element rename male_lead.sport hero.sport")
            let shown = await shell.run("element show male_lead.sport --format table").output
            let head = "hero.sport \"the male lead's sport\": character, vocabulary sport, formerly male_lead.sport\n"
            #expect(shown.hasPrefix(head + "\nEDITION"), "\(shown)")
            #expect(shown.contains("hockey-star/en  value  ice hockey  -"), "\(shown)")
            let kind = "adapt: hook.revenge stays of kind trope; if it is of another: "
            let stays = await shell.run("element rename trope.revenge hook.revenge --dry-run")
            #expect(stays.errors == kind + "adapt element edit hook.revenge --kind hook\n")
        }
    }

    @Test("a name that was given up or changed goes on naming what it named: for anything else it is refused, and told")
    func formerNames() async throws {
        try await Shell.sample { shell in
            for line in [
                "element rename male_lead.sport hero.sport", "term add sport:futsal --label en=futsal",
                "term add sport:soccer --label fr=foot", "term merge sport:soccer sport:association_football",
                "term rename sport:futsal sport:five_a_side",
            ] {
                let done = await shell.run(line)
                #expect(done.status == 0, "\(line): \(done.errors)")
            }
            let element = "element \"male_lead.sport\" is already there: it is \"hero.sport\" now"
            let term = "term \"sport:futsal\" is already there: it is \"sport:five_a_side\" now"
            let merged = "already there: it was given up for \"sport:association_football\" (operation 6)"
            for (line, says) in [
                ("element add male_lead.sport", element), ("element rename trope.revenge male_lead.sport", element),
                ("term add sport:futsal", term), ("term rename sport:ice_hockey sport:soccer", merged),
                ("term rename sport:association_football sport:soccer", merged),
            ] {
                let refused = await shell.run(line)
                #expect(refused.status == 2 && refused.errors.contains(says), "\(line): \(refused.errors)")
            }
            // What had it can have it back.
            for line in ["element rename hero.sport male_lead.sport", "term rename sport:five_a_side sport:futsal"] {
                let back = await shell.run(line)
                #expect(back.status == 0, "\(line): \(back.errors)")
            }
        }
    }

    @Test("a label or code that another term is called by is told before it is given; one that the term has is no news")
    func sharedWords() async throws {
        try await Shell.sample { shell in
            let shared = "is also sport:association_football (\"fútbol\")"
            _ = await shell.run("term add sport:futsal --label en=futsal")
            let label = "term label sport:futsal --label pt=FUTBOL --format json"
            let labelled = await shell.run(label)
            #expect(labelled.errors.contains("adapt: \"FUTBOL\" \(shared)"), "\(labelled.errors)")
            #expect(labelled.output.contains(#""shared":[{"word":"FUTBOL","term":"sport:association_football","#))
            let again = await shell.run(label)
            #expect(again.status == 0 && again.errors.isEmpty, "\(again.errors)")
            let renamed = await shell.run("term rename sport:futsal sport:soccer --dry-run")
            #expect(renamed.status == 0)
            #expect(renamed.errors.contains("\"soccer\" is also sport:association_football (\"soccer\")"))
            // What is refused shares no word with anything.
            let refused = await shell.run("term rename sport:futsal profession:soccer")
            #expect(refused.status == 2 && !refused.errors.contains("is also"), "\(refused.errors)")
            let own = await shell.run("term rename sport:association_football sport:soccer")
            #expect(own.status == 0 && own.errors.isEmpty, "\(own.errors)")
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
            #expect(await shell.run("market list").output.contains("dach\tGerman-speaking\tAT CH DE\tfalse\t\t\t\n"))
            let same = await shell.run("market add at-ch-de --territory CH AT DE --dry-run --format json")
            #expect(same.errors == "adapt: the same countries are there as dach\n")
            #expect(try JSONText(same.output)["same_countries"]?[0]?.string == "dach")
            #expect(await shell.run("market add at-ch --territory CH AT --dry-run").errors.isEmpty)
            for line in ["market show world", "market list"] {
                let table = await shell.run(line + " --format table").output
                #expect(table.contains("every country, also those to come"), "\(table)")
                let json = await shell.run(line + " --format jsonl").output
                #expect(json.contains(#""territories":null,"everywhere":true,"source":null,"#), "\(json)")
            }
            #expect(await shell.run("market list --all").output.split(separator: "\n").count > 245)
            #expect(
                await shell.run("element list --kind character").output.contains("lead.profession\tcharacter\ther work")
            )
            #expect(
                await shell.run("element show lead.profession").output
                    == "edition\tstate\tvalue\treasons\tnote\tterm\telement\tkind\tlabel\tvocabulary\ttradition\t"
                    + "revision\toutdated\n")
            #expect(await shell.run("element show lead.profession --format json").output == "[]\n")
            let unsaid = await shell.run("element show lead.profession --format table").output
            let said = "lead.profession \"her work\": character, [trade-press:3]\n"
            #expect(unsaid == said + "\nno edition says anything of it\n")
            let cited = await shell.run("source show trade-press").output
            #expect(cited.contains("element\tlead.profession\tlabel\t3\t"), "\(cited)")
            #expect(await shell.run("term list profession").output.contains("en=nurse de=Krankenschwester"))
            let terms = await shell.run("term list profession --format table").output
            #expect(terms.contains("en=nurse; de=Krankenschwester") && !terms.contains("APART"), "\(terms)")
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
}
