import Testing

/// How names are spelt, and which of several is shown.
extension JournalTests {
    @Test("a tradition in other letters is taken as it is spelt, and with --everywhere spelt so at all that have it")
    func tradition() async throws {
        try await Shell.sample { shell in
            let told = "adapt: tradition \"korean\" is taken as \"Korean\", as other elements spell it"
            let shown = await shell.run("element show trope.hidden_identity --format table").output
            let cited = "trope.hidden_identity: trope, tradition Chinese [socialpeta-2026-w02]\n"
            #expect(shown.hasPrefix(cited), "\(shown)")
            let added = await shell.run("element add trope.heir --tradition korean")
            #expect(added.errors == told + "\n")
            let edit = "element edit trope.heir --tradition korean"
            let taken = await shell.run(edit)
            #expect(taken.errors == told + "; with --everywhere all are spelt anew\n")
            let would = await shell.run(edit + " --everywhere --dry-run")
            #expect(would.errors.contains("adapt: would replace element trope.chaebol tradition \"Korean\"\n"))
            let spelt = await shell.run(edit + " --everywhere --format json")
            #expect(spelt.errors.contains("adapt: element trope.chaebol tradition was \"Korean\"\n"))
            #expect(spelt.output.contains(#"{"element":"trope.chaebol","was":"Korean"}"#), "\(spelt.output)")
            let log = await shell.run("log --format tsv").output
            #expect(log.contains("element edit\ttrope.heir tradition everywhere"), "\(log)")
            let unsaid = await shell.run("element edit trope.heir --label Heir --everywhere")
            #expect(unsaid.status == 64 && unsaid.errors.contains("hint: name it with --tradition"))
        }
    }

    @Test("a further label in a language that has one is told, with what is shown of all")
    func labelledFurther() async throws {
        try await Shell.sample { shell in
            let label = "term label sport:association_football --label en-US=gridiron --label de=Fußball"
            let called = "called \"soccer\" and \"gridiron\" in en-US; \"football\" is what is shown\n"
            let would = await shell.run(label + " --dry-run")
            #expect(would.errors == "adapt: sport:association_football would be " + called)
            let labelled = await shell.run(label + " --format json")
            #expect(labelled.errors == "adapt: sport:association_football is " + called)
            let beside = #""beside":[{"language":"en-US","labels":["soccer","gridiron"]}],"shown":"football""#
            #expect(labelled.output.contains(beside), "\(labelled.output)")
            let first = await shell.run("term label sport:association_football --label eo=piedpilko")
            #expect(first.status == 0 && first.errors.isEmpty, "\(first.errors)")
        }
    }

    @Test("a label that is said to be first is shown of all from here on; as it is shown already that is so")
    func labelledFirst() async throws {
        try await Shell.sample { shell in
            let label = "term label sport:association_football --label en-US=soccer --first"
            let instead = "shown as \"soccer\" instead of \"football\"\n"
            let would = await shell.run(label + " --dry-run")
            #expect(would.errors == "adapt: sport:association_football would be " + instead)
            let first = await shell.run(label + " --format json")
            #expect(first.errors == "adapt: sport:association_football is " + instead)
            #expect(first.output.contains(#""shown":"soccer","was_shown":"football""#), "\(first.output)")
            let again = await shell.run(label)
            #expect(again.output.hasPrefix("already so: sport:association_football"), "\(again.transcript)")
            let compared = await shell.run("compare hockey-star en es --format tsv").output
            #expect(compared.contains("\tsoccer") && !compared.contains("\tfootball"), "\(compared)")
            let listed = await shell.run("term list sport").output
            #expect(listed.contains("\ten-US=soccer en-GB=football es="), "\(listed)")
            let log = await shell.run("log --limit 1").output
            #expect(log.contains("\tterm label\tsport:association_football en-US=soccer first\t"), "\(log)")
            let both = await shell.run("term label sport:ice_hockey --label en=hockey --label de=Eishockey --first")
            #expect(both.status == 64, "\(both.errors)")
        }
    }

    @Test("a vocabulary that begins with a term is told where another may be meant, or where more comes with it")
    func begunVocabulary() async throws {
        try await Shell.sample { shell in
            let typo = await shell.run("term add sprot:rugby --label en=rugby")
            #expect(typo.status == 0)
            #expect(typo.errors == "adapt: vocabulary \"sprot\" begins with it; did you mean sport?\n")
            let more = await shell.run("term add treatment:straight --dry-run")
            let told = "begins with it, and has the 9 terms that come with the program\n"
            #expect(more.errors == "adapt: vocabulary \"treatment\" " + told)
            let next = await shell.run("term add sport:rugby --label en=rugby")
            #expect(next.status == 0 && next.errors.isEmpty, "\(next.errors)")
        }
    }

