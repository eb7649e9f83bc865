public import AdaptModel

/// What is changed how often, in every format of rows.
public struct ChangesReport: Sendable {
    let counts: ChangeCounts
    private let kinds: [String]
    private let market: String?

    /// A report. `kinds`: the only kinds of elements that were counted; none: all. `market`: the only one; nil: all.
    public init(_ counts: ChangeCounts, kinds: [String] = [], market: String? = nil) {
        (self.counts, self.kinds, self.market) = (counts, kinds, market)
    }

    /// Writes it. `width`: cells of the terminal, for a table.
    public func write(as format: Format, width: Int? = nil, to out: inout some TextOutputStream) {
        switch format {
        case .table, .markdown:
            guard !counts.all.isEmpty else { return out.write(summary + "\n") }
            sheet(most: 3).write(as: format, width: width, to: &out)
            out.write("\n" + (format == .table ? summary : Sheet.markdown(summary)) + "\n")
        case .csv, .tsv: sheet(most: nil).write(as: format, to: &out)
        case .json: out.write(JSON.array(counts.all.map(json(of:))).pretty)
        case .jsonl: for count in counts.all { out.write(json(of: count).line + "\n") }
        case .html:
            let title = "Changes by \(counts.dimension.rawValue)"
            SheetPage.write(title: title, facts: [summary], [("", sheet(most: nil))], to: &out)
        case .xlsx: break
        }
    }

    /// What the counts are of.
    public var summary: String {
        guard counts.decisions > 0 else {
            guard let market else { return "no derived edition decides anything" + ofKinds(kinds) }
            return
                "nothing\(ofKinds(kinds)) is recorded for market \(market): no derived edition made for it, for one that "
                + "holds it or for a part of it decides anything"
        }
        let unknown = counts.decisions - counts.compared
        return "\(grouped(counts.differing)) of \(grouped(counts.compared)) decisions compared differ from the parent; "
            + (unknown > 0 ? "\(grouped(unknown)) more on what one of the two does not know or record; " : "")
            + "decided by \(grouped(counts.scope.editions, "derived edition")) of "
            + "\(grouped(counts.scope.series)) series"
    }

    private var isByElement: Bool { counts.dimension == .element }
    private var hasReasons: Bool { counts.dimension != .reason }
    private var hasMarkets: Bool { counts.dimension != .market }

    /// `most`: how many reasons and markets to name; nil: all.
    func sheet(most: Int?) -> Sheet {
        let numbers = ["compared", "changed", "added", "dropped", "kept", "unknown", "changed_pct"]
        return Sheet(
            columns: [counts.dimension.rawValue] + (isByElement ? ["kind"] : []) + numbers
                + (hasReasons ? ["reasons"] : []) + (hasMarkets ? ["markets"] : []),
            rows: counts.all.map { count in
                var row = [Cell(count.name)]
                if isByElement { row.append(Cell(count.kind)) }
                row += [count.compared, count.changed, count.added, count.dropped, count.kept, count.unknown].map {
                    .number($0)
                }
                row.append(count.changedPercent.map { .decimal($0) } ?? .empty)
                if hasReasons { row.append(words(count.reasons, most)) }
                if hasMarkets { row.append(words(count.markets, most)) }
                return row
            })
    }

    /// `local_taste:5 rating:2`, most frequent first.
    private func words(_ numbers: [String: Int], _ most: Int?) -> Cell {
        .few(ranked(numbers).map { "\($0.0):\($0.1)" }, most: most)
    }

    private func ranked(_ numbers: [String: Int]) -> [(String, Int)] {
        numbers.map { ($0.key, $0.value) }.sorted { ($1.1, $0.0) < ($0.1, $1.0) }
    }

    private func json(of count: ChangeCounts.Count) -> JSON {
        var members: [(String, JSON)] = [(counts.dimension.rawValue, JSON(count.name))]
        if isByElement { members.append(("kind", JSON(count.kind))) }
        members += [
            ("compared", .int(count.compared)), ("changed", .int(count.changed)), ("added", .int(count.added)),
            ("dropped", .int(count.dropped)), ("kept", .int(count.kept)), ("unknown", .int(count.unknown)),
            ("changed_pct", count.changedPercent.map { .number($0) } ?? .null),
        ]
        if hasReasons { members.append(("reasons", .object(ranked(count.reasons).map { ($0.0, .int($0.1)) }))) }
        if hasMarkets { members.append(("markets", .object(ranked(count.markets).map { ($0.0, .int($0.1)) }))) }
        return .object(members)
    }
}

extension ChangeCounts.Count {
    /// How many in a hundred of those compared are changed, to one decimal, halves up; nil: none compared.
    var changedPercent: String? {
        guard compared > 0 else { return nil }
        let tenths = (changed * 2_000 + compared) / (compared * 2)
        return "\(tenths / 10).\(tenths % 10)"
    }
}
