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

    /// The old text with what was taken out struck (`added` false), or the new one with what was put in bold, as Markdown.
    func markdown(added: Bool) -> String {
        let (mark, other) = added ? ("**", Sign.removed) : ("~~", Sign.added)
        var (text, isOpen) = ("", false)
        for piece in pieces where piece.sign != other {
            let blank = Sheet.markdown(String(piece.text.prefix(while: \.isWhitespace)))
            let words = piece.text.drop(while: \.isWhitespace)
            // Between a letter and a sign a mark is none to Markdown; beside a blank it is one.
            if isOpen, blank.first?.isWhitespace != true { text += " " }
            text += blank
            let shown = Sheet.markdown(String(words))
            guard piece.sign != .kept else {
                text += shown
                isOpen = false
                continue
            }
            if words.first?.isWord == false, text.last?.isWhitespace == false { text += " " }
            text += mark + shown + mark
            isOpen = words.last?.isWord == false
        }
        return text
    }
}

extension Character {
    /// Whether it is part of a word, and no sign.
    fileprivate var isWord: Bool { isLetter || isNumber }
}
