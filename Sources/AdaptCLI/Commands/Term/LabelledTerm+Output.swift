import AdaptReports
import AdaptService

extension WriteOptions {
    /// Tells of labels in languages that had one already, and what is shown of all.
    func tell(of labelled: LabelledTerm) {
        let (new, old) = (labelled.shown.map { "\"\(shown($0))\"" }, labelled.wasShown.map { "\"\(shown($0))\"" })
        if let new, let old {
            Streams.current.warn(
                "adapt: \(labelled.term) \(dryRun ? "would be" : "is") shown as \(new) instead of \(old)")
        }
        Streams.current.warn(of: labelled.beside, "of these", where: "--format json lists all") { names in
            let labels = names.labels.map { "\"\(shown($0))\"" }.joined(separator: " and ")
            return "\(labelled.term) \(dryRun ? "would be" : "is") called \(labels) in \(names.language)"
                + (old == nil ? new.map { "; \($0) is what is shown" } ?? "" : "")
        }
    }
}

extension LabelledTerm.Names {
    /// It as a member of a receipt in JSON.
    var json: JSON {
        .object([("language", .string(language)), ("labels", .array(labels.map { .string($0) }))])
    }
}
