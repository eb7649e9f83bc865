public import AdaptModel

/// What derived editions decide, against their parents, written series by series: no more than one is held.
public struct ParentReport: Sendable {
    private let format: Format
    private let width: Int?
    private let paint: Paint
    private let filter: VerdictFilter
    private let kinds: [String]
    private let nothing: String
    /// Where rows go as xlsx, and the sheet that they go to once it has begun.
    private let workbook: WorkbookFile?
    private var page: WorkbookFile.Page?
    private var written = 0
    private var counts: [String: Int] = [:]
    private var (total, known, editions, series) = (0, 0, 0, 0)
    /// Whether an edition is known to differ from its parent.
    public private(set) var differs = false

    /// A report. `only`: which lines to show; the summary is about all. `kinds`: the only kinds of elements that were
    /// compared; none: all. `nothing`: what the summary is where nothing was.
    public init(
        as format: Format, only filter: VerdictFilter = .all, kinds: [String] = [],
        nothing: String = ParentReport.allNothing, width: Int? = nil, paint: Paint = .plain
    ) {
        self.format = format
        self.filter = filter
        self.kinds = kinds
        self.nothing = nothing
        self.width = width
        self.paint = paint
        workbook = nil
    }

    /// A report whose lines go into a workbook, and no text. `only`: which lines to show.
    public init(
        into workbook: WorkbookFile, only filter: VerdictFilter = .all, kinds: [String] = [],
        nothing: String = ParentReport.allNothing
    ) {
        format = .xlsx
        self.filter = filter
        self.kinds = kinds
        self.nothing = nothing
        (width, paint) = (nil, .plain)
        self.workbook = workbook
    }

    /// That nothing was compared of any series.
    public static let allNothing = "no derived edition decides anything"

    private static let title = "Editions against their parents"
    private static let columns = [
        "edition", "parent", "element", "kind", "verdict", "parent_value", "value", "parent_state", "state", "basis",
        "reasons", "note", "source", "locator", "quote", "outdated", "parent_term", "term",
        "revision",
    ]
    /// What files have; people read the sign first.
    private static let rows = columns + ["sign"]

    /// Writes what stands before the first line.
    public mutating func begin(to out: inout some TextOutputStream) throws {
        switch format {
        case .csv, .tsv: Sheet(columns: ParentReport.rows, rows: []).write(as: format, to: &out)
        case .markdown: Sheet(columns: ParentReport.rows, rows: []).write(as: .markdown, to: &out)
        case .json: out.write("[")
        case .html:
            out.write(HTMLPage.head(ParentReport.title))
            out.write(Sheet.tableHead(["sign", "element"] + ParentReport.columns.filter { $0 != "element" }))
        case .xlsx:
            try workbook?.entitle(ParentReport.title)
            page = try workbook?.add("Against parent", columns: ["sign"] + ParentReport.columns)
        case .table, .jsonl: break
        }
    }

    /// Writes the lines of one series.
    public mutating func add(_ lines: [ParentLine], of name: String, to out: inout some TextOutputStream) throws {
        let shown = filter.isAll ? lines : lines.filter { filter.admits($0.verdict, kept: $0.isKept) }
        count(lines)
        switch format {
        case .csv, .tsv: ParentRows(lines: shown).writeLines(nil, as: format) { out.write($0) }
        case .markdown: for line in shown { out.write(Sheet.markdownLine(line.markdown)) }
        case .jsonl: for line in shown { out.write(line.json.line + "\n") }
        case .json:
            for (index, line) in shown.enumerated() {
                out.write(written + index == 0 ? "\n  " : ",\n  ")
                out.write(line.json.line)
            }
        case .html: for line in shown { out.write(line.html.text) }
        case .table: writeTable(shown, of: name, to: &out)
        case .xlsx:
            guard let workbook, let page else { break }
            for line in shown { try workbook.append(line.row, to: page) }
        }
        written += shown.count
    }

    /// Writes what stands after the last line.
    public func end(to out: inout some TextOutputStream) throws {
        switch format {
        case .csv, .tsv, .jsonl: break
        case .json: out.write(written == 0 ? "]\n" : "\n]\n")
        case .markdown: out.write("\n\(Sheet.markdown(summary))\n")
        case .html: out.write(Sheet.tableFoot + HTMLPage.paragraph(summary) + HTMLPage.foot)
        case .table: out.write(summary + "\n")
        case .xlsx:
            let facts = Sheet(facts: [("summary", summary)] + Legend.pair + Legend.states)
            guard let workbook else { break }
            let page = try workbook.add("Read me", columns: facts.columns)
            for row in facts.rows { try workbook.append(row, to: page) }
        }
    }

    /// `1 kept · 1 right_changed; 2 of 3 elements known on both sides; decided by 1 edition of 1 series, against its
    /// parent`. Editions that decide nothing themselves are none of these.
    public var summary: String {
        guard total > 0 else { return nothing + ofKinds(kinds) }
        let order = ["same", "kept"] + Verdict.allCases.map(\.rawValue)
        let parts = order.enumerated().compactMap { index, word in
            order[..<index].contains(word) ? nil : counts[word].map { "\(grouped($0)) \(word)" }
        }
        return parts.joined(separator: " · ")
            + "; \(grouped(known)) of \(grouped(total, "element")) known on both sides; "
            + "decided by \(grouped(editions, "edition")) of \(grouped(series)) series, against "
            + (editions == 1 ? "its parent" : "their parents")
            + (filter.isAll ? "" : "; \(grouped(written)) of \(grouped(total)) shown")
    }

    private mutating func count(_ lines: [ParentLine]) {
        total += lines.count
        known += lines.count(where: \.isCompared)
        series += lines.isEmpty ? 0 : 1
        var last: EditionID?
        for line in lines {
            editions += line.edition.id == last ? 0 : 1
            last = line.edition.id
            counts[line.word, default: 0] += 1
            differs = differs || line.verdict.isDifference
        }
    }

    private func writeTable(_ lines: [ParentLine], of name: String, to out: inout some TextOutputStream) {
        guard !lines.isEmpty else { return }
        let sheet = Sheet(
            columns: ["", "edition", "parent", "element", "parent_value", "value", "verdict"],
            rows: lines.map { line in
                [
                    line.sign, line.edition.header.shortName, line.parent.header.shortName, line.element,
                    line.sides.left, line.sides.right, line.word,
                ].map { .text($0) }
            })
        out.write("\(name)\n")
        let table = sheet.table(width: width)
        out.write(table.head)
        for (text, line) in zip(table.rows, lines) {
            for part in text.split(separator: "\n") { out.write(paint(String(part), line.verdict) + "\n") }
            for words in [line.words?.line, line.why.map(AdaptReports.shown)].compactMap(\.self) {
                for part in DisplayWidth.wrap(words, to: (width ?? Int.max) - 5) { out.write("     \(part)\n") }
            }
        }
        out.write("\n")
    }
}

/// ` of kind hook`; nothing where all kinds are meant.
func ofKinds(_ kinds: [String]) -> String { kinds.isEmpty ? "" : " of kind " + kinds.joined(separator: ", ") }
