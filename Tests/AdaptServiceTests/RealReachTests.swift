import AdaptModel
import Testing

@testable import AdaptService

/// Published files, read once more in plain Swift so that what is imported has something to be held against.
enum RealRows {
    static func bytes(_ path: String) throws -> [UInt8] {
        let source = try ByteSource(path: (RealFiles.folder ?? "") + "/" + path)
        var bytes: [UInt8] = []
        while let block = try source.next() { bytes += block }
        return bytes
    }

    /// Rows of separated values without quotes that matter, by the names of their columns.
    static func rows(_ path: String) throws -> [[String: String]] {
        var rows = try openRows(try ByteSource(path: (RealFiles.folder ?? "") + "/" + path), ReadingOptions()) { _ in
            true
        }
        .rows
        guard try rows.next() else { return [] }
        let names = try rows.heading().names
        var found: [[String: String]] = []
        while try rows.next() {
            let fields = try (0..<rows.count).map(rows.text)
            found.append(Dictionary(zip(names, fields), uniquingKeysWith: { first, _ in first }))
        }
        return found
    }
}

@Suite("Files of the trade as they were published", .enabled(if: RealFiles.folder != nil, "skipped: no real data"))
struct RealReachTests {
    @Test("families of shows: seasons find the series of their edition, and each family's hours are those of the file")
    func families() async throws {
        let name = "all-weeks-global_2024-11-20.tsv"
        let families = try RealRows.rows("netflix_families/families.csv")
        func folded(_ title: String) -> String { title.lowercased() }
        let familyOf = Dictionary(
            families.map { (folded($0["netflix_show_title"] ?? ""), $0["family"] ?? "") }, uniquingKeysWith: { $1 })
        let lines = String(decoding: try RealRows.bytes("netflix_top10/" + name), as: UTF8.self).split(separator: "\n")
        let kept = lines.enumerated().filter { index, line in
            let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
            return index == 0 || familyOf[folded(String(fields[3]))] != nil
        }.map(\.element)
        var hours: [String: Int] = [:]
        for line in kept.dropFirst() {
            let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
            hours[familyOf[folded(String(fields[3]))] ?? "", default: 0] += Int(fields[5]) ?? 0
        }
        let (totals, file) = (hours, Array(kept.joined(separator: "\n").utf8))
        try await Catalogue.empty { workspace async throws in
            try await workspace.addSource("netflix")
            for (index, row) in families.enumerated() {
                let (family, market) = (row["family"] ?? "", row["market"] ?? "")
                if index == 0 || families[index - 1]["family"] != family { try await workspace.addSeries(family) }
                try await workspace.register(
                    "\(family)/e\(index)", title: row["netflix_show_title"] ?? "",
                    market: market.utf8.count == 2 ? market.lowercased() : nil, language: row["language"])
            }
            let source = try ByteSource(name: name, bytes: file)
            let receipt = try await ImportReach(NetflixFilesTests.options("2024-11-20")).run(
                source, in: workspace, dryRun: false)
            #expect(receipt.new == kept.count - 1)
            #expect(
                receipt.registered.allSatisfy { edition in
                    Set(totals.keys).contains(String(edition.prefix { $0 != "/" }))
                })
            let imported = try await workspace.texts(
                """
                select s.code || ' ' || sum(w.low) from weekly_reach w join series s using (series_id)
                group by s.code order by s.code collate "C"
                """)
            #expect(imported == totals.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" })
        }
    }

    @Test(
        "viewers of episodes: decimals are not wanted here, what is not stated is no figure, two of one day are set aside"
    )
    func episodes() async throws {
        let rows = try RealRows.rows("survivor/viewers.csv")
        let stated = rows.filter { $0["viewers"] != "" }
        try await Catalogue.empty { workspace async throws in
            try await workspace.addSource("survivor")
            try await workspace.addSeries("survivor")
            for version in Set(rows.compactMap { $0["version"]?.lowercased() }) {
                try await workspace.register("survivor/\(version)", title: version)
            }
            let settings = ImportSettings([
                "series": "survivor", "map.market": "version", "map.from": "episode_date",
                "map.until": "episode_date", "map.value": "viewers", "metric": "viewers", "source": "survivor",
            ])
            let bytes = try RealRows.bytes("survivor/viewers.csv")
            let text = String(decoding: bytes, as: UTF8.self)
            let (receipt, rejects) = try await workspace.loadGood(text, settings.options(today: Catalogue.today))
            #expect(receipt.read == rows.count)
            #expect(receipt.notReported == rows.count - stated.count)
            #expect(receipt.new + receipt.unchanged + receipt.refused == stated.count)
            // Every figure kept is one that the file states of that edition and day.
            let known = Set(
                stated.map {
                    "\(($0["version"] ?? "").lowercased()) \($0["episode_date"] ?? "") \($0["viewers"] ?? "")"
                })
            let kept = try await workspace.texts(
                """
                select concat_ws(' ', e.code, o.first_day, o.low) from observation o
                join edition e on e.series_id = o.series_id and e.edition_id = o.subject_id where o.first_day is not null
                """)
            #expect(kept.allSatisfy(known.contains))
            // Of a day with two figures that differ, nobody says which one counts: both are set aside.
            let days = Dictionary(grouping: stated.filter { $0["episode_date"] != "" }) {
                "\($0["version"] ?? "") \($0["episode_date"] ?? "")"
            }
            #expect(Set(kept).count == days.values.count { Set($0.map { $0["viewers"] ?? "" }).count == 1 })
            #expect(rejects.rows?.rows.allSatisfy { $0.last?.hasPrefix("figure differs") == true } == true)
            // Two episodes of a night come in as no less than the higher one, also where the other has no figure.
            _ = try await Undo(receipt.operation).run(in: workspace, dryRun: false)
            var whole = try settings.options(today: Catalogue.today)
            whole.sameDays = .highest
            let all = try await workspace.load(text, whole)
            #expect(all.refused == 0 && all.new + all.together == stated.count)
            let nights = Dictionary(grouping: rows.filter { $0["episode_date"] != "" }) {
                "\($0["version"] ?? "") \($0["episode_date"] ?? "")"
            }.values.filter { $0.count > 1 }.compactMap { $0.compactMap { Int($0["viewers"] ?? "") }.max() }
            let bounds = try await workspace.texts(
                "select low::text from observation where comparator = '>=' and batch_id not in (table undone_batch)")
            #expect(bounds.compactMap { Int($0) }.sorted() == nights.sorted())
        }
    }

    @Test(
        "lifetime views, cut in mid-record: refused as it is; its whole records give the differences of successive days"
    )
    func counters() async throws {
        let bytes = try RealRows.bytes("youtube_trending_2020/KR_youtube_trending_data.csv")
        let settings = ImportSettings([
            "map.external_id": "video_id", "map.day": "trending_date", "map.value": "view_count", "source": "youtube",
            "metric": "views", "market": "kr", "published": "2020-08-19", "register-missing": "yes",
            "cumulative": "yes",
        ])
        let options = try settings.options(today: Catalogue.today)
        // The last record is the one that is cut; it starts with an identifier of its own.
        let start = Array("\n\"TIc-xNWxD-U\"".utf8)
        let end = try #require(bytes.indices.last { bytes[$0...].starts(with: start) })
        let whole = Array(bytes[...end])
        var rows = try openRows(ByteSource(name: "kr", bytes: whole), ReadingOptions()) { _ in true }.rows
        var readings: [String: [(day: String, views: Int)]] = [:]
        _ = try rows.next()
        while try rows.next() {
            readings[try rows.text(0), default: []].append((try rows.text(6), Int(try rows.text(8)) ?? -1))
        }
        var (count, total) = (0, 0)
        for one in readings.values.map({ $0.sorted { $0.day < $1.day } }) {
            for (before, after) in zip(one, one.dropFirst()) where after.views >= before.views {
                (count, total) = (count + 1, total + after.views - before.views)
            }
        }
        let (known, figures, sum) = (readings, count, total)
        try await Catalogue.empty { workspace async throws in
            try await workspace.addSource("youtube")
            let before = try await workspace.counts()
            let cut = try await refusal { try await workspace.load(bytes, options) }
            #expect(cut.message.contains("quote is opened and never closed"))
            #expect(try await workspace.counts() == before)
            let receipt = try await workspace.load(whole, options)
            #expect(receipt.readings == known.values.map(\.count).reduce(0, +))
            #expect(receipt.registered.count == known.count)
            #expect((receipt.new, receipt.falls) == (figures, []))
            #expect(try await workspace.texts("select sum(low)::text from observation") == [String(sum)])
            #expect(try await workspace.derivedDifferences() == [])
        }
    }

    @Test("a file that a spreadsheet has saved is refused, with every cell that it has lost")
    func damaged() async throws {
        let settings = ImportSettings([
            "map.external_id": "video_id", "map.value": "views", "map.day": "date", "source": "youtube",
            "metric": "views", "cumulative": "yes",
        ])
        let text = String(
            decoding: try RealRows.bytes("youtube_excel_damage/excel_resaved/GBvideos.csv"), as: UTF8.self)
        let lines = text.split(whereSeparator: \.isNewline)
        let lost = lines.filter { $0.hasPrefix("#NAME?") }
        try await Catalogue.empty { workspace async throws in
            try await workspace.addSource("youtube")
            let before = try await workspace.counts()
            // Its days have no year, those of the file as published neither.
            let days = try await refusal {
                try await workspace.load(text, try settings.options(today: Catalogue.today))
            }
            #expect(days.description.contains("day \"13.09\" is not a day"))
            #expect(try await workspace.counts() == before)
            // Were they of one week, the identifiers that are gone would still be.
            var options = try settings.options(today: Catalogue.today)
            (options.cumulative, options.registersMissing) = (false, true)
            options.map = options.map.filter { $0.field != "day" }
            let good = lines[1...20].filter { !$0.hasPrefix("#NAME?") }
            let some = ([lines[0]] + lost + good).enumerated().map { index, line in
                (index == 0 ? "week," : "2017-W37,") + line + "\n"
            }.joined()
            let errors = try await refusal { try await workspace.load(some, options) }
            #expect(errors.description.hasPrefix("reach.csv:2:2: cell holds the error #NAME?"))
            #expect(try await workspace.counts() == before)
            let (receipt, rejects) = try await workspace.loadGood(some, options)
            #expect((receipt.new, receipt.refused) == (good.count, lost.count))
            #expect(rejects.rows?.rows.allSatisfy { $0[1] == "#NAME?" } == true)
        }
    }
}
