public import AdaptModel
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
        /// What a migration left, or has reached by now, that has not come to its end.
        case unfinished(version: Int)
        /// Something newer, at its end or not.
        case ahead(version: Int)
    }

    /// The version that this program needs.
    public static var version: Int { DatabaseScripts.migrations.count }

    /// Of the migrations, views and functions of this program.
    public static var fingerprint: String { DatabaseScripts.fingerprint }

    /// Stands in the place of a fingerprint until all that a migration applies is there.
    static let unfinished = ""

    /// Looks at a database; changes nothing. One round trip where a migration has left its note.
    public static func state(of connection: Connection) async throws -> State {
        try await refusing {
            do {
                let rows = try await connection.query("select version, fingerprint from adapt.schema_state")
                guard let row = rows.first else { return try await unnoted(connection) }
                let (found, noted): (Int, String) = (try row.get("version"), try row.get("fingerprint"))
                if found > version { return .ahead(version: found) }
                if noted == unfinished { return .unfinished(version: found) }
                return found == version && noted == fingerprint ? .current(version: found) : .behind(version: found)
            } catch let error as PostgresError where ["42P01", "3F000"].contains(error.sqlState) {
                return .absent
            }
        }
    }

    /// Of a database without a note: earlier programs left one at the very end only.
    private static func unnoted(_ connection: Connection) async throws -> State {
        let rows = try await connection.query("select count(*) as applied from adapt.migration")
        let found: Int = try rows[0].get("applied")
        return found > version ? .ahead(version: found) : .unfinished(version: found)
    }

    static func ahead(_ found: Int) -> Refusal {
        Refusal(
            .unreachable, "database is at schema \(found), newer than this program (\(version))",
            hint: "install the adapt that wrote it, or a later one")
    }
}

extension Schema.State {
    /// Number of the last migration applied; nil: nothing is there.
    public var version: Int? {
        switch self {
        case .absent: nil
        case .current(let version), .behind(let version), .unfinished(let version), .ahead(let version): version
        }
    }

    /// Why this program cannot work with a database as it is; nil where it can.
    public var refusal: Refusal? {
        let needed = Schema.version
        return switch self {
        case .current: nil
        case .absent: Self.migrate("database holds no adapt catalogue yet")
        case .behind(needed): Self.migrate("database has the views and functions of another adapt of schema \(needed)")
        case .behind(let found): Self.migrate("database is at schema \(found), this program needs \(needed)")
        case .unfinished(let found):
            Self.migrate("database is migrated to \(found) of \(needed) so far, its views and functions are to follow")
        case .ahead(let found): Schema.ahead(found)
        }
    }

    private static func migrate(_ message: String) -> Refusal {
        Refusal(.unreachable, message, hint: "adapt db migrate")
    }

    /// Refuses a database that this program cannot work with as it is.
    public func require() throws {
        if let refusal { throw refusal }
    }

    /// For people: how far it is, and what to do where it is not at its end.
    public var words: String {
        let needed = Schema.version
        return switch self {
        case .absent: "none"
        case .current(let version): "\(version) of \(needed)"
        case .behind(let version): "\(version) of \(needed), of another adapt: adapt db migrate"
        case .unfinished(let version): "\(version) of \(needed) so far: adapt db migrate"
        case .ahead(let version): "\(version), newer than this program (\(needed))"
        }
    }
}
