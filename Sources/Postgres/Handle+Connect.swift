import CLibpq
import Dispatch
import Glibc

extension Connection {
    /// Starts to load libpq, on a thread of its own: it takes milliseconds in which a program may do other things.
    /// Whoever connects meanwhile waits for it.
    public static func prepare() {
        DispatchQueue.global().async { _ = adapt_libpq_load() }
    }
}

extension Handle {
    /// Connects, or throws when `options.connectDeadline` has passed or `interrupt` is raised.
    static func open(_ url: String, _ options: ConnectionOptions, _ interrupt: Interrupt) throws -> Handle {
        if let reason = adapt_libpq_load() {
            throw PostgresError(
                .libraryMissing, "libpq.so.5 is not installed: \(String(cString: reason))",
                hint: "apt-get install libpq5")
        }
        let conninfo = try Conninfo(url)
        guard let pointer = start(conninfo, options) else {
            throw PostgresError(.cannotConnect, "out of memory for a connection")
        }
        let handle = Handle(owning: pointer)
        handle.notices.attach(to: pointer)
        // The only way to an SQLSTATE of a refused login: libpq 15 makes no result of it, but writes it.
        PQsetErrorVerbosity(pointer, PQERRORS_VERBOSE)
        do {
            try handle.finishConnecting(conninfo, until: .now + options.connectDeadline, interrupt)
        } catch {
            handle.close()
            throw error
        }
        PQsetErrorVerbosity(pointer, PQERRORS_DEFAULT)
        _ = PQsetnonblocking(pointer, 1)
        return handle
    }

    private static func start(_ conninfo: Conninfo, _ options: ConnectionOptions) -> OpaquePointer? {
        // What the URL says wins over what stands before it, and loses against what stands after it.
        var parameters = [
            ("fallback_application_name", options.applicationName),
            // A server that died without a word is noticed within a minute, however patient the statement.
            ("keepalives_idle", "30"), ("keepalives_interval", "10"), ("keepalives_count", "3"),
            ("dbname", conninfo.url),
            ("client_encoding", "UTF8"),
        ]
        // Of several, only the first is read as a URL; the last is the one connected to.
        if let database = options.database { parameters.append(("dbname", database)) }
        if !options.settings.isEmpty {
            // Stands in for libpq's own reading of PGOPTIONS, which an explicit value turns off.
            let inherited = conninfo["options"] ?? getenv("PGOPTIONS").map { String(cString: $0) } ?? ""
            parameters.append(("options", inherited + " " + options.commandLine))
        }
        // Sound: strdup keeps each text in place until libpq has copied it, and each is freed once.
        var keywords = parameters.map { UnsafePointer(strdup($0.0)) } + [nil]
        var values = parameters.map { UnsafePointer(strdup($0.1)) } + [nil]
        defer {
            for text in keywords + values { free(UnsafeMutablePointer(mutating: text)) }
        }
        return PQconnectStartParams(&keywords, &values, 1)
    }

    private func finishConnecting(
        _ conninfo: Conninfo, until limit: ContinuousClock.Instant, _ interrupt: Interrupt
    ) throws {
        var state = PGRES_POLLING_WRITING
        if PQstatus(pointer) == CONNECTION_BAD { state = PGRES_POLLING_FAILED }
        while state != PGRES_POLLING_OK {
            guard state != PGRES_POLLING_FAILED else { throw refusal(conninfo) }
            let left = ContinuousClock.now.duration(to: limit)
            guard left > .zero else {
                throw PostgresError(.cannotConnect, "cannot connect: \(PostgresError.nothingSaid)")
            }
            let wanted: Readiness = state == PGRES_POLLING_READING ? .readable : .writable
            let found = Readiness.wait(socket, for: wanted, or: interrupt.descriptor, left)
            if found.contains(.interrupted) {
                throw PostgresError(.cancelled, "connecting was cancelled")
            }
            if !found.isEmpty { state = PQconnectPoll(pointer) }
        }
    }

    private func refusal(_ conninfo: Conninfo) -> PostgresError {
        let (text, state) = Self.withoutVerbosity(message)
        var error = PostgresError(.cannotConnect, "cannot connect: \(conninfo.censored(text))")
        error.sqlState = state
        if text.contains("permission denied for database"), let user = PQuser(pointer), let database = PQdb(pointer) {
            let of = SQL.quoted(identifier: String(cString: database))
            let who = SQL.quoted(identifier: String(cString: user))
            error.hint = conninfo.censored("ask the administrator for: grant connect on database \(of) to \(who)")
        }
        return error
    }

    /// Takes `FATAL:  28P01: no such role` apart, and drops the line that says where in the server's source.
    static func withoutVerbosity(_ message: String) -> (text: String, sqlState: String?) {
        let text = message.split(separator: "\n").filter { !$0.hasPrefix("LOCATION:") }.joined(
            separator: "\n")
        guard let match = text.firstMatch(of: #/:  ([0-9A-Z]{5}): /#) else { return (text, nil) }
        return (text.replacing(match.0, with: ": ", maxReplacements: 1), String(match.1))
    }
}
