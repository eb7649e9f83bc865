import CWidth

/// How many cells of a terminal a text takes.
enum DisplayWidth {
    /// The width of a text without control characters: Hangul, Han and emoji take two cells, combining marks none.
    static func of(_ text: String) -> Int {
        if text.utf8.allSatisfy({ $0 < 0x80 }) { return text.utf8.count }
        return text.reduce(0) { $0 + width(of: $1) }
    }

    private static func width(of character: Character) -> Int {
        let scalars = character.unicodeScalars
        guard let first = scalars.first else { return 0 }
        // An emoji made of several scalars, or asked to be shown as one, is drawn two cells wide.
        let joined = scalars.contains { $0.value == 0xFE0F || $0.value == 0x200D }
        if joined, first.properties.isEmoji, first.value > 0x7F { return 2 }
        return max(0, Int(adapt_width(first.value)))
    }

    /// `text` in lines of at most `width` cells, broken between words, and inside a word only where it is longer
    /// than a line. At least one line.
    static func wrap(_ text: String, to width: Int) -> [String] {
        guard of(text) > width else { return [text] }
        var lines: [String] = []
        var line = ""
        for word in text.split(separator: " ", omittingEmptySubsequences: false) {
            var rest = String(word)
            let joined = line.isEmpty ? rest : line + " " + rest
            if of(joined) <= width {
                line = joined
                continue
            }
            if !line.isEmpty { lines.append(line) }
            while of(rest) > width {
                let head = prefix(of: rest, within: width)
                lines.append(String(head))
                rest.removeFirst(head.count)
            }
            line = rest
        }
        return line.isEmpty ? lines : lines + [line]
    }

    /// As many characters as fit into `width` cells, and at least one; after a slash, dot or hyphen if there is one.
    private static func prefix(of word: String, within width: Int) -> Substring {
        var used = 0
        let fitting = word.prefix { character in
            used += of(String(character))
            return used <= width
        }
        guard !fitting.isEmpty else { return word.prefix(1) }
        guard let cut = fitting.lastIndex(where: { "/.-_".contains($0) }) else { return fitting }
        return fitting[...cut]
    }

    /// `text` with spaces up to `width` cells.
    static func pad(_ text: String, to width: Int, right: Bool = false) -> String {
        let spaces = String(repeating: " ", count: max(0, width - of(text)))
        return right ? spaces + text : text + spaces
    }
}

/// Text made safe to show: control characters, which could command the terminal, and characters that turn the
/// direction of writing become visible.
public func shown(_ text: String) -> String {
    let isHarmless = { (scalar: Unicode.Scalar) in
        scalar.value >= 0x20 && !(0x7F...0x9F).contains(scalar.value) && !(0x202A...0x202E).contains(scalar.value)
            && !(0x2066...0x2069).contains(scalar.value) && scalar.value != 0x2028 && scalar.value != 0x2029
    }
    if text.unicodeScalars.allSatisfy(isHarmless) { return text }
    var out = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
        if isHarmless(scalar) {
            out.append(scalar)
        } else if scalar == "\n" {
            out.append("⏎")
        } else if scalar.value < 0x20, let picture = Unicode.Scalar(0x2400 + scalar.value) {
            out.append(picture)
        } else {
            out.append(contentsOf: "<U+\(String(scalar.value, radix: 16, uppercase: true))>".unicodeScalars)
        }
    }
    return String(out)
}
