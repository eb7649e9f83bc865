import AdaptModel

/// Reads separated values (RFC 4180) record by record from bytes: quoted fields with delimiters, quotes and line
/// ends inside; CRLF, LF or CR; an optional UTF-8 byte order mark. Memory is one block and one record.
///
/// An unclosed quote, a quote inside an unquoted field and text after a closing quote are refused with their line.
struct CSVReader: RowSource {
    private let source: any ByteStream
    private let delimiter: UInt8
    private var block: [UInt8]
    private var position = 0
    private var line = 1
    /// Decoded bytes of the current record, field after field.
    private var bytes: [UInt8] = []
    private var ends: [Int] = []
    /// Line on which the current record starts.
    private(set) var recordLine = 1
    /// After a quote fault nobody knows where the next record starts.
    private(set) var isBroken = false

    /// Reads on from `source`; `start` is what was already taken from it, and `skipping` how many bytes of that, one
    /// line at most, are not part of the rows.
    init(_ source: any ByteStream, start: [UInt8], delimiter: UInt8, skipping: Int = 0) {
        self.source = source
        self.delimiter = delimiter
        block = start
        position = skipping
        if block[..<skipping].contains(where: { $0 == 0x0A || $0 == 0x0D }) { line = 2 }
    }

    /// How many fields the current record has.
    var count: Int { ends.count }

    /// Bytes of a field of the current record.
    func field(_ index: Int) -> ArraySlice<UInt8> {
        bytes[(index == 0 ? 0 : ends[index - 1])..<ends[index]]
    }

    /// A field as text. Throws a `Refusal` (input) for bytes that are not UTF-8, and for NUL.
    func text(_ index: Int) throws -> String {
        let slice = field(index)
        guard let text = String(validating: slice, as: UTF8.self) else {
            throw Refusal(
                .input, "field is not UTF-8", hint: source.encodingHint, place: place(column: index + 1))
        }
        guard !slice.contains(0) else {
            throw Refusal(.input, "field holds a NUL character", place: place(column: index + 1))
        }
        return text
    }

    func append(_ fields: [Int], to key: inout [UInt8]) -> Bool {
        for index in fields {
            key.append(contentsOf: field(index))
            // No text in UTF-8 holds this byte.
            key.append(0xFF)
        }
        return true
    }

    func plain(_ index: Int) -> PlainCell {
        let digits = field(index)
        guard let first = digits.first else { return .empty }
        guard digits.count <= 15, first != 0x30 || digits.count == 1 else { return .other }
        var number = 0
        for byte in digits {
            guard (0x30...0x39).contains(byte) else { return .other }
            number = number * 10 + Int(byte - 0x30)
        }
        return .number(number)
    }

    /// Where the current record is.
    func place(column: Int?) -> Refusal.Place {
        Refusal.Place(file: source.name, line: recordLine, column: column)
    }

    private mutating func byte() throws -> UInt8? {
        while position == block.count {
            do {
                guard let next = try source.next() else { return nil }
                block = next
            } catch {
                isBroken = true
                throw error
            }
            position = 0
        }
        return block[position]
    }

    /// Goes to the next record that is not an empty line; false at the end of the file.
    mutating func next() throws -> Bool {
        repeat {
            bytes.removeAll(keepingCapacity: true)
            ends.removeAll(keepingCapacity: true)
            recordLine = line
            guard try byte() != nil else { return false }
            try readRecord()
        } while ends == [0]
        return true
    }

    private mutating func readRecord() throws {
        while true {
            if try byte() == 0x22 {
                position += 1
                try readQuoted()
            } else {
                try readPlain()
            }
            ends.append(bytes.count)
            guard let separator = try byte() else { return }
            position += 1
            if separator == delimiter {
                // A delimiter at the very end of the file still opens a last, empty field.
                if try byte() == nil {
                    ends.append(bytes.count)
                    return
                }
                continue
            }
            line += 1
            if separator == 0x0D, try byte() == 0x0A { position += 1 }
            return
        }
    }

    private mutating func readPlain() throws {
        while try byte() != nil {
            let start = position
            while position < block.count {
                let next = block[position]
                if next == delimiter || next == 0x0A || next == 0x0D { break }
                guard next != 0x22 else {
                    isBroken = true
                    throw Refusal(
                        .input, "quote inside a field that does not start with one",
                        hint: "quote the whole field and double the quotes inside", place: place(column: ends.count + 1)
                    )
                }
                position += 1
            }
            bytes.append(contentsOf: block[start..<position])
            if position < block.count { return }
        }
    }

    private mutating func readQuoted() throws {
        while let next = try byte() {
            position += 1
            guard next == 0x22 else {
                if next == 0x0A { line += 1 }
                bytes.append(next)
                continue
            }
            let following = try byte()
            if following == 0x22 {
                bytes.append(0x22)
                position += 1
            } else if following == nil || following == delimiter || following == 0x0A || following == 0x0D {
                return
            } else {
                isBroken = true
                throw Refusal(
                    .input, "text after a closing quote", hint: "double the quotes inside a quoted field",
                    place: place(column: ends.count + 1))
            }
        }
        isBroken = true
        throw Refusal(
            .input, "quote is opened and never closed", hint: "close it, or double it where it is part of the text",
            place: place(column: ends.count + 1))
    }
}
