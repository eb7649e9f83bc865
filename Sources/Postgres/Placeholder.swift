/// A `$n` in the text of a statement.
struct Placeholder: Sendable {
    /// UTF-8 offset of the dollar sign.
    let offset: Int
    /// UTF-8 length, dollar sign included.
    let length: Int
    /// The n.
    let number: Int

    /// Every `$n` of a text written by hand. What stands in quotes, comments and dollar quotes is text.
    static func all(in text: String) -> [Placeholder] {
        var scanner = Scanner(bytes: Array(text.utf8))
        var found: [Placeholder] = []
        while let next = scanner.next() { found.append(next) }
        return found
    }
}

/// Walks over SQL as PostgreSQL's lexer does, as far as finding placeholders needs.
private struct Scanner {
    let bytes: [UInt8]
    private var at = 0
    private var afterWord = false

    init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    mutating func next() -> Placeholder? {
        while at < bytes.count {
            let byte = bytes[at]
            let inWord = afterWord
            afterWord = isWord(byte)
            switch byte {
            case UInt8(ascii: "'"):
                skipQuoted(by: byte, escapes: isEscapeString)
            case UInt8(ascii: "\""):
                skipQuoted(by: byte, escapes: false)
            case UInt8(ascii: "-") where starts("--"):
                while at < bytes.count, bytes[at] != UInt8(ascii: "\n") { at += 1 }
            case UInt8(ascii: "/") where starts("/*"):
                skipComment()
            case UInt8(ascii: "$") where !inWord:
                let start = at
                at += 1
                if let number = takeNumber() {
                    return Placeholder(offset: start, length: at - start, number: number)
                }
                skipDollarQuoted(from: start)
            default:
                at += 1
            }
        }
        return nil
    }

    /// `E'...'`: the E must be a word of its own.
    private var isEscapeString: Bool {
        guard at > 0, bytes[at - 1] | 0x20 == UInt8(ascii: "e") else { return false }
        return at < 2 || !isWord(bytes[at - 2])
    }

    private func isWord(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "$"), 0x80...:
            true
        default:
            false
        }
    }

    private func starts(_ word: StaticString) -> Bool {
        bytes[at...].starts(with: word.description.utf8)
    }

    private mutating func skipQuoted(by quote: UInt8, escapes: Bool) {
        at += 1
        while at < bytes.count, bytes[at] != quote {
            at += escapes && bytes[at] == UInt8(ascii: "\\") ? 2 : 1
        }
        at += 1
    }

    private mutating func skipComment() {
        var depth = 0
        repeat {
            if starts("/*") {
                depth += 1
                at += 2
            } else if starts("*/") {
                depth -= 1
                at += 2
            } else {
                at += 1
            }
        } while depth > 0 && at < bytes.count
    }

    private mutating func takeNumber() -> Int? {
        let digits = bytes[at...].prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        guard let number = Int(String(decoding: digits, as: UTF8.self)) else { return nil }
        at += digits.count
        return number
    }

    private mutating func skipDollarQuoted(from start: Int) {
        let tag = bytes[at...].prefix { isWord($0) && $0 != UInt8(ascii: "$") }
        let end = at + tag.count
        guard end < bytes.count, bytes[end] == UInt8(ascii: "$") else { return }
        let mark = bytes[start...end]
        at = end + 1
        while at < bytes.count, !bytes[at...].starts(with: mark) { at += 1 }
        at = min(bytes.count, at + mark.count)
    }
}
