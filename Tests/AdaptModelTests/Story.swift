import AdaptModel

/// A chain of editions for tests: `source` is the root, `remake` derives from it, `dub` from the remake.
enum Story {
    static let source = EditionID(1)
    static let remake = EditionID(2)
    static let dub = EditionID(3)
    /// A second remake of the source.
    static let other = EditionID(4)

    static let names = [
        source: "hockey-star/en", remake: "hockey-star/es", dub: "hockey-star/ca", other: "hockey-star/ko",
    ]
    static let remakeChain = [remake, source]
    static let dubChain = [dub, remake, source]
    static let otherChain = [other, source]
    static let sport = "male_lead.sport"
}

extension Decision.Statement {
    /// A value in words.
    static func words(_ text: String) -> Decision.Statement { .value(ElementValue(text)) }
}

extension ElementState {
    /// A value in words.
    static func words(_ text: String) -> ElementState { .value(ElementValue(text)) }
}

extension DecisionHistory {
    /// The state and basis of `element` in the first edition of `chain` after operation `cut`, in one line.
    func reading(_ chain: [EditionID], asOf cut: Int? = nil, of element: String = Story.sport) -> String {
        let resolved = resolve(element, chain[...], asOf: cut.map { OperationID($0) } ?? .now)
        let state =
            switch resolved.state {
            case .value(let value): value.text
            case .absent: "absent"
            case .unknown: "unknown"
            case .notRecorded: "not recorded"
            }
        let basis = resolved.basis.map { " \($0.rawValue)" } ?? ""
        return state + basis + (resolved.outdated ? " outdated" : "")
    }
}

/// A decision of an edition in an operation.
func decide(
    _ edition: EditionID, at operation: Int, _ statement: Decision.Statement, minor: Bool = false,
    on element: String = Story.sport
) -> Decision {
    Decision(
        element: element, edition: edition, operation: OperationID(operation), statement: statement, minor: minor)
}
