import TestSupport
import Testing

/// A series as a matrix.
extension CompareSeriesTests {
    @Test("editions whose codes are names of other columns stand under their full names")
    func ownColumns() async throws {
        try await Shell.sample { shell in
            for code in ["kind", "element", "series"] {
                _ = await shell.run("register hockey-star --code \(code) --title T --set male_lead.sport=soccer")
            }
            let rows = ReadTable.csv(await shell.run("compare hockey-star --format csv").output)
            let header = try #require(rows.first)
            #expect(Set(header).count == header.count)
            let full = ["kind", "kind_state", "element", "series"].map { "hockey-star/" + $0 }
            for name in full + ["kind", "element", "series"] {
                #expect(header.filter { $0 == name }.count == 1, "\(header)")
            }
        }
    }

    @Test("the matrix tells kept, changed, dropped, inherited, unknown and not recorded by word and sign")
    func matrix() async throws {
        try await CompareSeriesTests.grown { shell in
            let lines = await shell.onTerminal.run("compare hockey-star --color never").output.split(separator: "\n")
            func cells(_ element: String) -> [String] {
                let line = lines.first { $0.hasPrefix(element) } ?? ""
                return line.split(separator: "  ").dropFirst().map { String($0.drop { $0 == " " }) }
            }
            #expect(cells("male_lead.sport") == ["* ice hockey", "> football", "· football (inherited)"])
            #expect(cells("male_lead.nature") == ["* scumbag", "≡ scumbag (kept)", "≡ scumbag (kept)"])
            #expect(cells("plot.twist").last == "- (absent)")
            #expect(cells("setting.city") == ["(not recorded)", "(not recorded)", "? Monterrey"])
            #expect(lines.last == "5 elements in 3 editions: 2 differ between editions, 2 not recorded somewhere")
        }
    }

    @Test("the matrix as JSON has a cell for each element and edition, and its coverage")
    func matrixJSON() async throws {
        try await CompareSeriesTests.grown { shell in
            let json = try JSONText(await shell.run("compare hockey-star --format json --only dropped").output)
            #expect(json.keys == ["series", "editions", "elements", "coverage", "shown"])
            #expect(json["editions"]?.count == 3)
            #expect(json["elements"]?.count == 1)
            let cell = json["elements"]?[0]?["cells"]?[2]
            let keys = ["edition", "state", "value", "basis", "from", "verdict", "sign", "outdated", "revision"]
            #expect(cell?.keys == Set(keys))
            #expect(cell?["state"]?.string == "absent")
            #expect(cell?["verdict"]?.string == "right_dropped")
            #expect(cell?["sign"]?.string == "-")
            #expect(json["coverage"]?["elements"]?.int == 5)
            #expect(json["shown"]?.int == 1)
            let rows = await shell.run("compare hockey-star --format jsonl").output.split(separator: "\n")
            #expect(rows.count == 5)
        }
    }
}
