import AdaptModel
import Postgres
import TestSupport
import Testing

/// What somebody prepared, and what therefore is of no session.
extension DoctorTests {
    /// What is done, and what is said of that.
    private static let prepared = [
        ("lock table adapt.element in share mode", "it holds table element, where nobody else can record; "),
        (
            "alter table adapt.series_state add column mine text",
            "it holds table series_state, where nobody else can read or record; "
        ),
        ("select adapt.begin_operation('x', 'set')", "it holds table operation, and nobody else can record; "),
        ("select from adapt.term", "it holds table term, for which a migration waits; "),
        ("create table public.mine (n integer)", ""),
    ]

    @Test("transactions that were prepared and never ended are named with what they hold, and what takes them back")
    func preparedTransactions() async throws {
        try await Shell.sample { shell in
            let connection = try await Connection.open(shell.url)
            let row = try await connection.query(
                """
                select current_database()::text as name, current_user::text as me,
                    current_setting('max_prepared_transactions')::bigint as room
                """)[0]
            let (name, me): (String, String) = (try row.get("name"), try row.get("me"))
            let room: Int = try row.get("room")
            try #require(
                room >= Self.prepared.count,
                "the server of the tests keeps no prepared transactions: unset ADAPT_TEST_DATABASE_URL")
            var named: [(fault: MadeFault, end: String)] = []
            for (index, (statement, holds)) in Self.prepared.enumerated() {
                // As much as there is to be quoted for the server and for a shell.
                let literal = "'\(name) it''s $\(index)'"
                try await connection.run("begin; \(statement); prepare transaction \(literal)")
                let says = "transaction \(literal) of \(me) was prepared 20"
                let fix =
                    "ask its owner first, who may commit it instead; to take it back: adapt db psql -c "
                    + pasted("rollback prepared \(literal)")
                let end = " UTC and never ended: \(holds)vacuum leaves what is deleted since"
                named.append((MadeFault(says, "", says: says, fix: fix), end))
            }
            let (waiter, barred) = (try await Connection.open(shell.url), try await Connection.open(shell.url))
            let waiting = Task { try await waiter.run("alter table adapt.term add column mine text") }
            let waitingToo = Task { try await barred.run("alter table adapt.series_state add column yours text") }
            let pids = [waiter, barred].map { Int($0.backendPID) }
            while try await connection.query(
                "select 1 from pg_locks where pid = any(\(pids)::integer[]) and not granted"
            )
            .count < pids.count {
                try await Task.sleep(for: .milliseconds(5))
            }
            let result = await shell.run("doctor --all --format json")
            #expect(result.status == 69, "\(result.transcript)")
            let found = try JSONText(result.output)
            let told = (0..<found.count).compactMap { found[$0] }.map {
                (what: $0["what"]?.string ?? "", fix: $0["fix"]?.string ?? "")
            }
            for (fault, end) in named {
                let lines = told.filter { $0.what.hasPrefix(fault.says) }
                #expect(lines.count == 1 && lines.first?.fix == fault.fix, "\(fault): \(result.output)")
                #expect(lines.first?.what.hasSuffix(end) == true, "\(fault): \(result.output)")
            }
            let behind = told.first { $0.what.hasPrefix("session \(waiter.backendPID) of ") }
            let end = " UTC behind a prepared transaction: who comes later waits too"
            #expect(behind?.what.hasSuffix(end) == true, "\(result.output)")
            // Where what was prepared holds the table itself, who waits for it is in nobody's way.
            #expect(!told.contains { $0.what.hasPrefix("session \(barred.backendPID) of ") }, "\(result.output)")
            try await mended(named.map(\.fault), told, shell)
            try await waiting.value
            try await waitingToo.value
            for each in [connection, waiter, barred] { await each.close() }
        }
    }
}
