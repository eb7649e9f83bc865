import AdaptModel

/// Reads separated values (RFC 4180) record by record from bytes: quoted fields with delimiters, quotes and line
/// ends inside; CRLF, LF or CR; an optional UTF-8 byte order mark. Memory is one block and one record.
///
/// Fields are not copied: they lie in the block, where doubled quotes are closed up in place. An unclosed quote, a
/// quote inside an unquoted field and text after a closing quote are refused with their line. Between tabs a quote inside
/// a field stands for itself, as our own files and a database's write it: who quotes such fields begins them with one.
struct CSVReader: RowSource {
    private let source: any ByteStream
    private let delimiter: UInt8
    /// What was read and is not gone by: the current record, whole, and what follows it.
    private var block: [UInt8]
    private var position = 0
    private var nextLine = 1
    /// Where the current record and each of its fields begin and end in the block.
    private var start = 0
    private var starts: [Int] = []
    private var ends: [Int] = []
    /// Line on which the current record starts.
    private(set) var recordLine = 1
    /// After a quote fault nobody knows where the next record starts.
    private(set) var isBroken = false
    /// Whether an apostrophe before what a spreadsheet would run as a formula is there for that alone, as in our files.
    var isNeutralised = false

    /// Reads on from `source`; `start` is what was already taken from it, and `skipping` how many bytes of that, one
    /// line at most, are not part of the rows.
    init(_ source: any ByteStream, start: [UInt8], delimiter: UInt8, skipping: Int = 0) {
        self.source = source
        self.delimiter = delimiter
        block = start
        position = skipping
        if block[..<skipping].contains(where: { $0 == 0x0A || $0 == 0x0D }) { nextLine = 2 }
    }

    /// How many fields the current record has.
    var count: Int { ends.count }

    /// Bytes of a field of the current record.
    func field(_ index: Int) -> ArraySlice<UInt8> { block[starts[index]..<ends[index]] }

    /// A field as text. Throws a `Refusal` (input) for bytes that are not UTF-8, and for NUL.
    func text(_ index: Int) throws -> String {
        let slice = field(index)
        guard let text = String(validating: slice, as: UTF8.self) else {
            throw Refusal(
                .input, "field is not UTF-8", hint: source.encodingHint, place: place(column: index + 1))
        }
        guard !slice.contains(0) else {
            throw Refusal(
                .input, "field holds a NUL character",
                hint: "no text has one: the file is damaged, or in another encoding: --encoding says which",
                place: place(column: index + 1))
        }
        if delimiter == UInt8(ascii: "\t"), let escape = escape(in: slice) {
            throw Refusal(
                .input, "\(escape) may stand for another character, as our own tabbed files and a database's write it",
                hint:
                    "where it does, give the file as csv (adapt ... --format csv); where it is meant as it stands, put "
                    + "the field in quotes", place: place(column: index + 1))
        }
        return isNeutralised ? text.withoutNeutralising : text
    }

    /// What stands for a tab, a line end or a backslash where fields are not quoted; nil: nothing does.
    private func escape(in field: ArraySlice<UInt8>) -> String? {
        let backslash = UInt8(ascii: "\\")
        guard field.contains(backslash), field.startIndex == 0 || block[field.startIndex - 1] != 0x22,
            let at = field.indices.dropLast().first(where: {
                field[$0] == backslash && "ntrx\\".utf8.contains(field[$0 + 1])
            })
        else { return nil }
        return String(decoding: field[at...at + 1], as: UTF8.self)
    }

    func append(_ fields: [Int], to key: inout [UInt8]) -> Bool {
        // Neighbours without quotes go in one piece: none of them holds the delimiter between them.
        if let first = fields.first, let last = fields.last, fields.count > 1,
            zip(fields, fields.dropFirst()).allSatisfy({ starts[$1] == ends[$0] + 1 })
        {
            append(starts[first], ends[last], to: &key)
        } else {
            for index in fields { append(starts[index], ends[index], to: &key) }
        }
        return true
    }

    private func append(_ from: Int, _ until: Int, to key: inout [UInt8]) {
        block.withUnsafeBufferPointer { key.append(contentsOf: UnsafeBufferPointer(rebasing: $0[from..<until])) }
        // No text in UTF-8 holds this byte.
        key.append(0xFF)
    }

    func plain(_ index: Int) -> PlainCell {
        let (start, end) = (starts[index], ends[index])
        return block.withUnsafeBufferPointer { PlainCell($0[start..<end]) }
    }

    var line: Int { recordLine }

    /// Where the current record is.
    func place(column: Int?) -> Refusal.Place {
        Refusal.Place(file: source.name, line: recordLine, column: column)
    }

    /// The next byte; nil at the end.
    private mutating func byte() throws -> UInt8? {
        while position == block.count {
            do {
                guard let next = try source.next() else { return nil }
                dropRecordsGoneBy()
                guard block.count <= CSVReader.longest else { throw tooLong }
                if block.isEmpty { block = next } else { block += next }
            } catch {
                isBroken = true
                throw error
            }
        }
        return block[position]
    }

