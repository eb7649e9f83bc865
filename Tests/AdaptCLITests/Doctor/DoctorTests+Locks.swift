import Postgres
import TestSupport
import Testing

/// What somebody holds, so that it cannot be looked at.
extension DoctorTests {
    @Test("who holds a table, or waits to, is named with what ends that, and all that can be is looked at")
    func locks() async throws {
        try await Shell.sample { shell in
            var options = ConnectionOptions(applicationName: "psql")
            let (holder, reader) = (try await Connection.open(shell.url, options: options), try await connected(shell))
            options.applicationName = ""
            let (waiter, watcher) = (try await Connection.open(shell.url, options: options), try await connected(shell))
            try await holder.run("begin; alter table adapt.series_state add column mine text")
            try await reader.run("begin; lock table adapt.element in share mode; select from adapt.term")
            let waiting = Task { try await waiter.run("alter table adapt.term add column mine text") }
            while try await watcher.query(
                "select 1 from pg_locks where relation = 'adapt.term'::regclass and not granted"
            ).isEmpty {
                try await Task.sleep(for: .milliseconds(5))
            }
            let result = await shell.run("doctor --all --format json")
            #expect(result.status == 69, "\(result.transcript)")
            let found = try JSONText(result.output)
            let rows = (0..<found.count).compactMap { found[$0] }
            let told = rows.map { (what: $0["what"]?.string ?? "", fix: $0["fix"]?.string ?? "") }
            let (first, second, third) = (holder.backendPID, reader.backendPID, waiter.backendPID)
            let named: [(fault: MadeFault, start: String, end: String)] = [
                (
                    fault("session \(first) of ", "select pg_terminate_backend(\(first))"),
                    " (psql) holds table series_state, in a transaction since 20",
                    " UTC: nobody else can read there, or record"
                ),
                (
                    fault("session \(second) of ", "select pg_terminate_backend(\(second))"),
                    " (adapt) holds table element, in a transaction since 20", " UTC: nobody else can record there"
                ),
                (
                    fault("session \(third) of ", "select pg_cancel_backend(\(third))"),
                    " waits for table term since 20", " UTC behind session \(second): who comes later waits too"
                ),
            ]
            for (fault, start, end) in named {
                let lines = told.filter { $0.what.hasPrefix(fault.says) }
                #expect(lines.count == 1 && lines.first?.fix == fault.fix, "\(fault): \(result.output)")
                let what = lines.first?.what ?? ""
                #expect(what.contains(start) && what.hasSuffix(end), "\(fault): \(result.output)")
            }
            // Of what is held nothing is said but that, and all else is looked at.
            let passedOver = told.filter { $0.what == "not looked at: somebody holds what it reads" }
            #expect(!passedOver.isEmpty && passedOver.allSatisfy { $0.fix == "adapt doctor, once that is over" })
            for topic in ["clock", "owners", "functions", "programs"] {
                let states = rows.filter { $0["topic"]?.string == topic }.map { $0["state"]?.string }
                #expect(states == ["ok"], "\(topic): \(result.output)")
            }
            #expect(told.contains { $0.what == "no backup of this database is known" }, "\(result.output)")
            // Whoever waits would go on once he need not.
            try await mended([named[2].fault], told, shell)
            try await mended([named[0].fault, named[1].fault], told, shell)
            let ended = await waiting.result
            #expect(throws: PostgresError.self) { try ended.get() }
            for connection in [holder, reader, waiter, watcher] { await connection.close() }
        }
    }

    @Test("where somebody holds what says which schema it is, that is told, and the server is looked at")
    func noteHeld() async throws {
        try await Shell.sample { shell in
            let holder = try await connected(shell)
            try await holder.run("begin; lock table adapt.schema_state in access exclusive mode")
            let result = await shell.run("doctor --all")
            #expect(result.status == 69, "\(result.transcript)")
            let passedOver = "\nnote\tschema\tnot looked at: somebody holds what it reads\tadapt doctor, once "
            #expect(result.output.contains(passedOver), "\(result.output)")
            #expect(result.output.contains("\nFAULT\tlocks\tsession \(holder.backendPID) of "), "\(result.output)")
            #expect(result.output.contains("\nok\tstandby\tok"), "\(result.output)")
            await holder.close()
        }
    }

    @Test("who waits for one row holds no table")
    func rowHeld() async throws {
        try await Shell.sample { shell in
            let row = "select from adapt.territory where territory = 'MX' for update"
            let (holder, waiter) = (try await connected(shell), try await connected(shell))
            let watcher = try await connected(shell)
            try await holder.run("begin; " + row)
            let waiting = Task { try await waiter.run(row) }
            while try await watcher.query(
                "select 1 from pg_locks where locktype = 'tuple' and pid = \(waiter.backendPID)"
            ).isEmpty {
                try await Task.sleep(for: .milliseconds(5))
            }
            let result = await shell.run("doctor --all")
            #expect(result.output.contains("\nok\tlocks\tok"), "\(result.output)")
            try await holder.run("rollback")
            try await waiting.value
            for connection in [holder, waiter, watcher] { await connection.close() }
        }
    }

    private func fault(_ says: String, _ statement: String) -> MadeFault {
        MadeFault(says, "", says: says, fix: "adapt db psql -c \"\(statement)\"")
    }

    private func connected(_ shell: Shell) async throws -> Connection { try await Connection.open(shell.url) }
}
