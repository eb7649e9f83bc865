import Subprocess

/// The next piece of what a program prints, as large as a pipe holds; nil at the end. For one caller at a time.
public typealias Pieces = @Sendable () async throws -> [UInt8]?

extension ServerProcess {
    /// Runs `program` to its end with a file as its standard input (nil: none); `read` gets what it prints, piece by
    /// piece. What it says otherwise comes back. The kernel interrupts it should we be killed; where `read` throws, it
    /// is ended. Where it came to a bad end before `read` threw, that end comes back: what was read was but a part.
    func run(
        _ program: String, _ arguments: [String], input: Int32?, deadline: Duration,
        _ read: @escaping @Sendable (@escaping Pieces) async throws -> Void
    ) async throws -> Ending {
        var own = configuration(program, arguments, bound: true)
        // Ctrl-C is for us alone, who end it: one that ended first would look as if it had printed all.
        own.platformOptions.createSession = true
        let configuration = own
        let ending = try await Deadline.within(deadline) { () -> Ending in
            guard let input else { return try await ServerProcess.handOn(configuration, .none, read) }
            return try await ServerProcess.handOn(
                configuration, .fileDescriptor(.init(rawValue: input), closeAfterSpawningProcess: false), read)
        }
        guard let ending else {
            throw LocalServerError(.startFailed, "program \"\(program)\" did not end within \(deadline)")
        }
        return ending
    }

    private static func handOn<Input: InputProtocol>(
        _ configuration: Subprocess.Configuration, _ input: Input,
        _ read: @Sendable (@escaping Pieces) async throws -> Void
    ) async throws -> Ending {
        let result = try await Subprocess.run(
            configuration, input: input, output: .sequence, error: .string(limit: 1 << 20)
        ) { execution -> (any Error)? in
            let printed = Printed(execution.standardOutput)
            do {
                try await read { try await printed.next() }
                return nil
            } catch {
                // It prints no more, so it ends by itself; how, is to be waited for.
                guard await printed.hasEnded, !Task.isCancelled else { throw error }
                return error
            }
        }
        let ending = Ending(result.terminationStatus, result.standardError)
        if ending.succeeded, let error = result.closureResult { throw error }
        return ending
    }
}

/// What a program prints, for one who takes it when he is ready: the program waits meanwhile.
private actor Printed {
    private var iterator: SubprocessOutputSequence.Iterator
    private(set) var hasEnded = false

    init(_ output: SubprocessOutputSequence) { iterator = output.makeAsyncIterator() }

    func next() async throws -> [UInt8]? {
        // A copy, put back: a part of an actor cannot change itself while it waits.
        var copy = self.iterator
        let piece = try await copy.next(isolation: self)
        self.iterator = copy
        hasEnded = piece == nil
        return piece?.withUnsafeBytes { Array($0) }
    }
}
