/// What is only said of things.
extension RestoreEntry {
    /// Whether it only says what something in the schema is for, in one plain literal: that runs nothing.
    var isComment: Bool {
        guard statements.starts(with: "COMMENT ON ".utf8), statements.suffix(2).elementsEqual("';".utf8),
            let mark = statements.firstRange(of: Array(" IS '".utf8)), mark.upperBound + 2 <= statements.count
        else { return false }
        let said = statements[mark.upperBound..<(statements.count - 2)]
        // A backslash is a sign like any other only where a setting has it so; a quote within is said twice.
        let quotes = said.split(whereSeparator: { $0 != 39 })
        guard !said.contains(92), quotes.allSatisfy({ $0.count.isMultiple(of: 2) }) else { return false }
        let subject = Array(statements[..<mark.lowerBound])
        let named = ["COMMENT ON SCHEMA adapt", "COMMENT ON EXTENSION pg_trgm"]
        if named.contains(where: { subject.elementsEqual($0.utf8) }) || Self.isOfTable(subject) { return true }
        if Self.consists(subject, between: "COMMENT ON FUNCTION adapt.", and: ")", of: "_.,([]) ") { return true }
        // What is a word of SQL too stands in quotes, as in term_label."position"; one that is left open would hide what
        // follows it.
        let isQuotedWhole = subject.count(where: { $0 == 34 }).isMultiple(of: 2)
        return isQuotedWhole
            && ["TABLE", "COLUMN", "VIEW", "INDEX", "SEQUENCE", "TYPE"].contains { kind in
                Self.consists(subject, between: "COMMENT ON \(kind) adapt.", and: "", of: "_.\"")
            }
    }

    /// Whether a comment is on what a table has, as in `COMMENT ON TRIGGER a ON adapt.b`.
    private static func isOfTable(_ subject: [UInt8]) -> Bool {
        let words = subject.split(separator: 32, omittingEmptySubsequences: false).map { Array($0) }
        guard words.count == 6, words[4].elementsEqual("ON".utf8),
            ["CONSTRAINT", "POLICY", "TRIGGER"].contains(where: { words[2].elementsEqual($0.utf8) })
        else { return false }
        return consists(words[3], between: "", and: "", of: "_")
            && consists(words[5], between: "adapt.", and: "", of: "_")
    }
}
