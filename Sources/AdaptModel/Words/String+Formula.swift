/// What spreadsheets run: a text that begins so is a formula to them, wherever it came from.
private let formulaSigns = "=+-@\t\r＝＋－＠".unicodeScalars

extension String {
    /// What a spreadsheet would run as a formula, with an apostrophe before it; a sign alone stays, and so does what begins
    /// with one apostrophe and has another further on, as in `'@Home' Diaries`. A text that begins with apostrophes before
    /// a formula gets one more, so that `withoutNeutralising` gives back any text.
    public var neutralised: String {
        guard mayBeFormula, let formula else { return self }
        switch (formula.apostrophes, formula.isQuoted) {
        case (1, true): return self
        case (0, true): return "''" + self
        case _: return "'" + self
        }
    }

    /// The text that was `neutralised`. Files of others have apostrophes too: one that another further on closes is a
    /// quotation mark, and stays. So what has one further on is neutralised by two.
    public var withoutNeutralising: String {
        guard utf8.first == UInt8(ascii: "'"), let formula else { return self }
        switch (formula.apostrophes, formula.isQuoted) {
        case (1, true): return self
        case (2, true): return String(dropFirst(2))
        case _: return String(dropFirst())
        }
    }

    /// Whether the first byte is one of a sign or of an apostrophe: most texts begin otherwise. EF begins the wide signs.
    private var mayBeFormula: Bool {
        guard let byte = utf8.first else { return false }
        switch byte {
        case 0x3D, 0x2B, 0x2D, 0x40, 0x09, 0x0D, 0x27, 0xEF: return true
        default: return false
        }
    }

    /// How many apostrophes stand before a sign of a formula at the begin, with more behind it, and whether there is one
    /// behind it too; nil: there is no such sign.
    private var formula: (apostrophes: Int, isQuoted: Bool)? {
        let rest = unicodeScalars.drop { $0 == "'" }
        guard rest.first.map(formulaSigns.contains) == true, rest.dropFirst().first != nil else { return nil }
        return (unicodeScalars.distance(from: unicodeScalars.startIndex, to: rest.startIndex), rest.contains("'"))
    }
}
