import AdaptModel

/// Rows on their way out, as bytes: they are handed on in blocks, as text.
struct LineBytes<Out: TextOutputStream> {
    private var bytes: [UInt8] = []
    private(set) var out: Out

    private static var block: Int { 1 << 16 }

    init(_ out: Out) { self.out = out }

    mutating func append(byte: UInt8) { bytes.append(byte) }
    mutating func append(_ more: UnsafeBufferPointer<UInt8>) { bytes.append(contentsOf: more) }
    mutating func append(_ more: [UInt8]) { bytes.append(contentsOf: more) }
    mutating func append(_ text: String) { bytes.append(contentsOf: text.utf8) }

    mutating func append(_ number: Int) {
        if number < 0 { bytes.append(0x2D) }
        var (rest, scale) = (number.magnitude, UInt(1))
        while rest / scale >= 10 { scale *= 10 }
        while scale > 0 {
            let digit = rest / scale
            bytes.append(0x30 + UInt8(truncatingIfNeeded: digit))
            rest -= digit * scale
            scale /= 10
        }
    }

    /// As in `2026-01-05`.
    mutating func append(_ day: Day) {
        let (year, month, number) = day.date
        guard (1000...9999).contains(year) else { return append(day.description) }
        append(year)
        append(twoDigits: month)
        append(twoDigits: number)
    }

    private mutating func append(twoDigits number: Int) {
        bytes.append(0x2D)
        bytes.append(0x30 + UInt8(truncatingIfNeeded: number / 10))
        bytes.append(0x30 + UInt8(truncatingIfNeeded: number % 10))
    }

    mutating func endBlock() {
        guard bytes.count >= LineBytes.block else { return }
        flush()
    }

    mutating func flush() {
        out.write(String(decoding: bytes, as: UTF8.self))
        bytes.removeAll(keepingCapacity: true)
    }
}

/// Rows for spreadsheets: text that one of them would run as a formula gets an apostrophe before it.
struct CSVRows<Out: TextOutputStream>: RowSink {
    private(set) var bytes: LineBytes<Out>
    private var isFirst = true

    init(to out: Out) { bytes = LineBytes(out) }

    private mutating func next() {
        if !isFirst { bytes.append(byte: 0x2C) }
        isFirst = false
    }

    mutating func text(_ text: String) {
        next()
        var text = Sheet.neutralised(text)
        text.withUTF8 { utf8 in
            guard CSVRows.needsQuotes(utf8) else { return bytes.append(utf8) }
            bytes.append(byte: 0x22)
            for byte in utf8 {
                if byte == 0x22 { bytes.append(byte: 0x22) }
                bytes.append(byte: byte)
            }
            bytes.append(byte: 0x22)
        }
    }

    /// Commas, quotes and line ends; blanks at an end, which readers like to lose.
    private static func needsQuotes(_ utf8: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let first = utf8.first else { return false }
        return first == 0x20 || utf8[utf8.count - 1] == 0x20
            || utf8.contains { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D }
    }

    mutating func number(_ number: Int) {
        next()
        bytes.append(number)
    }

    mutating func decimal(_ digits: String) {
        next()
        bytes.append(digits)
    }

    mutating func day(_ day: Day) {
        next()
        bytes.append(day)
    }

    mutating func empty() { next() }

    mutating func end() {
        bytes.append(byte: 0x0A)
        isFirst = true
        bytes.endBlock()
    }

    /// Hands on what is left.
    mutating func finish() -> Out {
        bytes.flush()
        return bytes.out
    }
}

/// Rows with a tab between cells, text written as PostgreSQL's COPY writes it.
struct TSVRows<Out: TextOutputStream>: RowSink {
    private(set) var bytes: LineBytes<Out>
    private var isFirst = true

    init(to out: Out) { bytes = LineBytes(out) }

    private mutating func next() {
        if !isFirst { bytes.append(byte: 0x09) }
        isFirst = false
    }

    mutating func text(_ text: String) {
        next()
        bytes.append(Sheet.escaped(text))
    }

    mutating func number(_ number: Int) {
        next()
        bytes.append(number)
    }

    mutating func decimal(_ digits: String) {
        next()
        bytes.append(digits)
    }

    mutating func day(_ day: Day) {
        next()
        bytes.append(day)
    }

    mutating func empty() { next() }

    mutating func end() {
        bytes.append(byte: 0x0A)
        isFirst = true
        bytes.endBlock()
    }

    /// Hands on what is left.
    mutating func finish() -> Out {
        bytes.flush()
        return bytes.out
    }
}

/// Rows as JSON objects whose members are the columns: one a line, or parts of an array.
struct JSONRows<Out: TextOutputStream>: RowSink {
    private(set) var bytes: LineBytes<Out>
    private let names: [[UInt8]]
    /// What stands before each row, between two, and behind each.
    private let (before, between, behind): ([UInt8], [UInt8], [UInt8])
    private var column = 0
    private var isFirst = true

    /// Rows on a line each.
    init(_ columns: [String], to out: Out) {
        bytes = LineBytes(out)
        names = columns.enumerated().map { Array("\($0 == 0 ? "{" : ",")\(JSON.string($1).line):".utf8) }
        (before, between, behind) = ([], [], Array((columns.isEmpty ? "{}\n" : "}\n").utf8))
    }

    /// Rows of an array, over several lines, `level` levels deep.
    init(_ columns: [String], level: Int, to out: Out) {
        bytes = LineBytes(out)
        let (own, inner) = (String(repeating: "  ", count: level), String(repeating: "  ", count: level + 1))
        names = columns.enumerated().map { Array("\($0 == 0 ? "{" : ",")\n\(inner)\(JSON.string($1).line): ".utf8) }
        (before, between) = (Array("\n\(own)".utf8), Array(",".utf8))
        behind = Array("\n\(own)}".utf8)
    }

    private mutating func next() {
        if column == 0 {
            if !isFirst { bytes.append(between) }
            isFirst = false
            bytes.append(before)
        }
        bytes.append(names[column])
        column += 1
    }

    mutating func text(_ text: String) {
        next()
        var text = text
        let isPlain = text.withUTF8 { utf8 in
            guard utf8.allSatisfy(isPlainInJSON) else { return false }
            bytes.append(byte: 0x22)
            bytes.append(utf8)
            bytes.append(byte: 0x22)
            return true
        }
        if !isPlain { bytes.append(JSON.string(text).line) }
    }

    mutating func number(_ number: Int) {
        next()
        bytes.append(number)
    }

    mutating func decimal(_ digits: String) {
        next()
        bytes.append(digits)
    }

    mutating func day(_ day: Day) {
        next()
        bytes.append(byte: 0x22)
        bytes.append(day)
        bytes.append(byte: 0x22)
    }

    mutating func compound(_ cell: Cell) {
        next()
        bytes.append(cell.json.line)
    }

    mutating func empty() {
        next()
        bytes.append("null")
    }

    mutating func end() {
        bytes.append(behind)
        column = 0
        bytes.endBlock()
    }

    /// Hands on what is left.
    mutating func finish() -> Out {
        bytes.flush()
        return bytes.out
    }
}
