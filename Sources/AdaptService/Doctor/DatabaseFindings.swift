import AdaptModel
import AdaptSQL
public import Postgres

/// Something that was looked at, and what to do where it is not as it should be.
public struct Finding: Sendable, Equatable {
    /// How it is.
    public enum State: String, Sendable {
        case ok
        /// Good to know.
        case note
        /// It stands in the way, or will.
        case fault = "FAULT"
    }

    /// What was looked at, in a word or two.
    public let topic: String
    /// How it is.
    public let state: State
    /// What was found.
    public let what: String
    /// What to do, ideally a command.
    public let fix: String?

    /// A finding.
    public init(_ topic: String, _ state: State, _ what: String, fix: String? = nil) {
        self.topic = topic
        self.state = state
        self.what = what
        self.fix = fix
    }
}

/// Looks at a server and a database for what is wrong; changes nothing.
public struct DatabaseFindings: Sendable {
    private let connection: Connection
    private let idleSeconds: Int

    /// Of a connection. `idleSeconds`: how long a transaction may stay open doing nothing.
    public init(_ connection: Connection, idleSeconds: Int = 300) {
        self.connection = connection
        self.idleSeconds = idleSeconds
    }

    private static let ofServer = [
        "server_version", "server_encoding", "durability", "checksums", "standby", "settings", "collation",
        "connections", "idle_transactions", "autovacuum", "scratch",
    ]
    private static let ofSchema = [
        "trigrams", "unlogged", "constraints", "indexes", "triggers", "made", "added", "kept", "roles", "rights",
        "schema", "limits", "clock",
    ]

    /// Everything looked at, faults and what is well.
    public func all() async throws -> [Finding] {
        var found: [Finding] = []
        for topic in Self.ofServer { found += try await look(at: topic) }
        if let refusal = try await Schema.state(of: connection).refusal {
            return found + [Finding("schema", .fault, refusal.message, fix: refusal.hint)]
        }
        found.append(Finding("schema", .ok, "schema \(Schema.version)"))
        do {
            _ = try await refusing { try await Migrator(connection).verified() }
            found.append(Finding("migrations", .ok, "applied as they are in this program"))
        } catch let refusal as Refusal where refusal.kind == .rule {
            found.append(Finding("migrations", .fault, refusal.message, fix: refusal.hint ?? "adapt db restore FILE"))
        }
        for topic in Self.ofSchema { found += try await look(at: topic) }
        return found
    }

    /// What the scripts make, as the query takes it.
    private static var made: [any PostgresEncodable] {
        let made = MadeObjects.all
        let names = made.statements.keys.sorted()
        return [
            names, names.compactMap { made.statements[$0] }, made.triggers.map(\.name), made.triggers.map(\.table),
            made.functions.sorted(), made.views.sorted(),
        ]
    }

    private func look(at topic: String) async throws -> [Finding] {
        let values: [any PostgresEncodable] =
            switch topic {
            case "idle_transactions": [idleSeconds]
            case "scratch": [ScratchMark.text, ScratchMark.connections]
            case "made": Self.made
            case "added": AddedObjects.known
            case "schema": [MadeObjects.all.allFunctions]
            default: []
            }
        let name = topic.split(separator: "_").joined(separator: " ")
        let rows: Rows
        do {
            rows = try await connection.query(SQL(Queries.doctor[topic], bind: values))
        } catch let error as PostgresError where ["42P01", "42883"].contains(error.sqlState) {
            // A view or function that tells what should be there is missing itself.
            return [Finding(name, .fault, "not looked at: \(error.message)", fix: "adapt db migrate --again")]
        } catch let error as PostgresError {
            throw Refusal(error)
        }
        guard !rows.isEmpty else { return [Finding(name, .ok, "ok")] }
        return try rows.map { row in
            Finding(name, try row.get("fault") ? .fault : .note, try row.get("what"), fix: try row.get("fix"))
        }
    }
}
