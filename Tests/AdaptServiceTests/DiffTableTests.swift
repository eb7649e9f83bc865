import AdaptModel
import Testing

@testable import AdaptService

@Suite("Tables that differ, as editions")
struct DiffTableTests {
    /// A table as its publisher left it: the cells of each row under the path of its first cell and its column.
    private static func cells(_ file: String) throws -> [String: String] {
        let source = try ByteSource(path: (RealFiles.folder ?? "") + "/diff_daff/" + file)
        var rows = try openRows(source, ReadingOptions()) { _ in true }.rows
        var (header, cells, seen): ([String], [String: String], [String: Int]) = ([], [:], [:])
        while try rows.next() {
            let row = try (0..<rows.count).map(rows.text)
            guard !header.isEmpty else {
                header = row
                continue
            }
            // Rows of one name are told apart by their order.
            let key = slug(row[0])
            seen[key, default: 0] += 1
            for (column, cell) in zip(header, row).dropFirst() where !cell.isEmpty {
                cells["\(key)_\(seen[key] ?? 0).\(slug(column))"] = cell
            }
        }
        return cells
    }

    private static func slug(_ text: String) -> String {
        String(text.lowercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "x" })
    }

    @Test(
        "comparing the editions finds every cell that was changed, dropped or added, and no other",
        .enabled(if: RealFiles.folder != nil, "skipped: no real data"),
        arguments: [
            ("bridges.csv", "broken_bridges.csv"), ("quote_me.csv", "quote_me2.csv"), ("waffle.csv", "waffle2.csv"),
            ("wide1.csv", "wide2.csv"),
        ])
    func tables(parent: String, child: String) async throws {
        let (old, new) = (try Self.cells(parent), try Self.cells(child))
        var expected: [String: Verdict] = [:]
        for path in Set(old.keys).union(new.keys) {
            expected[path] =
                switch (old[path], new[path]) {
                case (let one?, let other?): one == other ? .same : .rightChanged
                case (.some, nil): .rightDropped
                case (nil, _): .unknown
                }
        }
        try await Catalogue.empty { [expected] workspace in
            try await workspace.addSeries("table")
            func say(_ cells: [String: String]) throws -> [Decide.Request] {
                try cells.sorted { $0.key < $1.key }.map {
                    Decide.Request(try ElementPath($0.key), .value($0.value), mayBeNew: true)
                }
            }
            try await workspace.register("table/old", try say(old))
            let gone = try old.keys.filter { new[$0] == nil }.sorted().map {
                Decide.Request(try ElementPath($0), .absent)
            }
            try await workspace.register(
                "table/new", from: "table/old", try say(new.filter { old[$0.key] != $0.value }) + gone)
            let compared = try await workspace.compare(series: "table", "old", "new")
            #expect(Dictionary(uniqueKeysWithValues: compared.rows.map { ($0.element, $0.verdict) }) == expected)
            // What is known on one side alone is no difference.
            #expect(compared.differs == expected.values.contains { $0 == .rightChanged || $0 == .rightDropped })
        }
    }
}
