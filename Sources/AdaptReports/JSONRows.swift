import AdaptModel

/// Rows as JSON objects whose members are the columns: one a line, or parts of an array.
struct JSONRows: RowSink {
    private var bytes: LineBytes
    private let names: [[UInt8]]
    /// What stands before each row, between two, and behind each.
    private let (before, between, behind): ([UInt8], [UInt8], [UInt8])
    private var column = 0
    private var isFirst = true

    /// Rows on a line each.
    init(_ columns: [String], into bytes: LineBytes) {
        self.bytes = bytes
        names = columns.enumerated().map { Array("\($0 == 0 ? "{" : ",")\(JSON.string($1).line):".utf8) }
        (before, between, behind) = ([], [], Array((columns.isEmpty ? "{}\n" : "}\n").utf8))
    }

    /// Rows of an array, over several lines, `level` levels deep.
    init(_ columns: [String], level: Int, into bytes: LineBytes) {
        self.bytes = bytes
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
    mutating func finish() { bytes.flush() }
}
