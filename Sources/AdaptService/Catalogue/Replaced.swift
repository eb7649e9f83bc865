public import AdaptModel
import AdaptSQL
import Postgres

/// What an edition had said and says otherwise from now on: whoever says so is told whose word it was.
public struct Replaced: Sendable, Equatable {
    /// The path of the element, or the name of the fact, as in title; of one of several with what it is of, as in
    /// `also_from t/jp`.
    public let what: String
    /// `value`, or the state that was said instead of one.
    public let state: String
    /// The value, as people read it; nil: a state without one.
    public let value: String?
    /// Words that name the same value if said again.
    public let words: String?
    /// Its reasons, note and evidence that do not stay.
    public let grounds: [String]
    /// Who had said it.
    public let author: String
    /// In which operation.
    public let operation: OperationID
}

extension MeantDecision {
    /// What the edition had said of the element; nil: nothing itself, or the same on grounds that stay.
    var replaced: Replaced? {
        guard let said = element.said, let by = said.by else { return nil }
        let lost = said.grounds(lostWith: self)
        guard said.state != statement.state || !isSameValue(as: said) || !lost.isEmpty else { return nil }
        // Where no vocabulary is looked into, a term is named by its code.
        let words = element.vocabulary == nil && element.term != nil ? element.term : element.shownValue
        return Replaced(
            what: element.path, state: said.state, value: element.shownValue, words: words, grounds: lost,
            author: by.author, operation: OperationID(by.operation))
    }
}

extension SaidDecision {
    /// What of its reasons, note and evidence does not stay where `decision` is said instead, as people read it.
    fileprivate func grounds(lostWith decision: MeantDecision) -> [String] {
        var lost: [String] = []
        let gone = reasons.subtracting(decision.reasons.map(\.rawValue))
        if !gone.isEmpty { lost.append(gone.sorted().joined(separator: " ")) }
        if let note, note != decision.note { lost.append("note \"\(note)\"") }
        if let citation, citation != decision.citation { lost.append("cited from \(citation.reference)") }
        return lost
    }
}

extension Recorder {
    /// What is said of an edition besides its elements, and was said otherwise before the running operation.
    func replacedFacts(of edition: FoundEdition) async throws -> [Replaced] {
        try await replacedFacts(series: edition.seriesID, edition: edition.id.number)
    }

    /// The same of a series.
    func replacedFacts(ofSeries code: String) async throws -> [Replaced] {
        guard let found = try await rows(Queries.bulk["series"], [[code]]).first else { return [] }
        return try await replacedFacts(series: try found.get("series_id"), edition: nil)
    }

    private func replacedFacts(series: Int, edition: Int?) async throws -> [Replaced] {
        try await rows(Queries.record["facts_replaced"], [series, edition, operation.number]).map {
            try Replaced(fact: $0)
        }
    }

    /// The same of an element.
    func replacedFacts(ofElement path: String) async throws -> [Replaced] {
        try await rows(Queries.record["element_replaced"], [path, operation.number]).map { try Replaced(fact: $0) }
    }
}

extension Replaced {
    /// From the columns `what`, `value`, `author` and `operation_id`.
    fileprivate init(fact row: Row) throws {
        let (by, value): (SaidDecision.By, String) = (try SaidDecision.By(row), try row.get("value"))
        self.init(
            what: try row.get("what"), state: "value", value: value, words: value, grounds: [], author: by.author,
            operation: OperationID(by.operation))
    }
}
