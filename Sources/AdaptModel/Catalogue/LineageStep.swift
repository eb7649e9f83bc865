/// A primary parent that an edition got by an operation.
public struct LineageStep: Sendable {
    /// The edition.
    public let edition: EditionID
    /// The operation.
    public let operation: OperationID
    /// Its parent from then on; nil: not named.
    public let parent: EditionID?

    /// A step in the lineage of `edition`.
    public init(edition: EditionID, operation: OperationID, parent: EditionID?) {
        self.edition = edition
        self.operation = operation
        self.parent = parent
    }
}

extension LineageStep {
    /// The steps of each edition, oldest first.
    static func byEdition(_ steps: [LineageStep]) -> [EditionID: [LineageStep]] {
        Dictionary(grouping: steps, by: \.edition).mapValues { $0.sorted { $0.operation < $1.operation } }
    }
}
