public import AdaptModel
public import Postgres

/// Runs `body`, turning what PostgreSQL or the line to it refuses into a `Refusal`.
func refusing<Result>(_ body: () async throws -> Result) async throws -> Result {
    do {
        return try await body()
    } catch let error as PostgresError {
        throw Refusal(error)
    }
}

extension Refusal {
    /// Said where a line was lost while it was committed, and nobody tells what became of it.
    public static let unknownEnd = "line to the database was lost at the very end: done or not is not known"

    /// What an error of the database means to the user.
    public init(_ error: PostgresError) {
        switch error.kind {
        case .cannotConnect where error.saysDiskFull:
            self = Refusal.outOfDisk(error)
        case .cannotConnect where error.sqlState == "53300":
            self.init(
                .unreachable, "database takes no more connections: \(error.message)",
                hint: "nothing was changed; try again when other programs have ended")
        case .cannotConnect where error.sqlState == "42501":
            self.init(.forbidden, "database refuses this user: \(error.message)", hint: error.hint)
        case .cannotConnect, .libraryMissing:
            self.init(
                .unreachable, "database does not answer: \(error.message)", hint: error.hint ?? "adapt db status")
        case .connectionLost:
            self.init(
                .unreachable, "line to the database was lost before the end: nothing was changed", hint: "try again",
                mayRetry: true)
        case .outcomeUnknown:
            self.init(
                .busy, Refusal.unknownEnd,
                hint: "look with: adapt log; doing the same again is safe")
        case .deadlineExceeded:
            self.init(.busy, "database took too long to answer: nothing was changed", hint: "try again")
        case .cancelled:
            self.init(.busy, "stopped: nothing was changed")
        case .usage:
            self.init(.input, error.message, hint: error.hint)
        case .decoding:
            self.init(.bug, "answer of the database is not understood: \(error.message)")
        case .refused:
            self = Refusal.refused(error)
        }
    }

    /// What is said of a lock that was waited for in vain.
    private static let heldUp = "somebody else is writing: nothing was changed"

    /// The same, told of a command that only reads.
    public var ofReading: Refusal {
        guard kind == .busy, message == Refusal.heldUp else { return self }
        return Refusal(
            kind, "somebody else is changing what is to be read: it was not read", hint: hint, place: place,
            details: details, mayRetry: mayRetry)
    }

    private static func outOfDisk(_ error: PostgresError) -> Refusal {
        Refusal(
            .unreachable, "database is out of disk: \(error.message)", hint: "df -h, on the server; nothing was changed"
        )
    }

    private static func refused(_ error: PostgresError) -> Refusal {
        if let constraint = error.constraint, let known = sentences[constraint] {
            // PostgreSQL's own detail names columns, keys and rows; what our function says is for people.
            let taken = error.sqlState == "23505" ? error.detail.flatMap(lastKey) : nil
            let ours = constraint == "lineage_has_no_cycle" ? error.detail : nil
            let message = known.message.split(separator: "%", omittingEmptySubsequences: false)
                .joined(separator: taken.map { "\"\($0)\" " } ?? "")
            return Refusal(.rule, message, hint: known.hint, details: ours.map { [$0] } ?? [])
        }
        if error.saysDiskFull { return outOfDisk(error) }
        switch error.sqlState?.prefix(2) {
        case "22" where error.sqlState == "22003" && error.message == "bigint out of range":
            return ReachTotal.tooLarge(of: error.detail)
        case "22": return Refusal(.input, "value is not accepted: \(error.message)")
        case "23": return Refusal(.rule, "rule of the database refuses it: \(error.message)")
        case "40":
            return Refusal(
                .busy, "somebody else changed the same thing at once: nothing was changed", hint: "try again",
                mayRetry: true)
        case "53":
            return Refusal(
                .unreachable,
                "database is out of \(error.sqlState == "53200" ? "memory" : "room"): \(error.message)",
                hint: "nothing was changed; try again later")
        case "55" where error.sqlState == "55P03", "57" where error.sqlState == "57014":
            return Refusal(.busy, heldUp, hint: "try again")
        case "57", "08":
            return Refusal(
                .unreachable, "database is stopping or starting: nothing was changed", hint: "try again", mayRetry: true
            )
        case "XX" where ["XX001", "XX002"].contains(error.sqlState):
            return Refusal(
                .bug, "database is damaged on its disk: \(error.message)",
                hint: "write nothing more; adapt doctor, then adapt db restore FILE of the last good backup")
        case "28", "3D": return Refusal(.unreachable, error.message)
        case "42" where error.sqlState == "42501": return Refusal(.forbidden, error.message, hint: error.hint)
        default: return Refusal(.bug, "database refused a statement: \(error.message)")
        }
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
