import AdaptModel

/// What a row says of an edition: names as written, everything else checked.
struct EditionWords: Equatable, Sendable {
    /// What it says of an element, and in which column.
    struct Element: Equatable, Sendable {
        let path: String
        let statement: Decide.Request.Statement
        let column: Int
    }

    var series = ""
    var code = ""
    var title: String?
    var language: String?
    var market: String?
    var origin: String?
    var platform: String?
    var status: Status?
    var note: String?
    /// As written, then `series/edition`.
    var parent: String?
    /// Whether the parent is the one said of all rows.
    var hasSharedParent = false
    var method: Method?
    var certainty: Certainty?
    /// As written, then `series/edition`.
    var alsoFrom: [String] = []
    /// How those were drawn on of which that is said.
    var ways: [String: DrawnSource.Way] = [:]
    var aliases: [Alias] = []
    var identifiers: [String] = []
    var citation: Citation?
    var seriesTitle: String?
    var elements: [Element] = []
    /// Whether the code is none of the file: it follows from the market or language.
    var isCodeDerived = false

    /// `series/edition`.
    var name: String { series + "/" + code }
    /// Whether anything is said of the primary parent.
    func saysOfParent(isDerived: Bool) -> Bool {
        LineageFacts.saysOfParent(
            hasParent: parent != nil, hasWay: method != nil || certainty != nil,
            drawsOn: alsoFrom.contains { ways[$0] == nil }, isDerived: isDerived)
    }
    /// Whether anything is said of where it comes from.
    var hasLineage: Bool { parent != nil || method != nil || certainty != nil || !alsoFrom.isEmpty }
}
