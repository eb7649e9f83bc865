import AdaptModel
import AdaptSQL
import Postgres

/// What an edition says or keeps of an element otherwise than by a term of the vocabulary that the element is to have.
private struct ValueOfNoTerm {
    let edition: String
    let value: String
    let language: String?
    let isKept: Bool
    /// The terms of that vocabulary that its words can mean, as the edition's language tells.
    var terms: [String] = []
    /// Of what is kept, whether the parent says it now, so that it can be kept again.
    var isAbove = true

    init(_ row: Row) throws {
        (edition, value) = (try row.get("edition"), try row.get("value"))
        (language, isKept) = (try row.get("language"), try row.get("is_kept"))
    }

    /// What it is.
    var words: String { "  \(edition) \"\(value)\"" + (isKept ? " (kept)" : "") }

    /// What its words mean.
    var meaning: String { terms.isEmpty ? "no term of it yet" : terms.joined(separator: " or ") }

    /// What to type so that it is said by a term while the element has no vocabulary.
    func advice(of path: String) -> String {
        if isKept, isAbove { return "adapt inherit \(edition) \(path), then adapt keep \(edition) \(path)" }
        guard let term = terms.first else { return meaning }
        // Where it is not known which, nothing that can be pasted says one.
        let one = terms.count == 1 ? term : "TERM"
        return "adapt set \(edition) \(path)=\(one) --minor" + (isAbove ? "" : " (its parent has it otherwise now)")
            + (terms.count > 1 ? ", where TERM is \(meaning)" : "")
    }
}

extension Recorder {
    /// How many values are listed.
    private static let listed = 20

    /// Refuses another vocabulary of an element (nil: none) while editions say or keep what is no term of it: two that
    /// say the same would not be the same any more. What they say is listed, with what its words mean.
    ///
    /// `canBeSaid`: whether terms of it could be said of the element before it has the vocabulary, as it has none;
    /// `areThere`: whether there are any.
    func requireTerms(of path: String, in vocabulary: String?, canBeSaid: Bool, areThere: Bool) async throws {
        let rows = try await rows(Queries.record["values_of_no_term"], [path, vocabulary])
        guard !rows.isEmpty else { return }
        var values = try rows.prefix(Recorder.listed).map { try ValueOfNoTerm($0) }
        if let vocabulary { try await look(up: &values, in: vocabulary) }
        let isAdvised = canBeSaid && areThere
        if isAdvised { try await look(above: &values, of: path) }
        let more = rows.count - values.count
        let what = vocabulary.map { "are not said as terms of vocabulary \"\($0)\"" } ?? "are terms of its vocabulary"
        let lines = values.map { value -> String in
            if isAdvised { return "\(value.words): \(value.advice(of: path))" }
            return value.words + (vocabulary == nil || value.isKept ? "" : ": \(value.meaning)")
        }
        let hint =
            if isAdvised {
                "say each by its term first, as listed, what is kept after what it is kept from: with --minor reasons "
                    + "and evidence stay, and nothing is outdated; what is no term yet: adapt term add"
            } else if canBeSaid, let vocabulary {
                "begin the vocabulary first, then each can be said by a term of it, and its reasons and evidence stay: "
                    + first(of: vocabulary, values)
            } else {
                "adapt inherit EDITION \(path) takes one away, then the vocabulary can be changed and the value said "
                    + "again: adapt set EDITION \(path)=VALUE"
            }
        throw Refusal(
            .rule, "values of element \"\(path)\" \(what)", hint: hint,
            details: lines + (more > 0 ? ["... and \(more) more"] : []))
    }

    /// The command that begins a vocabulary: with a term that comes with the program, else with one of the values.
    private func first(of vocabulary: String, _ values: [ValueOfNoTerm]) -> String {
        if let term = StandardVocabulary.terms(of: vocabulary)?.first {
            return "adapt term add \(vocabulary):\(term.code)"
        }
        let value = values.first { !$0.isKept } ?? values[0]
        return "adapt term add \(vocabulary):CODE --label \(value.language ?? "en")=\(pasted(value.value))"
    }

    /// Looks up the terms of a vocabulary that the words of some values can mean.
    private func look(up values: inout [ValueOfNoTerm], in vocabulary: String) async throws {
        let found = try await rows(
            Queries.record["find_terms"],
            [values.map { _ in vocabulary }, values.map(\.value), values.map(\.language)])
        for (number, terms) in try Dictionary(grouping: found, by: { try $0.get("n", as: Int.self) }) {
            // What is kept was said in the language of another edition.
            let told = values[number - 1].isKept ? terms : try Workspace.told(terms)
            values[number - 1].terms = try told.map { try $0.get("term") }
        }
    }

    /// Looks whether the parents of those that keep an element say the same now: kept again, it is what they say then.
    private func look(above values: inout [ValueOfNoTerm], of path: String) async throws {
        for place in values.indices where values[place].isKept {
            let kept = values[place]
            let edition = try await workspace.find(toWrite: try EditionReference(parsing: kept.edition))
            let side = try await workspace.lineOfDescent(of: edition)
            let state = side.history.resolve(path, side.chain.dropFirst(), asOf: side.cut).state
            guard case .value(let above) = state else {
                values[place].isAbove = false
                continue
            }
            let isNamed = above.term.map { kept.terms.contains($0) } ?? false
            values[place].isAbove = isNamed || above.text == kept.value
        }
    }
}
