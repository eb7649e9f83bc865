import AdaptModel
import AdaptSQL
import Postgres

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

    /// The statement for some elements of some series, by their keys, without notes and citations.
    static func statement(_ codes: [String], elements: [Int], asOf cut: OperationID) -> SQL {
        SQL(Queries.series["decisions_of"], bind: [cut.number, codes, elements])
    }

    /// Whether they tell of notes and citations.
    private var hasEvidence: Bool { rows.columns.count > 9 }

    /// The keys of what the rows name.
    func named() throws -> SaidKeys {
        var (elements, terms): (Set<Int>, Set<Int>) = ([], [])
        for row in rows {
            elements.insert(try row.number(2))
            if let term = try row.numberIfAny(6) { terms.insert(term) }
        }
        return SaidKeys(elements: elements, terms: terms, citations: try cited())
    }

    /// The keys of citations alone.
    func cited() throws -> Set<Int> {
        guard hasEvidence else { return [] }
        var citations: Set<Int> = []
        for row in rows {
            if let citation = try row.numberIfAny(10) { citations.insert(citation) }
        }
        return citations
    }

    /// The decisions of each series, by its key.
    func decisions(_ names: SaidNames) throws -> [Int: [Decision]] {
        var found: [Int: [Decision]] = [:]
        var (series, pending): (Int?, [Decision]) = (nil, [])
        var reasons: [String: [Reason]] = [:]
        let hasEvidence = hasEvidence
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
            let cited = try hasEvidence ? row.numberIfAny(10) : nil
            pending.append(
                Decision(
                    element: element.path, edition: EditionID(try row.number(1)),
                    operation: OperationID(try row.number(3)), statement: try SaidRows.statement(row, names),
                    minor: row.text(7) == "t", reasons: known, note: hasEvidence ? row.text(9) : nil,
                    citation: cited.flatMap { names.citations[$0] }))
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
