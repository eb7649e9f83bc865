import AdaptModel
import AdaptService
import LocalServer
import Postgres

/// What `doctor` found, and what it saw on the way.
struct Examination: Sendable {
    var findings: [Finding] = []
    /// Facts for a report: a name and a value each.
    var facts: [(name: String, value: String)] = []

    /// Looks at everything that can be looked at without starting or changing anything. Throws where it is stopped:
    /// what could not be looked at then is no fault.
    static func run(_ options: DatabaseOptions, _ streams: Streams) async throws -> Examination {
        let examined = await all(options, streams)
        try Task.checkCancellation()
        return examined
    }

    private static func all(_ options: DatabaseOptions, _ streams: Streams) async -> Examination {
        var examined = Examination()
        examined.findings = EnvironmentFindings.all(streams)
        let target: DatabaseTarget
        do {
            target = try options.target
        } catch {
            examined.note("database", error)
            return examined
        }
        examined.facts.append(("database", target.name))
        var isStopped = false
        if case .local(let server, _) = target.place {
            isStopped = await examined.look(at: server)
        }
        guard !isStopped else { return examined }
        do {
            let connection = try await Connection.open(target.url, options: Workspace.options)
            // Whoever holds what is to be looked at is told, not waited for.
            try await connection.run("set lock_timeout = '250ms'")
            examined.findings.append(Finding("connection", .ok, "answers"))
            await examined.look(at: connection, of: target)
            await connection.close()
        } catch {
            examined.note("connection", error)
        }
        return examined
    }

    /// The files and programs of the private server. Whether there is nobody to be connected to.
    private mutating func look(at server: LocalServer) async -> Bool {
        let found = await server.inspect()
        findings += found.map { Finding("private server", $0.isFault ? .fault : .note, $0.message, fix: $0.fix) }
        switch await server.status() {
        case .absent:
            findings.append(Finding("private server", .note, "there is none yet", fix: "adapt db start"))
            return true
        case .stopped(let version):
            facts.append(("private server", "stopped, PostgreSQL \(version)"))
            findings.append(
                Finding("private server", .note, "it is stopped; any command starts it", fix: "adapt db start"))
            return true
        case .starting:
            findings.append(Finding("private server", .note, "it is starting or stopping", fix: "adapt db status"))
            return true
        case .running(let version, _, _):
            facts.append(("private server", "running, PostgreSQL \(version)"))
            if found.isEmpty { findings.append(Finding("private server", .ok, "runs")) }
            return false
        case .foreign, .failing: return true
        }
    }

    private mutating func look(at connection: Connection, of target: DatabaseTarget) async {
        do {
            findings += try await DatabaseFindings(connection).all()
            facts += try await DatabaseFacts.all(of: connection)
            let ofBackups = try await kept(of: connection)
            findings += ofBackups
        } catch let refusal as Refusal {
            note("database", await refusal.explained(in: connection))
        } catch {
            note("database", error)
        }
        do {
            let programs = try await target.dumpPrograms(for: connection)
            findings.append(Finding("programs", .ok, "pg_dump and pg_restore \(programs.major)"))
        } catch {
            note("programs", error)
        }
    }

    private mutating func note(_ topic: String, _ error: any Error) {
        let refusal = Refusal(of: error, code: Adapt.exitCode(for: error)) ?? Refusal(.bug, "\(error)")
        findings.append(Finding(topic, .fault, refusal.message, fix: refusal.hint))
    }
}
