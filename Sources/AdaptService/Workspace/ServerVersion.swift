import AdaptModel

/// Which servers this program works with.
enum ServerVersion {
    /// The major version that it needs at least.
    static let least = 15

    /// Why it cannot work with a server, by its number, as 150020 of 15.20; nil where it can.
    static func refusal(of number: Int) -> Refusal? {
        guard number < least * 10_000 else { return nil }
        return Refusal(
            .unreachable, "server is PostgreSQL \(number / 10_000), \(least) or later is needed",
            hint: "name another server: ADAPT_DATABASE_URL, or --database URL")
    }
}
