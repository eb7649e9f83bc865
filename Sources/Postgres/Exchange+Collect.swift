extension Exchange {
    /// Sends what `submit` hands to libpq.
    func send(_ submit: (Handle) -> Bool) throws {
        guard submit(handle) else { throw broken() }
        try flush()
    }

    /// Reads to the end of the answer. The last result, or the first error once everything has been read.
    func collect() throws -> ResultHandle? {
        var last: ResultHandle?
        var failure: PostgresError?
        while let result = try next() {
            switch result.outcome {
            case .rows, .row, .done, .synced, .skipped: last = result
            case .failed: failure = failure.map { better($0, error(result)) } ?? error(result)
            case .copyIn, .copyOut:
                failure = failure ?? PostgresError(.usage, Self.wantsCopy, statement: statement)
                try refuseCopy(result)
            }
        }
        if let failure { throw failure }
        return last
    }

    /// Ends a COPY TO that nobody wants (any more).
    func discardCopy() throws {
        while true {
            switch handle.getCopy({ _ in }) {
            case .row: continue
            case .wait:
                _ = try wait(for: .readable)
                guard handle.consume() else { return }
            case .end: return
            }
        }
    }

    /// Fails a COPY FROM, so that the server throws away what it got.
    func failCopy() throws {
        guard handle.endCopy(failure: "the client gave up") >= 0 else { return }
        try flush()
    }

    func refuseCopy(_ result: ResultHandle) throws {
        if result.outcome == .copyIn {
            try failCopy()
        } else {
            end(.usage)
            try discardCopy()
        }
    }

    /// When a line breaks, what the server said before says more than what libpq finds afterwards.
    private func better(_ first: PostgresError, _ second: PostgresError) -> PostgresError {
        first.kind == .connectionLost && first.sqlState == nil ? second : first
    }

    static let wantsCopy = "COPY from or to the client needs copyIn or copyOut"
}
