extension LineProxy {
    /// Directory and number of the Unix socket that a URL names; nil where it names a host of the network.
    public static func place(of url: String) -> (directory: String, host: Range<String.Index>)? {
        guard let at = url.lastIndex(of: "@"), let end = url[at...].firstIndex(where: { ":/".contains($0) }) else {
            return nil
        }
        let host = url.index(after: at)..<end
        guard url[host].hasPrefix("%2F") || url[host].hasPrefix("%2f") else { return nil }
        var directory = ""
        var rest = url[host]
        while let first = rest.first {
            if first == "%", let code = UInt8(rest.dropFirst().prefix(2), radix: 16) {
                directory.unicodeScalars.append(Unicode.Scalar(code))
                rest = rest.dropFirst(3)
            } else {
                directory.append(first)
                rest = rest.dropFirst()
            }
        }
        return (directory, host)
    }

    /// Runs `body` with `url` through a proxy.
    public static func with<R: Sendable>(
        _ url: String, cut: Cut? = nil, staysDown: Bool = false, holdBefore: Int? = nil,
        _ body: @Sendable (String, LineProxy) async throws -> R
    ) async throws -> R {
        guard let (upstream, host) = place(of: url) else {
            throw TemporaryDirectory.Failure(
                description: "the server of the tests has no Unix socket: unset ADAPT_TEST_DATABASE_URL")
        }
        return try await TemporaryDirectory.with { directory in
            let proxy = try LineProxy(
                to: upstream + "/.s.PGSQL.5432", in: directory.path, cut: cut, staysDown: staysDown,
                holdBefore: holdBefore)
            defer { proxy.stop() }
            let own = directory.path.replacing("/", with: "%2F")
            return try await body(url.replacingCharacters(in: host, with: own), proxy)
        }
    }
}

extension String {
    fileprivate func replacingCharacters(in range: Range<String.Index>, with text: String) -> String {
        String(self[..<range.lowerBound]) + text + String(self[range.upperBound...])
    }
}
