import AdaptModel
import AdaptSQL
import Postgres

/// What elements and terms are called as of an operation, by their keys.
struct SaidNames: Sendable {
    fileprivate var elements: [Int: (path: String, kind: String)] = [:]
    fileprivate var terms: [Int: (name: String, label: String)] = [:]

    /// The statements that name some elements and terms (nil: all), to be read by `init`.
    static func statements(elements: [Int]?, terms: [Int]?, asOf cut: OperationID) -> [SQL] {
        let named = SQL(Queries.series["elements"], bind: [cut.number, elements])
        // Most editions name no term, and to find their words takes longer than all else.
        return terms?.isEmpty == true ? [named] : [named, SQL(Queries.series["terms"], bind: [cut.number, terms])]
    }

    /// No names.
    init() {}

    init(_ answers: ArraySlice<Rows>) throws {
        guard let named = answers.first else { return }
        for row in named { elements[try row.number(0)] = (row.text(1) ?? "", row.text(2) ?? "other") }
        for row in answers.dropFirst().first.map(Array.init) ?? [] {
            terms[try row.number(0)] = (row.text(1) ?? "", row.text(2) ?? "")
        }
    }

    /// Takes the names that others have.
    mutating func rename(_ others: SaidNames) {
        elements.merge(others.elements) { $1 }
        terms.merge(others.terms) { $1 }
    }

    /// The kind of each element, by path.
    var kinds: [String: String] { Dictionary(elements.values.map { ($0.path, $0.kind) }) { first, _ in first } }
}

/// The rows of statement `decisions`, or of one that leaves something out.
struct SaidRows {
    let rows: Rows

    /// The statement for some series. `editions`: only these; nil: all. `detail`: what is wanted of decisions.
    static func statement(
        _ codes: [String], editions: [Int]? = nil, detail: DecisionDetail = .evidence, asOf cut: OperationID
    ) -> SQL {
        let name =
            switch detail {
            case .evidence: "decisions"
            case .values: "decisions_alone"
            case .states: "decisions_stated"
            }
        return SQL(Queries.series[name], bind: [cut.number, codes, editions])
    }

    /// The keys of the elements and terms that the rows name.
    func named() throws -> (elements: Set<Int>, terms: Set<Int>) {
        var (elements, terms): (Set<Int>, Set<Int>) = ([], [])
        for row in rows {
            elements.insert(try row.number(2))
            if let term = try row.numberIfAny(6) { terms.insert(term) }
        }
        return (elements, terms)
    }

    /// The decisions of each series, by its key.
    func decisions(_ names: SaidNames) throws -> [Int: [Decision]] {
        var found: [Int: [Decision]] = [:]
        var (series, pending): (Int?, [Decision]) = (nil, [])
        var reasons: [String: [Reason]] = [:]
        let hasEvidence = rows.columns.count > 9
        for row in rows {
            let number = try row.number(0)
            if number != series {
                if let series { found[series, default: []] += pending }
                (series, pending) = (number, [])
            }
            // An element that does not count as of the cut has no decision that does.
            guard let element = names.elements[try row.number(2)] else { continue }
            var known: [Reason] = []
            // Most have none, and to look one up is slow by comparison.
            if let said = row.text(8), said != "{}" {
                if let seen = reasons[said] {
                    known = seen
                } else {
                    known = SaidRows.reasons(said)
                    reasons[said] = known
                }
            }
            pending.append(
                Decision(
                    element: element.path, edition: EditionID(try row.number(1)),
                    operation: OperationID(try row.number(3)), statement: try SaidRows.statement(row, names),
                    minor: row.text(7) == "t", reasons: known, note: hasEvidence ? row.text(9) : nil,
                    citation: hasEvidence
                        ? row.text(10).map { Citation(source: $0, locator: row.text(11), quote: row.text(12)) } : nil))
        }
        if let series { found[series, default: []] += pending }
        return found
    }

    /// From the text of an array of codes, none of which is ever quoted.
    private static func reasons(_ text: String) -> [Reason] {
        text.dropFirst().dropLast().split(separator: ",").compactMap { Reason(rawValue: String($0)) }
    }

    private static func statement(_ row: Row, _ names: SaidNames) throws -> Decision.Statement {
        switch row.text(4) {
        case "value":
            guard let term = try row.numberIfAny(6).flatMap({ names.terms[$0] }) else {
                return .value(ElementValue(row.text(5) ?? ""))
            }
            return .value(ElementValue(term.label, term: term.name))
        case "keep": return .keep
        case "absent": return .absent
        case "unknown": return .unknown
        case "inherit": return .inherit
        case let other:
            throw Refusal(.bug, "state \"\(other ?? "")\" of a decision is none that this program knows")
        }
    }
}
