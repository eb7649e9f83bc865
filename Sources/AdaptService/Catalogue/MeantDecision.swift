import AdaptModel

/// A request with what its words stand for.
struct MeantDecision: MeantOfElement {
    static let emptyStays = false
    private(set) var request: Decide.Request
    let element: KnownElement
    var value: String?
    var termID: Int?

    var statement: Decide.Request.Statement { request.statement }
    var minor: Bool { request.minor }
    var reasons: [Reason] {
        get { request.reasons }
        set { request.reasons = newValue }
    }
    /// An empty one takes away the one that is there.
    var note: String? {
        get { request.note?.isEmpty == true ? nil : request.note }
        set { request.note = newValue }
    }
    var givesNote: Bool { request.note != nil }
    var citation: Citation? {
        get { request.citation }
        set { request.citation = newValue }
    }

    /// Whether the edition says this: whether it is outdated, the line of descent tells.
    var mayBeSaid: Bool { isSaid(already: element.said, isOutdated: false) }

    /// Whether the edition says just this already. `side`: its line of descent, read where that may be so.
    func isSaid(beside side: Comparison.Side?) -> Bool {
        guard let side else { return false }
        let isOutdated = side.history.resolve(element.path, side.chain[...], asOf: side.cut).outdated
        return isSaid(already: element.said, isOutdated: isOutdated)
    }
}

/// An element that an edition is to decide.
struct KnownElement {
    let id: Int
    /// Its path now, which may not be the one that was asked for.
    let path: String
    let vocabulary: String?
    /// What the edition says of it.
    var said: SaidDecision?
    /// The term that it says, as in sport:ice_hockey, and what it is called; nil: it says none.
    var term: String?
    var label: String?

    /// The value that the edition says of it, as people read it; nil: it says none.
    var shownValue: String? { label ?? said?.value }
}
