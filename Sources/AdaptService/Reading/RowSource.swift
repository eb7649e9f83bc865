import AdaptModel

/// Rows of texts, one after the other, as a file gives them: separated values, or the sheet of a spreadsheet.
protocol RowSource: Sendable {
    /// Goes to the next row that is not an empty line; false at the end. Throws a `Refusal` (input), located.
    mutating func next() throws -> Bool
    /// How many fields the current row has.
    var count: Int { get }
    /// A field of the current row. Throws a `Refusal` (input), located, for what is no text.
    func text(_ index: Int) throws -> String
    /// Where the current row is; `column` counts from 1.
    func place(column: Int?) -> Refusal.Place
    /// Whether nobody knows where the next row starts, after a fault.
    var isBroken: Bool { get }
}

extension RowSource {
    /// Where the current row is.
    func place() -> Refusal.Place { place(column: nil) }
}

/// The rows of a file, told by how it starts: separated by the one of comma, semicolon and tab that its first line
/// holds most of.
///
/// Throws a `Refusal` (input) for an empty file.
func openRows(_ source: ByteSource) throws -> any RowSource {
    guard let start = try source.next() else {
        throw Refusal(
            .input, "file is empty", hint: "it needs a header line", place: .init(file: source.name, line: 1))
    }
    let header = start.prefix { $0 != 0x0A && $0 != 0x0D }
    let delimiters = [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t")]
    let delimiter = delimiters.max { one, other in
        header.count { $0 == one } < header.count { $0 == other }
    }
    return CSVReader(source, start: start, delimiter: delimiter ?? UInt8(ascii: ","))
}
