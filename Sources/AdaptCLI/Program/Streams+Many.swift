import AdaptReports

extension Streams {
    /// How many of many are told one by one.
    static let told = 20

    /// Prints a note on each of the first of many, then how many more `things` there are. `count`: how many there are,
    /// where `many` are the first of them; `where`: where more are to be seen.
    func warn<Thing>(
        of many: [Thing], count: Int? = nil, _ things: String, where more: String? = nil, _ words: (Thing) -> String
    ) {
        for thing in many.prefix(Self.told) { warn("adapt: " + words(thing)) }
        let rest = (count ?? many.count) - min(many.count, Self.told)
        guard rest > 0 else { return }
        let what = rest == 1 ? "" : " " + things
        warn("adapt: ... and \(grouped(rest)) more\(what)" + (more.map { "; \($0)" } ?? ""))
    }
}
