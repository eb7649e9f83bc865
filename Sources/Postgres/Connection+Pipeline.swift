extension Connection {
    /// Runs statements in one round trip and returns their rows in order.
    ///
    /// Outside a transaction they are one: all or nothing. The first error is thrown, with its own statement;
    /// the statements after it are not run, and the connection stays usable. COPY is not possible here.
    public func pipeline(_ statements: [SQL], deadline: Duration? = nil) async throws -> [Rows] {
        guard !statements.isEmpty else { return [] }
        for sql in statements { try sql.checkSendable() }
        let text = statements.map(\.text).joined(separator: ";\n")
        return try await cancellable(text, deadline: deadline) { exchange in
            if exchange.handle.isRowByRow {
                try exchange.send { $0.sendScript("") }
                _ = try exchange.collect()
            }
            try exchange.send { handle in
                handle.enterPipeline() && statements.allSatisfy { handle.send($0) } && handle.syncPipeline()
            }
            var answers: [Rows] = []
            var failure: PostgresError?
            for sql in statements {
                while let result = try exchange.next() {
                    switch result.outcome {
                    case .rows, .row, .done: answers.append(Rows(result, statement: sql.text))
                    case .failed: failure = failure ?? exchange.error(result, in: sql.text)
                    case .skipped, .synced: break
                    case .copyIn, .copyOut:
                        // There is no way back from a COPY inside a pipeline.
                        exchange.handle.close()
                        throw PostgresError(.usage, Exchange.wantsCopy, statement: sql.text)
                    }
                }
                if !exchange.handle.isOpen { break }
            }
            if exchange.handle.isOpen {
                let sync = try exchange.next()
                guard sync?.outcome == .synced, exchange.handle.exitPipeline() else {
                    throw failure ?? exchange.broken()
                }
            }
            if let failure { throw failure }
            guard answers.count == statements.count else { throw exchange.broken() }
            return answers
        }
    }
}
