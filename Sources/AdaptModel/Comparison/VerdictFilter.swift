/// Which verdicts to show.
public struct VerdictFilter: Sendable {
    private let verdicts: Set<Verdict>
    private let kept: Bool
    /// Whether everything is shown.
    public let isAll: Bool

    /// Shows everything.
    public static let all = VerdictFilter(Set(Verdict.allCases), kept: true, isAll: true)
    /// Shows what is known to differ. What one side does not know is neither the same nor changed.
    public static let changed = VerdictFilter(
        Set(Verdict.allCases.filter(\.isDifference)), kept: false, isAll: false)

    private init(_ verdicts: Set<Verdict>, kept: Bool, isAll: Bool) {
        self.verdicts = verdicts
        self.kept = kept
        self.isAll = isAll
    }

    /// The words that name several verdicts, or none of the list.
    private static let groups: [String: VerdictFilter] = [
        "all": all, "changed": changed,
        "added": VerdictFilter([.leftAdded, .rightAdded], kept: false, isAll: false),
        "dropped": VerdictFilter([.leftDropped, .rightDropped], kept: false, isAll: false),
        "kept": VerdictFilter([], kept: true, isAll: false),
    ]

    /// All words that `init(parsing:)` takes.
    public static let words = groups.keys.sorted() + Verdict.allCases.map(\.rawValue).filter { groups[$0] == nil }

    /// What `said` names together, each of them one or several between commas: `all`, `changed`, `added`, `dropped`,
    /// `kept` or a verdict. None: everything. Throws a `Refusal` (usage).
    public init(parsing said: [String]) throws {
        let names = said.flatMap { $0.split(separator: ",", omittingEmptySubsequences: false) }.map { name in
            String(name.drop { $0 == " " })
        }
        guard !names.isEmpty else {
            self = .all
            return
        }
        let filters = try names.map { name in
            if let group = VerdictFilter.groups[name] { return group }
            guard let verdict = Verdict(rawValue: name) else {
                throw Refusal(
                    .usage, "verdict \"\(name)\" is not one of the list",
                    hint: Nearest.hint(for: name, among: Self.words) ?? "choose of "
                        + Self.words.joined(separator: ", "))
            }
            return VerdictFilter([verdict], kept: false, isAll: false)
        }
        self.init(
            filters.reduce(into: []) { $0.formUnion($1.verdicts) }, kept: filters.contains(where: \.kept),
            isAll: filters.contains(where: \.isAll))
    }

    /// Whether a line of this verdict is shown. `kept`: it is the same because that was decided.
    public func admits(_ verdict: Verdict, kept: Bool = false) -> Bool {
        verdicts.contains(verdict) || self.kept && kept && verdict == .same
    }
}

extension Verdict {
    /// Whether two known states differ.
    public var isDifference: Bool {
        switch self {
        case .same, .bothSameChange, .unknown: false
        case .leftChanged, .rightChanged, .diverged, .leftAdded, .rightAdded, .leftDropped, .rightDropped: true
        }
    }
}

extension Comparison.Row {
    /// Whether it is the same because one side decided to keep it.
    public var isKept: Bool {
        verdict == .same && [left, right].contains { $0.resolved.basis == .kept }
    }
}

extension Comparison {
    /// The same comparison with only some of its elements: summary and coverage are about these.
    public func only(_ isWanted: (Row) -> Bool) -> Comparison {
        Comparison(left: left, right: right, base: base, rows: rows.filter(isWanted))
    }

    private init(left: EditionHeader, right: EditionHeader, base: EditionHeader?, rows: [Row]) {
        self.left = left
        self.right = right
        self.base = base
        self.rows = rows
    }
}
