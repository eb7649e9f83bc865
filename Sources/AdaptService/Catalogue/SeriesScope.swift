import AdaptModel
import AdaptSQL
import Postgres

/// Which series are gone through.
public enum SeriesScope: Sendable {
    /// All.
    case all
    /// Those that have an edition with a parent.
    case derived
    /// Those in which a decision may be outdated, of some by their codes; nil: of all.
    case movedOn(among: [String]?)
    /// These, by their codes.
    case named([String])
}

/// How much of decisions is read where they are many.
public enum DecisionDetail: Sendable {
    /// All.
    case evidence
    /// Without notes and citations.
    case values
    /// Only whether something is known: every value is the same, and nobody gives reasons.
    case states
}

extension Workspace {
    /// The codes of series, in their order.
    func codes(of scope: SeriesScope, asOf cut: OperationID) async throws -> [String] {
        let found: Rows
        switch scope {
        case .named(let codes): return codes
        case .movedOn(let codes): found = try await rows(Queries.series["codes_moved_on"], [cut.number, codes])
        case .all: found = try await rows(Queries.series["codes"], [cut.number, true])
        case .derived: found = try await rows(Queries.series["codes"], [cut.number, false])
        }
        return found.compactMap { $0.text(0) }
    }
}
