import Glibc
import TestSupport

/// A system call that fails in a run of the program, under strace.
struct FailingCall: Sendable, CustomStringConvertible {
    /// Its name, as rename.
    let name: String
    /// Which of those that a thread makes, from 1.
    let number: Int
    /// The file that it has to be about; nil: any.
    var path: String?
    /// Whether those after it fail as well, as on a disk that is full.
    var andAllAfter = false

    /// What became of a run.
    struct Outcome {
        /// Exit status, or the signal's number + 128; 137: it had not ended at its deadline.
        let status: Int32
        let errors: String
        /// The calls that failed, as strace tells them.
        let failed: [String]
    }

    static var isPossible: Bool { access("/usr/bin/strace", X_OK) == 0 }

    var description: String {
        let (file, more) = (path.map { " of \($0)" } ?? "", andAllAfter ? " and all after it" : "")
        return "\(name)\(file) \(number)\(more)"
    }

    /// Runs the program with `arguments`, words of the shell, on a database. Its results and errors go to `directory`,
    /// what it spools to `spool`.
    ///
    /// After a send that fails alone libpq waits for an answer that cannot come: that ends at its deadline, a minute; half
    /// a minute more may go by in asking what happened, and in the last try of these.
    func run(
        _ arguments: String, on url: String, in directory: TemporaryDirectory, spool: String? = nil
    ) async -> Outcome {
        let error = andAllAfter ? "ENOSPC" : "EIO"
        let only = path.map { "-P '\($0)' " } ?? ""
        let ended = await ending(
            of: "ADAPT_DATABASE_URL='\(url)' ADAPT_AUTHOR=mia TMPDIR='\(spool ?? directory.path)' "
                + "timeout -s KILL 150 strace -f -qq -y -o '\(directory.path)/trace' \(only)-e trace=\(name) "
                + "-e inject=\(name):error=\(error):when=\(number)\(andAllAfter ? "+" : "") '\(BuiltBinary.path)' "
                + "\(arguments) > '\(directory.path)/results' 2> '\(directory.path)/errors'")
        let status = ended & 0x7F == 0 ? (ended >> 8) & 0xFF : 128 + (ended & 0x7F)
        let failed = Self.failed(directory.read("trace") ?? "")
        return Outcome(status: status, errors: directory.read("errors") ?? "", failed: failed)
    }

    /// The calls that were made to fail; what other threads did meanwhile tears the line of one in two.
    private static func failed(_ trace: String) -> [String] {
        let lines = trace.split(separator: "\n")
        return lines.indices.filter { lines[$0].contains("(INJECTED)") }.map { index -> String in
            let line = lines[index]
            guard line.contains(" resumed>") else { return String(line) }
            let thread = String(line.prefix { $0 != " " }) + " "
            let begin = lines[..<index].last { $0.hasPrefix(thread) && $0.contains("<unfinished") }
            return "\(begin ?? "") \(line)"
        }
    }
}
