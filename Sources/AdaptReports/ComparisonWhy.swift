import AdaptModel

extension ComparisonReport {
    /// Why, in lines: reasons, note, evidence, and which side is outdated; of an element changed on both sides, what
    /// the base has, which neither side shows, and the reasons of both.
    func why(_ row: Comparison.Row) -> [String] {
        let sides = [("left", row.left), ("right", row.right)]
        var lines: [String] = []
        switch row.verdict {
        case .diverged, .bothSameChange:
            if comparison.base != nil { lines.append("base: " + row.base.words(beside: sides.map(\.1.resolved.state))) }
            lines += sides.compactMap { side, cell in cell.resolved.decision?.why.map { "\(side): \($0)" } }
        case .same, .leftChanged, .rightChanged, .leftAdded, .rightAdded, .leftDropped, .rightDropped, .unknown:
            if let why = row.evidence?.why { lines.append(why) }
        }
        return lines + sides.compactMap { side, cell in cell.outdatedWords.map { "\(side) \($0)" } }
    }
}

extension Comparison.Row {
    /// The decision that makes the difference, or explains that there is none: the changed side's, else the right's.
    fileprivate var evidence: Decision? {
        switch verdict {
        case .leftChanged, .leftAdded, .leftDropped: left.resolved.decision
        case .same, .rightChanged, .bothSameChange, .diverged, .rightAdded, .rightDropped, .unknown:
            right.resolved.decision ?? left.resolved.decision
        }
    }
}

extension Comparison.Cell {
    /// That what the decision was taken on has changed since; nil: it has not.
    var outdatedWords: String? {
        guard resolved.outdated else { return nil }
        // What is inherited was decided on what the parent of another edition had.
        let whose = resolved.basis == .inherited ? from.map { "inherited from \($0), whose" } : nil
        return "outdated: \(whose ?? "its") parent has changed since"
    }
}

extension Decision {
    var why: String? {
        var parts: [String] = []
        if !reasons.isEmpty { parts.append(reasons.map(\.rawValue).joined(separator: ", ")) }
        if let note { parts.append(note) }
        if let citation {
            parts.append((citation.quote.map { "\"\($0)\" " } ?? "") + "[\(citation.reference)]")
        }
        return parts.isEmpty ? nil : parts.joined(separator: " · ")
    }
}
