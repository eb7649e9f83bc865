extension Connection {
    /// Runs `COPY ... TO STDOUT` and hands over each row's bytes, which are valid for that call only.
    ///
    /// When `consume` throws, the COPY is cancelled and that error thrown on; the connection stays usable. The
    /// deadline is `ConnectionOptions.statementDeadline`, from one row to the next.
    ///
    /// - Returns: the number of rows; in binary form header and trailer are handed over but not counted.
    public func copyOut(
        _ statement: String, _ consume: @Sendable (UnsafeRawBufferPointer) throws -> Void
    ) async throws -> Int {
        try SQL(statement).checkSendable()
        return try await cancellable(statement, deadline: nil) { exchange in
            try exchange.send { $0.sendScript(statement) }
            try exchange.beginCopy(.copyOut, "copyOut needs COPY ... TO STDOUT")
            do {
                while try exchange.takeCopy(consume) { exchange.progressed() }
            } catch {
                guard exchange.handle.isOpen else { throw error }
                exchange.end(.cancelled)
                try exchange.discardCopy()
                while try exchange.next() != nil {}
                throw error
            }
            return Int(try exchange.collect()?.commandTuples ?? "") ?? 0
        }
    }
}

extension Exchange {
    /// Reads the server's readiness for a COPY, or its refusal.
    func beginCopy(_ wanted: ResultHandle.Outcome, _ need: String) throws {
        guard let result = try next() else { throw broken() }
        guard result.outcome != wanted else { return }
        var failure = PostgresError(.usage, need, statement: statement)
        switch result.outcome {
        case .failed: failure = error(result)
        case .copyIn, .copyOut: try refuseCopy(result)
        case .row, .rows, .done, .synced, .skipped: break
        }
        while let rest = try next() {
            if rest.outcome == .copyIn || rest.outcome == .copyOut { try refuseCopy(rest) }
        }
        throw failure
    }

    /// Hands over one row; false when there is none left.
    fileprivate func takeCopy(_ consume: (UnsafeRawBufferPointer) throws -> Void) throws -> Bool {
        while true {
            switch try handle.getCopy(consume) {
            case .row: return true
            case .end: return false
            case .wait:
                _ = try wait(for: .readable)
                guard handle.consume() else { return false }
            }
        }
    }
}
