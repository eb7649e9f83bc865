import Glibc

/// A program that PostgreSQL brings for those who use it, such as psql.
public struct ClientProgram: Sendable {
    private let path: String
    private let name: String

    /// Finds the program `name`. `binaries`: the only directory to look in; nil: where PostgreSQL's programs may be.
    ///
    /// Throws `notInstalled` where no directory has it.
    public static func find(_ name: String, in binaries: String?) async throws -> ClientProgram {
        for directory in try await Binaries.candidates(binaries) {
            let path = "\(directory)/\(name)"
            if access(path, X_OK) == 0 { return ClientProgram(path: path, name: name) }
        }
        throw LocalServerError(
            .notInstalled, "program \(name) is not installed" + (binaries.map { " in \"\($0)\"" } ?? ""),
            hint: "apt-get install postgresql-client-15")
    }

    /// Becomes the program: its ending, signals and terminal are then this process's. Returns only where that fails,
    /// with a throw. What is secret belongs into `environment`, which other users cannot read.
    public func become(_ arguments: [String], environment: [String: String]) throws -> Never {
        let words = ([name] + arguments).map { strdup($0) } + [nil]
        let variables = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        execve(path, words, variables)
        let reason = String(cString: strerror(errno)).lowercased()
        for pointer in words + variables { free(pointer) }
        throw LocalServerError(.notInstalled, "program \"\(path)\" cannot be run: \(reason)")
    }
}
