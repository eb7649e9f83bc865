/// How an edition is named: `series/edition`, `series` alone for its source, or an external identifier as in
/// `imdb:tt1234567`; each with `@revision` or `@date`.
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

    /// Code of the series; of an identifier its scheme.
    public let series: String
    /// Code, market or language of the edition; nil: the source edition.
    public let edition: String?
    /// What somebody else calls it; nil: it is named by its series.
    public let identifier: Identifier?
    /// Which state.
    public let moment: Moment

    /// A reference made of its parts.
    public init(series: String, edition: String?, moment: Moment = .now) {
        self.series = series
        self.edition = edition
        self.moment = moment
        identifier = nil
    }

    /// The reference written in `text`. Throws a `Refusal` (usage) that quotes it.
    public init(parsing text: String) throws {
        if let colon = text.firstIndex(of: ":"), !text[..<colon].contains(where: { "/@".contains($0) }) {
            // An identifier may hold an @ of its own.
            var (name, moment) = (Substring(text), Moment.now)
            if let at = text.lastIndex(of: "@") {
                let behind = text[text.index(after: at)...]
                try EditionReference.refuseTime(behind)
                if let said = EditionReference.moment(behind) { (name, moment) = (text[..<at], said) }
            }
            let identifier = try Identifier(parsing: String(name))
            self.identifier = identifier
            series = identifier.scheme
            edition = nil
            self.moment = moment
            return
        }
        identifier = nil
        let halves = text.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
        let names = halves[0].split(separator: "/", omittingEmptySubsequences: false)
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
        try EditionReference.refuseTime(halves[1])
        guard let moment = EditionReference.moment(halves[1]) else {
            throw Refusal(
                .usage,
                "moment \"@\(halves[1])\" of \"\(names.joined(separator: "/"))\" is neither a revision nor a day",
                hint: "write @3 for revision 3 or @2026-01-31 for the end of a day")
        }
        self.moment = moment
    }

    /// The reference written in `text`, where a word alone is an edition of `series`.
    public init(parsing text: String, in series: String) throws {
        let written = try EditionReference(parsing: text)
        let isWord = written.identifier == nil && written.edition == nil
        self = isWord ? EditionReference(series: series, edition: written.series, moment: written.moment) : written
    }

    /// What names its series: the code, or the identifier that it is named by.
    public var seriesName: String { identifier?.description ?? series }

    /// Refuses a time behind the @, which is told otherwise.
    private static func refuseTime(_ text: Substring) throws {
        guard text.utf8.count > 10, Day(text.prefix(10)) != nil else { return }
        throw Refusal(
            .usage, "moment \"@\(text)\" is a time, and @ takes a revision or a day",
            hint: "name the time with --as-of \(text)")
    }

    static func moment(_ text: Substring) -> Moment? {
        if text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let revision = Int(text), revision > 0 {
            return .revision(revision)
        }
        return Day(text).map { .day($0) }
    }

    /// `series/edition@moment`.
    public var description: String {
        let name = identifier?.description ?? series + (edition.map { "/" + $0 } ?? "")
        switch moment {
        case .now: return name
        case .revision(let number): return "\(name)@\(number)"
        case .day(let day): return "\(name)@\(day)"
        }
    }
}
