import AdaptModel

extension WordDifference {
    /// One line with wdiff's signs: `[-taken out-] {+put in+}`.
    var line: String {
        var line = ""
        for piece in pieces {
            let words = piece.text.drop(while: \.isWhitespace)
            let isBlank = line.isEmpty || line.last == " "
            if piece.text.first?.isWhitespace == true || line.hasSuffix("-]") && piece.sign == .added, !isBlank {
                line += " "
            }
            switch piece.sign {
            case .kept: line += shown(String(words))
            case .removed: line += "[-" + shown(String(words)) + "-]"
            case .added: line += "{+" + shown(String(words)) + "+}"
            }
        }
        return line
    }

    /// The pieces as pairs of sign and text.
    var json: JSON {
        .array(pieces.map { .array([.string($0.sign.rawValue), .string($0.text)]) })
    }

    /// The old text with what was taken out marked (`added` false), or the new one with what was put in.
    func html(added: Bool) -> HTML {
        var markup = HTML()
        for piece in pieces {
            switch piece.sign {
            case .kept: markup.add(piece.text)
            case .removed: if !added { markup.add(HTML("del", [], piece.text)) }
            case .added: if added { markup.add(HTML("ins", [], piece.text)) }
            }
        }
        return markup
    }
}
