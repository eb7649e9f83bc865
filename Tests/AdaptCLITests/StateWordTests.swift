import TestSupport
import Testing

@Suite("Words that adapt itself prints of states, given to it")
struct StateWordTests {
    @Test("name the state in a column of states, and beside state value they are a value, shown in quotes")
    func states() async throws {
        try await Shell.sample { shell in
            try await TemporaryDirectory.with { directory in
                let file = try directory.write(
                    """
                    edition,element,state,value
                    hockey-star/en,a.one,value,(absent)
                    hockey-star/es,a.one,(absent),
                    hockey-star/en,a.two,value,hockey (kept)
                    hockey-star/es,a.two,(Absent),(absent)
                    hockey-star/en,a.three,value,x
                    hockey-star/es,a.three,not_recorded,

                    """, to: "e.csv")
                let made = await shell.run("import elements \(file) --new")
                #expect(made.output.contains("decisions: 5 new"), "\(made.transcript)")
                let table = await shell.run("compare hockey-star/en hockey-star/es --format table").output
                let lines = table.split(separator: "\n").map { $0.split(separator: " ").joined(separator: " ") }
                #expect(lines.contains { $0.contains("a.one") && $0.contains("\"(absent)\" (absent)") }, "\(table)")
                #expect(
                    lines.contains { $0.contains("a.two") && $0.contains("\"hockey (kept)\" (absent)") }, "\(table)")
                let rows = ReadTable.csv(await shell.run("compare hockey-star/en hockey-star/es --format csv").output)
                let one = try #require(rows.first { $0.first == "a.one" })
                let left = try #require(rows.first?.firstIndex(of: "left"))
                #expect(Array(one[left...(left + 1)]) == ["(absent)", "value"])
                let both = try directory.write(
                    "edition,element,state,value\nhockey-star/es,a.one,absent,(unknown)\n", to: "f.csv")
                let refused = await shell.run("import elements \(both)")
                #expect(refused.errors.contains("f.csv:2:4: value \"(unknown)\" is given, though the state is absent"))
            }
        }
    }

    @Test("are the same in the wide brackets of Chinese, Japanese and Korean keyboards, and no value")
    func wideBrackets() async throws {
        try await Shell.sample { shell in
            try await TemporaryDirectory.with { directory in
                let path = "male_lead.nature"
                let refused = await shell.run("set hockey-star/es \(path)=（keep）")
                #expect(refused.status == 64)
                #expect(refused.errors.contains("value \"（keep）\" of \"\(path)\" reads as a state"))
                for (cell, state) in [("（absent）", "absent"), ("（Unknown)", "unknown"), ("（keep）", "keep")] {
                    let file = try directory.write("edition,\(path)\nhockey-star/es,\(cell)\n", to: "w.csv")
                    #expect(await shell.run("import elements \(file)").status == 0)
                    let row = await shell.run("blame hockey-star/es \(path)").output.split(separator: "\n")[1]
                    #expect(row.split(separator: "\t", omittingEmptySubsequences: false)[1] == state, "\(row)")
                }
                let file = try directory.write("edition,\(path)\nhockey-star/es,（kept）\n", to: "w.csv")
                #expect(await shell.run("import elements \(file)").errors.contains("did you mean (keep)?"))
            }
        }
    }

    @Test(
        "signs of nothing are no value of a sheet, unless its state says so",
        arguments: ["-", "—", "N/A", "?", "TBD", "null", "Unknown", "kept", "not_recorded"])
    func signsOfNothing(sign: String) async throws {
        try await Shell.sample { shell in
            try await TemporaryDirectory.with { directory in
                let wide = try directory.write("edition,male_lead.nature\nhockey-star/es,\(sign)\n", to: "w.csv")
                let refused = await shell.run("import elements \(wide)")
                #expect(refused.status == 65)
                #expect(refused.errors.contains("w.csv:2:2: value \"\(sign)\" does not say what is meant"))
                let long = try directory.write(
                    "edition,element,state,value\nhockey-star/es,male_lead.nature,value,\(sign)\n", to: "l.csv")
                #expect(await shell.run("import elements \(long)").status == 0)
            }
        }
    }
}
