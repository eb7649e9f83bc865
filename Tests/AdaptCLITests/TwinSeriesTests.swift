import AdaptModel
import Testing

@Suite("Series and states on the command line")
struct TwinSeriesTests {
    @Test("a series of a title that another one has, but for case, accents and width, is told before it is added")
    func twin() async throws {
        try await Shell.sample { shell in
            let title = "how to dump a h\u{f3}ckey STAR"
            for (more, status) in [(" --dry-run", "dry run"), (" --format json", "\"hockey-star\"")] {
                let result = await shell.run("series add other --title \"\(title)\"" + more)
                #expect(result.status == 0)
                #expect(
                    result.errors.contains(
                        "adapt: likely duplicate: series hockey-star \"How to Dump a Hockey Star\" (same title)"))
                #expect((result.output + result.errors).contains(status))
            }
            let plain = await shell.run("series add third --title Third")
            #expect(!plain.errors.contains("likely duplicate"))
        }
    }

    @Test("a status is read as it was at a moment, and as of a revision")
    func status() async throws {
        try await Shell.sample { shell in
            #expect(await shell.run("edition status hockey-star/es").output == "in_promotion\n")
            let later = await shell.run("edition status hockey-star/es paused")
            #expect(later.status == 0, "\(later.errors)")
            #expect(await shell.run("edition status hockey-star/es").output == "paused\n")
            #expect(await shell.run("edition status hockey-star/es@1").output == "in_promotion\n")
            let log = ReadTable.csv(await shell.run("log --limit 1 --format csv").output).last ?? []
            let then = await shell.run("edition status hockey-star/es --as-of \(log[1])")
            #expect(then.output == "paused\n", "\(then.errors)")
            let before = await shell.run("edition status hockey-star/es --as-of 2020-01-01")
            #expect(before.status == 2)
            #expect(before.errors.contains("was not registered yet at that moment"))
        }
    }
}
