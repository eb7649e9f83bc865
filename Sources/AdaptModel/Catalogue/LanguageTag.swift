/// A BCP 47 language tag in its usual spelling: `es`, `es-419`, `zh-Hant`, `pt-BR`.
///
/// Checks the grammar of RFC 5646 (language, script, region, variants, extensions, private use) and that a numbered
/// region exists; whether a language, a script or a country does is the database's to say.
public struct LanguageTag: Sendable, Hashable, CustomStringConvertible {
    /// The tag: language lower case, script in title case, region upper case.
    public let text: String

    /// The tag written in `text`, in any case; one that `isRecorded` already may be of a region that is rarely meant.
    /// Throws a `Refusal` (usage).
    public init(_ text: String, isRecorded: Bool = false) throws {
        guard let spelled = LanguageTag.spelling(of: text, isRecorded: isRecorded) else {
            // As locales are written.
            let meant = LanguageTag.spelling(of: text.replacing("_", with: "-"))
            throw Refusal(
                .usage, "language \"\(text)\" is not a BCP 47 tag",
                hint: meant.map { "did you mean \($0)?" }
                    ?? "write the language's code, with script or region where it matters: es, es-419, zh-Hant, pt-BR")
        }
        self.text = spelled
        guard isRecorded || spelled != "es-LA" && subtag({ $0 == "latam" }) == nil else {
            throw Refusal(
                .usage, "language \"\(text)\" does not name Latin America",
                hint: "Spanish for Latin America is es-419"
                    + (spelled == "es-LA" ? "; es-LA would be that of Laos" : ""))
        }
        guard let area = subtag(LanguageTag.isAreaCode), !LanguageTag.areas.contains(area) else { return }
        throw Refusal(
            .usage, "region \"\(area)\" of language \"\(text)\" is no area of UN M.49",
            hint: "as in es-419; a country is written by its letters, as in pt-BR")
    }

    /// The areas of UN M.49 that may stand in a tag: those of IANA's Language Subtag Registry, and of CLDR.
    private static let areas = Set(
        """
        001 002 003 005 009 011 013 014 015 017 018 019 021 029 030 034 035 039 053 054 057 061 142 143 145 150 151 154
        155 202 419
        """.split(whereSeparator: \.isWhitespace).map(String.init))

    /// The primary language, as in `zh` of `zh-Hant`.
    public var primary: String {
        String(text.prefix { $0 != "-" })
    }

    /// The script, as in `Hant` of `zh-Hant`; nil where none is said.
    public var script: String? { subtag { $0.utf8.count == 4 && LanguageTag.isAlphabetic($0) } }

    /// The country, as in `BR` of `pt-BR`; nil where none is said, or an area of UN M.49 as in `es-419`.
    public var region: String? { subtag { $0.utf8.count == 2 && LanguageTag.isAlphabetic($0) } }

    /// The first subtag of some shape after the language and before any extension.
    private func subtag(_ fits: (Substring) -> Bool) -> String? {
        text.split(separator: "-").dropFirst().prefix { $0.utf8.count > 1 }.first(where: fits).map(String.init)
    }

    /// Languages that a further three letters may narrow down, as `yue` in `zh-yue`, by that registry.
    private static let extendable: Set<String> = ["ar", "kok", "lv", "ms", "sgn", "sw", "uz", "zh"]

    /// `isRecorded`: what was taken for a tag once is one.
    private static func spelling(of text: String, isRecorded: Bool = false) -> String? {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard text.utf8.count <= 64,
            parts.allSatisfy({ (1...8).contains($0.utf8.count) && $0.utf8.allSatisfy(isAlphanumeric) }),
            let language = parts.first, (2...3).contains(language.utf8.count), isAlphabetic(language)
        else { return nil }
        var spelled = [language.lowercased()]
        var rest = parts.dropFirst()
        let isExtendable = isRecorded || extendable.contains(spelled[0])
        while isExtendable, spelled.count < 4, let extended = rest.first, extended.utf8.count == 3,
            isAlphabetic(extended)
        {
            spelled.append(extended.lowercased())
            rest = rest.dropFirst()
        }
        if let script = rest.first, script.utf8.count == 4, isAlphabetic(script) {
            spelled.append(script.prefix(1).uppercased() + script.dropFirst().lowercased())
            rest = rest.dropFirst()
        }
        if let region = rest.first, region.utf8.count == 2 && isAlphabetic(region) || isAreaCode(region) {
            spelled.append(region.uppercased())
            rest = rest.dropFirst()
        }
        while let variant = rest.first, isVariant(variant) {
            guard isRecorded || !spelled.contains(variant.lowercased()) else { return nil }
            spelled.append(variant.lowercased())
            rest = rest.dropFirst()
        }
        // Extensions and private use: a single letter or digit, then at least one subtag of its own.
        while let singleton = rest.first {
            let isPrivate = singleton.lowercased() == "x"
            let following = rest.dropFirst().prefix { isPrivate || $0.utf8.count > 1 }
            guard singleton.utf8.count == 1, !following.isEmpty else { return nil }
            spelled += rest.prefix(1 + following.count).map { $0.lowercased() }
            rest = rest.dropFirst(1 + following.count)
        }
        return spelled.joined(separator: "-")
    }

    private static func isAlphabetic(_ part: Substring) -> Bool {
        part.utf8.allSatisfy { (0x61...0x7A).contains($0 | 0x20) }
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        isLowerOrDigit(byte) || (0x41...0x5A).contains(byte)
    }

    private static func isAreaCode(_ part: Substring) -> Bool {
        part.utf8.count == 3 && part.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }

    private static func isVariant(_ part: Substring) -> Bool {
        let startsWithDigit = part.utf8.first.map { (0x30...0x39).contains($0) } ?? false
        return part.utf8.count >= 5 || part.utf8.count == 4 && startsWithDigit
    }

    public var description: String { text }
}