    @Test("a label that another term has in the same language is told with that: there no edition's language tells")
    func sharedInLanguage() async throws {
        try await Shell.sample { shell in
            let football = "is also sport:association_football (\"football\")"
            let asked = ": of a value so called it is asked which is meant, "
            let other = "adapt: \"football\" \(football)\(asked)unless the edition's language tells\n"
            let same = "adapt: \"football\" \(football) in en-gb\(asked)in an edition in en-gb too\n"
            let added = await shell.run("term add sport:gridiron --label en-US=football")
            #expect(added.status == 0 && added.errors == other, "\(added.transcript)")
            let label = "term label sport:gridiron --label en-gb=football --format json"
            let labelled = await shell.run(label)
            #expect(labelled.status == 0 && labelled.errors == same, "\(labelled.transcript)")
            #expect(labelled.output.contains(#""label":"football","language":"en-gb"}"#), "\(labelled.output)")
            let again = await shell.run(label)
            #expect(again.status == 0 && again.errors.isEmpty, "\(again.errors)")
            let both = await shell.run("term add sport:fives --label en=football --label en-GB=football --dry-run")
            #expect(both.errors.contains("(\"football\") in en-GB: of a value"), "\(both.errors)")
            #expect(both.errors.split(separator: "\n").count == 2, "one a term: \(both.errors)")
            for language in ["en-GB", "en-US"] {
                _ = await shell.run("edition edit hockey-star/en --language \(language)")
                let meant = await shell.run("set hockey-star/en male_lead.sport=football --dry-run")
                #expect((meant.status == 2) == (language == "en-GB"), "\(language): \(meant.transcript)")
            }
        }
    }

    @Test("labels stand one by one for programs: as a list in JSON, with a sign between them in rows")
    func labelList() async throws {
        try await Shell.empty { shell in
            for line in ["go --label \"en=the game of go\" --label de=Go", "chess"] {
                #expect(await shell.run("term add pastime:" + line).status == 0)
            }
            let rows = await shell.run("term list pastime --format csv").output
            let head = "term,labels,other_codes,evidence,label_list\npastime:chess,,,,\n"
            #expect(rows == head + "pastime:go,en=the game of go de=Go,,,en=the game of go; de=Go\n")
            let lines = await shell.run("term list pastime --format jsonl").output.split(separator: "\n")
            #expect(lines.first?.hasSuffix(#","label_list":[]}"#) == true, "\(lines)")
            #expect(lines.last?.hasSuffix(#","label_list":["en=the game of go","de=Go"]}"#) == true, "\(lines)")
            let json = try JSONText(await shell.run("term show pastime:go --format json").output)["term"]?[0]
            #expect(json?["label_list"]?[0]?.string == "en=the game of go")
            #expect(json?["label_list"]?[1]?.string == "de=Go" && json?["labels"]?.string == "en=the game of go de=Go")
            let table = await shell.run("term list pastime --format table").output
            #expect(table.contains("en=the game of go; de=Go") && !table.contains("LABEL LIST"), "\(table)")
        }
    }

    @Test("term show tells what a term is called, and who says it in which words, by any name that it has or had")
    func termShown() async throws {
        try await Shell.sample { shell in
            _ = await shell.run("term add sport:futsal --label en=futsal")
            _ = await shell.run("set hockey-star/en male_lead.sport=Futsal --note indoors")
            let merged = await shell.run("term merge sport:futsal sport:association_football")
            let means = "adapt: 1 decision by sport:futsal means sport:association_football now; all that do: "
            #expect(merged.errors == means + "adapt term show sport:association_football\n")
            let shown = await shell.run("term show sport:futsal")
            let head =
                "term\tshown\tlabels\tother_codes\tlabel_list\n"
                + "sport:association_football\tfootball\ten-GB=football "
            #expect(shown.output.hasPrefix(head), "\(shown.transcript)")
            #expect(shown.output.contains("en=futsal\tfutsal\ten-GB=football; en-US=soccer; "), "\(shown.output)")
            #expect(shown.output.contains("\nhockey-star/en\tmale_lead.sport\tFutsal\t\tindoors\n"), "\(shown.output)")
            #expect(shown.output.contains("\nhockey-star/es\tmale_lead.sport\t"), "\(shown.output)")
            _ = await shell.run("set hockey-star/en male_lead.sport=sport:ice_hockey")
            let after = await shell.run("term show sport:association_football --format table").output
            #expect(after.contains("en-US=soccer; es=fútbol") && !after.contains("hockey-star/en"), "\(after)")
        }
    }
}
