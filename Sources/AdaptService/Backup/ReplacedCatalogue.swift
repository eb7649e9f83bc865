import AdaptSQL
public import Postgres

/// A catalogue that a restore put aside: a database beside the one that is in its place now, until somebody drops it.
public struct ReplacedCatalogue: Sendable {
    /// Its name, which tells what it is.
    public let database: String
    /// Its size, in bytes; nil where the user may not know.
    public let bytes: Int?

    /// The command that drops it.
    public var drop: String { "adapt db psql -c \"drop database \(database)\"" }

    /// All those of the database that is connected to, the oldest first.
    public static func all(of connection: Connection) async throws -> [ReplacedCatalogue] {
        try await refusing {
            try await connection.query(SQL(Queries.backup["replaced"])).map { row in
                ReplacedCatalogue(database: try row.get("database"), bytes: try row.get("bytes"))
            }
        }
    }

    /// The name that a catalogue is to have from now on, of a database `name`.
    public static func newName(of name: String, in connection: Connection) async throws -> String {
        try await refusing {
            try await connection.query(SQL(Queries.backup["replaced_name"], bind: [name]))[0].get("name")
        }
    }

    /// The statements, in their order, by which `database` has what is set on the one that is connected to: its owner,
    /// limit of connections, rights, settings and remark.
    public static func settings(of connection: Connection, for database: String) async throws -> [String] {
        try await refusing {
            try await connection.query(SQL(Queries.backup["settings"], bind: [database])).map {
                try $0.get("statement", as: String.self)
            }
        }
    }
}
