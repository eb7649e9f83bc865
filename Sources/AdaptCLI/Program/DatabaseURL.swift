import AdaptModel

/// A connection string as people write it: what of it is secret, and what may be shown.
enum DatabaseURL {
    /// Whether a text that stands on a command line holds a password: a URL with one behind the user, or a parameter.
    static func holdsPassword(_ text: String) -> Bool {
        guard let scheme = text.firstRange(of: "://") else { return false }
        let name = text[..<scheme.lowerBound].lowercased()
        guard name.hasSuffix("postgresql") || name.hasSuffix("postgres") else { return false }
        return text.contains(password) || userinfo(text).map { text[$0].contains(":") } ?? false
    }

    /// Whether a whole connection string does, as URL or as `keyword=value`.
    static func isSecret(_ text: String) -> Bool { holdsPassword(text) || text.contains(password) }

    /// The connection string without its passwords; psql and libpq ask for them, or find them in ~/.pgpass.
    static func shown(_ text: String) -> String {
        var text = text
        if let user = userinfo(text), let colon = text[user].firstIndex(of: ":") {
            text.removeSubrange(colon..<user.upperBound)
        }
        if text.contains("://") {
            let parts = text.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2 else { return text }
            let kept = parts[1].split(separator: "&").filter { !$0.lowercased().contains("password=") }
            return parts[0] + (kept.isEmpty ? "" : "?" + kept.joined(separator: "&"))
        }
        return text.replacing(quotedPassword, with: "").replacing(plainPassword, with: "")
    }

    private static var password: Regex<Substring> { #/(?i)password\s*=/# }
    private static var quotedPassword: Regex<Substring> { #/(?i)(?:ssl)?password\s*=\s*'(?:[^'\\]|\\.)*'\s*/# }
    private static var plainPassword: Regex<Substring> { #/(?i)(?:ssl)?password\s*=\s*\S*\s*/# }

    /// The part before the last @ that can end it: a password may hold more of them, unescaped.
    private static func userinfo(_ text: String) -> Range<String.Index>? {
        guard let scheme = text.firstRange(of: "://") else { return nil }
        let rest = text[scheme.upperBound...]
        guard let at = rest.lastIndex(of: "@") else { return nil }
        // An @ of the path or of a parameter is not one, unless a colon before it says that a password goes that far.
        let end = rest.firstIndex { "/?".contains($0) } ?? rest.endIndex
        if at > end, !rest[..<end].contains(":") || rest[..<end].contains("@") {
            guard let first = rest[..<end].lastIndex(of: "@") else { return nil }
            return scheme.upperBound..<first
        }
        return scheme.upperBound..<at
    }
}
