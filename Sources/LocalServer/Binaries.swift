import Glibc

/// The directory of the server's programs, and their version.
struct Binaries: Sendable {
    let directory: String
    let major: Int

    var initdb: String { directory + "/initdb" }
    var postgres: String { directory + "/postgres" }

    /// `recovery_init_sync_method` came with 14.
    static let oldest = 14

    /// Finds programs that fit the existing cluster, or the first ones when there is none.
    static func find(_ configuration: LocalServer.Configuration, _ layout: Layout) async throws -> Binaries {
        let wanted = try majorOfCluster(layout)
        var found: [Binaries] = []
        for directory in try await candidates(configuration.binaries) where isServer(directory) {
            guard let major = try await version(directory) else { continue }
            let binaries = Binaries(directory: directory, major: major)
            if wanted == nil && major >= oldest || wanted == major { return binaries }
            found.append(binaries)
        }
        guard let other = found.first else {
            let place = configuration.binaries.map { " in \"\($0)\"" } ?? ""
            throw LocalServerError(
                .notInstalled, "PostgreSQL server is not installed\(place)", hint: "apt-get install postgresql-15")
        }
        guard let wanted else {
            throw LocalServerError(
                .notInstalled, "PostgreSQL in \"\(other.directory)\" is version \(other.major), not \(oldest) or later",
                hint: "apt-get install postgresql-15")
        }
        throw LocalServerError(
            .versionMismatch,
            "database in \"\(layout.data)\" was made by PostgreSQL \(wanted), but the programs in "
                + "\"\(other.directory)\" are version \(other.major)",
            hint: "apt-get install postgresql-\(wanted)")
    }

    /// The major version that made the cluster; nil where there is no cluster.
    static func majorOfCluster(_ layout: Layout) throws -> Int? {
        guard let text = Files.read(layout.versionFile, limit: 32) else {
            guard Files.names(layout.data)?.isEmpty ?? true else {
                throw LocalServerError(
                    .damaged, "directory \"\(layout.data)\" is not a whole database: it has no PG_VERSION",
                    hint: "mv '\(layout.data)' '\(layout.data).broken'")
            }
            return nil
        }
        let line = text.split(whereSeparator: \.isWhitespace).first ?? ""
        guard let major = Int(line.split(separator: ".").first ?? "") else {
            throw LocalServerError(
                .damaged, "file \"\(layout.versionFile)\" does not name a version: it says \"\(line)\"")
        }
        return major
    }

    private static func isServer(_ directory: String) -> Bool {
        ["initdb", "postgres"].allSatisfy { access("\(directory)/\($0)", X_OK) == 0 }
    }

    /// Directories where PostgreSQL's programs may be, the likeliest first; `named` is the only one where it is given.
    static func candidates(_ named: String?) async throws -> [String] {
        if let named { return [named] }
        let path = ServerProcess.path.split(separator: ":").map(String.init)
        var all: [String] = []
        if let program = path.map({ $0 + "/pg_config" }).first(where: { access($0, X_OK) == 0 }) {
            let answer = try await tool.run(program, ["--bindir"], deadline: .seconds(10))
            all += answer.output.split(separator: "\n").prefix(1).map(String.init)
        }
        all += versioned(in: "/usr/lib/postgresql") { "/usr/lib/postgresql/\($0)/bin" }
        all += versioned(in: "/usr") { $0.hasPrefix("pgsql-") ? "/usr/\($0)/bin" : nil }
        return all + path
    }

    /// Directories named for a version, the highest first.
    private static func versioned(in parent: String, _ path: (String) -> String?) -> [String] {
        let names = Files.names(parent) ?? []
        return names.sorted { number($0) > number($1) }.compactMap(path)
    }

    private static func number(_ name: String) -> Int {
        Int(name.split(separator: "-").last ?? "") ?? 0
    }

    /// The major version of a program; nil where it does not say.
    static func version(_ directory: String, of program: String = "postgres") async throws -> Int? {
        let answer = try await tool.run("\(directory)/\(program)", ["--version"], deadline: .seconds(10))
        // "postgres (PostgreSQL) 15.20 (Debian ...)", or "16beta1".
        guard answer.succeeded, let text = answer.output.split(separator: " ").dropFirst(2).first else { return nil }
        return Int(text.prefix { $0.isNumber })
    }

    /// What runs as ourselves.
    static var tool: ServerProcess {
        ServerProcess(account: Account(name: "", uid: geteuid(), gid: getegid()), directory: "/")
    }
}
