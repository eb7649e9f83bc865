import Glibc
import TestSupport

/// The built program as processes of its own.
struct BuiltBinary: Sendable {
    /// What a process gave back.
    struct Result: Sendable {
        /// Exit status, or the signal's number + 128.
        let status: Int32
        let output: String
        let errors: String
    }

    struct Failure: Error {}

    private let place: String
    /// Further environment variables, as NAME=VALUE.
    var variables: [String] = []

    /// The program on a database.
    init(url: String) { place = "ADAPT_DATABASE_URL=\(url)" }

    /// The program on the private server of a directory.
    init(home: String) { place = "ADAPT_HOME=\(home)" }

    /// The program that `ADAPT_TESTED` names (the long tests drive the one that is released), or the one that stands
    /// beside the bundle of tests.
    static let path: String = {
        if let named = getenv("ADAPT_TESTED") { return String(cString: named) }
        var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
        let length = readlink("/proc/self/exe", &buffer, buffer.count)
        let own = String(decoding: buffer.prefix(max(0, length)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
        // The runner may be the toolchain's own: then the bundle is among the arguments.
        for candidate in [own] + CommandLine.arguments where candidate.contains("/.build") {
            guard let slash = candidate.lastIndex(of: "/") else { continue }
            var directory = candidate[..<slash]
            while !directory.isEmpty {
                if access(directory + "/adapt", X_OK) == 0 { return directory + "/adapt" }
                guard directory.contains("/.build"), let up = directory.lastIndex(of: "/") else { break }
                directory = directory[..<up]
            }
        }
        return ".build/debug/adapt"
    }()

    /// Starts a process whose streams go to files of `directory`.
    func start(_ arguments: [[UInt8]], in directory: TemporaryDirectory) throws -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        // The threads of tests block signals, and a child would inherit that; also that interrupts are ignored while
        // system(3) runs something for another test.
        var (attributes, none, ended) = (posix_spawnattr_t(), sigset_t(), sigset_t())
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        sigemptyset(&none)
        sigemptyset(&ended)
        posix_spawnattr_setsigmask(&attributes, &none)
        for signal in [SIGHUP, SIGINT, SIGQUIT, SIGTERM] { sigaddset(&ended, signal) }
        posix_spawnattr_setsigdefault(&attributes, &ended)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, directory.path + "/out", O_WRONLY | O_CREAT | O_TRUNC, 0o644)
        posix_spawn_file_actions_addopen(&actions, 2, directory.path + "/err", O_WRONLY | O_CREAT | O_TRUNC, 0o644)
        let words = [Array(BuiltBinary.path.utf8)] + arguments
        let variables = [place, "ADAPT_AUTHOR=mia", "PATH=/usr/bin:/bin", "HOME=/nonexistent"] + variables
        return try withPointers(words) { argv in
            try withPointers(variables.map { Array($0.utf8) }) { environment in
                var child = pid_t()
                guard posix_spawn(&child, BuiltBinary.path, &actions, &attributes, argv, environment) == 0 else {
                    throw Failure()
                }
                return child
            }
        }
    }

    /// Whether a process is there and has not ended.
    func isRunning(_ child: pid_t) -> Bool {
        TemporaryDirectory.read("/proc/\(child)/stat")?.contains(") Z ") == false
    }

    /// Waits for a process.
    func finish(_ child: pid_t, in directory: TemporaryDirectory) async -> Result {
        let status = await aside {
            var status: Int32 = 0
            while waitpid(child, &status, 0) < 0, errno == EINTR {}
            return status
        }
        let code = status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + (status & 0x7F)
        return Result(status: code, output: directory.read("out") ?? "", errors: directory.read("err") ?? "")
    }

    /// Runs one command line to its end.
    func run(_ line: String) async throws -> Result { try await run(Shell.words(line).map { Array($0.utf8) }) }

    /// How long a command line takes when nobody disturbs it, in milliseconds, at least 1.
    func duration(of line: String) async throws -> Int {
        let start = ContinuousClock.now
        let result = try await run(line)
        guard result.status == 0 else { throw Failure() }
        return max(1, Int((ContinuousClock.now - start) / .milliseconds(1)))
    }

    /// Runs one command line, given as bytes.
    func run(_ arguments: [[UInt8]]) async throws -> Result {
        try await TemporaryDirectory.with { directory in
            await finish(try start(arguments, in: directory), in: directory)
        }
    }

    private func withPointers<R>(
        _ words: [[UInt8]], _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) throws -> R
    ) throws -> R {
        let copies: [UnsafeMutablePointer<CChar>?] = words.map { word in
            strndup((word + [0]).map { CChar(bitPattern: $0) }, word.count)
        }
        defer { for copy in copies { free(copy) } }
        return try (copies + [nil]).withUnsafeBufferPointer { pointers in
            guard let base = pointers.baseAddress else { throw Failure() }
            return try body(base)
        }
    }
}
