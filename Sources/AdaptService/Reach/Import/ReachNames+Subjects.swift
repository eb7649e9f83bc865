import AdaptModel

/// The subject that a row names, in one of the ways that there are.
extension ReachNames {
    mutating func subject(of identity: ReachIdentity, _ file: ReachFile) throws -> (series: Int, subject: Int) {
        if let called = identity.called {
            guard let found = self.called[called] else {
                let place = file.place(of: called.field)
                throw strangers[called]?.at(place) ?? Refusal(.input, "\(called.words) is not known", place: place)
            }
            guard let creative = identity.creative else { return (found.series, found.edition) }
            guard let one = creatives["\(found.edition) \(creative)"] else {
                throw Refusal(
                    .input, "creative \"\(creative)\" of \(called.words) is not registered", hint: "adapt creatives",
                    place: file.place(of: .creative))
            }
            return one
        }
        let place = file.place(of: file.columns.column(of: .edition) == nil ? .series : .edition)
        let found = try identity.editions.map {
            identity.isByMarket ? try subject(byMarket: $0, file) : try subject($0, "edition", place)
        }
        if let said = identity.beside.flatMap({ readings[$0] }), found.count == 1,
            let other = said.first(where: { $0.contradicts(found[0].subject) })
        {
            let word = identity.isByMarket ? "the edition of its series and market" : "edition"
            throw other.refusal(beside: word, found[0].name).at(file.place(of: other.field))
        }
        if let creative = identity.creative {
            let place = file.place(of: .creative)
            guard found.count == 1 else {
                throw Refusal(
                    .input, "creative \"\(creative)\" is named beside several editions",
                    hint: "a creative promotes one edition: name that one", place: place)
            }
            let one = try subject("\(found[0].name) \(creative)", "creative", place)
            return (one.series, one.subject)
        }
        if found.count == 1 { return (found[0].series, found[0].subject) }
        guard Set(found.map(\.series)).count == 1, Set(found.map(\.subject)).count == found.count else {
            throw Refusal(
                .input,
                "joint figure \"\(identity.editions.joined(separator: " + "))\" is not of different editions of one series",
                hint: "name editions of one series, each once", place: place)
        }
        let joint = Joint(series: found[0].series, editions: found.map(\.subject).sorted())
        return (found[0].series, -1 - index(of: joint))
    }

    /// The one edition of a series that is made for a market. `name`: both, as `series/market`.
    private mutating func subject(
        byMarket name: String, _ file: ReachFile
    ) throws -> (name: String, series: Int, subject: Int) {
        let found = (byMarket[name] ?? []).sorted()
        if found.count == 1, let one = subjects[found[0]] { return (found[0], one.series, one.subject) }
        if found.isEmpty, standing.contains(name), let one = subjects[name] { return (name, one.series, one.subject) }
        let (series, market) = name.halves(at: "/") ?? (name, "")
        let place = file.place(of: .market)
        guard found.isEmpty else {
            throw Refusal(
                .input, "market \"\(market)\" is that of \(found.count) editions of \"\(series)\"",
                hint: "name one of \(found.joined(separator: ", ")) in a column edition", place: place)
        }
        let strange = strange("market", name) { $0.explanation(of: market, amongMarketsOf: series) }
        throw strange.at(strange.kind == .rule ? place : file.place(of: .series))
    }

    private mutating func subject(
        _ name: String, _ what: String, _ place: Refusal.Place
    ) throws -> (name: String, series: Int, subject: Int) {
        if let found = subjects[name] { return (name, found.series, found.subject) }
        let candidates = (byMarket[name] ?? []) + (ambiguous[name] ?? [])
        if candidates.count == 1, let found = subjects[candidates[0]] {
            return (candidates[0], found.series, found.subject)
        }
        if candidates.count > 1 {
            throw Refusal(
                .input, "\"\(name)\" fits \(candidates.count) editions",
                hint: "name one of " + candidates.joined(separator: ", "), place: place)
        }
        throw strange(what, name) { $0.explanation(of: name, what) }.at(place)
    }
}
