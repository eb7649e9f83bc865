/// What a number format writes beside a number that says more than the number alone: signs (`>`), how many times it is
/// meant (`K`, `万`), and how sure it is (`about`). Units (`views`, `€`) say nothing of that, and are left out.
enum FormatWords {
    /// What stands before the digits.
    static func before(_ literal: String) -> String {
        var said = ""
        FormatWords.read(literal) { piece in
            switch piece {
            case .sign(let sign): if sign != "+" { said.append(sign) }
            case .words(let words, _): if hedges.contains(words.lowercased()) { said += words + " " }
            }
        }
        return said
    }

    /// What stands behind the digits. `isScaled`: the number itself is meant, as it is shown in other digits.
    static func behind(_ literal: String, isScaled: Bool) -> String {
        let zeros = literal.prefix { $0 == "0" || $0 == "," }
        var said = isScaled || zeros.last != "0" ? "" : String(zeros)
        FormatWords.read(literal) { piece in
            switch piece {
            case .sign(let sign): said.append(sign)
            case .words(let words, let blank):
                if hedges.contains(words.lowercased()) {
                    said += " " + words
                } else if !isScaled, let times = times(words) {
                    said += (blank ? " " : "") + times
                }
            }
        }
        return said
    }

    private enum Piece {
        case sign(Character)
        /// Words, and whether a blank stands before them.
        case words(String, afterBlank: Bool)
    }

    /// Goes through a text: signs, and words, of which those that hedge together come as one. What is said by the piece
    /// (`/k`) or of a square (`m²`) is a unit.
    private static func read(_ literal: String, _ take: (Piece) -> Void) {
        var rest = literal[...]
        var last: Character?
        while let character = rest.first {
            guard character.isLetter else {
                if "<>~≤≥≈±%+".contains(character) { take(.sign(character)) }
                last = rest.removeFirst()
                continue
            }
            var words = word(rest)
            let phrases = hedges.filter { $0.contains(" ") && rest.lowercased().hasPrefix($0) }
            if let phrase = phrases.max(by: { $0.count < $1.count }) { words = rest.prefix(phrase.count) }
            rest = rest.dropFirst(words.count)
            if last != "/", !(rest.first.map { "/²³".contains($0) } ?? false) {
                // Of thousands of a currency: T€.
                let isMoney = rest.first.map { "€$£¥₩".contains($0) } ?? false
                if isMoney, hedges.contains(words.lowercased()) {
                    // The currency of a country: CA$.
                    rest = rest.dropFirst()
                } else {
                    let text = words == "T" && isMoney ? words + String(rest.removeFirst()) : String(words)
                    take(.words(text, afterBlank: last?.isWhitespace ?? false))
                }
            }
            last = words.last
        }
    }

    /// The word a text begins with, with the full stop of one that is cut short.
    private static func word(_ text: Substring) -> Substring {
        let letters = text.prefix { $0.isLetter }
        let whole = text.prefix(letters.count + 1)
        return whole.last == "." ? whole : letters
    }

    /// The part of a word that says how many times a number is meant; nil: it is a unit.
    private static func times(_ word: String) -> String? {
        let plain = word.lowercased().filter { $0 != "." }
        if magnitudes.contains(plain) || word == "T€" { return word }
        if let currency = currencies.first(where: plain.hasSuffix), factors.contains(plain.dropLast(currency.count)) {
            return word
        }
        let signs = word.prefix { ideographs.contains($0) }
        return signs.isEmpty ? nil : String(signs) + (orMore.contains(where: word.hasSuffix) ? word.suffix(2) : "")
    }

    /// Whatever of them a reader of figures does not know it refuses, rather than to lose it.
    private static let hedges: Set<String> = [
        "about", "around", "roughly", "approximately", "approx.", "approx", "nearly", "almost", "ca.", "ca", "circa",
        "c.", "est.", "est", "estimated", "an estimated", "over", "above", "more than", "at least", "no less than",
        "under", "below", "less than", "up to", "at most", "or more", "or less", "max.", "max", "etwa", "rund",
        "ungefähr",
        "mehr als", "weniger als", "über", "unter", "env.", "environ", "plus de", "más de", "cerca de", "около",
        "более",
        "約", "约", "大约", "近", "超", "超过", "逾", "약", "以上", "以下", "이상", "이하",
    ]

    private static let magnitudes: Set<String> = [
        "k", "m", "b", "bn", "w", "thousand", "thousands", "million", "millions", "billion", "billions", "trillion",
        "mm",
        "mn", "mil", "mill", "mln", "mld", "bln", "mio", "mrd", "mrds", "mds", "md", "tsd", "tausend", "millionen",
        "milliarden", "mille", "milliers", "milliards", "milhões", "milhão", "mi", "bi", "millones", "miles", "mila",
        "milioni", "miliardi", "tys", "тыс", "млн", "млрд", "lakh", "lakhs", "lac", "cr", "crore", "crores", "juta",
        "jt",
        "ribu", "rb", "nghìn", "triệu", "tr", "tỷ", "bin", "milyon", "milyar", "พัน", "หมื่น", "แสน", "ล้าน", "ألف",
        "مليون",
        "लाख", "करोड़",
    ]
    private static let factors: Set<Substring> = ["k", "t", "m", "mn", "mio", "mrd", "b", "bn", "tsd"]
    private static let currencies = ["usd", "eur", "gbp", "krw", "jpy", "cny", "rmb", "chf", "brl", "inr"]
    private static let ideographs = "十百千万萬亿億兆余餘多십백천만억"
    private static let orMore = ["以上", "以下", "이상", "이하"]
}
