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
                .unreachable, "database takes no more connections: \(error.message); nothing was changed",
                hint: "try again when other programs have ended")
        case .cannotConnect where error.sqlState == "42501":
            self.init(.forbidden, "database refuses this user: \(error.message)", hint: error.hint)
        case .cannotConnect where error.sqlState == "3D000":
            self.init(
                .unreachable, "server has no such database: \(error.message)",
                hint: "name another one; or the administrator can run: create database NAME")
        case .cannotConnect where error.sqlState == "42704" && error.message.contains("configuration parameter"):
            self.init(
                .unreachable, "server does not know what it is to be set to: \(error.message)",
                hint: "PostgreSQL \(ServerVersion.least) or later is needed; "
                    + "or take the setting out of PGOPTIONS, or of the URL")
        case .cannotConnect where error.saysUserRefused:
            self.init(
                .unreachable, "server refuses this user: \(error.message)",
                hint: error.sqlState == "28000"
                    ? "name another user; or the administrator lets this one in: alter role USER login, and pg_hba.conf"
                    : "check the user's password: ADAPT_DATABASE_URL, or ~/.pgpass")
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

    /// How it begins what is said of what took longer than a setting of the server lets it.
    static let endedByServer = "ended by the server's "

    private static func ended(by setting: String) -> Refusal {
        Refusal(
            .busy, "\(endedByServer)\(setting): nothing was changed",
            hint: "who set it can run: alter role USER reset \(setting), or alter database NAME reset \(setting)")
    }

    /// What is said of a lock that was waited for in vain.
    private static let heldUp = "somebody else is writing: nothing was changed"

    /// Whether somebody else's lock is all that was in the way.
    public var isHeldUp: Bool { kind == .busy && message == Refusal.heldUp }

    /// The same, told of a command that only reads.
    public var ofReading: Refusal {
        guard isHeldUp else { return self }
        return Refusal(
            kind, "somebody else is changing what is to be read: it was not read", hint: hint, place: place,
            details: details, mayRetry: mayRetry)
    }

    private static func outOfDisk(_ error: PostgresError) -> Refusal {
        Refusal(
            .unreachable, "database is out of disk: \(error.message); nothing was changed",
            hint: "df -h, on the server")
    }

    private static func refused(_ error: PostgresError) -> Refusal {
        if let told = ofConstraint(error) { return told }
        if error.saysDiskFull { return outOfDisk(error) }
        switch error.sqlState?.prefix(2) {
        case "22" where error.sqlState == "22003" && error.message == "bigint out of range":
            return ReachTotal.tooLarge(of: error.detail)
        case "22": return Refusal(.input, "value is not accepted: \(error.message)")
        case "23": return Refusal(.rule, "rule of the database refuses it: \(error.message)")
        case "25" where error.sqlState == "25006":
            return Refusal(.unreachable, "database takes no changes: \(error.message)", hint: "adapt doctor")
        case "40":
            return Refusal(
                .busy, "somebody else changed the same thing at once: nothing was changed", hint: "try again",
                mayRetry: true)
        case "53":
            return Refusal(
                .unreachable,
                "database is out of \(error.sqlState == "53200" ? "memory" : "room"): \(error.message); "
                    + "nothing was changed",
                hint: "try again later")
        case "57" where error.sqlState == "57014" && error.message.contains("statement timeout"):
            return ended(by: "statement_timeout")
        case "25" where error.sqlState == "25P03": return ended(by: "idle_in_transaction_session_timeout")
        case "25" where error.sqlState == "25P04": return ended(by: "transaction_timeout")
        case "57" where error.sqlState == "57014":
            return Refusal(.busy, "ended by the server (\(error.message)): nothing was changed", hint: "try again")
        case "55" where error.sqlState == "55P03": return Refusal(.busy, heldUp, hint: "try again")
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
        case "42" where ["42P01", "42703", "42883", "42P13"].contains(error.sqlState):
            return Refusal(
                .bug, "database refused a statement: \(error.message)",
                hint: "adapt doctor says whether something of the catalogue is missing, or is not as it was")
        default: return Refusal(.bug, "database refused a statement: \(error.message)")
        }
    }
}
