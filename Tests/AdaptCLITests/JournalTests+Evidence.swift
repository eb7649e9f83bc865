import Testing

/// What words that all series share stand on.
extension JournalTests {
    @Test("term show, term list, market show and source show tell what terms and markets stand on")
    func evidenceOfWords() async throws {
        try await Shell.sample { shell in
            for line in [
                "term add sport:polo --label en=polo --cite socialpeta-2026-w02:p.7 --quote \"on horses\"",
                "term label sport:ice_hockey --label de=Eishockey --cite socialpeta-2026-w02",
                "market add nordics --territory SE NO --cite socialpeta-2026-w02:map",
            ] {
                let result = await shell.run(line)
                #expect(result.status == 0, "\(line): \(result.errors)")
            }
            let shown = await shell.run("term show sport:polo").output
            let cited =
                "\nfacts\tsource\tlocator\tquote\toperation\n"
                + "term, label en=polo\tsocialpeta-2026-w02\tp.7\ton horses\t"
            #expect(shown.contains(cited), "\(shown)")
            let json = try JSONText(await shell.run("term show sport:polo --format json").output)
            #expect(json["evidence"]?[0]?["locator"]?.string == "p.7")
            let terms = try JSONText(await shell.run("term list sport --format json").output)
            #expect(terms[1]?["evidence"]?.string == "label de=Eishockey: socialpeta-2026-w02")
            let table = await shell.run("term list sport --format table").output
            #expect(table.contains("EVIDENCE") && table.contains("socialpeta-2026-w02:p.7 “on horses”"), "\(table)")
            let market = await shell.run("market show nordics --format table").output
            #expect(market.contains("socialpeta-2026-w02  map") && !market.contains("QUOTE"), "\(market)")
            let source = await shell.run("source show socialpeta-2026-w02").output
            #expect(source.contains("\nterm\tsport:polo\tterm, label en=polo\tp.7\ton horses\t"), "\(source)")
            #expect(source.contains("\nmarket\tnordics\tterritories\tmap\t"), "\(source)")
            let again = await shell.run("term label sport:ice_hockey --label de=Eishockey --cite socialpeta-2026-w02")
            #expect(again.output.hasPrefix("already so: sport:ice_hockey"), "\(again.transcript)")
            let unknown = await shell.run("term merge sport:polo sport:ice_hockey --cite nowhere")
            #expect(unknown.status == 2 && unknown.errors.contains("source \"nowhere\" is not known"))
        }
    }

    @Test("term merge said again with evidence is of that from then on, and is so already where it was")
    func evidenceOfMergers() async throws {
        try await Shell.sample { shell in
            for line in ["term add sport:polo", "term merge sport:polo sport:ice_hockey"] { _ = await shell.run(line) }
            let line = "term merge sport:polo sport:ice_hockey --cite socialpeta-2026-w02:p.7"
            let cited = await shell.run(line)
            let added = "evidence added: sport:polo is sport:ice_hockey (operation "
            #expect(cited.errors.isEmpty && cited.output.hasPrefix(added), "\(cited.transcript)")
            let again = await shell.run(line)
            let so = "already so: sport:polo is sport:ice_hockey (nothing was changed)\n"
            #expect(again.output == so, "\(again.transcript)")
            let shown = await shell.run("term show sport:polo").output
            #expect(shown.contains("\nmerger sport:polo\tsocialpeta-2026-w02\tp.7\t"), "\(shown)")
            let json = try JSONText(await shell.run(line + " --format json").output)
            #expect(json["already_so"]?.bool == true && json["operation"]?.isNull == true)
        }
    }

    @Test("so is market add, under the name that the market has")
    func evidenceOfMarkets() async throws {
        try await Shell.sample { shell in
            _ = await shell.run("market add nordics --name Nordics --territory SE NO")
            let line = "market add nordics --territory NO SE --cite socialpeta-2026-w02:map"
            let cited = await shell.run(line)
            #expect(cited.output.hasPrefix("evidence added: market nordics (operation "), "\(cited.transcript)")
            let again = await shell.run(line)
            #expect(again.output == "already so: market nordics (nothing was changed)\n", "\(again.transcript)")
            let shown = await shell.run("market show nordics").output
            #expect(shown.contains("\nnordics\tNordics\tNO SE\tfalse\tsocialpeta-2026-w02\tmap\t"), "\(shown)")
        }
    }
}
