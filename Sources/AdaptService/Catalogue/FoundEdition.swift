public import AdaptModel

/// An edition found by a reference.
public struct FoundEdition: Sendable {
    let seriesID: Int
    /// Key.
    public let id: EditionID
    /// Code of the series.
    public let series: String
    /// Code of the edition.
    public let code: String
    /// Language; nil: not recorded.
    public let language: String?
    /// The last operation that counts for it.
    public let cut: OperationID

    /// `series/edition`.
    public var name: String { series + "/" + code }

    /// The same, of another moment.
    func asOf(_ cut: OperationID) -> FoundEdition {
        FoundEdition(seriesID: seriesID, id: id, series: series, code: code, language: language, cut: cut)
    }
}
