/// What somebody else calls an edition: `imdb:tt1234567`, `eidr:10.5240/...`, `wikidata:Q42`, or a platform's own.
public struct Identifier: Sendable, Hashable, CustomStringConvertible {
    /// Whose identifier: a code, as in `imdb`.
    public let scheme: String
    /// The identifier, as its scheme writes it.
    public let value: String

    /// The identifier written `scheme:value`. Throws a `Refusal` (usage): another form, or a value that the scheme
    /// cannot have.
    ///
    /// Forms are known of `imdb`, `tmdb`, `wikidata` and `eidr` (with its check character); other schemes take any
    /// value without blanks. None ends in `@12` or `@2026-01-31`, which name the state of an edition.
    public init(parsing text: String) throws {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[1].isEmpty else {
            throw Refusal(
                .usage, "identifier \"\(text)\" is not written as scheme:value", hint: "as in imdb:tt1234567")
        }
        scheme = try Code(String(parts[0]), for: "scheme").text
        value = String(parts[1])
        guard Identifier.fits(value, scheme) else {
            throw Refusal(
                .usage, "identifier \"\(text)\" is none of \(scheme)'s",
                hint: Identifier.examples[scheme].map { "written as in \(scheme):\($0)" } ?? "leave out the blanks")
        }
        if let at = value.lastIndex(of: "@"), EditionReference.moment(value[value.index(after: at)...]) != nil {
            throw Refusal(
                .usage, "identifier \"\(text)\" ends like a revision or day: nobody could name an edition by it",
                hint: "\(value[at...]) behind a name is a state of the edition; leave it out, or write it without the @"
            )
        }
    }

    /// `scheme:value`.
    public var description: String { scheme + ":" + value }

    private static let examples = [
        "imdb": "tt1234567", "tmdb": "tv/1399 or movie/603", "wikidata": "Q42",
        "eidr": "10.5240/7791-8534-2C23-9030-8610-5",
    ]

    private static func fits(_ value: String, _ scheme: String) -> Bool {
        let bytes = Array(value.utf8)
        func digits(after prefix: String) -> Bool {
            let rest = value.hasPrefix(prefix) ? value.utf8.dropFirst(prefix.utf8.count) : "".utf8.dropFirst(0)
            return !rest.isEmpty && rest.allSatisfy { (0x30...0x39).contains($0) }
        }
        switch scheme {
        case "imdb": return digits(after: "tt") && bytes.count >= 9
        case "tmdb": return digits(after: "tv/") || digits(after: "movie/") || digits(after: "")
        case "wikidata": return digits(after: "Q")
        case "eidr": return isEIDR(value)
        case _: return !value.contains(where: \.isWhitespace)
        }
    }

    /// Whether a text is an EIDR: `10.5240/`, five groups of four hexadecimal digits, and the check character that
    /// ISO 7064 mod 37,36 gives them.
    private static func isEIDR(_ text: String) -> Bool {
        guard text.hasPrefix("10.5240/") else { return false }
        let groups = text.dropFirst(8).split(separator: "-", omittingEmptySubsequences: false)
        guard groups.count == 6, groups.dropLast().allSatisfy({ $0.utf8.count == 4 }), groups[5].utf8.count == 1
        else { return false }
        let alphabet = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        let values = groups.joined().map { alphabet.firstIndex(of: $0) ?? 99 }
        guard values.dropLast().allSatisfy({ $0 < 16 }), let check = values.last, check < 36 else { return false }
        var product = 36
        for value in values.dropLast() {
            let sum = (product + value) % 36
            product = (sum == 0 ? 36 : sum) * 2 % 37
        }
        return (product + check) % 36 == 1
    }
}
