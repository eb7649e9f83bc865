import AdaptModel
import Postgres

/// Rules of the database that a user can meet.
extension Refusal {
    /// What an error says that a constraint is named in; nil: none of these.
    static func ofConstraint(_ error: PostgresError) -> Refusal? {
        guard let constraint = error.constraint, let known = sentences[constraint] else { return nil }
        // PostgreSQL's own detail names columns, keys and rows; what our function says is for people.
        let taken = error.sqlState == "23505" ? error.detail.flatMap(lastKey) : nil
        let ours = constraint == "lineage_has_no_cycle" ? error.detail : nil
        let message = known.message.split(separator: "%", omittingEmptySubsequences: false)
            .joined(separator: taken.map { "\"\($0)\" " } ?? "")
        return Refusal(.rule, message, hint: known.hint, details: ours.map { [$0] } ?? [])
    }

    /// The last value of a detail `Key (series_id, code)=(1, es) already exists.`
    private static func lastKey(_ detail: String) -> Substring? {
        guard let start = detail.firstRange(of: ")=("), let end = detail.lastIndex(of: ")") else { return nil }
        guard start.upperBound < end else { return nil }
        return detail[start.upperBound..<end].split(separator: " ").last
    }

    /// Constraints that a user can meet, as sentences.
    private static let sentences: [String: (message: String, hint: String)] = [
        "series_code_unique": ("series %is already there", "adapt series list; or choose another code"),
        "edition_code_unique": ("edition %is already registered", "adapt edition list; or choose another --code"),
        "source_code_unique": ("source %is already there", "adapt source list; or choose another code"),
        "market_key": ("market %is already there", "adapt market list --all; or choose another code"),
        "element_path_unique": ("element %is already there", "adapt element list"),
        "term_unique": ("term %is already there", "adapt term list"),
        "creative_code_unique": ("creative %is already there", "choose another code"),
        "snapshot_claim_once": ("market figure of this source and week is already there", "adapt source list"),
        "market_territory_known": ("territory does not exist in ISO 3166-1", "write alpha-2 codes, as in HK MO TW"),
        "measure_currency_known": ("currency does not exist in ISO 4217", "write its code, as in USD, EUR or KRW"),
        "lineage_has_no_cycle": (
            "edition would become its own ancestor", "adapt lineage SERIES shows who derives from whom"
        ),
        "edition_not_its_own_parent": ("edition cannot derive from itself", "name another edition with --from"),
        "history_append_only": ("what was recorded is never changed or deleted", "record a new decision instead"),
    ]
}
