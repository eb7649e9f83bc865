import AdaptModel

/// Rows with something between their cells: a comma, for spreadsheets, where text that one of them would run as a
/// formula gets an apostrophe before it; or a tab, text written as PostgreSQL's COPY writes it, but in quotes where it
/// begins with one.
struct SeparatedRows: RowSink {
    /// What stands between cells.
    enum Separator: UInt8 {
        case comma = 0x2C
        case tab = 0x09

        var text: String { String(UnicodeScalar(rawValue)) }
    }

    private var bytes: LineBytes
    private let separator: Separator
    private var isFirst = true

    init(by separator: Separator, into bytes: LineBytes) { (self.separator, self.bytes) = (separator, bytes) }

    private mutating func next() {
        if !isFirst { bytes.append(byte: separator.rawValue) }
        isFirst = false
    }

    mutating func text(_ text: String) {
        next()
        switch separator {
        case .comma: quote(text.neutralised)
        case .tab: tabbed(text)
        }
    }

    /// A quote that a text begins with would be taken for one around it: then there is one, or where something in the
    /// text is escaped so is the sign.
    private mutating func tabbed(_ text: String) {
        let escaped = Sheet.escaped(text)
        guard text.utf8.first == 0x22 else { return bytes.append(escaped) }
        guard escaped != text else { return quote(text) }
        bytes.append("\\x22")
        bytes.append(Array(escaped.utf8.dropFirst()))
    }

    mutating func word(_ word: String) {
        next()
        bytes.append(word)
    }

    private mutating func quote(_ text: String) {
        var text = text
        text.withUTF8 { utf8 in
            guard Self.needsQuotes(utf8) else { return bytes.append(utf8) }
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
            // All four are at the lower end, where most text has nothing.
            || utf8.contains { $0 <= 0x2C && ($0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D) }
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
    mutating func finish() { bytes.flush() }
}
