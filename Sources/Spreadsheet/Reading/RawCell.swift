/// One cell (`c`) while it is read.
struct RawCell {
    /// The `t` of a cell.
    private enum Kind { case number, shared, text, inline, boolean, error, date }

    let place: CellReference
    private let kind: Kind
    private let format: NumberFormat?
    var hasFormula = false
    var hasValue = false

    init(_ attributes: XMLAttributes, place: CellReference, styles: CellStyles) throws {
        self.place = place
        format = attributes["s"].flatMap { Int($0) }.flatMap { styles.format($0) }
        switch attributes["t"] {
        case nil, "n": kind = .number
        case "s": kind = .shared
        case "str": kind = .text
        case "inlineStr": kind = .inline
        case "b": kind = .boolean
        case "e": kind = .error
        case "d": kind = .date
        case .some(let other): throw SpreadsheetError(.damaged, "cell type \"\(other)\" does not exist")
        }
    }

    /// What the cell holds, with `text` from its `v` or `is`; nil for nothing.
    func value(_ text: [UInt8], epoch: DateEpoch) throws -> RawRow.Value? {
        // A formula may well result in an empty text: then there is a `v`. Any other empty `v` is written by
        // programs that do not calculate.
        if hasFormula, !hasValue || (text.isEmpty && kind != .text) { return .ready(.formulaWithoutValue) }
        guard hasValue, kind == .text || kind == .inline || !text.isEmpty else { return nil }
        switch kind {
        case .number: return .ready(try number(text, epoch))
        case .shared:
            guard let index = Int(Self.trimmed(text)) else { throw fail("shared string", text) }
            return .shared(index)
        case .text, .inline:
            guard let decoded = EscapedText.decode(text) else {
                throw SpreadsheetError(.value, "text holds U+0000")
            }
            return .ready(.text(decoded))
        case .boolean:
            switch Self.trimmed(text) {
            case "1", "true": return .ready(.boolean(true))
            case "0", "false": return .ready(.boolean(false))
            case _: throw fail("boolean", text)
            }
        case .error: return .ready(.error(String(decoding: text, as: UTF8.self)))
        case .date:
            guard let date = WrittenDate.read(Self.trimmed(text)) else { throw fail("date", text) }
            return .ready(.date(date))
        }
    }

    private func number(_ text: [UInt8], _ epoch: DateEpoch) throws -> SheetValue {
        guard let number = DecimalText(text)?.description else { throw fail("number", text) }
        if let format, format.isDate, let serial = Double(number),
            let date = format.isElapsed ? DateEpoch.elapsed(serial) : epoch.date(serial)
        {
            return .date(date)
        }
        return format?.shown(number).map { .signed($0) } ?? .number(number)
    }

    private func fail(_ what: String, _ text: [UInt8]) -> SpreadsheetError {
        SpreadsheetError(.damaged, "\(what) \"\(String(decoding: text.prefix(40), as: UTF8.self))\" cannot be read")
    }

    private static func trimmed(_ text: [UInt8]) -> String {
        func isSpace(_ byte: UInt8) -> Bool { byte == 32 || (byte >= 9 && byte <= 13) }
        let rest = text.drop(while: isSpace)
        let end = rest.lastIndex { !isSpace($0) }.map { $0 + 1 } ?? rest.startIndex
        return String(decoding: rest[..<end], as: UTF8.self)
    }
}
