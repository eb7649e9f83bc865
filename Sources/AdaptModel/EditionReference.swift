/// How an edition is named: `series/edition`, `series` alone for its source, either with `@revision` or `@date`.
public struct EditionReference: Sendable, Hashable, CustomStringConvertible {
    /// Which state of it.
    public enum Moment: Sendable, Hashable {
        /// As it is now.
        case now
        /// As it was after a revision of its own.
        case revision(Int)
        /// As everything was at the end of a day (UTC).
        case day(Day)
    }

    /// Code of the series.
    public let series: String
    /// Code, market or language of the edition; nil: the source edition.
    public let edition: String?
    /// Which state.
    public let moment: Moment

    /// A reference made of its parts.
    public init(series: String, edition: String?, moment: Moment = .now) {
        self.series = series
        self.edition = edition
        self.moment = moment
    }

    /// The reference written in `text`. Throws a `Refusal` (usage) that quotes it.
    public init(parsing text: String) throws {
        let halves = text.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
        let names = (halves.first ?? "").split(separator: "/", omittingEmptySubsequences: false)
        guard (1...2).contains(names.count), names.allSatisfy({ !$0.isEmpty }) else {
            throw Refusal(
                .usage, "edition \"\(text)\" is not written as one",
                hint: "write series/edition, as in hockey-star/es; list them with: adapt edition list")
        }
        series = String(names[0])
        edition = names.count == 2 ? String(names[1]) : nil
        guard halves.count == 2 else {
            moment = .now
            return
        }
        if halves[1].utf8.allSatisfy({ (0x30...0x39).contains($0) }), let revision = Int(halves[1]), revision > 0 {
            moment = .revision(revision)
        } else if let day = Day(halves[1]) {
            moment = .day(day)
        } else {
            throw Refusal(
                .usage,
                "moment \"@\(halves[1])\" of \"\(names.joined(separator: "/"))\" is neither a revision nor a day",
                hint: "write @3 for revision 3 or @2026-01-31 for the end of a day")
        }
    }

    /// `series/edition@moment`.
    public var description: String {
        let name = series + (edition.map { "/" + $0 } ?? "")
        switch moment {
        case .now: return name
        case .revision(let number): return "\(name)@\(number)"
        case .day(let day): return "\(name)@\(day)"
        }
    }
}
