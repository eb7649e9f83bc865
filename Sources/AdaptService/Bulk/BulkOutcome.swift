import AdaptModel
import Synchronization

/// What a file will have made of the series that it names, as far as it tells what of them is outdated then.
struct BulkOutcome: Sendable {
    private let catalogue: BulkCatalogue
    /// What is said already, by series; it says something only where it is outdated.
    private var again: [String: [BulkDecision]] = [:]
    /// What is said anew, by series.
    private var fresh: [String: [BulkDecision]] = [:]
    /// The editions that are registered, or given another parent, by series.
    private var changed: [String: [EditionWords]] = [:]

    init(_ catalogue: BulkCatalogue, editions: [EditionWords], decisions: [BulkDecision]) {
        self.catalogue = catalogue
        for words in editions {
            let known = catalogue.editions[words.name]
            guard known == nil || words.parent != nil && words.parent != known?.parent else { continue }
            changed[words.series, default: []].append(words)
        }
        for decision in decisions {
            let series = String(decision.edition.prefix { $0 != "/" })
            let said = catalogue.editions[decision.edition].flatMap { catalogue.said($0, decision.element) }
            if said != nil, decision.isSaid(already: said, isOutdated: false) {
                again[series, default: []].append(decision)
            } else {
                fresh[series, default: []].append(decision)
            }
        }
    }

    /// Codes of the series in which something is said again.
    var series: [String] { again.keys.sorted() }

    /// Whether the file changes a series beside what it says again.
    func changes(_ series: String) -> Bool { fresh[series] != nil || changed[series] != nil }

    /// What of that which is said again is outdated once the rest is applied, as `series/edition path`: what a keep keeps
    /// may itself be a keep that is said again. `leaving`: what is left as it is, outdated or not.
    func outdated(in history: SeriesHistory, leaving: Set<String>) -> Set<String> {
        var waiting = (again[history.series] ?? []).filter { !leaving.contains($0.subject) }
        var found: Set<String> = []
        while !waiting.isEmpty {
            let after = applied(to: history, settling: found)
            let outdated = Set(after.outdated.map { $0.edition + " " + $0.element })
            let settled = waiting.filter { outdated.contains($0.subject) }
            guard !settled.isEmpty else { break }
            found.formUnion(settled.map(\.subject))
            waiting.removeAll { found.contains($0.subject) }
        }
        return found
    }

    /// A series once the file is applied. `settling`: what of that which is said again is recorded again.
    func applied(to history: SeriesHistory, settling: Set<String>) -> SeriesHistory {
        let operation = OperationID(history.cut.number + 1)
        let ids = keys(in: history)
        let settled = (again[history.series] ?? []).filter { settling.contains($0.subject) }
        let said = ((fresh[history.series] ?? []) + settled).compactMap { decision in
            ids[decision.edition].map { decision.taken(by: $0, operation) }
        }
        return history.followed(by: operation, changed: editions(in: history, ids), said: said)
    }

    /// Keys of the editions of a series, those that the file registers among them: these have none yet.
    private func keys(in history: SeriesHistory) -> [String: EditionID] {
        var ids = Dictionary(history.editions.map { ($0.header.edition, $0.id) }) { first, _ in first }
        for (index, words) in (changed[history.series] ?? []).enumerated() where ids[words.name] == nil {
            ids[words.name] = EditionID(-1 - index)
        }
        return ids
    }

    /// The editions that the file registers or moves, as they are then.
    private func editions(in history: SeriesHistory, _ ids: [String: EditionID]) -> [SeriesHistory.Edition] {
        (changed[history.series] ?? []).compactMap { words in
            ids[words.name].map { id in
                SeriesHistory.Edition(
                    id: id,
                    header: EditionHeader(
                        edition: words.name, title: words.title ?? "", language: words.language, market: words.market,
                        revision: 0), parent: words.parent.flatMap { ids[$0] }, method: words.method?.rawValue)
            }
        }
    }
}

extension BulkDecision {
    /// As it is once an operation has recorded it.
    fileprivate func taken(by edition: EditionID, _ operation: OperationID) -> Decision {
        let statement: Decision.Statement =
            switch self.statement {
            case .value(let words): .value(ElementValue(value ?? words, term: term))
            case .keep: .keep
            case .absent: .absent
            case .unknown: .unknown
            case .inherit: .inherit
            }
        return Decision(
            element: path.text, edition: edition, operation: operation, statement: statement, minor: minor)
    }
}

extension Workspace {
    /// Those of a file's decisions which are said already, but outdated once the file is applied, as
    /// `series/edition path`: saying them again settles them. `leaving`: what is not said again; only the series of
    /// those are looked at where there are any.
    func outdated(after outcome: BulkOutcome, leaving: Set<String> = []) async throws -> Set<String> {
        let named = Set(leaving.map { String($0.prefix { $0 != "/" }) })
        let series = outcome.series.filter { leaving.isEmpty || named.contains($0) }
        guard !series.isEmpty else { return [] }
        let last = try await pinned(.now)
        let movedOn = try await codes(of: .movedOn(among: series), asOf: last)
        let codes = Set(series.filter(outcome.changes) + movedOn).sorted()
        let found = Mutex<Set<String>>([])
        try await forEachSeries(of: .named(codes), detail: .values, asOf: last) { history in
            let outdated = outcome.outdated(in: history, leaving: leaving)
            found.withLock { $0.formUnion(outdated) }
        }
        return found.withLock { $0 }
    }
}
