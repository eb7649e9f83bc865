import AdaptModel
import Testing

@testable import AdaptService

@Suite("What was known at a moment")
struct OpenMomentTests {
    @Test("is not told while an operation that began before it is not over, and then as ever after")
    func open() async throws {
        try await Databases.migrated { url in
            let holder = try await Databases.connect(url)
            try await Catalogue.open(url) { workspace in
                try await workspace.addSeries("s")
                func now() async throws -> String { try await workspace.texts("select clock_timestamp()::text")[0] }
                let before = try await workspace.cut(asOf: now())
                let earlier = try await now()
                try await holder.run("begin; select begin_operation('x', 'set')")
                #expect(try await workspace.cut(asOf: earlier) == before)
                #expect(try await workspace.cut(asOf: nil) == .now)
                let during = try await now()
                let refused = try await refusal { _ = try await workspace.cut(asOf: during) }
                #expect(refused.kind == .busy && refused.message.contains("is not settled"), "\(refused)")
                // Who may not see since when somebody records is told of long ago all the same.
                try await workspace.connection.run("set role adapt_read")
                #expect(try await workspace.cut(asOf: "2025-01-01").number == 0)
                try await workspace.connection.run("reset role")
                // A moment to come has no answer for good yet.
                _ = try await workspace.cut(asOf: "2999-01-01")
                try await holder.run("commit")
                #expect(try await workspace.cut(asOf: during).number == before.number + 1)
                #expect(try await workspace.cut(asOf: earlier) == before)
            }
            await holder.close()
        }
    }
}
