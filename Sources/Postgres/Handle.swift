import CLibpq
import Glibc

/// Owns one PGconn. With `ResultHandle` and `Canceller` it is all there is of libpq.
///
/// Not Sendable: an actor holds it and is the only one to touch it, on its own queue. After `close` there is no
/// pointer left to misuse, and libpq takes NULL for every function used here.
final class Handle {
    private(set) var pointer: OpaquePointer?
    /// Called by libpq, so kept alive here for as long as the PGconn.
    let notices = NoticeReceiver()
    /// Whether the last statement was one whose rows came one by one. Libpq forgets to end that for the first statement
    /// of a pipeline.
    private(set) var isRowByRow = false

    init(owning pointer: OpaquePointer) {
        self.pointer = pointer
    }

    deinit {
        close()
    }

    func close() {
        guard let pointer else { return }
        self.pointer = nil
        PQfinish(pointer)
    }

    var isOpen: Bool { pointer != nil && PQstatus(pointer) == CONNECTION_OK }
    var isIdle: Bool { PQtransactionStatus(pointer) == PQTRANS_IDLE }
    var isInTransaction: Bool { PQtransactionStatus(pointer) == PQTRANS_INTRANS }
    var isInFailedTransaction: Bool { PQtransactionStatus(pointer) == PQTRANS_INERROR }
    var backendPID: Int32 { PQbackendPID(pointer) }
    var serverVersion: Int { Int(PQserverVersion(pointer)) }
    var socket: Int32 { PQsocket(pointer) }
    var message: String { PQerrorMessage(pointer).map { String(cString: $0).trimmedEnd } ?? "" }

    func parameter(_ name: String) -> String? {
        PQparameterStatus(pointer, name).map { String(cString: $0) }
    }

    func canceller() -> Canceller? {
        PQgetCancel(pointer).map { Canceller(owning: $0) }
    }

    // MARK: - Sending

    func sendScript(_ text: String) -> Bool {
        isRowByRow = false
        return PQsendQuery(pointer, text) == 1
    }

    func send(_ sql: SQL) -> Bool {
        isRowByRow = false
        return withParameters(sql.bindings) { types, values, lengths, formats in
            PQsendQueryParams(
                pointer, sql.text, Int32(sql.bindings.count), types, values, lengths, formats, 0) == 1
        }
    }

    func streamRows() -> Bool {
        isRowByRow = true
        return PQsetSingleRowMode(pointer) == 1
    }

    func enterPipeline() -> Bool { PQenterPipelineMode(pointer) == 1 }
    func syncPipeline() -> Bool { PQpipelineSync(pointer) == 1 }
    func exitPipeline() -> Bool { PQexitPipelineMode(pointer) == 1 }

    /// 0 when all is sent, 1 when some is left, -1 when the line is broken.
    func flush() -> Int32 { PQflush(pointer) }

    // MARK: - Receiving

    func consume() -> Bool { PQconsumeInput(pointer) == 1 }
    var isBusy: Bool { PQisBusy(pointer) == 1 }

    /// Call only when not busy: otherwise it blocks without a deadline.
    func nextResult() -> ResultHandle? {
        PQgetResult(pointer).map { ResultHandle(owning: $0) }
    }

    // MARK: - COPY

    enum CopyData {
        case row, wait, end
    }

    /// 1 when taken, 0 when the buffer is full, -1 when there is no COPY (any more).
    func putCopy(_ bytes: ArraySlice<UInt8>) -> Int32 {
        // Sound: libpq copies the bytes before it returns.
        bytes.withUnsafeBytes { buffer in
            PQputCopyData(
                pointer, buffer.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(buffer.count))
        }
    }

    /// Whether the next message from the server is an error: in a COPY FROM libpq itself does not look.
    /// False when the line is encrypted, as its bytes say nothing then.
    var hearsError: Bool {
        guard PQsslInUse(pointer) == 0, PQgssEncInUse(pointer) == 0 else { return false }
        var kind: UInt8 = 0
        // Sound: one byte, looked at and left in place.
        return recv(socket, &kind, 1, Int32(MSG_PEEK | MSG_DONTWAIT)) == 1
            && kind == UInt8(ascii: "E")
    }

    /// With `failure` the server throws the COPY away.
    func endCopy(failure: String?) -> Int32 {
        PQputCopyEnd(pointer, failure)
    }

    /// Hands one row of COPY TO to `consume`; the buffer is valid for that call only.
    func getCopy(_ consume: (UnsafeRawBufferPointer) throws -> Void) rethrows -> CopyData {
        var row: UnsafeMutablePointer<CChar>?
        let count = PQgetCopyData(pointer, &row, 1)
        guard let row, count > 0 else { return count == 0 ? .wait : .end }
        // Sound: libpq gave us `count` bytes to own, freed here once whether `consume` throws or not.
        defer { PQfreemem(row) }
        try consume(UnsafeRawBufferPointer(start: row, count: Int(count)))
        return .row
    }
}

extension Handle {
    /// Bindings in the shape libpq wants: parallel arrays of C pointers into one block of bytes.
    private func withParameters<R>(
        _ bindings: [Binding],
        _ body: (
            UnsafePointer<Oid>?, UnsafePointer<UnsafePointer<CChar>?>?, UnsafePointer<Int32>?,
            UnsafePointer<Int32>?
        ) -> R
    ) -> R {
        guard !bindings.isEmpty else { return body(nil, nil, nil, nil) }
        var block: [UInt8] = []
        var offsets: [Int?] = []
        var lengths: [Int32] = []
        var formats: [Int32] = []
        for binding in bindings {
            let start = block.count
            switch binding.content {
            case .null: offsets.append(nil)
            case .text(let text):
                block += text.utf8
                offsets.append(start)
            case .binary(let bytes):
                block += bytes
                offsets.append(start)
            case .integers(let numbers, let width):
                block += BinaryArray.bytes(of: numbers, width: width)
                offsets.append(start)
            }
            lengths.append(Int32(block.count - start))
            formats.append(binding.content.isBinary ? 1 : 0)
            block.append(0)
        }
        // Sound: the pointers are made and used inside the closure that keeps `block` in place, every text ends
        // with the zero byte appended above, and libpq copies all of it before it returns.
        return block.withUnsafeBytes { buffer in
            let values = offsets.map { offset in
                offset.flatMap { buffer.baseAddress?.advanced(by: $0).assumingMemoryBound(to: CChar.self) }
            }
            return body(bindings.map(\.oid), values, lengths, formats)
        }
    }
}
