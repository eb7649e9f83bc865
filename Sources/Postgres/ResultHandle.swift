import CLibpq

/// Owns one PGresult.
///
/// Sound as `@unchecked Sendable`: libpq never changes a PGresult after PQgetResult has returned it, every
/// function called here only reads it, and it is cleared once, when the last owner lets go. Nobody outside ever
/// gets the pointer, nor a pointer into it. Rows and columns are checked by the callers.
final class ResultHandle: @unchecked Sendable {
    /// What kind of answer this is.
    enum Outcome {
        case rows, row, done, copyIn, copyOut, synced, skipped, failed
    }

    private let pointer: OpaquePointer

    init(owning pointer: OpaquePointer) {
        self.pointer = pointer
    }

    deinit {
        PQclear(pointer)
    }

    var outcome: Outcome {
        switch PQresultStatus(pointer) {
        case PGRES_TUPLES_OK: .rows
        case PGRES_SINGLE_TUPLE: .row
        case PGRES_COMMAND_OK, PGRES_EMPTY_QUERY: .done
        case PGRES_COPY_IN: .copyIn
        case PGRES_COPY_OUT: .copyOut
        case PGRES_PIPELINE_SYNC: .synced
        case PGRES_PIPELINE_ABORTED: .skipped
        default: .failed  // PGRES_FATAL_ERROR, PGRES_BAD_RESPONSE; COPY_BOTH is for replication only
        }
    }

    var rowCount: Int { Int(PQntuples(pointer)) }
    var columnNames: [String] { (0..<PQnfields(pointer)).map { string(PQfname(pointer, $0)) ?? "" } }
    var commandTuples: String { string(PQcmdTuples(pointer)) ?? "" }
    var commandTag: String { string(PQcmdStatus(pointer)) ?? "" }
    var errorMessage: String? { string(PQresultErrorMessage(pointer)) }

    func isNull(_ row: Int, _ column: Int) -> Bool {
        PQgetisnull(pointer, Int32(row), Int32(column)) != 0
    }

    func typeOID(_ column: Int) -> UInt32 {
        PQftype(pointer, Int32(column))
    }

    /// By length, not up to a zero byte.
    func text(_ row: Int, _ column: Int) -> String {
        guard let start = PQgetvalue(pointer, Int32(row), Int32(column)) else { return "" }
        let length = Int(PQgetlength(pointer, Int32(row), Int32(column)))
        // Sound: libpq owns `length` bytes at `start` for as long as `self` lives, and the String is a copy.
        return String(decoding: UnsafeRawBufferPointer(start: start, count: length), as: UTF8.self)
    }

    /// A whole number of up to 18 digits; nil: it is something else.
    func digits(_ row: Int, _ column: Int) -> Int? {
        guard let start = PQgetvalue(pointer, Int32(row), Int32(column)) else { return nil }
        let length = Int(PQgetlength(pointer, Int32(row), Int32(column)))
        guard (1...18).contains(length) else { return nil }
        var number = 0
        // Sound: libpq owns `length` bytes at `start` for as long as `self` lives.
        for byte in UnsafeRawBufferPointer(start: start, count: length) {
            let digit = Int(byte) - 0x30
            guard (0...9).contains(digit) else { return nil }
            number = number * 10 + digit
        }
        return number
    }

    /// A field of an error, or of a notice.
    func field(_ code: Int32) -> String? {
        string(PQresultErrorField(pointer, code))
    }

    private func string(_ text: UnsafePointer<CChar>?) -> String? {
        text.map { String(cString: $0) }
    }

    private func string(_ text: UnsafeMutablePointer<CChar>?) -> String? {
        text.map { String(cString: $0) }
    }
}

extension ResultHandle {
    /// The error that the server, or libpq, reports. `lost` says whether the line is gone.
    func error(statement: String?, lost: Bool) -> PostgresError {
        let state = field(ADAPT_DIAG_SQLSTATE)
        let severity = field(ADAPT_DIAG_SEVERITY)
        let fatal = lost || state == nil || state?.hasPrefix("08") == true || severity == "FATAL"
        let primary = field(ADAPT_DIAG_MESSAGE) ?? errorMessage?.trimmedEnd ?? "the server gave no message"
        let message = fatal ? "the connection to the server was lost: \(primary)" : primary
        var error = PostgresError(fatal ? .connectionLost : .refused, message, statement: statement)
        error.sqlState = state
        error.severity = severity
        error.detail = field(ADAPT_DIAG_DETAIL)
        error.hint = field(ADAPT_DIAG_HINT)
        error.position = field(ADAPT_DIAG_POSITION).flatMap { Int($0) }
        error.internalQuery = field(ADAPT_DIAG_INTERNAL_QUERY)
        error.internalPosition = field(ADAPT_DIAG_INTERNAL_POSITION).flatMap { Int($0) }
        error.context = field(ADAPT_DIAG_CONTEXT)
        error.schema = field(ADAPT_DIAG_SCHEMA)
        error.table = field(ADAPT_DIAG_TABLE)
        error.column = field(ADAPT_DIAG_COLUMN)
        error.dataType = field(ADAPT_DIAG_DATATYPE)
        error.constraint = field(ADAPT_DIAG_CONSTRAINT)
        return error
    }
}

extension String {
    /// Without the line feed that libpq puts at the end.
    var trimmedEnd: String {
        var text = self
        while text.last?.isWhitespace == true { text.removeLast() }
        return text
    }
}
