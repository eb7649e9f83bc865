public import AdaptModel
import AdaptSQL
import Postgres

/// Changes what is said of an element; what is nil stays.
public struct EditElement: Sendable {
    /// Which element, by a path that it has or had.
    public var path: ElementPath
    /// What is said anew.
    public var facts: ElementFacts
    /// What is taken away, of `label`, `vocabulary` and `tradition`.
    public var withdrawn: [String]
    /// Whether the tradition is spelt as it is written here at all elements that have it, case and accents aside.
    public var isEverywhere: Bool

    /// An edit of an element.
    public init(_ path: ElementPath, _ facts: ElementFacts, withdrawn: [String] = [], everywhere: Bool = false) {
        self.path = path
        self.facts = facts
        self.withdrawn = withdrawn
        isEverywhere = everywhere
    }

    /// What came of it.
    public struct Result: SaysIfSo {
        /// The path that it has.
        public let path: String
        /// What was said of it before.
        public var replaced: [Replaced] = []
        /// The tradition that is said, as other elements spell it already; nil: none is said.
        public var tradition: String?
        /// The other elements at which that is spelt anew, ordered by path.
        public var respelt: [Respelt] = []
        let wasSo: Bool
    }

    /// The facts that are said, by their names.
    private var said: [String] {
        [
            ("kind", facts.kind), ("label", facts.label), ("vocabulary", facts.vocabulary),
            ("tradition", facts.tradition),
        ].filter { $0.1 != nil }.map(\.0)
    }

    /// Records it, unless all of it is so already. Throws a `Refusal` (rule): no such element, a kind that is not known,
    /// a vocabulary of which values that are recorded are no terms; (usage) nothing to change, no tradition to spell.
    public func run(in workspace: Workspace, dryRun: Bool) async throws -> Receipt<Result> {
        guard !said.isEmpty || !withdrawn.isEmpty || facts.citation != nil else {
            throw Refusal(
                .usage, "nothing to change in element \"\(path)\"", hint: "name what changes, as in --label \"...\"")
        }
        guard !isEverywhere || facts.tradition != nil else {
            throw Refusal(
                .usage, "no tradition to spell everywhere for element \"\(path)\"", hint: "name it with --tradition")
        }
        try Withdrawal.check(withdrawn, beside: said, facts.citation)
        let current = try await workspace.knownPath(path.text)
        return try await workspace.record("element edit", message: message(current), dryRun: dryRun) { recorder in
            var facts = self.facts
            try recorder.check(texts: [("label", facts.label), ("tradition", facts.tradition)])
            var respelt: [Respelt] = []
            if isEverywhere, let tradition = facts.tradition {
                respelt = try await recorder.respell(tradition: tradition, besides: current)
            } else {
                facts.tradition = try await recorder.asSpelt(tradition: facts.tradition, besides: current)
            }
            if let kind = facts.kind { try await recorder.workspace.require(kinds: [kind]) }
            let asked: [(any PostgresEncodable)?] = [
                current, recorder.operation.number, facts.kind, facts.label, facts.vocabulary, facts.tradition,
            ]
            let evidence: [(any PostgresEncodable)?] = [
                facts.citation?.source, facts.citation?.locator, facts.citation?.quote, withdrawn,
            ]
            let found = try await recorder.rows(Queries.record["element_differs"], asked + evidence)
            guard let row = found.first else { throw Refusal.takenBackMeanwhile("element \"\(current)\"") }
            guard try row.get("differs") else {
                return Result(
                    path: current, tradition: facts.tradition, respelt: respelt, wasSo: respelt.isEmpty)
            }
            let (had, tradition): (String?, String?) = (try row.get("vocabulary"), try row.get("tradition"))
            let told = withdrawn.contains("tradition") ? nil : facts.tradition ?? tradition
            // Beside a label it would replace what the tradition stands on.
            let isBesideOther = !said.isEmpty && facts.tradition == nil
            guard facts.citation == nil || told != nil && !isBesideOther else {
                let what = told == nil ? "none is recorded" : "only \(said.joined(separator: ", ")) is said"
                throw Refusal(
                    .usage, "evidence is of the tradition, and \(what) of element \"\(current)\"",
                    hint: "name it with --tradition, or leave out --cite")
            }
            let vocabulary = withdrawn.contains("vocabulary") ? nil : facts.vocabulary ?? had
            if vocabulary != had {
                // Looked at before it is opened, which may bring terms that are there for nobody else.
                let terms = try await recorder.rows(Queries.record["terms_of"], [vocabulary])
                if let vocabulary { try await recorder.open(vocabulary: vocabulary) }
                try await recorder.requireTerms(
                    of: current, in: vocabulary, canBeSaid: had == nil, areThere: !terms.isEmpty)
            }
            let citation = try await recorder.add(facts.citation)
            _ = try await recorder.rows(Queries.record["edit_element"], asked + [withdrawn, citation])
            return Result(
                path: current, replaced: try await recorder.replacedFacts(ofElement: current),
                tradition: facts.tradition, respelt: respelt, wasSo: false)
        }
    }

    /// The element, what is said of it and what is taken away.
    private func message(_ path: String) -> String {
        let all = said.isEmpty && withdrawn.isEmpty ? ["evidence"] : said
        return path + (all.isEmpty ? "" : " " + all.joined(separator: ", ")) + (isEverywhere ? " everywhere" : "")
            + (withdrawn.isEmpty ? "" : " without " + withdrawn.joined(separator: ", "))
    }
}
