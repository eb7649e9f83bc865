import AdaptModel
import AdaptReports
import AdaptService
import Postgres

extension DatabaseBackup {
    /// What is to be known of a backup of a database, as it is now.
    static func warnings(_ connection: Connection) async throws -> [String] {
        var warnings: [String] = []
        let settings = try await Self.settings(connection).map { shown($0) }
        if !settings.isEmpty {
            warnings.append(
                "the file holds what the database is set to (alter database), with the values: "
                    + settings.joined(separator: ", "))
        }
        let state = try await Schema.state(of: connection)
        let added = try await AddedObjects.names(in: connection, state).map { shown($0) }
        if !added.isEmpty {
            // The doctor looks into a schema of this program only.
            let (whose, first) = state.refusal == nil ? ("is not adapt's", "") : ("this adapt does not make", migrated)
            warnings.append(
                "the file holds what \(whose), so it comes back only with --trusted: "
                    + added.joined(separator: ", ") + "\nhint: \(first)adapt doctor says how to take each out")
        }
        let changes = try await changes(connection).map { shown($0) }
        if !changes.isEmpty {
            let more = changes.count > 5 ? ", and \(changes.count - 5) more" : ""
            warnings.append(
                "the catalogue is not as adapt makes it, so the file comes back only with --trusted: "
                    + changes.prefix(5).joined(separator: ", ") + more + "\nhint: adapt doctor says how to mend each")
        }
        if case .unfinished = state, let refusal = state.refusal { warnings.append(refusal.description) }
        return warnings
    }

    private static let migrated = "once adapt db migrate was run, "

    /// What is not as adapt makes it. Who holds a table for long keeps nobody from beginning a backup: pg_dump waits for
    /// it, and is looked at then.
    private static func changes(_ connection: Connection) async throws -> [String] {
        try await connection.run("set lock_timeout = '1s'")
        var found: [String] = []
        do { found = try await DatabaseFindings(connection).changes() } catch let refusal as Refusal {
            guard refusal.kind == .busy else { throw refusal }
        }
        try await connection.run("reset lock_timeout")
        return found
    }

    /// pg_dump writes what a database is set to into every file, and cannot be told not to. Names only: the values may
    /// be secret, which is why it is said.
    private static func settings(_ connection: Connection) async throws -> [String] {
        try await connection.query(
            """
            select distinct split_part(c, '=', 1) as name
            from pg_db_role_setting s
            join pg_database d on d.oid = s.setdatabase and d.datname = current_database()
            cross join unnest(s.setconfig) c order by 1
            """
        ).map { try $0.get("name", as: String.self) }
    }
}
