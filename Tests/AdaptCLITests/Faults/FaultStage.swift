import AdaptModel
import AdaptService
import Glibc
import LocalServer
import Postgres
import TestSupport
import Testing

/// A private server of a test's own with the sample catalogue, to be ill-treated.
struct FaultStage: Sendable {
    let directory: TemporaryDirectory
    let home: String
    let binary: BuiltBinary

    static func with(_ body: @Sendable (FaultStage) async throws -> Void) async throws {
        try await PrivateServers.few {
            try await TemporaryDirectory.with { directory in
                try await with(home: directory.path + "/home", in: directory, body)
            }
        }
    }

    static func with(
        home: String, in directory: TemporaryDirectory, _ body: @Sendable (FaultStage) async throws -> Void
    ) async throws {
        let stage = FaultStage(directory: directory, home: home, binary: BuiltBinary(home: home))
        do {
            let made = try await stage.binary.run("import sample")
            #expect(made.status == 0, "\(made.errors)")
            try await body(stage)
        } catch {
            try? await stage.server.stop()
            throw error
        }
        try await stage.server.stop()
    }

    var server: LocalServer { LocalServer(.init(home: home)) }

    /// The number of the server's first process, by its own file.
    var postmaster: pid_t? {
        TemporaryDirectory.read(home + "/data/postmaster.pid").flatMap { pid_t($0.prefix { $0 != "\n" }) }
    }

    /// A file of figures that nobody has imported yet, day by day from the begin of a year, then of the year before.
    func reachFile(_ number: Int, rows: Int = 2_000, until last: Int = 2019) throws -> String {
        var text = "edition,metric,source,from,until,value,published\n"
        text.reserveCapacity(rows * 80)
        // Each file a later vintage than the one before.
        let published = Day("2020-01-01").map { "\($0 + number)" } ?? ""
        let tracks = ["en", "es"].flatMap { edition in
            ["impressions", "views", "hours_viewed"].map { "hockey-star/\(edition),\($0),socialpeta-2026-w02" }
        }
        for row in 0..<rows {
            let (track, at) = (tracks[row % tracks.count], row / tracks.count)
            let (year, month, day) = (last - at / 336, at / 28 % 12 + 1, at % 28 + 1)
            let date = "\(year)-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)"
            text += "\(track),\(date),\(date),\(number * 7 + row),\(published)\n"
        }
        return try directory.write(text, to: "reach-\(number).csv")
    }

    /// How many operations there are; waits for a server that recovers.
    func operations() async throws -> Int {
        _ = try await server.ensureRunning()
        return try await Shell(url: server.endpoint.url(database: "adapt")).operations()
    }

    /// The server's processes that work for a program of ours.
    func backends() async throws -> [pid_t] {
        let connection = try await Connection.open(server.endpoint.url(database: "postgres"))
        let found = try await connection.query(
            "select pid from pg_stat_activity where application_name = 'adapt' and datname = 'adapt' and xact_start is not null"
        ).map { pid_t(try $0.get(0, as: Int.self)) }
        await connection.close()
        return found
    }
}
