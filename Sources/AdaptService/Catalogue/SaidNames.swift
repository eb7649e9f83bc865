import AdaptModel
import AdaptSQL
import Postgres

/// Keys of what decisions name; nil: of all that there are.
struct SaidKeys {
    var elements: Set<Int>? = []
    var terms: Set<Int>? = []
    var citations: Set<Int> = []
}

/// What elements and terms are called as of an operation, and what is cited, by their keys.
struct SaidNames: Sendable {
    private(set) var elements: [Int: (path: String, kind: String)] = [:]
    private(set) var terms: [Int: (name: String, label: String)] = [:]
    private(set) var citations: [Int: Citation] = [:]

    /// The statements that tell of some keys, to be read by `init`.
    static func statements(_ keys: SaidKeys, asOf cut: OperationID) -> [SQL] {
        let elements: [Int]? = keys.elements.map { Array($0) }
        let terms: [Int]? = keys.terms.map { Array($0) }
        var statements: [SQL] = []
        if elements?.isEmpty != true {
            statements.append(SQL(Queries.series["elements"], bind: [cut.number, elements]))
        }
        // Most editions name no term, and to find their words takes longer than all else.
        if terms?.isEmpty != true { statements.append(SQL(Queries.series["terms"], bind: [cut.number, terms])) }
        if !keys.citations.isEmpty {
            statements.append(SQL(Queries.series["citations"], bind: [Array(keys.citations)]))
        }
        return statements
    }

    /// No names.
    init() {}

    init(_ answers: ArraySlice<Rows>) throws {
        for answer in answers {
            let column = answer.columns.first
            for row in answer {
                let key = try row.number(0)
                switch column {
                case "element_id": elements[key] = (row.text(1) ?? "", row.text(2) ?? "other")
                case "term_id": terms[key] = (row.text(1) ?? "", row.text(2) ?? "")
                default: citations[key] = Citation(source: row.text(1) ?? "", locator: row.text(2), quote: row.text(3))
                }
            }
        }
    }

    /// Takes the names that others have.
    mutating func rename(_ others: SaidNames) {
        elements.merge(others.elements) { $1 }
        terms.merge(others.terms) { $1 }
        citations.merge(others.citations) { $1 }
    }

    /// The kind of each element, by path.
    var kinds: [String: String] { Dictionary(elements.values.map { ($0.path, $0.kind) }) { first, _ in first } }
}

extension Workspace {
    /// What some keys stand for as of an operation, in one round trip.
    func names(of keys: SaidKeys, asOf cut: OperationID) async throws -> SaidNames {
        try await refusing {
            try SaidNames(try await connection.pipeline(SaidNames.statements(keys, asOf: cut))[...])
        }
    }
}
