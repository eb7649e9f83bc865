import AdaptModel
import AdaptSQL
import Postgres

/// What a file calls by titles or identifiers, looked up all at once after it was read.
struct CalledEditions: Sendable {
    /// Something called so.
    struct Call: Hashable, Sendable {
        let called: ReachIdentity.Called
        /// Whether its row names the edition otherwise, so that it is only held against that.
        var isBeside = false
        /// Whole title and title of the show, folded as the database folds them; nil: an identifier names it.
        var name: String?
        var title: String?
        /// The alias that would tell it apart from others of its name by its category, folded; nil: it has none.
        var told: String?
    }

    /// Editions by what they are called.
    private(set) var found: [ReachIdentity.Called: Candidate] = [:]
    /// Those that no edition is called, in the order of the file.
    private(set) var missing: [Call] = []
    /// Those that several editions are called, or one perhaps.
    private(set) var doubtful: [ReachIdentity.Called: Refusal] = [:]
    /// Categories that the file has of one name, where it has several.
    private(set) var categories: [String: Set<String>] = [:]
    /// Aliases, folded, without which some of those found would not have been.
    private(set) var aliases: Set<String> = []
    /// Titles beside identifiers that are none of the editions found.
    private(set) var newTitles: [ImportReach.NewTitle] = []
    /// All editions that titles may mean, and identifiers.
    private(set) var byTitle: [ReachIdentity.Called: [Candidate]] = [:]
    private(set) var byIdentifier: [ReachIdentity.Called: [Candidate]] = [:]

    /// Looks up `calls`.
    init(_ calls: [Call], in workspace: Workspace) async throws {
        byIdentifier = try await CalledEditions.identified(calls, in: workspace)
        let named = calls.filter { $0.called.name != nil }
        var candidates: [Int: [Candidate]] = [:]
        var known: [ReachIdentity.Called: Call] = [:]
        for row in try await workspace.rows(
            Queries.called["called"],
            [named.map { $0.called.name ?? "" }, named.map { $0.called.title ?? "" }, named.map(\.called.category)])
        {
            let place = try row.get("n", as: Int.self) - 1
            if let candidate = try Candidate(row) { candidates[place, default: []].append(candidate) }
            var call = named[place]
            guard call.called.identifier == nil, !call.isBeside else { continue }
            (call.name, call.title, call.told) = (try row.get("name"), try row.get("title"), try row.get("told"))
            known[call.called] = call
        }
        for (place, call) in named.enumerated() { byTitle[call.called] = candidates[place] }
        for call in calls where !call.isBeside {
            let call = known[call.called] ?? call
            if let name = call.name, let category = call.called.category {
                categories[name, default: []].insert(category)
            }
            choose(for: call)
        }
        refuseSharedCategories(calls.filter { !$0.isBeside }.compactMap { known[$0.called] })
        try await refuseJoint(calls, in: workspace)
    }

    /// Finds the edition that is meant, unless its title is that of others than its identifier.
    private mutating func choose(for call: Call) {
        let called = call.called
        let candidates = (called.identifier == nil ? byTitle : byIdentifier)[called] ?? []
        switch CalledEditions.choice(of: candidates, for: call) {
        case .missing: missing.append(call)
        case .doubtful(let refusal): doubtful[called] = refusal
        case .found(let edition):
            if called.identifier != nil, let title = titleReading(of: called) {
                guard !title.contradicts(edition.id) else {
                    doubtful[called] = title.refusal(beside: called.words, edition.name)
                    return
                }
                if title.editions.isEmpty {
                    newTitles.append(ImportReach.NewTitle(title: called.name ?? "", edition: edition.name))
                }
            }
            found[called] = edition
            guard !edition.isTitle || candidates.count > 1 else { return }
            if edition.isTold, let told = call.told {
                aliases.insert(told)
            } else if edition.isAlias, let name = call.name {
                aliases.insert(name)
            }
        }
    }

    /// Refuses titles `A + B` of which each part is one that is known, or that the file has too: so joint figures are
    /// written, and nobody said that it is none.
    private mutating func refuseJoint(_ calls: [Call], in workspace: Workspace) async throws {
        let parts = Dictionary(
            missing.compactMap { call -> (ReachIdentity.Called, [String])? in
                guard call.called.identifier == nil, let title = call.called.title, title.contains(" + ") else {
                    return nil
                }
                return (call.called, title.split(separator: " + ").map { trimmed(String($0)) })
            }, uniquingKeysWith: { $1 })
        guard !parts.isEmpty else { return }
        let rows = try await workspace.rows(Queries.called["titles_among"], [Set(parts.values.joined()).sorted()])
        let known = Set(try rows.map { try $0.get("title", as: String.self) } + calls.compactMap(\.called.title))
        for (called, titles) in parts where titles.count > 1 && titles.allSatisfy(known.contains) {
            doubtful[called] = Refusal(
                .input, "\(called.words) is of titles that are known, each by itself",
                hint: "a figure that they share: write their editions in a column edition, as in series/a + series/b; "
                    + "where it is a work of that title: adapt register SERIES --code main --title \(pasted(called.name ?? ""))"
            )
        }
        missing.removeAll { doubtful[$0.called] != nil }
    }

    /// Refuses one edition for two categories of its name: the file knows two works where one is registered.
    private mutating func refuseSharedCategories(_ calls: [Call]) {
        let shared = Dictionary(
            grouping: calls.filter { found[$0.called]?.isTold == false && $0.called.category != nil }
        ) { "\($0.name ?? "")\u{1F}\(found[$0.called]?.id ?? 0)" }
        for calls in shared.values {
            guard Set(calls.map(\.called.category)).count > 1, let first = calls.first, let known = found[first.called]
            else { continue }
            for call in calls { found[call.called] = nil }
            let (name, categories) = (first.called.name ?? "", calls.compactMap(\.called.category))
            for call in calls {
                doubtful[call.called] = Refusal(
                    .input,
                    "title \"\(name)\" stands in categories "
                        + categories.map { "\"\($0)\"" }.joined(separator: " and ") + ", one edition is called so",
                    hint: "say which it is: adapt edition edit \(known.name) --alias "
                        + pasted("\(name) [\(categories[0])]"))
            }
        }
    }
}
