/// What spreadsheets run: a text that begins so is a formula to them, wherever it came from.
private let formulaSigns = "=+-@\t\r＝＋－＠".unicodeScalars

extension String {
    /// What a spreadsheet would run as a formula, with an apostrophe before it; a sign alone stays. A text that begins
    /// with apostrophes before a formula gets one more, so that `withoutNeutralising` gives back any text.
    public var neutralised: String {
        // Most texts begin with a letter, which their first byte shows; EF begins the wide signs.
        guard let byte = utf8.first, byte < 0x41 || byte == 0xEF, isFormula else { return self }
        return "'" + self
    }

    /// The text that was `neutralised`.
    public var withoutNeutralising: String {
        guard utf8.first == UInt8(ascii: "'"), isFormula else { return self }
        return String(dropFirst())
    }

    /// Whether a sign of a formula stands at its begin, or behind apostrophes there, and more behind it.
    private var isFormula: Bool {
        let rest = unicodeScalars.drop { $0 == "'" }
        return rest.first.map(formulaSigns.contains) == true && rest.dropFirst().first != nil
    }
}
