import AdaptModel
import TestSupport
import Testing

@testable import AdaptService

@Suite("Strings that break software", .enabled(if: RealFiles.folder != nil, "skipped: no real data"))
struct NaughtyBulkTests {
    @Test(
        "come back from titles, values and notes as they were, in NFC, but for outer blanks, or are refused with their place"
    )
    func roundTrip() async throws {
        let strings = try RealFiles.json("naughty_strings/blns.json", as: [String].self)
        #expect(strings.count > 500)
        try await Catalogue.empty { workspace in
            let rows = strings.enumerated().map { "s,c\($0.offset),\(quoted($0.element)),\(quoted($0.element))\n" }
            let rejects = Rejects()
            let receipt = try await workspace.editions(
                "series,code,title,element:a.b\n" + rows.joined(),
                .with { ($0.mayAddSeries, $0.mayAddElements) = (true, true) }, rejects: rejects)
            let refused = Set(rejects.rows?.rows.map { $0[1] } ?? [])
            #expect(receipt.editions.new + refused.count == strings.count)
            // Only blanks, the empty text and NUL are no titles; a dash alone and null are no values of a sheet.
            #expect(refused.count <= 12)
            let notes = strings.enumerated().filter { !refused.contains("c\($0.offset)") }
            try await workspace.elements(
                "edition,element,value,state,note\n"
                    + notes.map { "s/c\($0.offset),n.n,\(quoted($0.element)),value,\(quoted($0.element))\n" }.joined(),
                .with { $0.mayAddElements = true })
            let titles = try await back(
                workspace, "select e.code, x.title from edition_state x join edition e using (series_id, edition_id)")
            let values = try await back(
                workspace,
                "select e.code, d.value from decision d join edition e using (series_id, edition_id) join element_path l using (element_id) where l.path = 'a.b'"
            )
            let noted = try await back(
                workspace,
                "select e.code, d.note from decision d join edition e using (series_id, edition_id) join element_path l using (element_id) where l.path = 'n.n'"
            )
            for (index, string) in strings.enumerated() where !refused.contains("c\(index)") {
                #expect(titles["c\(index)"] == trimmed(string))
                #expect(noted["c\(index)"] == trimmed(string))
                #expect(values["c\(index)"] == trimmed(string))
            }
            Figures.note(
                "T25", "strings through bulk files",
                "\(strings.count - refused.count) back, \(refused.count) refused with their place")
        }
    }

    /// Two columns; Swift's `==` on texts is that of NFC.
    private func back(_ workspace: Workspace, _ sql: String) async throws -> [String: String] {
        var found: [String: String] = [:]
        for row in try await workspace.rows(sql) { found[try row.get(0)] = try row.get(1, as: String.self) }
        return found
    }
}
