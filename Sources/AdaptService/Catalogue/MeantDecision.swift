import AdaptModel

/// A request with what its words stand for.
struct MeantDecision: MeantOfElement {
    static let emptyStays = false
    private(set) var request: Decide.Request
    let element: KnownElement
    var value: String?
    var termID: Int?

    var statement: Decide.Request.Statement { request.statement }
    var reasons: [Reason] { request.reasons }
    var note: String? { request.note?.isEmpty == true ? nil : request.note }
    var citation: Citation? { request.citation }

    /// The same on the grounds that the edition has for saying so already, where none is given: who settles what is
    /// outdated need not say them again. An empty note takes away the one that is there.
    func keepingGrounds() -> MeantDecision {
        guard let said = element.said, said.state == statement.state,
            termID != nil || said.termID != nil ? termID == said.termID : value == said.value
        else { return self }
        var decision = self
        if reasons.isEmpty { decision.request.reasons = Reason.allCases.filter { said.reasons.contains($0.rawValue) } }
        if request.note == nil { decision.request.note = said.note }
        if citation == nil { decision.request.citation = said.citation }
        return decision
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
}
