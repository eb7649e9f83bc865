import Glibc
import Subprocess

/// Runs PostgreSQL's programs as the server's account, in a clean environment, with a deadline.
struct ServerProcess: Sendable {
    let account: Account
    /// Working directory: one that the account can enter, or the programs complain about it.
    let directory: String
    /// Environment variables besides the few that every program gets.
    var environment: [String: String] = [:]

    /// How a program ended and all it said.
    struct Ending: Sendable {
        let succeeded: Bool
        let status: String
        let output: String
    }

    /// What is searched for programs; the caller's PATH is not trusted.
    static let path = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"

    /// Runs `program` to its end. `input` becomes its standard input; nothing else is inherited.
    /// When `bound`, the kernel interrupts it (SIGINT) should we be killed.
    func run(
        _ program: String, _ arguments: [String], input: Int32? = nil, bound: Bool = false, deadline: Duration
    ) async throws -> Ending {
        let configuration = configuration(program, arguments, bound: bound)
        let ending = try await Deadline.within(deadline) { () -> Ending in
            do {
                guard let input else {
                    let result = try await Subprocess.run(
                        configuration, output: .string(limit: 1 << 20), error: .combinedWithOutput)
                    return Ending(result.terminationStatus, result.standardOutput)
                }
                let result = try await Subprocess.run(
                    configuration,
                    input: .fileDescriptor(.init(rawValue: input), closeAfterSpawningProcess: false),
                    output: .string(limit: 1 << 20), error: .combinedWithOutput)
                return Ending(result.terminationStatus, result.standardOutput)
            } catch let error as SubprocessError {
                throw LocalServerError(.startFailed, "program \"\(program)\" cannot be run: \(error)")
            }
        }
        guard let ending else {
            throw LocalServerError(.startFailed, "program \"\(program)\" did not end within \(deadline)")
        }
        return ending
    }

    /// Runs `program` to its end with a file as its standard output; what it says otherwise comes back. The kernel
    /// interrupts it should we be killed.
    func run(
        _ program: String, _ arguments: [String], into output: Int32, deadline: Duration
    ) async throws -> Ending {
        let configuration = configuration(program, arguments, bound: true)
        let ending = try await Deadline.within(deadline) { () -> Ending in
            let result = try await Subprocess.run(
                configuration,
                output: .fileDescriptor(.init(rawValue: output), closeAfterSpawningProcess: false),
                error: .string(limit: 1 << 20))
            return Ending(result.terminationStatus, result.standardError)
        }
        guard let ending else {
            throw LocalServerError(.startFailed, "program \"\(program)\" did not end within \(deadline)")
        }
        return ending
    }

    /// Runs a server to its end, in a session of its own, so that Ctrl-C does not reach it. What it says goes
    /// to `output`. When we end first it goes on, unless `bound`: the kernel then sends it SIGINT, a fast
    /// shutdown (sound, as the package starts all its children from one thread that lives as long as we do).
    func serve(
        _ program: String, _ arguments: [String], output: Int32, bound: Bool
    ) async throws -> Ending {
        var configuration = configuration(program, arguments, bound: bound)
        configuration.platformOptions.createSession = true
        let result = try await Subprocess.run(
            configuration,
            output: .fileDescriptor(.init(rawValue: output), closeAfterSpawningProcess: false),
            error: .combinedWithOutput)
        return Ending(result.terminationStatus, "")
    }

    private var variables: [Environment.Key: String] {
        var all: [Environment.Key: String] = ["HOME": directory]
        for (name, value) in environment {
            guard let key = Environment.Key(rawValue: name) else { continue }
            all[key] = value
        }
        return all.merging(["PATH": Self.path, "LC_ALL": "C.UTF-8", "TZ": "UTC"]) { $1 }
    }

    /// Two traps: `PlatformOptions.userID` can hang in `setgroups`, so the change of user is `setpriv`'s;
    /// and `setpriv --reset-env` would drop LC_ALL, so the whole environment is given here instead.
    func configuration(
        _ program: String, _ arguments: [String], bound: Bool = false
    ) -> Subprocess.Configuration {
        var line: [String] = []
        if bound { line += ["--pdeathsig=INT"] }
        if geteuid() == 0 { line += ["--reuid=\(account.uid)", "--regid=\(account.gid)", "--init-groups"] }
        if !line.isEmpty { line = ["/usr/bin/setpriv"] + line + ["--"] }
        line += [program] + arguments
        return Subprocess.Configuration(
            executable: .path(.init(line[0])),
            arguments: Arguments(Array(line.dropFirst())),
            environment: .custom(variables),
            workingDirectory: .init(directory))
    }
}

extension ServerProcess.Ending {
    init(_ status: TerminationStatus, _ output: String) {
        let words = if case .signaled(let signal) = status { "ended by signal \(signal)" } else { "\(status)" }
        self.init(succeeded: status.isSuccess, status: words, output: output)
    }
}
