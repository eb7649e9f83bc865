public import AdaptModel
import AdaptReports
import Glibc

/// Where results and notes go, and what the surroundings are: given to the program once, at its start.
public struct Streams: Sendable {
    /// Takes results.
    public var output: @Sendable (String) throws -> Void
    /// Takes results that are not text: a workbook.
    public var bytes: @Sendable ([UInt8]) throws -> Void
    /// Takes notes, warnings and errors.
    public var errors: @Sendable (String) -> Void
    /// Whether results go to a terminal.
    public var isTerminal: Bool
    /// Width of the terminal in cells.
    public var width: Int?
    /// Environment variables.
    public var environment: [String: String]
    /// Today, where the user is.
    public var today: Day
    /// The user's number; 0 is root.
    public var uid: UInt32
    /// Reads a line that somebody at the terminal types; nil: nobody is there to be asked.
    public var answer: (@Sendable () -> String?)?

    /// Streams of a test or another program.
    public init(
        output: @escaping @Sendable (String) throws -> Void, bytes: @escaping @Sendable ([UInt8]) throws -> Void,
        errors: @escaping @Sendable (String) -> Void,
        isTerminal: Bool, width: Int?, environment: [String: String], today: Day, uid: UInt32,
        answer: (@Sendable () -> String?)? = nil
    ) {
        self.output = output
        self.bytes = bytes
        self.errors = errors
        self.isTerminal = isTerminal
        self.width = width
        self.environment = environment
        self.today = today
        self.uid = uid
        self.answer = answer
    }

    /// The streams of the running command.
    @TaskLocal static var current = process

    /// The streams of this process.
    public static let process = ofProcess()

    private static func ofProcess() -> Streams {
        var environment = [String: String](minimumCapacity: 64)
        var entry = environ
        while let pointer = entry.pointee {
            // Sound: both ends are within one text that ends with a zero, which nobody changes here.
            if let sign = strchr(pointer, Int32(UInt8(ascii: "="))) {
                let name = UnsafeRawBufferPointer(start: pointer, count: pointer.distance(to: sign))
                environment[String(decoding: name, as: UTF8.self)] = String(cString: sign + 1)
            }
            entry += 1
        }
        let isTerminal = isatty(1) == 1
        var size = winsize()
        let known = isTerminal && ioctl(1, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
        let typed: @Sendable () -> String? = { readLine() }
        return Streams(
            output: { try write($0, to: 1) },
            bytes: { bytes in try bytes.withUnsafeBytes { try write($0, to: 1) } },
            // Where even errors cannot be written there is nobody left to tell.
            errors: { text in do { try write(text, to: 2) } catch {} },
            isTerminal: isTerminal, width: known ? Int(size.ws_col) : nil, environment: environment,
            today: localToday(), uid: getuid(), answer: isatty(0) == 1 && isatty(2) == 1 ? typed : nil)
    }

    /// Today by the clock on the wall: the time zone of `TZ`, else of the machine.
    private static func localToday() -> Day {
        var (seconds, local) = (time_t(), tm())
        time(&seconds)
        tzset()
        localtime_r(&seconds, &local)
        return Day(number: (seconds + local.tm_gmtoff) / 86_400)
    }

    /// Writes all of `text` to a descriptor. Throws a `Refusal` (missing file) where that is not possible.
    static func write(_ text: String, to descriptor: Int32) throws {
        var text = text
        try text.withUTF8 { try write(UnsafeRawBufferPointer($0), to: descriptor) }
    }

    /// Writes all of `bytes` to a descriptor. Where that is not possible it throws what `failure` makes of it; `errno`
    /// says why.
    static func write(
        _ bytes: UnsafeRawBufferPointer, to descriptor: Int32, else failure: () -> Refusal = Streams.failed
    ) throws {
        var rest = bytes
        while !rest.isEmpty {
            let count = Glibc.write(descriptor, rest.baseAddress, rest.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw failure() }
            rest = UnsafeRawBufferPointer(rebasing: rest[count...])
        }
    }

    private static let unwritable = "output cannot be written: "

    /// Results that cannot be written; `errno` says why.
    static func failed() -> Refusal {
        let cause = errno
        return Refusal(.missingFile, unwritable + String(cString: strerror(cause)).lowercased())
    }

    /// Why output could not be written; nil where a refusal is of something else.
    static func reason(unwritable refusal: Refusal) -> Substring? {
        refusal.message.hasPrefix(unwritable) ? refusal.message.dropFirst(unwritable.count) : nil
    }

    /// Who is the author of what is recorded: `option`, the environment's, the user.
    func author(_ option: String?) -> String {
        let names = [option, environment["ADAPT_AUTHOR"], environment["USER"]]
        return names.compactMap { $0 }.first { !$0.isEmpty } ?? (uid == 0 ? "root" : "uid \(uid)")
    }

    /// Prints a line of results.
    func print(_ line: String) throws { try output(line + "\n") }

    /// Prints a note.
    func warn(_ line: String) { errors(line + "\n") }
}

/// `text` with control characters made visible, line ends kept.
func shownLines(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { shown(String($0)) }.joined(separator: "\n")
}
