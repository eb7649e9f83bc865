/// Collects text and passes it on in blocks; an error on the way is kept for `finish`.
struct BufferedOutput: TextOutputStream {
    private let sink: (String) throws -> Void
    private var pending = ""
    private var failure: (any Error)?

    init(_ sink: @escaping (String) throws -> Void) { self.sink = sink }

    mutating func write(_ text: String) {
        pending += text
        if pending.utf8.count >= 1 << 16 { flush() }
    }

    private mutating func flush() {
        guard failure == nil, !pending.isEmpty else { return }
        do { try sink(pending) } catch { failure = error }
        pending.removeAll(keepingCapacity: true)
    }

    /// Throws where something could not be passed on.
    func check() throws {
        if let failure { throw failure }
    }

    mutating func finish() throws {
        flush()
        try check()
    }
}
