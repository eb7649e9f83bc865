import AdaptModel

/// What is wrong with references of a file that name nobody. Each looks through all names.
extension ReachNames {
    /// What is wrong with a name that is nobody's, found out once for all rows that say it; what it is near, only as long
    /// as anybody reads it.
    mutating func strange(_ what: String, _ name: String, _ explain: (ReachNames) -> Refusal) -> Refusal {
        let key = "\(what) \(name)"
        if let known = unregistered[key] { return known }
        guard unregistered.count < 100 else {
            return Refusal(.input, "\(what) \"\(name)\" is not registered", hint: "adapt edition list")
        }
        let found = explain(self)
        unregistered[key] = found
        return found
    }

    /// A market that no edition of a series is made for, a rule; or the series is not known.
    func explanation(of market: String, amongMarketsOf series: String) -> Refusal {
        let codes = editions(of: series)
        return codes.isEmpty
            ? explanation(of: "\(series)/\(market)", "edition") : .market(market, ofNoneOf: series, codes: codes)
    }

    /// An edition or a creative, as `what` says, that is not registered.
    func explanation(of name: String, _ what: String) -> Refusal {
        let ofSeries = what == "edition" ? editions(of: name) : []
        if !ofSeries.isEmpty {
            return Refusal(
                .input, "\"\(name)\" is a series, and a figure is of an edition",
                hint: "name one of " + ofSeries.prefix(5).joined(separator: ", "))
        }
        let isJoint = what == "edition" && name.contains("+")
        let near =
            isJoint
            ? "editions that share a figure are joined by a + with blanks around it: "
                + name.split(separator: "+").map { trimmed(String($0)) }.joined(separator: " + ")
            : Nearest.hint(for: name, among: subjects.keys.filter { $0.contains(" ") == (what == "creative") })
        return Refusal(
            .input, "\(what) \"\(name)\" is not registered",
            hint: near ?? (what == "creative" ? "adapt creatives" : "adapt edition list"))
    }

    private func editions(of series: String) -> [String] {
        subjects.keys.filter { $0.hasPrefix(series + "/") && !$0.contains(" ") }.sorted()
    }
}
