import TestSupport
import Testing

/// Each edition beside its parent.
extension CompareSeriesTests {
    @Test("everything against its parents is the union over the series, in every format of lines")
    func all() async throws {
        try await CompareSeriesTests.grown { shell in
            for format in ["csv", "tsv", "jsonl"] {
                let all = await shell.run("compare --all --against-parent --format \(format)").output
                let one = await shell.run("compare hockey-star --against-parent --format \(format)").output
                #expect(all == one)
                #expect(all.split(separator: "\n").count == (format == "jsonl" ? 7 : 8))
            }
            let columns = await shell.run("compare --all --against-parent --format csv").output.split(separator: "\n")[
                0]
            #expect(
                columns
                    == "edition,parent,element,kind,verdict,parent_value,value,parent_state,state,basis,reasons,note,"
                    + "source,locator,quote,outdated,parent_term,term,revision,sign")
            let json = try JSONText(await shell.run("compare --all --against-parent --format json --only kept").output)
            #expect(json.count == 2)
            #expect(json[0]?["verdict"]?.string == "kept")
            let none = await shell.run("compare my-assertive-lover --against-parent --format json")
            #expect(none.output == "[]\n")
        }
    }

    @Test("one edition against its parent is what is said of it beside the others, by whatever it is named")
    func one() async throws {
        try await CompareSeriesTests.grown { shell in
            let all = await shell.run("compare --all --against-parent --format csv").output.split(separator: "\n")
            let mx = [all[0]] + all.filter { $0.hasPrefix("hockey-star/mx,") }
            #expect(mx.count == 4)
            for name in ["hockey-star/mx", "hockey-star mx", "hockey-star/es-mx"] {
                let one = await shell.run("compare \(name) --against-parent --format csv")
                #expect(one.output.split(separator: "\n") == Array(mx), "\(name)")
            }
            let before = await shell.run("compare hockey-star/mx@1 --against-parent --format csv")
            #expect(before.output.split(separator: "\n").count == 3)
            #expect(before.errors.contains("; decided by 1 edition of 1 series, against its parent"))
        }
    }

    @Test("a file of all changes is written whole, or not at all")
    func file() async throws {
        try await CompareSeriesTests.grown { shell in
            try await TemporaryDirectory.with { there in
                let path = there.path + "/changes.csv"
                let piped = await shell.run("compare --all --against-parent --format csv").output
                #expect(await shell.run("compare --all --against-parent --output \(path)").status == 0)
                #expect(there.read("changes.csv") == piped)
                #expect(await shell.run("compare nosuch --against-parent --output \(path)").status == 2)
                #expect(there.read("changes.csv") == piped)
                #expect(TemporaryDirectory.names(there.path) == ["changes.csv"])
            }
        }
    }
}
