public import AdaptModel

extension Verdict {
    /// The sign of it, which tells as much as the word does: nothing hangs on colour.
    var sign: String {
        switch self {
        case .same: "="
        case .leftChanged: "<"
        case .rightChanged: ">"
        case .bothSameChange: "≈"
        case .diverged: "~"
        case .leftAdded, .rightAdded: "+"
        case .leftDropped, .rightDropped: "-"
        case .unknown: "?"
        }
    }
}

/// Signs of what is the same, and why.
enum SameSign {
    /// On purpose: somebody has looked.
    static let kept = "≡"
    /// By inheritance: nobody has decided.
    static let inherited = "·"
}

extension ElementState {
    /// `value`, `absent`, `unknown` or `not_recorded`.
    public var name: String {
        switch self {
        case .value: "value"
        case .absent: "absent"
        case .unknown: "unknown"
        case .notRecorded: "not_recorded"
        }
    }

    var value: ElementValue? {
        if case .value(let value) = self { value } else { nil }
    }

    var json: [(String, JSON)] {
        var members: [(String, JSON)] = [("state", .string(name)), ("value", JSON(value?.text))]
        if let term = value?.term { members.append(("term", .string(term))) }
        return members
    }
}

extension ResolvedElement {
    /// What a machine reads of it.
    func json(from: String?) -> [(String, JSON)] {
        var members = state.json
        guard let basis, let decision else { return members }
        members += [
            ("basis", .string(basis.rawValue)), ("from", JSON(from)),
            ("reasons", .array(decision.reasons.map { .string($0.rawValue) })), ("note", JSON(decision.note)),
            (
                "citation",
                decision.citation.map {
                    .object([
                        ("source", .string($0.source)), ("locator", JSON($0.locator)), ("quote", JSON($0.quote)),
                    ])
                } ?? .null
            ),
            ("outdated", .bool(outdated)),
        ]
        return members
    }
}

extension Comparison.Cell {
    /// Value, state, basis, from, reasons, note, source, locator, quote, outdated.
    var cells: [Cell] {
        let (decision, citation) = (resolved.decision, resolved.decision?.citation)
        let reasons = decision.map { $0.reasons.map(\.rawValue).joined(separator: " ") }
        return [
            Cell(resolved.state.value?.text), .text(resolved.state.name), Cell(resolved.basis?.rawValue), Cell(from),
            Cell(reasons.flatMap { $0.isEmpty ? nil : $0 }), Cell(decision?.note), Cell(citation?.source),
            Cell(citation?.locator), Cell(citation?.quote), Cell(resolved.outdated ? "outdated" : nil),
        ]
    }

    /// `revision`: that of the edition.
    func json(at revision: Int) -> JSON { .object(resolved.json(from: from) + [("revision", .int(revision))]) }

    /// The basis in brackets, where it is not the edition's own word.
    var basisNote: String {
        switch resolved.basis {
        case .kept: "(kept)"
        case .inherited: "(inherited)"
        case .own, nil: ""
        }
    }

    /// The value with its basis, where that is not the edition's own word, as it reads beside another cell.
    func words(beside other: Comparison.Cell) -> String {
        resolved.state.words(beside: [other.resolved.state]) + (basisNote.isEmpty ? "" : " " + basisNote)
    }

    /// The same as Markdown; `marked`: the value with what was changed in it.
    func markdown(_ marked: String?, beside other: Comparison.Cell) -> String {
        guard let marked else { return Sheet.markdown(words(beside: other)) }
        return marked + (basisNote.isEmpty ? "" : " " + Sheet.markdown(basisNote))
    }
}

extension Comparison.Row {
    /// The sign before the line.
    var sign: String { isKept ? SameSign.kept : isInherited ? SameSign.inherited : verdict.sign }

    /// Whether it is the same because both sides rest on one decision, which is not each one's own.
    private var isInherited: Bool {
        verdict == .same && left.from == right.from && [left, right].contains { $0.resolved.basis == .inherited }
    }

    /// Both sides for people.
    var sides: (left: String, right: String) { (left.words(beside: right), right.words(beside: left)) }

    /// The cells of its line for sharing: sign, element, both sides, verdict, and why, as the report has it.
    func markdown(why: [String]) -> [String] {
        let words = words
        let sides = [
            left.markdown(words?.markdown(added: false), beside: right),
            right.markdown(words?.markdown(added: true), beside: left),
        ]
        return [sign, element].map(Sheet.markdown) + sides
            + [verdict.rawValue, why.joined(separator: "; ")].map(Sheet.markdown)
    }
}

extension ParentLine {
    /// The sign before the line.
    var sign: String { isKept ? SameSign.kept : verdict.sign }

    /// The parent's side and the edition's own, for people.
    var sides: (left: String, right: String) { (left.words(beside: right), right.words(beside: left)) }
}

extension Comparison {
    /// What the columns of the two editions are called: by their codes, where these tell them apart.
    var heads: (left: String, right: String) {
        guard left.shortName == right.shortName else { return (left.shortName, right.shortName) }
        guard left.edition == right.edition else { return (left.edition, right.edition) }
        return (left.shortName + left.mark, right.shortName + right.mark)
    }
}

extension EditionHeader {
    var json: JSON {
        .object(
            [
                ("edition", .string(edition)), ("title", .string(title)), ("language", JSON(language)),
                ("market", JSON(market)), ("revision", .int(revision)),
            ] + operationMember)
    }

    /// The operation as a member of JSON, where it is told.
    var operationMember: [(String, JSON)] {
        operation.map { [("operation", .int($0.number))] } ?? []
    }

    /// The part after the slash.
    var shortName: String {
        String(edition.split(separator: "/").last ?? "")
    }

    /// One line for people.
    var line: String {
        let (language, market) = (language ?? "language not recorded", market ?? "market not recorded")
        return "\(moment)  \(shown(title))  (\(language); \(market))"
    }
}
