extension RestoreScript {
    /// Entries that are none of those of `known` and could run something.
    func foreign(to known: Set<[UInt8]>) -> [Entry] {
        entries.filter { !known.contains($0.statements) && !Self.isHarmless($0.statements) }
    }

    /// Whether it makes an extension.
    func makes(extension name: String) -> Bool { entries.contains { $0.kind == "EXTENSION" && $0.name == name } }

    /// What only says where a sequence stands, that a table's rows are limited, or what something is.
    private static func isHarmless(_ statements: [UInt8]) -> Bool {
        consists(statements, between: "SELECT pg_catalog.setval('adapt.", and: ");", of: "_', ")
            || consists(statements, between: "ALTER TABLE adapt.", and: " ENABLE ROW LEVEL SECURITY;", of: "_")
            || isComment(statements)
    }

    /// `COMMENT ON ... IS '...';` with nothing in it that ends the one or the other early.
    private static func isComment(_ statements: [UInt8]) -> Bool {
        guard statements.starts(with: "COMMENT ON ".utf8), let start = statements.firstIndex(of: quote),
            statements[..<start].suffix(4).elementsEqual(" IS ".utf8),
            !statements[..<start].contains(where: ";$\n\r".utf8.contains)
        else { return false }
        var rest = statements[(start + 1)...]
        while let next = rest.firstIndex(of: quote) {
            rest = rest[(next + 1)...]
            guard rest.first == quote else { return rest.elementsEqual(";".utf8) }
            rest = rest.dropFirst()
        }
        return false
    }

    private static let quote = UInt8(ascii: "'")
}

extension RestoreScript.Entry {
    /// What it is and its name, without the arguments of a function: an older one may have had others.
    var key: String { "\(kind) \(name.prefix { $0 != "(" })" }

    /// For people.
    var words: String { kind.isEmpty ? "statements before all entries" : "\(kind.lowercased()) \(name)" }
}
