import Postgres

extension LocalServer {
    /// Creates the database when it is missing: UTF8, C.UTF-8. Many may ask at once. The server must run.
    public func ensureDatabase(_ name: String) async throws {
        do {
            let connection = try await Connection.open(endpoint.url(database: "postgres"))
            do {
                try await create(name, connection)
                await connection.close()
            } catch {
                await connection.close()
                throw error
            }
        } catch let error as PostgresError {
            let full = error.sqlState == "53100"
            throw LocalServerError(
                full ? .diskFull : .refused, "database \"\(name)\" cannot be created: \(error.message)")
        }
    }

    private func create(_ name: String, _ connection: Connection) async throws {
        let found = try await connection.query("select 1 from pg_catalog.pg_database where datname = \(name)")
        guard found.isEmpty else { return }
        do {
            // template0: nobody can be connected to it, so that the copy never has to wait.
            _ = try await connection.query(
                """
                create database \(identifier: name) template template0
                encoding 'UTF8' lc_collate 'C.UTF-8' lc_ctype 'C.UTF-8'
                """)
        } catch let error as PostgresError where error.sqlState == "42P04" || error.sqlState == "23505" {
            // Someone was quicker: it is there, which is all that was asked.
        }
    }
}
