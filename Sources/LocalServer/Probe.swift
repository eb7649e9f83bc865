import Glibc
import Postgres

/// Who answers on the socket. Life is judged by this alone: a pid says nothing, it may be a stranger's.
enum Probe: Sendable {
    /// Our server, ready.
    case ours(version: String)
    /// A server that starts, stops or recovers: to be waited for.
    case starting(String)
    /// Nobody listens.
    case silent(String)
    /// A process has the socket, and said nothing in time.
    case mute(String)
    /// Our server, whose first process somebody has stopped: it answers nobody.
    case halted(pid_t)
    /// Another server, or one that lives and lets us not in.
    case foreign(String, LocalServerError.Kind = .foreignServer)

    /// Connects once and compares what the server says of itself with the files at `layout`.
    static func of(_ layout: Layout) async -> Probe {
        // It would take connections, and their whole deadlines.
        if let pid = PidFile.postmaster(layout), ProcessTable.isStopped(pid) { return .halted(pid) }
        // The file is there or connecting would fail just so; this spares loading libpq.
        guard Files.exists(layout.endpoint.socket) else { return .silent("no socket") }
        let options = ConnectionOptions(
            applicationName: "local server", connectDeadline: .seconds(5), statementDeadline: .seconds(5))
        do {
            let connection = try await Connection.open(
                layout.endpoint.url(database: "postgres"), options: options)
            do {
                let probe = try await ask(connection, layout)
                await connection.close()
                return probe
            } catch {
                await connection.close()
                throw error
            }
        } catch let error as PostgresError {
            return judged(error)
        } catch {
            return .silent("\(error)")
        }
    }

    private static func ask(_ connection: Connection, _ layout: Layout) async throws -> Probe {
        let rows = try await connection.query(
            """
            select pg_catalog.current_setting('data_directory') as directory,
                pg_catalog.current_setting('server_version') as version,
                system_identifier::text as identifier
            from pg_catalog.pg_control_system()
            """)
        guard let row = rows.first else { return .silent("no answer") }
        let directory = try row.get("directory", as: String.self)
        guard Files.same(directory, layout.data) else {
            return .foreign("server of \"\(directory)\"")
        }
        // A directory that was deleted and made again has the same name, but not the same identity.
        let identifier = try row.get("identifier", as: String.self)
        if let known = identity(layout), known != identifier {
            return .foreign("server of a cluster that was in \"\(directory)\" before")
        }
        return .ours(version: try row.get("version"))
    }

    /// The cluster's system identifier: the first eight bytes of its control file.
    private static func identity(_ layout: Layout) -> String? {
        guard let bytes = Files.bytes(layout.controlFile, limit: 8), bytes.count == 8 else { return nil }
        return "\(bytes.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) })"
    }

    private static func judged(_ error: PostgresError) -> Probe {
        guard let state = error.sqlState else {
            // libpq's own word: who runs the server is not the user that the URL requires.
            if error.message.contains("requirepeer") { return .foreign(error.message, .notPermitted) }
            // Nor does libpq ask anybody while it does not understand what it was told.
            if error.message.contains("cannot connect: invalid ") { return .foreign(error.message, .refused) }
            return error.saysNothing ? .mute(error.message) : .silent(error.message)
        }
        if error.saysDiskFull { return .foreign(error.message, .diskFull) }
        if state.hasPrefix("57P") { return .starting(error.message) }
        switch state.prefix(2) {
        // What says anything but that it is going down, crashed or starting lives, and waiting changes nothing.
        case "28", "3D": return .foreign("server that refuses us: \(error.message)")
        case "42" where state == "42501": return .foreign("server that refuses us: \(error.message)")
        // What libpq was told to set for the session: a variable, or a value of it, that there is not.
        case "22", "42": return .foreign(error.message, .refused)
        case "53" where state == "53300": return .foreign(error.message, .crowded)
        default: return .foreign(error.message, .failing)
        }
    }
}
