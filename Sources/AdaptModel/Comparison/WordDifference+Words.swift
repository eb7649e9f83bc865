/// The words of a text.
extension WordDifference {
    /// A word, or a sign by itself.
    struct Word: Equatable {
        /// What stands before it.
        let blank: String
        var text: String
        let isWord: Bool

        static func == (left: Word, right: Word) -> Bool { left.text == right.text }
    }

    /// The words of `text`, in order.
    static func words(of text: String) -> [Word] {
        var words: [Word] = []
        var blank = ""
        var isOpen = false
        for character in text {
            if character.isWhitespace {
                blank.append(character)
                isOpen = false
                continue
            }
            let isLetter = character.isLetter || character.isNumber
            let joins = isLetter || "'’".contains(character)
            if isOpen, joins, !standsAlone(character) {
                words[words.count - 1].text.append(character)
                continue
            }
            words.append(Word(blank: blank, text: String(character), isWord: isLetter))
            blank = ""
            isOpen = isLetter && !standsAlone(character)
        }
        return words
    }

    /// Whether a character is of a script that writes no spaces between words.
    private static func standsAlone(_ character: Character) -> Bool {
        guard let scalar = character.unicodeScalars.first?.value, scalar >= 0x0E00 else { return false }
        let scripts: [ClosedRange<UInt32>] = [
            0x0E00...0x0EFF, 0x1000...0x109F, 0x1780...0x17FF, 0x2E80...0x30FF, 0x31F0...0x31FF, 0x3400...0x4DBF,
            0x4E00...0x9FFF, 0xF900...0xFAFF, 0xFF66...0xFF9F, 0x20000...0x3FFFF,
        ]
        return scripts.contains { $0.contains(scalar) }
    }
}
