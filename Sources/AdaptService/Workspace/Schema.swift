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
        /// Tables of ours without a note of what they are, up to the last migration that the ledger holds; 0: of none.
        case lost(version: Int)
        /// Something newer, at its end or not.
        case ahead(version: Int)
        /// What a restore makes in an empty database to look at: it is under way, or was cut short.
        case restoring(version: Int)
    }

    /// The version that this program needs.
    public static var version: Int { DatabaseScripts.migrations.count }

    /// Of the migrations, views and functions of this program.
    public static var fingerprint: String { DatabaseScripts.fingerprint }

    /// Stands in the place of a fingerprint until all that a migration applies is there.
    static let unfinished = ""

    /// The same of a schema that is there only for a restore to look at. Every migration writes over it.
    static let restoring = "restore begun"

    /// Looks at a database; changes nothing. One round trip where a migration has left its note.
    public static func state(of connection: Connection) async throws -> State {
        try await refusing {
            do {
                let rows = try await connection.query("select version, fingerprint from adapt.schema_state")
                guard let row = rows.first else { return try await unnoted(connection, isTable: true) }
                let (found, noted): (Int, String) = (try row.get("version"), try row.get("fingerprint"))
                if found > version { return .ahead(version: found) }
                if noted == restoring { return .restoring(version: found) }
                if noted == unfinished { return .unfinished(version: found) }
                return found == version && noted == fingerprint ? .current(version: found) : .behind(version: found)
            } catch let error as PostgresError where ["42P01", "3F000"].contains(error.sqlState) {
                return try await unnoted(connection, isTable: false)
            }
        }
    }

    /// Of a database without a note: earlier programs left one at the very end only. `isTable`: whether there is room
    /// for one.
    static func unnoted(_ connection: Connection, isTable: Bool) async throws -> State {
        let row = try await connection.query(
            """
            select to_regclass('adapt.operation') is not null as is_full,
                to_regclass('adapt.migration') is not null as is_ledger
            """)[0]
        let (isFull, isLedger): (Bool, Bool) = (try row.get("is_full"), try row.get("is_ledger"))
        guard isFull || isTable else { return .absent }
        guard isLedger else { return .lost(version: 0) }
        let found: Int = try await connection.query("select count(*) from adapt.migration")[0].get(0)
        if found > version { return .ahead(version: found) }
        return isTable && (found > 0 || !isFull) ? .unfinished(version: found) : .lost(version: found)
    }

    /// Said of a database in which a restore is under way, or was cut short.
    public static let restoreBegun = Refusal(
        .unreachable, "a restore into this database was begun, and has not come to its end: there is no catalogue yet",
        hint: "once none is under way: adapt db restore FILE, the same again; or, to begin without it: "
            + "adapt db psql -c \"drop schema adapt cascade\"")

    static func ahead(_ found: Int) -> Refusal {
        Refusal(
            .unreachable, "database is at schema \(found), newer than this program (\(version))",
            hint: "install the adapt that wrote it, or a later one")
    }
}

extension Schema.State {
    /// Number of the last migration applied; nil: there is no catalogue.
    public var version: Int? {
        switch self {
        case .absent, .lost(0), .restoring: nil
        case .current(let version), .behind(let version), .unfinished(let version), .lost(let version),
            .ahead(let version):
            version
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
        case .lost(0):
            Refusal(
                .unreachable,
                "tables migration and schema_state of schema adapt are missing or empty, and others are not",
                hint: "adapt db restore FILE of the last backup")
        case .lost(let found):
            Self.migrate("table schema_state is missing from schema adapt, whose tables are migrated to \(found)")
        case .ahead(let found): Schema.ahead(found)
        case .restoring: Schema.restoreBegun
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
        case .lost(0): "not known, its ledger is lost: adapt doctor"
        case .lost(let version): "\(version) of \(needed), its note is lost: adapt db migrate"
        case .ahead(let version): "\(version), newer than this program (\(needed))"
        case .restoring: "none yet, a restore has not come to its end: adapt doctor"
        }
    }
}
