import AdaptModel
import Postgres
import TestSupport
import Testing

@testable import AdaptService

@Suite("Several people at once", .timeLimit(.minutes(60)))
struct ConcurrencyTests {
    @Test(
        "16 editors of one edition who each name the revision seen: no edit is lost, every refusal names who and what")
    func edits() async throws {
        try await Databases.migrated { url in
            try await Catalogue.open(url) { workspace in
                try await workspace.addSeries("s")
                try await workspace.register("s/a")
            }
            let (editors, edits) = (16, Figures.soaks ? 250 : 6)
            let (refusals, waits) = try await Catalogue.people(editors, url) { person, workspace in
                var (refusals, waits): ([Refusal], Int) = ([], 0)
                for number in 0..<edits {
                    var seen = try await Self.revision(workspace)
                    while true {
                        do {
                            try await workspace.decide(
                                "s/a", "hook.words\(number % 5)", .value("\(person) \(number)"), ifRevision: seen)
                            break
                        } catch let refusal as Refusal where refusal.kind == .rule {
                            refusals.append(refusal)
                            seen = try await Self.revision(workspace)
                        } catch let refusal as Refusal where refusal.kind == .busy {
                            waits += 1
                        }
                    }
                }
                return (refusals, waits)
            }.reduce(into: ([Refusal](), 0)) { $0 = ($0.0 + $1.0, $0.1 + $1.1) }
            #expect(!refusals.isEmpty)
            for refusal in refusals {
                #expect(refusal.details.first?.contains(try Regex("^p[0-9]+ at 2.* set s/a hook.words[0-4]$")) == true)
            }
            try await Catalogue.open(url) { workspace async throws in
                #expect(try await Self.revision(workspace) == editors * edits + 1)
                let values = try await workspace.number("select count(distinct value) from decision")
                #expect(values == editors * edits)
                Figures.note(
                    "T17", "\(editors) editors x \(edits) edits",
                    "0 lost, \(refusals.count) refusals, each with who and what; \(waits) told to try again")
                let order = try await workspace.texts(
                    "select 'x' from (select operation_id - lag(operation_id) over (order by revision) as d from revision) x where d <= 0"
                )
                #expect(order == [])
            }
        }
    }

    private static func revision(_ workspace: Workspace) async throws -> Int {
        let row = try await workspace.editions(of: "s", edition: "a")["revision"].first
        return row.flatMap { $0 }.flatMap { Int($0) } ?? 0
    }

    @Test("operation numbers follow the order of commit: what was seen up to a number never grows")
    func order() async throws {
        try await Databases.migrated { url in
            let seen = try await Catalogue.people(9, url) { person, workspace -> [Int] in
                var numbers: [Int] = []
                for number in 0..<20 {
                    if person < 8 {
                        try await workspace.addSource("s-\(person)-\(number)")
                    } else {
                        let rows = try await workspace.connection.query(
                            "select coalesce(max(operation_id), 0) as last, count(*) as count from operation")
                        let (last, count): (Int, Int) = (try rows[0].get("last"), try rows[0].get("count"))
                        numbers.append(last - count)
                    }
                }
                return numbers
            }.flatMap { $0 }
            #expect(seen.count == 20)
            #expect(seen.allSatisfy { $0 == 0 })
            try await Catalogue.open(url) { workspace async throws in
                #expect(
                    try await workspace.texts("select count(*) || ' ' || max(operation_id) from operation") == [
                        "160 160"
                    ])
                let back = try await workspace.texts(
                    "select 'x' from (select at - lag(at) over (order by operation_id) as d from operation) x where d <= '0'"
                )
                #expect(back == [])
            }
        }
    }
}

extension Catalogue {
    /// Runs `body` as so many people at once, each with a connection of its own.
    static func people<Result: Sendable>(
        _ number: Int, _ url: String, _ body: @escaping @Sendable (Int, Workspace) async throws -> Result
    ) async throws -> [Result] {
        try await withThrowingTaskGroup(of: Result.self) { group in
            for person in 0..<number {
                group.addTask { try await Catalogue.open(url, author: "p\(person)") { try await body(person, $0) } }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
    }
}
