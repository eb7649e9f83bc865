import AdaptModel
import AdaptReports
import AdaptService

extension WriteOptions {
    /// Tells what a command makes of `edition`'s descendants: what is inherited otherwise, and what is outdated, the
    /// first of each by name.
    func tell(of below: ChangedBelow, from edition: String) {
        guard !quiet else { return }
        let (heirs, decisions) = (below.heirs, below.outdated.count)
        if heirs > 0 {
            let does = dryRun ? "would inherit otherwise" : (heirs == 1 ? "inherits" : "inherit") + " otherwise now"
            let lines = below.inherited.map { line in
                "\(line.edition) \(line.element) = \(shown(line.now.words(beside: [line.was])))"
                    + " (was \(shown(line.was.words(beside: [line.now]))))"
            }
            Streams.current.warn("adapt: \(grouped(heirs, "edition")) \(does): " + few(lines))
        }
        if decisions > 0 {
            let lines = below.outdated.map { "\($0.edition) \($0.element)" }
            let series = edition.prefix { $0 != "/" }
            let all = dryRun ? "" : "; all: adapt outdated \(series)"
            Streams.current.warn("adapt: \(words(ofOutdated: decisions)): " + few(lines) + all)
        }
    }

    /// Tells how many decisions a command outdates, of editions of any series.
    func tell(ofOutdated decisions: Int) {
        guard !quiet, decisions > 0 else { return }
        Streams.current.warn("adapt: " + words(ofOutdated: decisions) + (dryRun ? "" : "; all: adapt outdated"))
    }

    private func words(ofOutdated decisions: Int) -> String {
        grouped(decisions, "decision")
            + (dryRun ? " would be outdated" : (decisions == 1 ? " is" : " are") + " outdated now")
    }
}

/// The first few of many, and how many more there are.
func few(_ words: [String]) -> String {
    let first = words.prefix(5)
    let rest = words.count - first.count
    return first.joined(separator: ", ") + (rest > 0 ? " and \(grouped(rest)) more" : "")
}

extension ChangedBelow {
    /// It as members of a receipt in JSON.
    var members: [(String, JSON)] {
        [
            ("inherited_otherwise", .array(inherited.map { json(inherited: $0) })),
            ("inheriting_editions", .int(heirs)), ("outdated", .array(outdated.map { json(outdated: $0) })),
            ("outdated_count", .int(outdated.count)),
        ]
    }

    private func json(inherited line: Line) -> JSON {
        .object([
            ("edition", .string(line.edition)), ("element", .string(line.element)),
            ("was", .string(line.was.words(beside: [line.now]))), ("is", .string(line.now.words(beside: [line.was]))),
        ])
    }

    private func json(outdated line: OutdatedLine) -> JSON {
        .object([
            ("edition", .string(line.edition)), ("element", .string(line.element)),
            ("parent_was", .string(line.was.words(beside: [line.now]))),
            ("parent_is", .string(line.now.words(beside: [line.was]))),
        ])
    }
}
