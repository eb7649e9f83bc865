import AdaptModel
import Postgres

/// A file of figures with its header read.
struct ReachFile {
    private(set) var reader: CSVReader
    let columns: ReachColumns
    private let width: Int
    private var broken = false

    /// Reads the header. The delimiter is the one of comma, semicolon and tab under which the columns are found.
    ///
    /// Throws a `Refusal` (input): an empty file, a column that is missing.
    init(_ source: ByteSource, _ options: ImportReach.Options) throws {
        guard let start = try source.next() else {
            throw Refusal(
                .input, "file is empty", hint: "it needs a header line", place: .init(file: source.name, line: 1))
        }
        let header = start.prefix { $0 != 0x0A && $0 != 0x0D }
        let delimiters = [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t")]
        let delimiter = delimiters.max { one, other in
            header.count { $0 == one } < header.count { $0 == other }
        }
        var reader = CSVReader(source, start: start, delimiter: delimiter ?? UInt8(ascii: ","))
        guard try reader.next() else {
            throw Refusal(.input, "file is empty", hint: "it needs a header line", place: reader.place())
        }
        var names: [String] = []
        for index in 0..<reader.count { names.append(trimmed(try reader.text(index))) }
        self.reader = reader
        width = names.count
        columns = try ReachColumns(
            header: names, map: options.map, constants: options.constants, place: reader.place())
    }

    /// Goes to the next row and gives its line; nil at the end. Rows that cannot be read go to `faults`.
    mutating func next(_ faults: inout Faults) throws -> Int? {
        while !broken {
            do {
                guard try reader.next() else { return nil }
                guard reader.count == width else {
                    throw Refusal(
                        .input, "row has \(reader.count) fields, the header \(width)",
                        hint: "quote fields that hold the delimiter", place: reader.place())
                }
                return reader.recordLine
            } catch let refusal as Refusal where refusal.kind == .input {
                faults.add(refusal)
                // After a quote fault nobody knows where the next row starts.
                broken = refusal.message.contains("quote")
            }
        }
        return nil
    }
}

/// `text` without blanks at its ends.
func trimmed(_ text: String) -> String {
    var rest = text.drop(while: \.isWhitespace)
    while rest.last?.isWhitespace == true { rest = rest.dropLast() }
    return String(rest)
}

extension BinaryCopyWriter {
    /// Adds a row of table `incoming`.
    mutating func put(
        _ row: ReachRow, _ figure: Figure, _ target: ReachNames.Target, line: Int, today: Day
    ) {
        beginRow(columns: 14)
        put(Int32(line))
        put(Int32(target.series))
        put(Int32(target.subject))
        put(Int32(target.measure))
        putDay(row.window?.first)
        putDay(row.window?.last)
        if let days = row.spanDays { put(Int16(clamping: days)) } else { putNull() }
        putDay(row.published ?? today)
        put(Int64(figure.low))
        if let high = figure.high { put(Int64(high)) } else { putNull() }
        put(figure.estimated)
        put(row.windowInferred)
        put(figure.comparator.rawValue)
        if let wording = row.wording { put(wording) } else { putNull() }
    }

    private mutating func putDay(_ day: Day?) {
        // PostgreSQL counts days from 2000-01-01, which is day 10957 of 1970's.
        if let day { put(Int32(day.number - 10_957)) } else { putNull() }
    }
}
