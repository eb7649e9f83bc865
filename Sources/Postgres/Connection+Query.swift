extension Connection {
    /// Runs one statement with its bindings and returns all its rows.
    ///
    /// - Parameter deadline: the longest it may take; without one, `ConnectionOptions.statementDeadline`.
    public func query(_ sql: SQL, deadline: Duration? = nil) async throws -> Rows {
        try sql.checkSendable()
        return try await cancellable(sql.text, deadline: deadline) { exchange in
            try exchange.send { $0.send(sql) }
            guard let result = try exchange.collect() else { throw exchange.broken() }
            return Rows(result, statement: sql.text)
        }
    }

    /// Runs a script of any number of statements, without bindings: a migration.
    ///
    /// Outside a transaction the script is one of its own. An error's `place` is its line and column in the
    /// script.
    public func run(_ script: String, deadline: Duration? = nil) async throws {
        try SQL(script).checkSendable()
        try await cancellable(script, deadline: deadline) { exchange in
            try exchange.send { $0.sendScript(script) }
            _ = try exchange.collect()
        }
    }

    /// Runs one statement and hands over its rows one by one, holding one at a time.
    ///
    /// When `each` throws, the statement is cancelled and that error thrown on; the connection stays usable.
    ///
    /// - Parameter deadline: the longest that the server may take for the next row.
    /// - Returns: the number of rows.
    public func stream(
        _ sql: SQL, deadline: Duration? = nil, _ each: @Sendable (Row) throws -> Void
    ) async throws -> Int {
        try sql.checkSendable()
        return try await cancellable(sql.text, deadline: deadline) { exchange in
            try exchange.send { $0.send(sql) && $0.streamRows() }
            var shape: Shape?
            var count = 0
            while let result = try exchange.next() {
                guard result.outcome == .row else {
                    try exchange.finish(after: result)
                    continue
                }
                let common = shape ?? Shape(columns: result.columnNames, statement: sql.text)
                shape = common
                do {
                    try each(Row(result: result, shape: common, index: 0))
                } catch {
                    try exchange.abandon()
                    throw error
                }
                count += 1
                exchange.progressed()
            }
            return count
        }
    }
}

extension Exchange {
    /// What follows the rows of a stream: nothing, or an error.
    fileprivate func finish(after result: ResultHandle) throws {
        switch result.outcome {
        case .failed:
            let failure = error(result)
            while try next() != nil {}
            throw failure
        case .copyIn, .copyOut:
            try refuseCopy(result)
            while try next() != nil {}
            throw PostgresError(.usage, Self.wantsCopy, statement: statement)
        case .row, .rows, .done, .synced, .skipped: break
        }
    }

    /// Ends a statement whose rows nobody wants any more.
    fileprivate func abandon() throws {
        end(.cancelled)
        while try next() != nil {}
    }
}

extension SQL {
    /// libpq takes texts up to their first zero byte: refused here, because it would cut them silently.
    func checkSendable() throws {
        guard !text.utf8.contains(0) else {
            throw PostgresError(.usage, "the statement holds a zero byte", statement: text)
        }
        guard bindings.count <= 65_535 else {
            let message = "the statement has \(bindings.count) values, and PostgreSQL takes 65535 at most"
            throw PostgresError(.usage, message, hint: "bind arrays and use unnest, or COPY", statement: text)
        }
        for (index, binding) in bindings.enumerated() {
            guard case .text(let value) = binding.content, value.utf8.contains(0) else { continue }
            throw PostgresError(
                .usage, "value $\(index + 1) holds a zero byte, which PostgreSQL's text cannot hold",
                statement: text)
        }
    }
}
