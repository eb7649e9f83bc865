/// The answer to one statement.
public struct Rows: Sendable, RandomAccessCollection {
    let result: ResultHandle
    let shape: Shape

    init(_ result: ResultHandle, shape: Shape) {
        self.result = result
        self.shape = shape
    }

    init(_ result: ResultHandle, statement: String) {
        self.init(result, shape: Shape(columns: result.columnNames, statement: statement))
    }

    /// Names of the columns, in order.
    public var columns: [String] { shape.columns }
    /// How many rows the statement returned, inserted, changed or deleted.
    public var affected: Int { Int(result.commandTuples) ?? 0 }
    /// Index of the first row.
    public var startIndex: Int { 0 }
    /// Number of rows returned.
    public var endIndex: Int { result.rowCount }

    /// One row.
    public subscript(position: Int) -> Row {
        precondition(indices.contains(position), "row \(position) of \(count)")
        return Row(result: result, shape: shape, index: position)
    }
}

/// What all rows of an answer share.
final class Shape: Sendable {
    let columns: [String]
    let statement: String

    init(columns: [String], statement: String) {
        self.columns = columns
        self.statement = statement
    }
}

/// One row of an answer.
public struct Row: Sendable {
    let result: ResultHandle
    let shape: Shape
    let index: Int

    /// The value of the first column named `column`; NULL is an error.
    public func get<T: PostgresDecodable>(_ column: String, as type: T.Type = T.self) throws -> T {
        try get(position(of: column, as: type))
    }

    /// The value of the first column named `column`; NULL is nil.
    public func get<T: PostgresDecodable>(_ column: String, as type: T?.Type = T?.self) throws -> T? {
        try get(position(of: column, as: type))
    }

    /// The value of a column by its place from 0; NULL is an error.
    public func get<T: PostgresDecodable>(_ column: Int, as type: T.Type = T.self) throws -> T {
        let cell = try cell(column, as: type)
        guard !cell.isNull else { throw cell.mismatch(type) }
        return try T(postgres: cell)
    }

    /// The value of a column by its place from 0; NULL is nil.
    public func get<T: PostgresDecodable>(_ column: Int, as type: T?.Type = T?.self) throws -> T? {
        let cell = try cell(column, as: type)
        return cell.isNull ? nil : try T(postgres: cell)
    }

    private func position(of column: String, as type: Any.Type) throws -> Int {
        guard let position = shape.columns.firstIndex(of: column) else {
            let known = shape.columns.map { "\"\($0)\"" }.joined(separator: ", ")
            throw PostgresError(
                .decoding,
                "column \"\(column)\", wanted as \(type), is not in the answer, which has \(known)",
                statement: shape.statement)
        }
        return position
    }

    private func cell(_ column: Int, as type: Any.Type) throws -> Cell {
        guard shape.columns.indices.contains(column) else {
            throw PostgresError(
                .decoding,
                "column \(column), wanted as \(type), is not in the answer, which has \(shape.columns.count)",
                statement: shape.statement)
        }
        return Cell(result: result, shape: shape, row: index, column: column)
    }
}

/// One value of an answer, in PostgreSQL's text form.
public struct Cell: Sendable {
    let result: ResultHandle
    let shape: Shape
    let row: Int
    let column: Int

    /// Whether it is NULL.
    public var isNull: Bool { result.isNull(row, column) }
    /// The text form; empty for NULL.
    public var text: String { result.text(row, column) }
    /// OID of the column's type.
    public var typeOID: UInt32 { result.typeOID(column) }

    /// The error for a value that is not what was asked for: names column, type, value and statement.
    public func mismatch(_ wanted: Any.Type, because reason: String? = nil) -> PostgresError {
        let value = isNull ? "NULL" : "\"\(text.prefix(80))\(text.count > 80 ? "..." : "")\""
        let message = "column \"\(shape.columns[column])\" holds \(value), which is not \(wanted)"
        return PostgresError(
            .decoding, reason.map { "\(message): \($0)" } ?? message, statement: shape.statement)
    }
}
