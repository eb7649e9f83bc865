public import AdaptModel
import AdaptSQL
import Synchronization

extension Workspace {
    /// Refuses kinds of elements that do not exist, with what is near: their list is closed. Throws a `Refusal` (usage).
    public func require(kinds: [String]) async throws {
        guard !kinds.isEmpty else { return }
        let known = try await rows(Queries.series["kinds"]).map { try $0.get("kind", as: String.self) }
        for kind in kinds where !known.contains(kind) {
            throw Refusal(
                .usage, "kind \"\(kind)\" of elements is not known",
                hint: Nearest.hint(for: kind, among: known) ?? "choose of " + known.joined(separator: ", "))
        }
    }

    /// Every element of a series in every one of its editions. Throws a `Refusal` (rule, usage).
    public func matrix(of series: String, kinds: [String] = [], asOf cut: OperationID = .now) async throws
        -> SeriesMatrix
    {
        try await require(kinds: kinds)
        return SeriesMatrix(try await history(of: series, asOf: cut), kinds: Set(kinds))
    }

    /// What the derived editions of a series (nil: of all, one series after the other) decide themselves, against
    /// their parents.
    public func againstParents(
        of series: String?, kinds: [String] = [], asOf cut: OperationID = .now,
        _ body: @Sendable (String, [ParentLine]) throws -> Void
    ) async throws {
        try await require(kinds: kinds)
        let wanted = Set(kinds)
        try await forEachSeries(series, asOf: cut) { history in
            try body(history.series, history.linesAgainstParents(kinds: wanted))
        }
    }

    /// The same of one edition. Throws a `Refusal`: rule where it has no parent, usage for a kind that does not exist.
    public func againstParent(
        of reference: EditionReference, kinds: [String] = [], asOf cut: OperationID = .now,
        _ body: @Sendable (String, [ParentLine]) throws -> Void
    ) async throws {
        try await require(kinds: kinds)
        let found = try await find(reference, asOf: cut)
        try await forEachSeries(found.series, detail: .evidence, asOf: found.cut) { history in
            guard history.edition(found.id)?.parent != nil else {
                throw Refusal(
                    .rule, "edition \"\(found.name)\" has no parent",
                    hint: "all editions of its series: adapt compare \(found.series) --against-parent")
            }
            let lines = history.linesAgainstParents(kinds: Set(kinds)).filter { $0.edition.id == found.id }
            try body(history.series, lines)
        }
    }

    /// Counts what derived editions of a series, or of all, change. `market`: only editions made for it, for a market that
    /// holds it, or for a part of it.
    public func changes(
        by dimension: ChangeDimension, in series: String? = nil, market: String? = nil, kinds: [String] = [],
        asOf cut: OperationID = .now
    ) async throws -> ChangeCounts {
        let made = try await markets(around: market, asOf: cut)
        try await require(kinds: kinds)
        let (wanted, counts) = (Set(kinds), Counter(by: dimension))
        try await forEachSeries(series, detail: .values, asOf: cut) { history in
            counts.add(history, kinds: wanted, madeFor: made)
        }
        return counts.value
    }

    /// A market with those that hold it and those that lie in it; nil: none is named.
    private func markets(around market: String?, asOf cut: OperationID) async throws -> Set<String>? {
        guard let market else { return nil }
        _ = try await markets(market, asOf: cut)
        let found = try await rows(Queries.catalogue["markets_around"], [cut.number, market])
        return Set(try found.map { try $0.get("market_code", as: String.self) } + [market])
    }
}

/// Counts from inside a stream, whose calls come one at a time; the lock only tells the compiler so.
private final class Counter: Sendable {
    private let counts: Mutex<ChangeCounts>

    init(by dimension: ChangeDimension) { counts = Mutex(ChangeCounts(by: dimension)) }

    var value: ChangeCounts { counts.withLock { $0 } }

    /// Adds what the editions of a series change, only elements of some kinds (none: of all) and editions made for some
    /// markets (nil: for any).
    func add(_ history: SeriesHistory, kinds: Set<String>, madeFor markets: Set<String>?) {
        counts.withLock { counts in
            history.forEachLineAgainstParent(kinds: kinds) { line in
                guard let markets else { return counts.add(line, of: history.series) }
                guard let market = line.edition.header.market, markets.contains(market) else { return }
                counts.add(line, of: history.series)
            }
        }
    }
}
