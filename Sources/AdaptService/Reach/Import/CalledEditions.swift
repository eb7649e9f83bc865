import AdaptModel
import AdaptSQL
import Postgres

/// What a file calls by titles or identifiers, looked up all at once after it was read.
struct CalledEditions: Sendable {
    /// Something called so.
    struct Call: Sendable {
        let called: ReachIdentity.Called
        /// Whole title and title of the show, folded as the database folds them; nil: an identifier alone.
        var name: String?
        var title: String?
    }

    /// An edition that a title may mean.
    struct Candidate: Sendable {
        let series: Int
        let id: Int
        let name: String
        let language: String?
        let market: String?
        /// Whether it is called so now; false: it was.
        let isCurrent: Bool
        /// Whether it is told apart from others of that name by the category asked for, and by any at all.
        let isTold: Bool
        let hasCategory: Bool
        /// That category, as it was written.
        var category: String?
    }

    /// Editions by what they are called.
    private(set) var found: [ReachIdentity.Called: Candidate] = [:]
    /// Those that no edition is called, in the order of the file.
    private(set) var missing: [Call] = []
    /// Those that several editions are called, or one perhaps.
    private(set) var doubtful: [ReachIdentity.Called: Refusal] = [:]
    /// Categories that the file has of one name, where it has several.
    private(set) var categories: [String: Set<String>] = [:]

    /// Looks up `calls`.
    init(_ calls: [Call], in workspace: Workspace) async throws {
        let named = calls.filter { $0.called.identifier == nil }
        let rows = try await workspace.rows(
            Queries.called["called"],
            [named.map { $0.called.name ?? "" }, named.map { $0.called.title ?? "" }, named.map(\.called.category)])
        var known: [ReachIdentity.Called: Call] = [:]
        var candidates = try await CalledEditions.identified(calls, in: workspace)
        for row in rows {
            var call = named[try row.get("n", as: Int.self) - 1]
            (call.name, call.title) = (try row.get("name"), try row.get("title"))
            known[call.called] = call
            if let candidate = try Candidate(row) { candidates[call.called, default: []].append(candidate) }
        }
        for call in calls.map({ known[$0.called] ?? $0 }) {
            if let name = call.name, let category = call.called.category {
                categories[name, default: []].insert(category)
            }
            choose(candidates[call.called] ?? [], for: call)
        }
        refuseSharedCategories(calls.compactMap { known[$0.called] })
    }

    private static func identified(
        _ calls: [Call], in workspace: Workspace
    ) async throws -> [ReachIdentity.Called: [Candidate]] {
        let identified = calls.filter { $0.called.identifier != nil }
        let identifiers = identified.compactMap(\.called.identifier)
        var found: [ReachIdentity.Called: [Candidate]] = [:]
        guard !identified.isEmpty else { return found }
        for row in try await workspace.rows(
            Queries.called["identified"], [identifiers.map(\.scheme), identifiers.map(\.value)])
        {
            let call = identified[try row.get("n", as: Int.self) - 1]
            found[call.called, default: []].append(
                Candidate(
                    series: try row.get("series_id"), id: try row.get("edition_id"), name: try row.get("edition"),
                    language: nil, market: nil, isCurrent: true, isTold: false, hasCategory: false))
        }
        return found
    }

    /// Of the editions called so, the one that is meant: by language and market, by present before former titles, by
    /// the category that tells works of one title apart.
    private mutating func choose(_ candidates: [Candidate], for call: Call) {
        var left = candidates.filter { candidate in
            guard let language = call.called.language, let known = candidate.language else { return true }
            return known.prefix { $0 != "-" } == language.prefix { $0 != "-" }
        }
        guard !left.isEmpty else {
            missing.append(call)
            return
        }
        func prefer(_ isBetter: (Candidate) -> Bool) {
            let better = left.filter(isBetter)
            if !better.isEmpty { left = better }
        }
        prefer(\.isTold)
        prefer(\.isCurrent)
        if let language = call.called.language { prefer { $0.language == language } }
        if let market = call.called.market { prefer { $0.market == market } }
        if call.called.category != nil { prefer { $0.isTold || !$0.hasCategory } }
        if left.count == 1, call.called.category == nil || left[0].isTold || !left[0].hasCategory {
            found[call.called] = left[0]
            return
        }
        let names = left.map(\.name).joined(separator: ", ")
        let message = left.count == 1 ? "may be \(names)" : "is that of \(left.count) editions"
        let alias = "\(call.called.name ?? "") [\(call.called.category ?? "CATEGORY")]"
        let edit = "adapt edition edit \(left[0].name) --alias \"\(alias)\""
        // A publisher that renames a category renames it for all works of it.
        let all = call.called.category.flatMap { now in
            left[0].category.map { "where all of \"\($0)\" is called so now: --same-category \"\(now)=\($0)\"; " }
        }
        doubtful[call.called] = Refusal(
            .input, "\(call.called.words) \(message)",
            hint: left.count == 1
                ? "\(all ?? "")if it is: \(edit); if it is another work: adapt register SERIES --code main --title "
                    + "\"\(call.called.name ?? "")\" --alias \"\(alias)\""
                : "\(names): say language or market, or tell one apart: \(edit) and --map category=COLUMN")
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
                    hint: "say which it is: adapt edition edit \(known.name) --alias \"\(name) [\(categories[0])]\"")
            }
        }
    }

    /// What is wrong with those that are missing, with what is near for the first of them.
    func strangers(in workspace: Workspace) async throws -> [ReachIdentity.Called: Refusal] {
        let shown = missing.prefix(20)
        var near: [Int: [String]] = [:]
        if try await workspace.rows(Queries.search["has_trigrams"])[0].get("forgives", as: Bool.self) {
            _ = try await workspace.rows(Queries.search["forgive"])
            for row in try await workspace.rows(Queries.called["near"], [shown.map { $0.called.name ?? "" }]) {
                let (title, edition): (String, String) = (try row.get("title"), try row.get("edition"))
                near[try row.get("n", as: Int.self) - 1, default: []].append("\(edition) \"\(title)\"")
            }
        }
        var refused: [ReachIdentity.Called: Refusal] = [:]
        for (index, call) in missing.enumerated() {
            let hint = near[index].map { "did you mean \($0.joined(separator: ", "))? " } ?? ""
            let option = call.called.identifier.map { "--id \($0)" } ?? "--alias \"\(call.called.name ?? "")\""
            refused[call.called] = Refusal(
                .input, "\(call.called.words) is not known",
                hint: hint
                    + "register it with --register-missing, or give it: adapt edition edit SERIES/EDITION \(option)"
            )
        }
        return refused
    }
}

extension CalledEditions.Candidate {
    fileprivate init?(_ row: Row) throws {
        guard let edition: String = try row.get("edition") else { return nil }
        self.init(
            series: try row.get("series_id"), id: try row.get("edition_id"), name: edition,
            language: try row.get("language"), market: try row.get("market_code"), isCurrent: try row.get("is_current"),
            isTold: try row.get("is_told"), hasCategory: try row.get("has_category"),
            category: try row.get("category"))
    }
}
