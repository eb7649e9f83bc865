import AdaptModel
import AdaptSQL
public import Postgres

/// What whoever helps wants to know of a database: nothing of what is recorded in it.
public enum DatabaseFacts {
    /// Names and values: versions, settings that are not a secret, sizes of tables, migrations.
    public static func all(of connection: Connection) async throws -> [(name: String, value: String)] {
        try await refusing {
            var all: [(name: String, value: String)] = []
            for query in ["settings", "tables", "migrations"] {
                all += try await connection.query(SQL(Queries.facts[query])).map {
                    (name: try $0.get("name"), value: try $0.get("value"))
                }
            }
            return all
        }
    }
}
