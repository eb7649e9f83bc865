import AdaptModel
import AdaptSQL
public import Postgres

/// Looks at a server and a database for what is wrong; changes nothing.
public struct DatabaseFindings: Sendable {
    let connection: Connection
    private let idleSeconds: Int

    /// Of a connection. `idleSeconds`: how long a transaction may stay open doing nothing.
    public init(_ connection: Connection, idleSeconds: Int = 300) {
        self.connection = connection
        self.idleSeconds = idleSeconds
    }

    private static let ofServer = [
        "server_encoding", "durability", "checksums", "standby", "settings", "collation", "connections",
        "idle_transactions", "autovacuum", "scratch",
    ]
    /// In an order in which the fixes can be run.
    private static let ofSchema = [
        "columns", "numbers", "owners", "trigrams", "unlogged", "functions", "views", "made", "altered", "attributes",
        "constraints", "indexes", "triggers", "added", "kept", "roles", "rights", "schema", "limits", "clock",
    ]
    /// What alone brings back what is gone.
    private static let restore =
        "adapt db restore FILE of the last backup, with --replace; on your own server: into another database, with "
        + "--database URL"

    /// Everything looked at, faults and what is well.
    public func all() async throws -> [Finding] {
        if let refusal = ServerVersion.refusal(of: connection.serverVersion) {
            // What else is asked, such a server need not understand.
            return [Finding("server version", .fault, refusal.message, fix: refusal.hint)]
        }
        var found = [Finding("server version", .ok, "ok")]
        for topic in Self.ofServer { found += try await look(at: topic) }
        if let refusal = try await refusalOfSchema() {
            return found + [Finding("schema", .fault, refusal.message, fix: refusal.hint)]
        }
        found.append(Finding("schema", .ok, "schema \(Schema.version)"))
        let ofCatalogue = try await lookAtCatalogue()
        let ofOwner = try await owner(beside: ofCatalogue)
        return found + ofCatalogue + ofOwner
    }

    /// Why this program, or this user, cannot work with the schema; nil where they can.
    private func refusalOfSchema() async throws -> Refusal? {
        do {
            return try await Schema.state(of: connection).refusal
        } catch let refusal as Refusal where refusal.kind == .forbidden {
            return await refusal.explained(in: connection)
        }
    }

    private func lookAtCatalogue() async throws -> [Finding] {
        var found: [Finding] = []
        do {
            _ = try await refusing { try await Migrator(connection).verified() }
            found.append(Finding("migrations", .ok, "applied as they are in this program"))
        } catch let refusal as Refusal where refusal.kind == .rule {
            found.append(Finding("migrations", .fault, refusal.message, fix: refusal.hint ?? Self.restore))
        } catch let refusal as Refusal where refusal.kind == .forbidden {
            found.append(await hidden("migrations", refusal))
        }
        found += try await look(at: "tables")
        // Of a catalogue without all its tables everything else is wrong too, and nothing else mends it.
        guard !found.contains(where: { $0.topic == "tables" && $0.state == .fault }) else { return found }
        for topic in Self.ofSchema { found += try await look(at: topic) }
        return found
    }

    /// What who does not own the catalogue is told beside its faults: others mend them.
    private func owner(beside found: [Finding]) async throws -> [Finding] {
        guard found.contains(where: { $0.state == .fault }) else { return [] }
        do {
            guard let owner = try await refusing({ try await Owner(of: connection) }) else { return [] }
            try owner.require("what is wrong with it is mended")
            return []
        } catch let refusal as Refusal where refusal.kind == .forbidden {
            return [Finding("user", .note, refusal.message, fix: refusal.hint)]
        }
    }

    /// What the query of a topic finds.
    func look(at topic: String) async throws -> [Finding] {
        if topic == "views" { return try await lookAtViews() }
        let name = topic.split(separator: "_").joined(separator: " ")
        let rows: Rows
        do {
            let query = topic == "numbers" ? MadeColumn.numbers : SQL(Queries.doctor[topic], bind: values(for: topic))
            rows = try await connection.query(query)
        } catch let error as PostgresError where ["42P01", "42703", "42883"].contains(error.sqlState) {
            // A view or function that tells what should be there is missing itself, or another.
            return [Finding(name, .fault, "not looked at: \(error.message)", fix: Self.again)]
        } catch let error as PostgresError {
            let refusal = Refusal(error)
            guard refusal.kind == .forbidden else { throw refusal }
            return [await hidden(name, refusal)]
        }
        guard !rows.isEmpty else { return [Finding(name, .ok, "ok")] }
        return try rows.map { row in
            let isFault: Bool = try row.get("fault")
            let fix = try Self.fix(row, rows.columns) ?? (isFault ? Self.restore : nil)
            return Finding(name, isFault ? .fault : .note, try row.get("what"), fix: fix)
        }
    }

    /// What is said of what the user may not look at.
    private func hidden(_ topic: String, _ refusal: Refusal) async -> Finding {
        let told = await refusal.explained(in: connection)
        return Finding(topic, .note, "not looked at: \(told.message)", fix: told.hint)
    }

    private func values(for topic: String) -> [any PostgresEncodable] {
        switch topic {
        case "idle_transactions": [idleSeconds]
        case "scratch": [ScratchMark.text, ScratchMark.connections]
        default: Self.made(for: topic)
        }
    }

    /// The command that runs a finding's statements, and what is said besides.
    private static func fix(_ row: Row, _ columns: [String]) throws -> String? {
        let words = columns.contains("fix") ? try row.get("fix", as: String?.self) : nil
        let statements = columns.contains("statements") ? try row.get("statements", as: [String].self) : []
        guard !statements.isEmpty else { return words }
        let command = "adapt db psql" + statements.map { " -c " + pasted($0) }.joined()
        return words.map { $0.replacing("{}", with: command) } ?? command
    }
}
