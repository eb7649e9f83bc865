import AdaptModel
public import Postgres

/// Looks at a server and a database for what is wrong; changes nothing.
public struct DatabaseFindings: Sendable {
    let connection: Connection
    let idleSeconds: Int

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
    static let restore =
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
        found += try await lookAtLocks()
        if let told = try await lookAtSchema() { return found + [told] }
        found.append(Finding("schema", .ok, "schema \(Schema.version)"))
        let ofCatalogue = try await lookAtCatalogue()
        let ofOwner = try await owner(beside: ofCatalogue)
        return found + ofCatalogue + ofOwner
    }

    /// Why this program, or this user, cannot work with the schema, or what is in it cannot be looked at; nil where all
    /// that can be.
    private func lookAtSchema() async throws -> Finding? {
        do {
            return try await Schema.state(of: connection).refusal.map { Self.fault("schema", $0) }
        } catch let refusal as Refusal where refusal.kind == .forbidden {
            return Self.fault("schema", await refusal.explained(in: connection))
        } catch let refusal as Refusal where refusal.isHeldUp {
            return Finding.heldUp("schema")
        }
    }

    private static func fault(_ topic: String, _ refusal: Refusal) -> Finding {
        Finding(topic, .fault, refusal.message, fix: refusal.hint)
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
        } catch let refusal as Refusal where refusal.isHeldUp {
            found.append(.heldUp("migrations"))
        }
        found += try await look(at: "tables")
        // Of a catalogue without all its tables everything else is wrong too, and nothing else mends it.
        guard !found.contains(where: { $0.topic == "tables" && $0.state == .fault }) else { return found }
        for topic in Self.ofSchema { found += try await lookPastLocks(at: topic) }
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
}
