import AdaptModel

/// A connection string as people write it: what of it is secret, and what may be shown.
enum DatabaseURL {
    /// Whether a text that stands on a command line holds a password: a URL with one behind the user, or a parameter.
    static func holdsPassword(_ text: String) -> Bool {
        guard let scheme = text.firstRange(of: "://") else { return false }
        let name = text[..<scheme.lowerBound].lowercased()
        guard name.hasSuffix("postgresql") || name.hasSuffix("postgres") else { return false }
        if text.contains(password) || text.contains(key) { return true }
        if let user = userinfo(text), colon(in: text[user]) != nil { return true }
        return parameters(of: text).contains { isSecret(keyword: $0) }
    }

    /// Whether a whole connection string does, as URL or as `keyword=value`.
    static func isSecret(_ text: String) -> Bool {
        holdsPassword(text) || text.contains(password) || text.contains(key)
    }

    /// Whether a word for psql does, which may be a connection string, or an option with one.
    static func isSecret(argument: String) -> Bool {
        holdsPassword(argument) || argument.prefixMatch(of: settings) != nil || argument.contains(key)
    }

    /// The connection string without its passwords; psql and libpq ask for them, or find them in ~/.pgpass.
    static func shown(_ text: String) -> String {
        var text = text
        if let user = userinfo(text), let colon = colon(in: text[user]) {
            text.removeSubrange(colon.lowerBound..<user.upperBound)
        }
        if text.contains("://") {
            let parts = text.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2 else { return text }
            let kept = parameters(of: text).filter { !isSecret(keyword: $0) }
            return parts[0] + (kept.isEmpty ? "" : "?" + kept.joined(separator: "&"))
        }
        return text.replacing(quotedPassword, with: "").replacing(plainPassword, with: "")
    }

    private static var password: Regex<Substring> { #/(?i)password\s*=/# }
    /// What a later libpq takes in the place of one.
    private static var key: Regex<Substring> { #/(?i)(?:oauth_client_secret|scram_(?:client|server)_key)\s*=/# }
    private static var quotedPassword: Regex<Substring> {
        #/(?i)(?:(?:ssl)?password|oauth_client_secret|scram_(?:client|server)_key)\s*=\s*'(?:[^'\\]|\\.)*'\s*/#
    }
    private static var plainPassword: Regex<Substring> {
        #/(?i)(?:(?:ssl)?password|oauth_client_secret|scram_(?:client|server)_key)\s*=\s*(?:[^\s\\]|\\.)*\s*/#
    }

    /// `keyword=value` from its start to a password. What is SQL does not begin so, even where it holds such a word.
    private static var settings: Regex<Substring> {
        #/(?i)(?:-d|--dbname=)?\s*(?:\w+\s*=\s*(?:'(?:[^'\\]|\\.)*'|(?:[^\s\\']|\\.)*)\s+)*(?:ssl)?password\s*=/#
    }

    /// The colon between user and password; libpq takes a `%3A` for a part of the name, people mean a password by it.
    private static func colon(in user: Substring) -> Range<String.Index>? {
        user.firstRange(of: #/(?i):|%3A/#)
    }

    /// What stands behind the question mark, a parameter each.
    private static func parameters(of text: String) -> [Substring] {
        text.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false).dropFirst()
            .flatMap { $0.split(separator: "&") }
    }

    /// Whether a parameter is a password: libpq decodes `%XX` in keywords too.
    private static func isSecret(keyword parameter: Substring) -> Bool {
        var name: [UInt8] = []
        var rest = Array(parameter.prefix { $0 != "=" }.utf8)[...]
        while let byte = rest.popFirst() {
            let digits = String(decoding: rest.prefix(2), as: UTF8.self)
            if byte == UInt8(ascii: "%"), digits.utf8.count == 2, let decoded = UInt8(digits, radix: 16) {
                name.append(decoded)
                rest = rest.dropFirst(2)
            } else {
                name.append(byte)
            }
        }
        let keyword = String(decoding: name, as: UTF8.self).lowercased()
        return ["password", "secret", "scram_"].contains { keyword.contains($0) }
    }

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