    /// Bytes of the longest record: what is longer is held in memory for nothing.
    private static let longest = 1 << 22

    private var tooLong: Refusal {
        // The quote of a field stands before it.
        let isQuoted = starts.last.map { $0 > 0 && block[$0 - 1] == 0x22 } ?? false
        return Refusal(
            .input, "row is longer than \(CSVReader.longest >> 20) MB",
            hint: isQuoted
                ? "a quote that is opened in this field is likely never closed: close it, or double it where it is part "
                    + "of the text" : "it has no line ends: see that the file is one of separated values",
            place: place(column: ends.count))
    }

    private mutating func dropRecordsGoneBy() {
        block.removeFirst(start)
        position -= start
        for index in ends.indices {
            starts[index] -= start
            ends[index] -= start
        }
        start = 0
    }

    /// Goes to the next record that is not an empty line; false at the end of the file.
    mutating func next() throws -> Bool {
        repeat {
            starts.removeAll(keepingCapacity: true)
            ends.removeAll(keepingCapacity: true)
            start = position
            recordLine = nextLine
            if try byte() == nil { return false }
            if let end = CSVReader.endOfPlainRecord(block, from: position, delimiter, &starts, &ends) {
                position = end
                nextLine += 1
            } else {
                starts.removeAll(keepingCapacity: true)
                ends.removeAll(keepingCapacity: true)
                try readRecord()
            }
        } while ends.count == 1 && starts == ends
        return true
    }

    /// Where the record behind one without quotes begins, which lies whole in the block; nil where it is none. Most are:
    /// they are read without asking for each byte whether there is more.
    private static func endOfPlainRecord(
        _ block: [UInt8], from start: Int, _ delimiter: UInt8, _ starts: inout [Int], _ ends: inout [Int]
    ) -> Int? {
        block.withUnsafeBufferPointer { bytes in
            var (field, at) = (start, start)
            while at < bytes.count {
                let next = bytes[at]
                let endsRecord = next == 0x0A || next == 0x0D
                if next == delimiter || endsRecord {
                    starts.append(field)
                    ends.append(at)
                    field = at + 1
                    if endsRecord {
                        guard next == 0x0D else { return field }
                        guard field < bytes.count else { return nil }
                        return bytes[field] == 0x0A ? field + 1 : field
                    }
                } else if next == 0x22 {
                    return nil
                }
                at += 1
            }
            return nil
        }
    }

    private mutating func readRecord() throws {
        while true {
            beginField()
            if try byte() == 0x22 { try readQuoted() } else { try readPlain() }
            guard let separator = try byte() else { return }
            position += 1
            if separator == delimiter {
                // A delimiter at the very end of the file still opens a last, empty field.
                if try byte() == nil { return beginField() }
                continue
            }
            nextLine += 1
            if separator == 0x0D, try byte() == 0x0A { position += 1 }
            return
        }
    }

    private mutating func beginField() {
        starts.append(position)
        ends.append(position)
    }

    private mutating func readPlain() throws {
        while true {
            position = CSVReader.endOfPlain(block, from: position, delimiter)
            if position < block.count, block[position] == 0x22, delimiter == UInt8(ascii: "\t") {
                position += 1
            } else if try position < block.count || byte() == nil {
                break
            }
        }
        ends[ends.count - 1] = position
        guard position < block.count, block[position] == 0x22 else { return }
        isBroken = true
        throw Refusal(
            .input, "quote inside a field that does not start with one",
            hint: "quote the whole field and double the quotes inside", place: place(column: ends.count))
    }

    /// The first delimiter, quote or line end.
    private static func endOfPlain(_ bytes: [UInt8], from start: Int, _ delimiter: UInt8) -> Int {
        var at = start
        while at < bytes.count {
            let next = bytes[at]
            // Most bytes are beyond quotes and line ends.
            if next <= 0x22, next == 0x22 || next == 0x0A || next == 0x0D { return at }
            if next == delimiter { return at }
            at += 1
        }
        return at
    }

    private mutating func readQuoted() throws {
        position += 1
        let field = ends.count - 1
        (starts[field], ends[field]) = (position, position)
        var previous: UInt8 = 0
        while let next = try byte() {
            position += 1
            if next == 0x22 {
                let following = try byte()
                guard following == 0x22 else {
                    if following == nil || following == delimiter || following == 0x0A || following == 0x0D { return }
                    isBroken = true
                    throw Refusal(
                        .input, "text after a closing quote", hint: "double the quotes inside a quoted field",
                        place: place(column: ends.count))
                }
                position += 1
            }
            if next == 0x0D || next == 0x0A && previous != 0x0D { nextLine += 1 }
            previous = next
            block[ends[field]] = next
            ends[field] += 1
        }
        isBroken = true
        throw Refusal(
            .input, "quote is opened and never closed", hint: "close it, or double it where it is part of the text",
            place: place(column: ends.count))
    }
}
