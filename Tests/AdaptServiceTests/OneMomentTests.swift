import AdaptModel
import Postgres
import TestSupport
import Testing

@testable import AdaptService

@Suite("What is read in several statements")
struct OneMomentTests {
    @Test("is of one moment while somebody writes: revision and value go together")
    func writing() async throws {
        try await Databases.migrated { url in
            try await Catalogue.open(url) { workspace in
                try await workspace.addSeries("s")
                try await workspace.register("s/a")
                try await workspace.register("s/b", from: "s/a")
                try await workspace.decide("s/a", "hook.words", .value("2"))
                try await workspace.decide("s/b", "hook.words", .keep)
            }
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask {
                    // The value is the revision that says it.
                    try await Catalogue.open(url, author: "ben") { workspace in
                        for revision in 3...60 {
                            try await workspace.decide("s/a", "hook.words", .value("\(revision)"))
                        }
                    }
                }
                group.addTask {
                    try await Catalogue.open(url) { workspace in
                        for _ in 0..<40 {
                            let comparison = try await workspace.compare(
                                EditionReference(parsing: "s/a"), EditionReference(parsing: "s/b"))
                            #expect(comparison.rows[0].left.resolved.state.words == "\(comparison.left.revision)")
                            let history = try await workspace.history(of: "s")
                            let side = try #require(history.editions.first.flatMap { history.side(of: $0.id) })
                            let state = side.history.resolve("hook.words", side.chain[...], asOf: side.cut).state
                            #expect(state.words == "\(side.header.revision)")
                        }
                    }
                }
                try await group.waitForAll()
            }
        }
    }

    @Test("goes by the newest operation of that moment, and what is written goes by what is there when it is written")
    func cut() async throws {
        try await Catalogue.empty { workspace in
            try await workspace.addSeries("s")
            try await workspace.register("s/a")
            let reference = try EditionReference(parsing: "s/a")
            #expect(try await workspace.find(reference).cut == OperationID(2))
            #expect(try await workspace.find(toWrite: reference).cut == .now)
            #expect(try await workspace.history(of: "s").cut == OperationID(2))
            #expect(try await workspace.history(of: "s", asOf: OperationID(9)).cut == OperationID(2))
        }
    }

    @Test("holds no state of a decision that this program does not know")
    func unknownState() async throws {
        try await Catalogue.empty { workspace in
            try await workspace.addSeries("s")
            try await workspace.register("s/a")
            try await workspace.decide("s/a", "hook.words", .value("x"))
            try await workspace.connection.run(
                """
                alter table decision drop constraint decision_state_known;
                insert into operation (operation_id, at, author, verb) values (4, clock_timestamp(), 'ben', 'set');
                insert into revision (series_id, edition_id, revision, operation_id)
                select series_id, edition_id, 3, 4 from edition;
                insert into decision (series_id, edition_id, element_id, revision, operation_id, state, minor, reasons)
                select series_id, edition_id, element_id, 3, 4, 'withheld', false, '{}' from decision;
                """)
            let refused = try await refusal { _ = try await workspace.history(of: "s") }
            #expect(refused.kind == .bug)
            #expect(refused.message == "state \"withheld\" of a decision is none that this program knows")
        }
    }
}
