public import AdaptModel
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
    /// What is shown of all that it is called; nil: there is nothing beside another, and none was said to be first.
    public internal(set) var shown: String?
    /// What was shown of it until another one was said to be first; nil: none was, or it was shown already.
    public internal(set) var wasShown: String?
    let wasSo: Bool
}

extension Workspace {
    /// Adds labels to a term, unless it has them all, and on the evidence that is cited, if any; and tells its name.
    ///
    /// `first`: the label, the only one, is shown of all that it is called from here on, whether it had that or not;
    /// it is so already where that was said, and is shown. Throws a `Refusal`: usage for no label, or several of which
    /// one is first; rule for a source that is not known.
    public func labelTerm(
        _ term: String, labels: [(language: String, label: String)], first: Bool = false,
        citing citation: Citation? = nil, dryRun: Bool
    ) async throws -> Receipt<LabelledTerm> {
        guard let only = labels.first else {
            throw Refusal(.usage, "no label for term \"\(term)\"", hint: "name it, as in --label es=fútbol")
        }
        guard !first || labels.count == 1 else {
            throw Refusal(
                .usage, "\(labels.count) labels of term \"\(term)\" cannot all be first",
                hint: "give the one alone that is to be shown")
        }
        let message = term + (first ? " \(only.language)=\(only.label) first" : "")
        return try await record("term label", message: message, dryRun: dryRun) { recorder in
            let found = try await knownTerm(term)
            let languages = try labels.map { try LanguageTag($0.language).text }
            let before = OperationID(recorder.operation.number - 1)
            let shown = try await recorder.shown(ofTerm: found.id, asOf: before, beside: only.label)
            let called: [(any PostgresEncodable)?] = [
                found.id, languages, labels.map { $0.label }, recorder.operation.number,
            ]
            let evidence: [(any PostgresEncodable)?] = [
                found.name, citation?.source, citation?.locator, citation?.quote,
            ]
            let differ = try await recorder.rows(Queries.record["labels_differ"], called + evidence)
            guard try differ[0].get("differs", as: Bool.self) || first && !shown.isSo else {
                return LabelledTerm(term: found.name, wasSo: true)
            }
            try await recorder.addLabels(labels, ofTerm: found.id, first: first)
            try await recorder.cite(citation, ofTerm: found.id)
            var labelled = LabelledTerm(term: found.name, wasSo: false)
            try await recorder.tell(of: &labelled, found.id, in: languages)
            if first, !shown.isSo {
                let now = try await recorder.shown(
                    ofTerm: found.id, asOf: recorder.operation, beside: only.label
                ).label
                if now != shown.label { (labelled.wasShown, labelled.shown) = (shown.label, now) }
            }
            return labelled
        }
    }
}

extension Recorder {
    /// What is shown of all that a term is called as of an operation, and whether that is `word`, which was said to be
    /// first.
    fileprivate func shown(
        ofTerm id: Int, asOf cut: OperationID, beside word: String
    ) async throws -> (label: String, isSo: Bool) {
        let row = try await rows(Queries.record["label_shown"], [id, cut.number, word])[0]
        return (label: try row.get("label"), isSo: try row.get("is_so"))
    }

    /// Tells of languages in which a term was called something before.
    fileprivate func tell(of labelled: inout LabelledTerm, _ id: Int, in languages: [String]) async throws {
        for row in try await rows(Queries.record["labels_beside"], [id, languages, operation.number]) {
            let (language, label): (String, String) = (try row.get("language"), try row.get("label"))
            labelled.shown = try row.get("shown")
            if let last = labelled.beside.indices.last, labelled.beside[last].language == language {
                labelled.beside[last].labels.append(label)
            } else {
                labelled.beside.append(LabelledTerm.Names(language: language, labels: [label]))
            }
        }
    }
}
