/// How an edition was made from its parent.
public enum Method: String, Sendable, CaseIterable {
    case remake, recut
    case regionalEdit = "regional_edit"
    case dub, subtitle, transcreation
    case aiConversion = "ai_conversion"
    case unknown
}

/// How sure a lineage is.
public enum Certainty: String, Sendable, CaseIterable {
    case asserted, inferred, disputed
}

/// Where an edition stands on its way to the market.
public enum Status: String, Sendable, CaseIterable {
    case proposed, licensed
    case inAdaptation = "in_adaptation"
    case inReview = "in_review"
    case approved
    case inPromotion = "in_promotion"
    case paused, ended, cancelled, withdrawn

    /// The statuses that may follow this one. `ended`, `cancelled` and `withdrawn` are final.
    public var next: [Status] {
        let exits: [Status] = [.cancelled, .withdrawn]
        switch self {
        case .proposed: return [.licensed] + exits
        case .licensed: return [.inAdaptation] + exits
        case .inAdaptation: return [.inReview] + exits
        case .inReview: return [.inAdaptation, .approved] + exits
        case .approved: return [.inPromotion] + exits
        case .inPromotion: return [.paused, .ended, .withdrawn]
        case .paused: return [.inPromotion, .ended, .withdrawn]
        case .ended, .cancelled, .withdrawn: return []
        }
    }

    /// Refuses a move of the edition called `name` from here that is not allowed. To where it is already is no move.
    public func requireMove(to other: Status, of name: String) throws {
        guard self != other, !next.contains(other) else { return }
        throw Refusal(
            .rule, "status of \"\(name)\" cannot go from \(rawValue) to \(other.rawValue)",
            hint: next.isEmpty
                ? "\(rawValue) is final" : "from here: " + next.map(\.rawValue).joined(separator: ", "))
    }
}

/// Why an edition differs from its parent.
public enum Reason: String, Sendable, CaseIterable {
    case localTaste = "local_taste"
    case culturalNorm = "cultural_norm"
    case belief, history
    case ethnicSensitivity = "ethnic_sensitivity"
    case geopolitics
    case lawCensorship = "law_censorship"
    case rating
    case languageWordplay = "language_wordplay"
    case referenceUnknown = "reference_unknown"
    case brandRights = "brand_rights"
    case talent, budget
    case platformFormat = "platform_format"
    case testResult = "test_result"
    case errorFix = "error_fix"
    case unknown
}

extension RawRepresentable where Self: CaseIterable, RawValue == String {
    /// The case written `text`. Throws a `Refusal` (usage) that names `what` it was to be and lists the cases.
    public init(parsing text: String, as what: String) throws {
        guard let value = Self(rawValue: text) else {
            let known = Self.allCases.map(\.rawValue)
            throw Refusal(
                .usage, "\(what) \"\(text)\" is not one of the list",
                hint: Nearest.hint(for: text, among: known) ?? "choose one of " + known.joined(separator: ", "))
        }
        self = value
    }
}
