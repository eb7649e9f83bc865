// Values by place, without the detours of a value of any type: for answers of many rows.

extension Row {
    /// The text of a value by its place from 0; nil for NULL.
    public func text(_ column: Int) -> String? {
        result.isNull(index, column) ? nil : result.text(index, column)
    }

    /// A whole number by its place from 0; NULL is an error.
    public func number(_ column: Int) throws -> Int {
        guard let number = try numberIfAny(column) else { return try get(column) }
        return number
    }

    /// A whole number by its place from 0; NULL is nil.
    public func numberIfAny(_ column: Int) throws -> Int? {
        guard !result.isNull(index, column) else { return nil }
        return try result.digits(index, column) ?? get(column, as: Int.self)
    }
}
