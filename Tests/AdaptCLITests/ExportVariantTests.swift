import AdaptModel
import Glibc
import TestSupport
import Testing

@Suite("The same figures")
struct ExportVariantTests {
    /// Figures of all editions of the sample in six weeks: single days, so that weeks are put together of many.
    private func rows() throws -> [String] {
        let editions = ["hockey-star/en", "hockey-star/es", "second-life/ko", "my-assertive-lover/us"]
        return try editions.enumerated().flatMap { index, edition in
            try (0..<42).map { day in
                let date = try #require(Day("2026-02-02")) + day
                let value = day % 5 == 4 ? "\(day * 7)-\(day * 9 + index)" : "\(day * 1000 + index)"
                return "\(edition),impressions,socialpeta-2026-w02,\(date),\(date),\(value),2026-04-01"
            }
        }
    }

    private static let surroundings = [
        [], ["TZ=Asia/Seoul", "LANG=ko_KR.UTF-8"], ["TZ=America/Los_Angeles", "LC_ALL=tr_TR.UTF-8"],
        ["PGTZ=Pacific/Auckland", "PGDATESTYLE=German", "LC_NUMERIC=de_DE.UTF-8"],
    ]

    @Test("in any order of their rows, in any time zone and language, are the same bytes in every format")
    func variants() async throws {
        let rows = try rows()
        var random = Seeded(for: "export variants")
        // What surrounds the program and the order of its rows have nothing to do with each other.
        let orders: [([String], [[String]])] = [
            (rows, Self.surroundings), (rows.shuffled(using: &random), [[]]),
        ]
        var seen: [String: Set<[UInt8]>] = [:]
        for (order, surroundings) in orders {
            let found: [String: Set<[UInt8]>] = try await Shell.sample { shell in
                try await TemporaryDirectory.with { directory in
                    try await self.answers(order, in: surroundings, shell, directory)
                }
            }
            for (format, bytes) in found { seen[format, default: []].formUnion(bytes) }
        }
        #expect(seen.count == 5)
        for (format, bytes) in seen { #expect(bytes.count == 1 && bytes.first?.isEmpty == false, "\(format)") }
        let kinds = seen.values.reduce(0) { $0 + $1.count }
        Figures.note(
            "T35", "export: orders, time zones, languages",
            "\((Self.surroundings.count + 1) * seen.count) files of \(seen.count) formats: \(kinds) different")
    }

    private func answers(
        _ rows: [String], in surroundings: [[String]], _ shell: Shell, _ directory: TemporaryDirectory
    ) async throws -> [String: Set<[UInt8]>] {
        let file = try directory.write(
            (["edition,metric,source,from,until,value,published"] + rows).joined(separator: "\n") + "\n", to: "r.csv")
        let done = await shell.run(["import", "reach", file])
        #expect(done.status == 0, "\(done.errors)")
        var seen: [String: Set<[UInt8]>] = [:]
        for (number, setting) in surroundings.enumerated() {
            var binary = BuiltBinary(url: shell.url)
            binary.variables = setting
            for format in ["csv", "json", "jsonl", "html", "xlsx"] {
                let path = directory.path + "/\(number).\(format)"
                let result = try await binary.run("export reach --week 2026-W11 --weeks 6 --output \(path)")
                #expect(result.status == 0, "\(setting) \(format): \(result.errors)")
                seen[format, default: []].insert(BackupTests.bytes(of: path))
            }
        }
        return seen
    }
}
