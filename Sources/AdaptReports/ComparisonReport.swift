public import AdaptModel

/// A comparison in every format.
public struct ComparisonReport: Sendable {
    let comparison: Comparison
    private let filter: VerdictFilter
    private let kinds: [String]

    /// A report. `only`: which lines to show; summary and coverage are about all. `kinds`: the kinds of elements that
    /// were compared; none: all.
    public init(_ comparison: Comparison, only filter: VerdictFilter = .all, kinds: [String] = []) {
        self.comparison = comparison
        self.filter = filter
        self.kinds = kinds
    }

    /// What is shown.
    var rows: [Comparison.Row] {
        comparison.rows.filter { filter.admits($0.verdict, kept: $0.isKept) }
    }

    /// What is said where there are no elements.
    var nothingRecorded: String {
        "nothing\(ofKinds(kinds)) recorded for either edition"
    }

    /// Writes it. `paint` colours a table.
    public func write(
        as format: Format, width: Int? = nil, paint: Paint = .plain, to out: inout some TextOutputStream
    ) {
        switch format {
        case .table: writeTable(width: width, paint, to: &out)
        case .json: out.write(json.pretty)
        case .jsonl: for row in rows { out.write(json(of: row).line + "\n") }
        case .csv, .tsv: sheet.write(as: format, to: &out)
        case .markdown: writeMarkdown(to: &out)
        case .html: writeHTML(to: &out)
        case .xlsx: break
        }
    }

    /// One row an element: what machines read.
    var sheet: Sheet {
        let facts = [
            "", "_state", "_basis", "_from", "_reasons", "_note", "_source", "_locator", "_quote", "_outdated",
        ]
        let columns =
            ["element", "verdict", "base"] + ["left", "right"].flatMap { side in facts.map { side + $0 } }
            + ["base_term", "left_term", "right_term", "sign", "base_state", "left_revision", "right_revision"]
            + ["left_edition", "right_edition"]
        let heads = [comparison.left, comparison.right]
        let behind = heads.map { Cell.name($0.revision) } + heads.map { Cell.text($0.edition) }
        return Sheet(
            columns: columns,
            rows: rows.map { row -> [Cell] in
                let states = [row.base, row.left.resolved.state, row.right.resolved.state]
                // Where there is no base, nothing is said of it: not even that it is not recorded there.
                let baseState = comparison.base == nil ? Cell.empty : Cell.text(row.base.name)
                let said = row.left.cells + row.right.cells + states.map { Cell($0.value?.term) }
                return [.text(row.element), .text(row.verdict.rawValue), Cell(row.base.value?.text)] + said
                    + [.text(row.sign), baseState] + behind
            })
    }

    private func writeTable(width: Int?, _ paint: Paint, to out: inout some TextOutputStream) {
        let heads: [(String, EditionHeader?)] = [
            ("base", comparison.base), ("left", comparison.left), ("right", comparison.right),
        ]
        for (side, header) in heads {
            out.write(DisplayWidth.pad(side, to: 7) + (header?.line ?? "no common ancestor: compared two-way") + "\n")
        }
        out.write("\n")
        guard !comparison.rows.isEmpty else {
            out.write("\(nothingRecorded): nobody has looked yet, so whether they differ is not known\n")
            out.write("next: adapt set \(comparison.right.edition) PATH=VALUE --new\n")
            return
        }
        let shared = Sheet(
            columns: ["", "element", comparison.heads.left, comparison.heads.right, "verdict"],
            rows: rows.map { row in
                [
                    .text(row.sign), .text(row.element), .text(row.sides.left), .text(row.sides.right),
                    .text(row.verdict.rawValue),
                ]
            })
        let table = shared.table(width: width)
        out.write(table.head)
        for (lines, row) in zip(table.rows, rows) {
            for line in lines.split(separator: "\n") { out.write(paint(String(line), row.verdict) + "\n") }
            for part in DisplayWidth.wrap(row.words?.line ?? "", to: (width ?? Int.max) - 5) where !part.isEmpty {
                out.write("     \(part)\n")
            }
            for part in why(row).flatMap({ DisplayWidth.wrap(shown($0), to: (width ?? Int.max) - 5) }) {
                out.write("     \(part)\n")
            }
        }
        out.write("\n" + summary + "\n")
    }

    /// `1 same · 1 right_changed · 1 unknown; 2 of 3 elements known on both sides`.
    public var summary: String {
        if comparison.rows.isEmpty { return nothingRecorded }
        return comparison.summary.map { "\(grouped($0.count)) \($0.verdict.rawValue)" }.joined(separator: " · ")
            + "; \(grouped(comparison.knownOnBoth)) of \(grouped(comparison.rows.count, "element")) known on both sides"
            + (filter.isAll ? "" : "; \(grouped(rows.count)) of \(grouped(comparison.rows.count)) shown")
    }

    private func writeMarkdown(to out: inout some TextOutputStream) {
        let heads = [("Left", comparison.left), ("Right", comparison.right)]
        for (side, header) in heads { out.write("- \(side): \(Sheet.markdown(header.line))\n") }
        out.write("- Base: \(Sheet.markdown(comparison.base?.line ?? "no common ancestor: compared two-way"))\n\n")
        guard !comparison.rows.isEmpty else {
            out.write("N\(nothingRecorded.dropFirst()).\n")
            return
        }
        let columns = ["", "element", comparison.heads.left, comparison.heads.right, "verdict", "why"]
        Sheet(columns: columns, rows: []).write(as: .markdown, to: &out)
        for row in rows { out.write(Sheet.markdownLine(row.markdown(why: why(row)))) }
        out.write("\n\(Sheet.markdown(summary))\n")
    }

    private var json: JSON {
        .object(
            [
                ("left", comparison.left.json), ("right", comparison.right.json),
                (
                    "base",
                    comparison.base.map {
                        .object(
                            [("edition", .string($0.edition)), ("revision", .int($0.revision))] + $0.operationMember)
                    } ?? .null
                ),
                (
                    "coverage",
                    .object([
                        ("known_on_both", .int(comparison.knownOnBoth)), ("elements", .int(comparison.rows.count)),
                    ])
                ),
                ("summary", .object(comparison.summary.map { ($0.verdict.rawValue, .int($0.count)) })),
                ("elements", .array(rows.map(json(of:)))),
            ] + (filter.isAll ? [] : [("shown", .int(rows.count))]))
    }

    private func json(of row: Comparison.Row) -> JSON {
        .object(
            [
                ("element", .string(row.element)), ("verdict", .string(row.verdict.rawValue)),
                ("base", .object(row.base.json)), ("left", row.left.json(at: comparison.left.revision)),
                ("right", row.right.json(at: comparison.right.revision)),
            ] + (row.words.map { [("words", $0.json)] } ?? []) + [("sign", .string(row.sign))])
    }
}
