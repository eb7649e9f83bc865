import AdaptModel

/// Rows of texts, one after the other, as a file gives them: separated values, or the sheet of a spreadsheet.
protocol RowSource: Sendable {
    /// Goes to the next row that is not an empty line; false at the end. Throws a `Refusal` (input), located.
    mutating func next() throws -> Bool
    /// How many fields the current row has.
    var count: Int { get }
    /// A field of the current row. Throws a `Refusal` (input), located, for what is no text.
    func text(_ index: Int) throws -> String
    /// What can be given back of a field of the current row that is no text but an error of a spreadsheet; nil: it is not.
    func error(_ index: Int) -> String?
    /// Appends the bytes of fields of the current row, each with an end that no text holds; false where there are none.
    func append(_ fields: [Int], to key: inout [UInt8]) -> Bool
    /// A field of the current row, where its bytes are plain.
    func plain(_ index: Int) -> PlainCell
    /// Whether a field is a number by its kind, so that its point is a decimal point.
    func isNumber(_ index: Int) -> Bool
    /// What a field is by its kind where that is a date, a time, a truth value or a number without its last digits, in
    /// words; nil: it is none.
    func noWords(_ index: Int) -> String?
    /// What is wrong where a field of the current row, among some, is merged with others into one cell; nil: none is.
    func merged(in columns: [Int]) -> Refusal?
    /// Line of the current row.
    var line: Int { get }
    /// Where the current row is; `column` counts from 1.
    func place(column: Int?) -> Refusal.Place
    /// Whether nobody knows where the next row starts, after a fault.
    var isBroken: Bool { get }
    /// Says how many columns the header has.
    mutating func begin(columns: Int)
    /// The other sheets of a workbook.
    var otherSheets: [String] { get }
    /// Those of a workbook that hold rows and are passed over, where nobody said which to read.
    var unreadSheets: UnreadSheets { get }
    /// How many of the rows below the header given so far its author has hidden, and which columns of it, from 0.
    var hidden: (rows: Int, columns: [Int]) { get }
}

extension RowSource {
    var line: Int { place().line }

    /// Where the current row is.
    func place() -> Refusal.Place { place(column: nil) }

    func isNumber(_ index: Int) -> Bool { false }

    func error(_ index: Int) -> String? { nil }

    func noWords(_ index: Int) -> String? { nil }

    func merged(in columns: [Int]) -> Refusal? { nil }

    func append(_ fields: [Int], to key: inout [UInt8]) -> Bool { false }

    func plain(_ index: Int) -> PlainCell { .other }

    mutating func begin(columns: Int) {}

    var otherSheets: [String] { [] }

    var unreadSheets: UnreadSheets { UnreadSheets() }

    var hidden: (rows: Int, columns: [Int]) { (0, []) }

    /// Runs `body` on the header. Where it has not the columns that are needed, what is wanted may be on another sheet.
    func namingSheets<Result>(_ body: () throws -> Result) throws -> Result {
        do {
            return try body()
        } catch let refusal as Refusal where refusal.kind == .input && !otherSheets.isEmpty {
            let others = otherSheets.prefix(10).map { "\"\($0)\"" }.joined(separator: ", ")
            throw Refusal(
                refusal.kind, refusal.message,
                hint: (refusal.hint.map { $0 + "; " } ?? "") + "another sheet is read with --sheet: " + others,
                place: refusal.place, details: refusal.details)
        }
    }

    /// The current row, each text without blanks at its ends, as the header of a table.
    func heading() throws -> TableHeading {
        TableHeading(names: try (0..<count).map { trimmed(try text($0)) }, place: place())
    }

    /// How many rows stand above the header: the first of 20 that `isHeader` takes; nil where none is one. Where a row
    /// further up, as wide, names at least as many columns that are `known`, that is the header, whatever it lacks, and
    /// this one holds words of the table that read like a header's.
    func rowsAboveHeader(known: (TableHeading) -> Int, _ isHeader: (TableHeading) -> Bool) -> Int? {
        var rows = self
        do {
            var earlier: [(known: Int, width: Int)] = []
            var widestOfNames = 0
            for above in 0..<20 {
                guard try rows.next() else { return nil }
                var heading = try rows.heading()
                heading.isBelowNames = !heading.isOfNames && heading.width <= widestOfNames
                if heading.isOfNames { widestOfNames = max(widestOfNames, heading.width) }
                let (known, width) = (known(heading), heading.width)
                let isBelow = earlier.contains { $0.known >= known && $0.width >= width }
                if !isBelow, isHeader(heading) { return above }
                if known > 0 { earlier.append((known, width)) }
            }
        } catch {
            // What is wrong with it is told when it is read.
            return nil
        }
        return nil
    }
}

extension Refusal {
    /// What is wrong where words are wanted and a field is a `kind` of its own.
    static func noWords(_ what: String, _ kind: String, _ place: Place) -> Refusal {
        Refusal(
            .input, "\(what) is \(kind), which a spreadsheet may have made of words",
            hint: "format the cell as text, and write again what it is to say", place: place)
    }
}
