import TestSupport
import Testing

/// What the base has, where both sides have changed it.
extension CompareSignTests {
    @Test("what both sides changed tells what the base has, absent and not recorded apart, wherever it is read")
    func base() async throws {
        try await Self.story { shell in
            for line in [
                "set s/a x.gone=v --new", "absent s/a x.gone", "register s --code c --title C --from a --method dub",
                "set s/c x.changed=u x.gone=y x.not_recorded=u", "set s/b x.gone=y",
            ] {
                let done = await shell.run(line)
                #expect(done.status == 0, "\(done.errors)")
            }
            let bases = ["base: v", "base: (absent)", "base: (not recorded)"]
            let table = await shell.run("compare s/b s/c --format table").output
            let lines = table.split(separator: "\n").filter { $0.hasPrefix("     base: ") }
            #expect(lines.map { String($0.dropFirst(5)) } == bases, "\(table)")
            for format in ["markdown", "html"] {
                let shared = await shell.run("compare s/b s/c --format \(format)").output
                for base in bases { #expect(shared.contains(base), "\(format): \(shared)") }
            }
            let book = try ReadTable.workbook(await shell.run("compare s/b s/c --format xlsx").bytes)
            let why = try #require(book["Compare"]).compactMap { $0.last.map(ReadTable.text) }
            #expect(why.filter { $0.hasPrefix("base: ") } == bases, "\(why)")
            let csv = ReadTable.csv(await shell.run("compare s/b s/c --format csv").output)
            let place = try #require(csv.first?.firstIndex(of: "base_state"))
            #expect(
                csv.map { $0[place] }
                    == ["base_state", "value", "value", "absent", "value", "value", "not_recorded", "value"])
        }
    }

    @Test("without a base nothing is said of it")
    func noBase() async throws {
        try await Self.story { shell in
            for line in ["series add t --title T", "register t --code a --title T --set x.changed=u"] {
                let done = await shell.run(line)
                #expect(done.status == 0, "\(done.errors)")
            }
            let table = await shell.run("compare s/a t/a --format table").output
            #expect(table.contains("~  x.changed") && !table.contains("base: "), "\(table)")
            let csv = ReadTable.csv(await shell.run("compare s/a t/a --format csv").output)
            let place = try #require(csv.first?.firstIndex(of: "base_state"))
            #expect(csv.dropFirst().allSatisfy { $0[place] == "" })
        }
    }
}
