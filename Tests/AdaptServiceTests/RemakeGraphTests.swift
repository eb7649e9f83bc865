import AdaptModel
import Testing

@testable import AdaptService

@Suite("More than a thousand films and who remade whom", .enabled(if: RealFiles.folder != nil, "skipped: no real data"))
struct RemakeGraphTests {
    private struct Film: Decodable {
        let id: Int
        let title: String
        let year: String?
        let originals: [Int]
    }

    /// Films with a code of their own, and the series that those connected by remakes share.
    private struct Graph {
        let films: [Film]
        private(set) var code: [Int: String] = [:]
        private(set) var series: [Int: String] = [:]
        private(set) var originals: [Int: [Int]] = [:]

        init() throws {
            films = try RealFiles.json("remakes_wikipedia/movies.json", as: [Film].self).filter { !$0.title.isEmpty }
            let years = Dictionary(films.map { ($0.id, Int($0.year ?? "") ?? 0) }) { first, _ in first }
            var taken: Set<String> = []
            func fresh(_ stem: String) -> String {
                let short = stem.split(separator: "-").joined(separator: "-")
                var (name, number) = (short, 1)
                while !taken.insert(name).inserted {
                    number += 1
                    name = "\(short)-\(number)"
                }
                return name
            }
            for film in films {
                code[film.id] = fresh(Code.suggestion(for: String(film.title.prefix(40)) + " " + (film.year ?? "")))
                // What is said to remake a later film is told the wrong way round.
                originals[film.id] = film.originals.filter {
                    years[$0] != nil && (years[$0] ?? 0, $0) < (years[film.id] ?? 0, film.id)
                }
            }
            var root = Dictionary(uniqueKeysWithValues: films.map { ($0.id, $0.id) })
            func find(_ id: Int) -> Int {
                var id = id
                while let above = root[id], above != id { id = above }
                return id
            }
            for film in films {
                for original in originals[film.id] ?? [] { root[find(film.id)] = find(original) }
            }
            for film in films { series[film.id] = code[find(film.id)] }
        }
    }

    private static let anew = BulkOptions.with { $0.mayAddSeries = true }

    @Test("are one series for each set of connected films, the first original the parent, the others named beside it")
    func connected() async throws {
        let graph = try Graph()
        var file = "series,code,title,from,method,also_from\n"
        var (parents, further) = (0, 0)
        for film in graph.films.reversed() {
            let originals = (graph.originals[film.id] ?? []).compactMap { graph.code[$0] }
            parents += originals.isEmpty ? 0 : 1
            further += Set(originals.dropFirst()).count
            let beside = originals.dropFirst().map { "\(graph.series[film.id] ?? "")/\($0)" }.joined(separator: " + ")
            file +=
                "\(graph.series[film.id] ?? ""),\(graph.code[film.id] ?? ""),\(quoted(film.title)),"
                + "\(originals.first ?? ""),\(originals.isEmpty ? "" : "remake"),\(beside)\n"
        }
        try await Catalogue.empty { [file, parents, further] workspace in
            let receipt = try await workspace.editions(file, RemakeGraphTests.anew)
            #expect(receipt.editions.new == graph.films.count)
            #expect(parents > 500)
            #expect(
                try await workspace.texts("select count(*)::text from lineage where parent_id is not null") == [
                    "\(parents)"
                ])
            #expect(try await workspace.texts("select count(*)::text from lineage_source") == ["\(further)"])
            // Remakes of one title in several years are told as likely duplicates.
            #expect(receipt.duplicates.count > 300)
            let again = try await workspace.editions(file, RemakeGraphTests.anew)
            #expect(again.operation == nil)
            #expect(again.editions.unchanged == graph.films.count)
        }
    }

    @Test("can each be a series of their own that draws on others")
    func apart() async throws {
        let graph = try Graph()
        var file = "series,code,title,method,also_from\n"
        var edges = 0
        for film in graph.films {
            let originals = Set((graph.originals[film.id] ?? []).compactMap { graph.code[$0] }).sorted()
            edges += originals.count
            file +=
                "\(graph.code[film.id] ?? ""),film,\(quoted(film.title)),\(originals.isEmpty ? "" : "remake"),"
                + originals.map { "\($0)/film" }.joined(separator: " + ") + "\n"
        }
        try await Catalogue.empty { [file, edges] workspace in
            let receipt = try await workspace.editions(file, RemakeGraphTests.anew)
            #expect(receipt.newSeries.count == graph.films.count)
            #expect(try await workspace.texts("select count(*)::text from lineage_source") == ["\(edges)"])
            #expect(
                try await workspace.texts("select count(*)::text from lineage where parent_id is not null") == ["0"])
        }
    }
}
