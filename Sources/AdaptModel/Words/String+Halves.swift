extension String {
    /// What stands before and after the first `sign`; nil: there is none.
    ///
    /// By code points: where a combining mark follows the sign, the two are one character, and the mark belongs to what
    /// stands after it.
    public func halves(at sign: Unicode.Scalar) -> (before: String, after: String)? {
        guard let place = unicodeScalars.firstIndex(of: sign) else { return nil }
        return (
            String(unicodeScalars[..<place]), String(unicodeScalars[unicodeScalars.index(after: place)...])
        )
    }
}

/// `text` without blanks at its ends.
public func trimmed(_ text: String) -> String {
    var rest = text.drop(while: \.isWhitespace)
    while rest.last?.isWhitespace == true { rest = rest.dropLast() }
    return String(rest)
}
