import AdaptModel
import Postgres
import Testing

@testable import AdaptService

@Suite("Who is in the way")
struct LockHolderTests {
    @Test(
        "whoever holds what others may wait for is named, by whatever lock",
        arguments: [
            ("select begin_operation('x', 'set')", "has been writing since 20"),
            ("lock table decision in access exclusive mode", "holds locks since 20"),
            (
                "select from source; select pg_advisory_xact_lock(hashtextextended('adapt.source s', 0))",
                "holds locks since 20"
            ),
            ("update schema_state set version = version", "holds locks since 20"),
        ])
    func holders(statement: String, says: String) async throws {
        try await Databases.migrated { url in
            let (holder, other) = (try await Databases.connect(url), try await Databases.connect(url))
            try await holder.run("begin; \(statement)")
            let told = await Refusal(.busy, "somebody else is writing").explained(in: other)
            #expect(told.details.count == 1, "\(told.details)")
            #expect(told.details.first?.hasPrefix("session \(holder.backendPID) of ") == true, "\(told.details)")
            #expect(told.details.first?.contains(says) == true, "\(told.details)")
            // Others are not told since when.
            try await other.run("set role adapt_edit")
            let lesser = await Refusal(.busy, "somebody else is writing").explained(in: other)
            #expect(lesser.details.first?.hasPrefix("session \(holder.backendPID) of ") == true, "\(lesser.details)")
            #expect(lesser.details.first?.contains("since") == false, "\(lesser.details)")
            try await holder.run("rollback")
            #expect(await Refusal(.busy, "somebody else is writing").explained(in: other).details == [])
            for connection in [holder, other] { await connection.close() }
        }
    }

    @Test("what was prepared and not ended is told, with who says which it is")
    func prepared() async throws {
        try await Databases.migrated { url in
            let (holder, other) = (try await Databases.connect(url), try await Databases.connect(url))
            let name: String = try await other.query("select current_database()::text")[0].get(0)
            for (statement, does) in [
                ("select begin_operation('x', 'set')", "has been writing"),
                ("lock table decision in share mode", "holds locks"),
            ] {
                try await holder.run("begin; \(statement); prepare transaction '\(name)'")
                let told = await Refusal(.busy, "somebody else is writing").explained(in: other)
                #expect(told.details == ["a transaction that was prepared \(does): adapt doctor says which"])
                try await holder.run("rollback prepared '\(name)'")
                #expect(await Refusal(.busy, "somebody else is writing").explained(in: other).details == [])
            }
            for connection in [holder, other] { await connection.close() }
        }
    }

    @Test(
        "whoever reads, or has to do with something else in the same database, is not named",
        arguments: [
            "select * from series", "select pg_advisory_xact_lock(1)",
            "create table public.other (n integer); insert into public.other values (1); lock table public.other",
        ])
    func others(statement: String) async throws {
        try await Databases.migrated { url in
            let (holder, other) = (try await Databases.connect(url), try await Databases.connect(url))
            try await holder.run("begin; \(statement)")
            #expect(await Refusal(.busy, "somebody else is writing").explained(in: other).details == [])
            for connection in [holder, other] { await connection.close() }
        }
    }
}
