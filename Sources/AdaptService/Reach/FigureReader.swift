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
    private let others: [Int: OtherSubject]
    private let last: Week
    private var next: Week
    private var entries: [ReachAssembly.Entry] = []
    private var collection: ReachCollection

    init(
        places: [ReachPlace], others: [Int: OtherSubject], next: Week, last: Week, collection: ReachCollection
    ) {
        self.places = Dictionary(places.map { ($0.measure, $0) }) { first, _ in first }
        self.others = others
        self.next = next
        self.last = last
        self.collection = collection
    }

    /// Takes a row of the query `figures`, whose weeks come in order.
    mutating func take(_ row: inout CopiedRow) throws {
        func number(_ row: inout CopiedRow) throws -> Int { try row.required { try $0.integer() } }
        let monday = Day(number: try row.required { try $0.days() })
        while next.monday < monday { try handOn() }
        let (place, subject) = (places[try number(&row)], try number(&row))
        let (low, high, open) = (try number(&row), try number(&row), try number(&row))
        let total = ReachTotal(
            low: low, high: open > 0 ? nil : high, figures: try number(&row), strict: try number(&row),
            approximate: try number(&row), estimated: try number(&row))
        let other = others.isEmpty ? nil : others[subject]
        entries.append(
            ReachAssembly.Entry(
                subject: subject, of: other?.of ?? .edition, measuredIn: place?.market, currency: place?.currency,
                total: total, inferred: try number(&row), days: try number(&row),
                published: Day(number: try row.required { try $0.days() }), memberNames: other?.names ?? []))
    }

    /// The collection of all weeks, also of those without a row.
    mutating func finish() throws -> ReachCollection {
        while next <= last { try handOn() }
        return collection
    }

    private mutating func handOn() throws {
        try collection.add(next, ordered())
        entries.removeAll(keepingCapacity: true)
        next = next + 1
    }
}

extension FigureReader {
    /// The week's figures by subject, those of everywhere first: the table keeps no order.
    private func ordered() -> [ReachAssembly.Entry] {
        func precedes(_ left: ReachAssembly.Entry, _ right: ReachAssembly.Entry) -> Bool {
            if left.subject != right.subject { return left.subject < right.subject }
            return (left.measuredIn ?? "", left.currency ?? "") < (right.measuredIn ?? "", right.currency ?? "")
        }
        let isOrdered = zip(entries, entries.dropFirst()).allSatisfy { !precedes($1, $0) }
        if isOrdered { return entries }
        // Figures are large: their places are sorted, and each is moved once.
        return entries.indices.sorted { precedes(entries[$0], entries[$1]) }.map { entries[$0] }
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

    /// What has figures and is no edition. `values`: those of the query `figures`.
    func otherSubjects(_ values: [(any PostgresEncodable)?]) async throws -> [Int: OtherSubject] {
        var found: [Int: OtherSubject] = [:]
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

extension ReachReport.Edition {
    /// A row of the query `scope`.
    convenience init(_ row: inout CopiedRow) throws {
        func text(_ row: inout CopiedRow) throws -> String { try row.required { try $0.text() } }
        let (subject, series, code) = (try row.required { try $0.integer() }, try text(&row), try text(&row))
        self.init(
            subject: subject, series: series, name: "\(series)/\(code)", title: try text(&row), market: try row.text(),
            language: try row.text(), status: try row.text())
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
