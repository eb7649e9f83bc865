import AdaptModel
import AdaptSQL
import Postgres

/// What came of labelling a term.
public struct LabelledTerm: SaysIfSo {
    /// What it is called in one language.
    public struct Names: Sendable {
        /// The language (BCP 47).
        public let language: String
        /// The labels, in the order in which they were given.
        public internal(set) var labels: [String]
    }

    /// Its name, as `vocabulary:code`.
    public let term: String
    /// The languages in which it was called something before and is called something else now, too. By language.
    public internal(set) var beside: [Names] = []
    /// What is shown of all that it is called; nil: there is nothing beside another.
    public internal(set) var shown: String?
    let wasSo: Bool
}

extension Workspace {
    /// Adds labels to a term, unless it has them all, and tells its name.
    public func labelTerm(
        _ term: String, labels: [(language: String, label: String)], dryRun: Bool
    ) async throws -> Receipt<LabelledTerm> {
        guard !labels.isEmpty else {
            throw Refusal(.usage, "no label for term \"\(term)\"", hint: "name it, as in --label es=fútbol")
        }
        return try await record("term label", message: term, dryRun: dryRun) { recorder in
            let found = try await knownTerm(term)
            let languages = try labels.map { try LanguageTag($0.language).text }
            let differ = try await recorder.rows(
                Queries.record["labels_differ"],
                [found.id, languages, labels.map { $0.label }, recorder.operation.number])
            guard try differ[0].get("differs") else { return LabelledTerm(term: found.name, wasSo: true) }
            try await recorder.addLabels(labels, ofTerm: found.id)
            var labelled = LabelledTerm(term: found.name, wasSo: false)
            for row in try await recorder.rows(
                Queries.record["labels_beside"], [found.id, languages, recorder.operation.number])
            {
                let (language, label): (String, String) = (try row.get("language"), try row.get("label"))
                labelled.shown = try row.get("shown")
                if let last = labelled.beside.indices.last, labelled.beside[last].language == language {
                    labelled.beside[last].labels.append(label)
                } else {
                    labelled.beside.append(LabelledTerm.Names(language: language, labels: [label]))
                }
            }
            return labelled
        }
    }
}
