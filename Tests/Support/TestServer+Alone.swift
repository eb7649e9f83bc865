import Postgres

extension TestServer {
    /// Waits until no other client is connected to a database: what a killed program had begun is then decided.
    public static func waitUntilAlone(_ url: String) async throws {
        let connection = try await Connection.open(url)
        while true {
            let others = try await connection.query(
                """
                select 1 from pg_stat_activity
                where datname = current_database() and backend_type = 'client backend' and pid <> pg_backend_pid()
                """)
            if others.isEmpty { break }
            // The server may take a second to see that a client is gone: asked all the time, it does little else.
            try await Task.sleep(for: .milliseconds(10))
        }
        await connection.close()
    }
}
