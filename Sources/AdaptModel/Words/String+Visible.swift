extension StringProtocol {
    /// Whether nobody would see anything of it: empty, or nothing but blanks and signs without a shape, as U+200B is.
    public var showsNothing: Bool {
        unicodeScalars.allSatisfy { scalar in
            let properties = scalar.properties
            switch properties.generalCategory {
            case .control, .format, .spaceSeparator, .lineSeparator, .paragraphSeparator: return true
            // U+2800 is the Braille pattern of no dots.
            case _: return properties.isDefaultIgnorableCodePoint || properties.isWhitespace || scalar == "\u{2800}"
            }
        }
    }
}
