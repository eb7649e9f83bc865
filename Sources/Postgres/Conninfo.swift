import CLibpq

/// A connection string, as libpq reads it, and what must never be told of it.
struct Conninfo {
    let url: String
    private let values: [String: String]
    /// What it says as the environment variables that libpq reads in its place; what has none is left out.
    let variables: [String: String]

    /// Refuses what libpq cannot read, without repeating any of it.
    init(_ url: String) throws {
        guard !url.utf8.contains(0) else {
            throw PostgresError(.usage, "the connection string holds a zero byte")
        }
        self.url = url
        var reason: UnsafeMutablePointer<CChar>?
        // Sound: the list ends with an entry without keyword; both it and the reason are ours to free, once.
        let options = PQconninfoParse(url, &reason)
        defer {
            PQconninfoFree(options)
            PQfreemem(reason)
        }
        guard var option = options else {
            let text = reason.map { String(cString: $0) } ?? "out of memory"
            throw PostgresError(
                .cannotConnect, "the connection string cannot be read: \(Self.unquoted(text))",
                hint: "write postgresql://user@host:port/database, special characters as %XX")
        }
        var (values, variables): ([String: String], [String: String]) = ([:], [:])
        while let keyword = option.pointee.keyword {
            if let value = option.pointee.val {
                values[String(cString: keyword)] = String(cString: value)
                if let name = option.pointee.envvar { variables[String(cString: name)] = String(cString: value) }
            }
            option += 1
        }
        (self.values, self.variables) = (values, variables)
    }

    subscript(keyword: String) -> String? { values[keyword] }

    /// Keywords whose values are; the last three are those of a later libpq.
    private static let secret = [
        "password", "sslpassword", "oauth_client_secret", "scram_client_key", "scram_server_key",
    ]

    /// `message` without any password, or a stand-in when it might hold pieces of one.
    func censored(_ message: String) -> String {
        guard !mayBeMisread else {
            return "details withheld, because the user or password of the URL has an unescaped / ? # or @"
        }
        return (Self.secret.compactMap { values[$0] } + [passwordOfUser].compactMap { $0 })
            .filter { !$0.isEmpty }
            .reduce(message) { $0.replacing($1, with: "***") }
    }

    /// What stands behind the colon of a user in a URL that was written `%3A`: meant to be a password, and sent as a
    /// part of the name, which the server repeats.
    private var passwordOfUser: String? {
        guard url.contains("://"), let user = values["user"], let colon = user.firstIndex(of: ":") else { return nil }
        return String(user[colon...].dropFirst())
    }

    /// A password with an unescaped `/` or `@` makes libpq take pieces of it for host, port or database, and
    /// say so in its errors.
    private var mayBeMisread: Bool {
        guard let scheme = url.firstRange(of: "://") else { return false }
        let rest = url[scheme.upperBound...]
        guard let at = rest.lastIndex(of: "@"), let colon = rest[..<at].firstIndex(of: ":") else {
            return false
        }
        return rest[colon..<at].contains { "/?#@".contains($0) }
    }

    /// Libpq quotes the place it stumbled over, which may be a piece of a password.
    private static func unquoted(_ text: String) -> String {
        guard let first = text.firstIndex(of: "\""), let last = text.lastIndex(of: "\"") else {
            return text.trimmedEnd
        }
        return "\(text[..<first])\"...\"\(text[last...].dropFirst())".trimmedEnd
    }
}
