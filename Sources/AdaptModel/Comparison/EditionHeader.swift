/// What stands at the head of a comparison: which edition, in which state.
public struct EditionHeader: Sendable, Hashable {
    /// `series/edition`.
    public let edition: String
    /// Title, in its own spelling.
    public let title: String
    /// BCP 47 tag; nil: not recorded.
    public let language: String?
    /// Market code; nil: not recorded.
    public let market: String?
    /// Revision.
    public let revision: Int
    /// The last operation that counts, where only that tells it from the same revision at another moment: what an edition
    /// comes from may change without it.
    public private(set) var operation: OperationID?

    /// The head of an edition.
    public init(edition: String, title: String, language: String?, market: String?, revision: Int) {
        self.edition = edition
        self.title = title
        self.language = language
        self.market = market
        self.revision = revision
    }

    /// `series/edition@revision`, and after which operation where that is needed.
    public var moment: String { edition + mark }

    /// What follows its name there.
    public var mark: String { "@\(revision)" + (operation.map { " after operation \($0.number)" } ?? "") }

    /// The same, told by the last operation that counts.
    func after(_ operation: OperationID) -> EditionHeader {
        var header = self
        header.operation = operation
        return header
    }
}
