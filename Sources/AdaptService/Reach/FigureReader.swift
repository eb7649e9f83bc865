import AdaptModel
import AdaptSQL
import Postgres
import Synchronization

/// A measure's market and currency.
struct ReachPlace: Sendable {
    let measure: Int
    let market: String?
    let currency: String?
}

/// Puts rows of the week table together to figures, and hands on each week when it is whole.
struct FigureReader: Sendable {
    private let places: [Int: ReachPlace]
    private let first: ReachPlace?
    private let others: [Int: OtherSubject]
    private let last: Week
    private var next: Week
    private var entries: [ReachAssembly.Entry] = []
    private var isOrdered = true
    private var collection: ReachCollection

    init(
        places: [ReachPlace], others: [Int: OtherSubject], next: Week, last: Week, collection: ReachCollection
    ) {
        self.places = Dictionary(places.map { ($0.measure, $0) }) { first, _ in first }
        first = places.first
        self.others = others
        self.next = next
        self.last = last
        self.collection = collection
        // Most editions have one figure a week; grown step by step, these are moved again and again.
        entries.reserveCapacity(collection.members.count)
    }

    /// Takes a row of the query `figures`, whose weeks come in order.
    mutating func take(_ row: inout CopiedRow) throws {
        let monday = Day(number: try row.days())
        while next.monday < monday { try handOn() }
        let place = try row.integer().flatMap { places[$0] } ?? first
        let (subject, low) = (try row.number(), try row.number())
        let (high, open) = (try row.integer() ?? low, try row.integer() ?? 0)
        let (figures, strict) = (try row.integer() ?? 1, try row.integer() ?? 0)
        let (approximate, estimated) = (try row.integer() ?? 0, try row.integer() ?? 0)
        let (inferred, imputed) = (try row.integer() ?? 0, try row.integer() ?? 0)
        let total = ReachTotal(
            low: low, high: open > 0 ? nil : high, figures: figures, strict: strict, approximate: approximate,
            estimated: estimated, imputed: imputed)
        let other = others.isEmpty ? nil : others[subject]
        isOrdered = isOrdered && entries.last.map { $0.subject < subject } ?? true
        entries.append(
            ReachAssembly.Entry(
                subject: subject, of: other?.of ?? .edition, measuredIn: place?.market, currency: place?.currency,
                total: total, inferred: inferred, days: try row.integer() ?? 7,
                published: Day(number: try row.days()), memberNames: other?.names ?? []))
    }

    /// The collection of all weeks, also of those without a row.
    mutating func finish() throws -> ReachCollection {
        while next <= last { try handOn() }
        return collection
    }

    private mutating func handOn() throws {
        // The table keeps no order.
        if !isOrdered {
            entries.arrange(entries.indices.sorted { FigureReader.precedes(entries[$0], entries[$1]) })
        }
        try collection.add(next, entries)
        isOrdered = true
        entries.removeAll(keepingCapacity: true)
        next = next + 1
    }

    /// By subject, those of everywhere first.
    private static func precedes(_ left: ReachAssembly.Entry, _ right: ReachAssembly.Entry) -> Bool {
        if left.subject != right.subject { return left.subject < right.subject }
        return (left.measuredIn ?? "", left.currency ?? "") < (right.measuredIn ?? "", right.currency ?? "")
    }
}

/// A joint subject or creative.
struct OtherSubject: Sendable {
    let of: ReachAssembly.Of
    let names: [String]
}

extension Workspace {
    func places(of measure: ReachMeasure) async throws -> [ReachPlace] {
        try await rows(Queries.report["measures"], [measure.source, measure.metric]).map { row in
            ReachPlace(
                measure: try row.get("measure_id"), market: try row.get("market_code"),
                currency: try row.get("currency"))
        }
    }

    /// Those that say something of the market asked for, in the currency asked for; nil: any.
    ///
    /// Throws a `Refusal` (rule) where nothing is in that currency.
    func places(of measure: ReachMeasure, market: String?, currency: String?) async throws -> [ReachPlace] {
        let all = try await places(of: measure)
        if let currency, !all.contains(where: { $0.currency == currency }) {
            let known = Set(all.compactMap(\.currency)).sorted()
            throw Refusal(
                .rule, "no figure of \(measure.metric) is in currency \"\(currency)\"",
                hint: known.isEmpty ? "leave out --currency" : "choose of " + known.joined(separator: ", "))
        }
        return all.filter { place in
            (market == nil || place.market == nil || place.market == market)
                && (currency == nil || place.currency == currency)
        }
    }

    /// Those that say something of what was asked for.
    func places(of measure: ReachMeasure, in scope: WeeklyReach.Scope) async throws -> [ReachPlace] {
        try await places(of: measure, market: scope.market, currency: scope.currency)
    }

    /// What has figures and is no edition. `values`: those of the query `figures`.
    func otherSubjects(_ values: [(any PostgresEncodable)?]) async throws -> [Int: OtherSubject] {
        var found: [Int: OtherSubject] = [:]
        // There are few, if any, and to ask for those of some weeks takes a while to plan.
        guard try await rows(Queries.report["has_others"])[0].get("found", as: Bool.self) else { return found }
        for row in try await rows(Queries.report["others"], values) {
            let members: [Int]? = try row.get("members")
            found[try row.get("subject_id")] = OtherSubject(
                of: try members.map { .joint(members: $0) }
                    ?? .creative(code: try row.get("creative"), edition: try row.get("promoted")),
                names: try row.get("names", as: [String]?.self) ?? [])
        }
        return found
    }
}

/// What the rows of a stream are put together to. They come one at a time; the lock only tells the compiler so.
final class Collected<Value: Sendable>: Sendable {
    private let value: Mutex<Value>

    init(_ value: Value) { self.value = Mutex(value) }

    func change<Result: Sendable>(_ body: (inout Value) throws -> Result) rethrows -> Result {
        try value.withLock { try body(&$0) }
    }

    func take() -> Value { value.withLock { $0 } }
}
