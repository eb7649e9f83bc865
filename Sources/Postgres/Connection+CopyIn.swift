/// A COPY FROM between its first and last byte.
struct CopyUnderWay {
    let ticket: Interrupt.Ticket
    let exchange: Exchange
    /// Bytes handed to libpq since the socket had room.
    var unsent = 0
    /// What the server said before the producer was through.
    var failure: PostgresError?
}

/// Where the producer of a `copyIn` writes.
public struct CopySink: Sendable {
    let connection: Connection
    let ticket: Interrupt.Ticket

    /// Sends bytes of the COPY's format, cut anywhere; pieces of 64 to 256 kB are best.
    ///
    /// Throws the server's refusal as soon as it is known: `context` names line and column.
    public func write(_ bytes: [UInt8]) async throws {
        try await connection.put(bytes, ticket)
    }
}

extension Connection {
    /// Runs `COPY ... FROM STDIN` with what `produce` writes, in any format.
    ///
    /// When `produce` throws, the server throws the data away and that error is thrown on; the connection stays
    /// usable. A refused row throws from `write`, or at the end; `context` names its line and column.
    /// The deadline is `ConnectionOptions.statementDeadline` without progress at the server's end.
    ///
    /// - Returns: what `produce` returned, and the number of rows stored.
    public func copyIn<R: Sendable>(
        _ statement: String, _ produce: @Sendable (CopySink) async throws -> R
    ) async throws -> (result: R, rows: Int) {
        try SQL(statement).checkSendable()
        let ticket = interrupt.newTicket()
        return try await withTaskCancellationHandler {
            try await copyIn(statement, ticket, produce)
        } onCancel: {
            interrupt.raise(ticket)
        }
    }

    private func copyIn<R: Sendable>(
        _ statement: String, _ ticket: Interrupt.Ticket, _ produce: @Sendable (CopySink) async throws -> R
    ) async throws -> (result: R, rows: Int) {
        let exchange = try exchange(statement, deadline: nil)
        interrupt.begin(ticket)
        defer {
            interrupt.end()
            exchange.settle()
            copy = nil
        }
        try refuseCancelled(statement)
        try exchange.send { $0.sendScript(statement) }
        try exchange.beginCopy(.copyIn, "copyIn needs COPY ... FROM STDIN")
        copy = CopyUnderWay(ticket: ticket, exchange: exchange)
        do {
            let result = try await produce(CopySink(connection: self, ticket: ticket))
            if let failure = copy?.failure { throw failure }
            try refuseInterrupted(exchange)
            return (result, try finish(exchange))
        } catch {
            try giveUp(exchange)
            throw error
        }
    }

    /// Takes the next bytes of a COPY.
    func put(_ bytes: [UInt8], _ ticket: Interrupt.Ticket) throws {
        guard let copy, copy.ticket == ticket else {
            throw PostgresError(.usage, "this COPY is over: its sink takes no more bytes")
        }
        if let failure = copy.failure { throw failure }
        try refuseInterrupted(copy.exchange)
        copy.exchange.progressed()
        // libpq holds a copy of each piece.
        var from = 0
        while from < bytes.count {
            let to = min(from + Self.pieceBytes, bytes.count)
            try put(bytes[from..<to], copy.exchange)
            from = to
        }
    }

    /// What a socket with room takes at once.
    private static let pieceBytes = 1 << 16

    private func put(_ piece: ArraySlice<UInt8>, _ exchange: Exchange) throws {
        let unsent = (copy?.unsent ?? 0) + piece.count
        if unsent > Self.pieceBytes { try awaitRoom(exchange) }
        copy?.unsent = unsent > Self.pieceBytes ? piece.count : unsent
        var taken = exchange.handle.putCopy(piece)
        while taken == 0 {
            try exchange.flush()
            taken = exchange.handle.putCopy(piece)
        }
        guard taken > 0 else { throw try refused(exchange) }
    }

    /// Waits until the socket has room for the next piece: libpq reads where it cannot send on, and would take
    /// the server's refusal in without a look at it.
    private func awaitRoom(_ exchange: Exchange) throws {
        try exchange.flush()
        while true {
            let found = try exchange.wait(for: [.readable, .writable])
            if found.contains(.readable) { _ = exchange.listen() }
            guard exchange.heard != .refusal, exchange.handle.isOpen else { throw try refused(exchange) }
            exchange.progressed()
            if found.contains(.writable) { return }
        }
    }

    /// The server has ended the COPY, or the line is down: here is why. What is sent now it throws away.
    private func refused(_ exchange: Exchange) throws -> PostgresError {
        do {
            try exchange.failCopy()
            _ = try exchange.collect()
            return exchange.broken()
        } catch let error as PostgresError {
            copy?.failure = error
            return error
        }
    }

    private func finish(_ exchange: Exchange) throws -> Int {
        exchange.progressed()
        if exchange.handle.endCopy(failure: nil) < 0 { throw try refused(exchange) }
        copy?.failure = PostgresError(.usage, "this COPY is over: its sink takes no more bytes")
        try exchange.flush()
        return Int(try exchange.collect()?.commandTuples ?? "") ?? 0
    }

    /// Leaves the connection ready for the next statement, unless it is gone or ready already.
    private func giveUp(_ exchange: Exchange) throws {
        guard exchange.handle.isOpen, copy?.failure == nil else { return }
        exchange.isShielded = true
        exchange.progressed()
        try exchange.failCopy()
        while try exchange.next() != nil {}
    }

    private func refuseInterrupted(_ exchange: Exchange) throws {
        guard interrupt.isRaised else { return }
        throw PostgresError(.cancelled, Exchange.message(.cancelled), statement: exchange.statement)
    }
}
