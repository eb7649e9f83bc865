/// Something that nobody has looked at yet, or looked at in vain.
public struct Gap: Sendable {
    /// What is missing.
    public enum Kind: String, Sendable, CaseIterable {
        /// Editions that somebody asserts and nobody registered.
        case unregistered
        /// Elements that somebody looked at and could not tell.
        case unknown
        /// Elements that another edition of the series records and this one neither records nor inherits.
        case notRecorded = "not_recorded"
    }

    /// What is missing.
    public let kind: Kind
    /// The series, or `series/edition`.
    public let subject: String
    /// How many editions or elements.
    public let count: Int
    /// The elements, ordered by path; none of editions.
    public let elements: [String]
    /// The reach of the subject in the week asked for; nil: not reported, or not asked for.
    public internal(set) var reach: ReachTotal?
    /// Whether the reach is a figure that it shares with other editions.
    public internal(set) var isJoint = false
    /// What else is to be known of it and of the reach, in the words of flags.
    public internal(set) var marks: [String]

    /// A gap. `isLeast`: there may be more.
    public init(_ kind: Kind, _ subject: String, count: Int, elements: [String] = [], isLeast: Bool = false) {
        marks = isLeast ? ["at_least"] : []
        self.kind = kind
        self.subject = subject
        self.count = count
        self.elements = elements
    }

    /// The gap with the reach it touches.
    public func touching(_ reach: ReachTotal?, isJoint: Bool, marks: [String]) -> Gap {
        var gap = self
        gap.reach = reach
        gap.isJoint = isJoint
        gap.marks += marks
        return gap
    }

    /// The order of what to look at next: by guaranteed reach, what is not reported last; then by subject.
    public static func precedes(_ one: Gap, _ other: Gap) -> Bool {
        let reach = (one.reach?.low ?? -1, other.reach?.low ?? -1)
        if reach.0 != reach.1 { return reach.0 > reach.1 }
        return (one.subject, one.kind.rawValue) < (other.subject, other.kind.rawValue)
    }
}

extension SeriesHistory {
    /// What is unknown or not recorded in each edition.
    public var gaps: [Gap] {
        let descents = editions.map(descent(of:))
        var unknown = editions.map { _ in [String]() }
        var blank = unknown
        var known = editions.map { _ in Knowledge.notRecorded }
        for (number, element) in elements.enumerated() {
            for (index, descent) in descents.enumerated() { known[index] = knowledge(of: number, descent) }
            let isKnown = known.contains { $0 == .value || $0 == .absent }
            for (index, known) in known.enumerated() {
                switch known {
                case .value, .absent: break
                case .unknown: unknown[index].append(element)
                case .notRecorded: if isKnown { blank[index].append(element) }
                }
            }
        }
        return editions.indices.flatMap { index in
            [(Gap.Kind.unknown, unknown[index]), (.notRecorded, blank[index])].compactMap { kind, elements in
                elements.isEmpty
                    ? nil : Gap(kind, editions[index].header.edition, count: elements.count, elements: elements)
            }
        }
    }
}
