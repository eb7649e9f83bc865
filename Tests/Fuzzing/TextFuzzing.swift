import AdaptModel

/// What people type: figures, weeks, days, languages, references. Whatever it is, it is taken or refused; what is taken
/// is taken again as it is written.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzText(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    guard let start, count > 1 else { return 0 }
    let bytes = UnsafeBufferPointer(start: start, count: count)
    let text = String(decoding: bytes.dropFirst(), as: UTF8.self)
    do {
        switch bytes[0] % 8 {
        case 0:
            if let figure = try FigureText.parse(text) {
                precondition(figure.high.map { $0 >= figure.low } ?? true, "bounds out of order")
            }
        case 1:
            let week = try Week(parsing: text)
            let again = try Week(parsing: week.description)
            precondition(again == week, "week is not what it is written as")
        case 2: if let day = Day(text) { precondition(Day(day.description) == day, "day is not what it is written as") }
        case 3: _ = try LanguageTag(text)
        case 4: _ = try EditionReference(parsing: text)
        case 5: _ = try Identifier(parsing: text)
        case 6: _ = try ElementPath(text)
        default: _ = try Citation(parsing: text, quote: nil)
        }
    } catch is Refusal {
        // Refused, which is an answer.
    } catch {
        preconditionFailure("neither taken nor refused: \(error)")
    }
    return 0
}
