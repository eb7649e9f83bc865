import AdaptModel
import AdaptSQL
public import Postgres

/// Whether a database carries the tables that this program needs.
public enum Schema {
    /// What a database carries.
    public enum State: Sendable, Equatable {
        /// Nothing of ours.
        case absent
        /// What this program needs.
        case current(version: Int)
        /// Something older, or the same version with other views and functions.
        case behind(version: Int)
        /// Something newer.
        case ahead(version: Int)
    }

    /// The version that this program needs.
    public static var version: Int { DatabaseScripts.migrations.count }

    /// Of the migrations, views and functions of this program.
    public static var fingerprint: String { DatabaseScripts.fingerprint }

    /// Looks at a database; changes nothing. One round trip.
    public static func state(of connection: Connection) async throws -> State {
        try await refusing {
            do {
                let rows = try await connection.query("select version, fingerprint from adapt.schema_state")
                guard let row = rows.first else { return .behind(version: 0) }
                let found: Int = try row.get("version")
                if found > version { return .ahead(version: found) }
                let fits = try row.get("fingerprint", as: String.self) == DatabaseScripts.fingerprint
                return found == version && fits ? .current(version: found) : .behind(version: found)
            } catch let error as PostgresError where ["42P01", "3F000"].contains(error.sqlState) {
                return .absent
            }
        }
    }

    static func ahead(_ found: Int) -> Refusal {
        Refusal(
            .unreachable, "database is at schema \(found), newer than this program (\(version))",
            hint: "install the adapt that wrote it, or a later one")
    }
}

extension Schema.State {
    /// Refuses a database that this program cannot work with as it is.
    public func require() throws {
        switch self {
        case .current: return
        case .absent:
            throw Refusal(.unreachable, "database holds no adapt catalogue yet", hint: "adapt db migrate")
        case .behind(Schema.version):
            throw Refusal(
                .unreachable, "database has the views and functions of another adapt of schema \(Schema.version)",
                hint: "adapt db migrate")
        case .behind(let found):
            throw Refusal(
                .unreachable, "database is at schema \(found), this program needs \(Schema.version)",
                hint: "adapt db migrate")
        case .ahead(let found): throw Schema.ahead(found)
        }
    }
}
