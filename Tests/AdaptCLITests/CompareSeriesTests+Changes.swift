import TestSupport
import Testing

/// What is changed most.
extension CompareSeriesTests {
    @Test("of a market for which nothing is recorded, changes says so by its name, and lists nothing")
    func changesOfNothing() async throws {
        try await CompareSeriesTests.grown { shell in
            let words = "is recorded for market jp: no derived edition made for it"
            #expect(await shell.run("changes --market JP --format table").output.hasPrefix("nothing \(words)"))
            let kind = await shell.run("changes --market jp --kind beat --format markdown").output
            #expect(kind.hasPrefix("nothing of kind beat \(words)"), "\(kind)")
            let csv = await shell.run("changes --market jp --format csv")
            #expect(csv.output.split(separator: "\n").count == 1)
            #expect(csv.errors.contains("nothing \(words)"))
            #expect(await shell.run("changes --market jp --format json").output == "[]\n")
            let some = await shell.run("changes --market mx --format table").output
            #expect(
                some.contains("; decided by 1 derived edition of 1 series") && !some.contains("recorded for market"),
                "\(some)")
        }
    }

    @Test("what is changed most, for which reasons and where, in every format of rows")
    func changes() async throws {
        try await CompareSeriesTests.grown { shell in
            let csv = await shell.run("changes --format csv").output.split(separator: "\n")
            #expect(
                csv[0] == "element,kind,compared,changed,added,dropped,kept,unknown,changed_pct,reasons,markets")
            #expect(csv[1] == "male_lead.sport,character,1,1,0,0,0,0,100.0,local_taste:1,")
            #expect(csv[2] == "plot.twist,plot,2,1,0,1,0,0,50.0,cultural_norm:1 law_censorship:1,mx:1")
            let json = try JSONText(await shell.run("changes --by market --format json").output)
            #expect(json[1]?["market"]?.string == "mx")
            #expect(json[0]?["reasons"]?["local_taste"]?.int == 1)
            let table = await shell.onTerminal.run("changes --by reason")
            #expect(
                table.output.contains(
                    "3 of 5 decisions compared differ from the parent; 2 more on what one of the two does not know or "
                        + "record; decided by 2 derived editions of 1 series"))
        }
    }
}
