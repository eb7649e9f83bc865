public import AdaptModel

/// A matrix of a series in every format.
public struct MatrixReport: Sendable {
    let matrix: SeriesMatrix
    private let filter: VerdictFilter
    private let kinds: [String]

    /// A report. `only`: which elements to show; the summary is about all. `kinds`: the only kinds of elements that
    /// were compared; none: all.
    public init(_ matrix: SeriesMatrix, only filter: VerdictFilter = .all, kinds: [String] = []) {
        self.matrix = matrix
        self.filter = filter
        self.kinds = kinds
    }

    private var rows: [SeriesMatrix.Row] { matrix.rows.filter { $0.isShown(by: filter) } }

    /// Writes it. `width`: cells of the terminal, for a table.
    public func write(as format: Format, width: Int? = nil, to out: inout some TextOutputStream) {
        switch format {
        case .table: writeTable(width: width, to: &out)
        case .json: out.write(json.pretty)
        case .jsonl: for row in rows { out.write(json(of: row).line + "\n") }
        case .csv, .tsv: sheet.write(as: format, to: &out)
        case .markdown:
            words.write(as: .markdown, to: &out)
            for line in [summary, MatrixReport.legend] { out.write("\n\(Sheet.markdown(line))\n") }
        case .html: writeHTML(to: &out)
        case .xlsx: break
        }
    }

    /// `4 elements in 3 editions: 2 differ between editions, 1 not recorded somewhere`.
    public var summary: String {
        let (count, editions) = (matrix.rows.count, matrix.editions.count)
        guard count > 0 else {
            return
                "nothing\(ofKinds(kinds)) recorded for any of \(grouped(editions, "edition")): whether they differ is not known"
        }
        let (differing, missing) = (
            matrix.rows.count(where: \.differs), matrix.rows.count(where: \.isMissingSomewhere)
        )
        return "\(grouped(count, "element")) in \(grouped(editions, "edition")): "
            + "\(grouped(differing)) \(differing == 1 ? "differs" : "differ") between editions, "
            + "\(grouped(missing)) not recorded somewhere"
            + (filter.isAll ? "" : "; \(grouped(rows.count)) of \(grouped(count)) shown")
    }

    private static let legend =
        "against the parent: = same  ≡ kept  > changed  + added  - dropped  ? unknown  · inherited; * has no parent"

    /// What editions are called in columns: by their codes, and in full where a column of ours has that name.
    private var names: [String] {
        matrix.editions.map { edition in
            let name = edition.header.shortName
            return (MatrixReport.first + MatrixReport.last).contains(name) ? edition.header.edition : name
        }
    }

    private static let first = ["element", "kind"], last = ["series"]

    /// One row an element and eight columns an edition, the later ones behind those of all, and last of which series:
    /// what machines read.
    var sheet: Sheet {
        let facts = ["", "_state", "_basis", "_verdict"]
        let later = ["_term", "_sign", "_outdated", "_revision"]
        let revisions = matrix.editions.map { Cell.name($0.header.revision) }
        return Sheet(
            columns: MatrixReport.first + names.flatMap { name in facts.map { name + $0 } }
                + later.flatMap { fact in names.map { $0 + fact } } + MatrixReport.last,
            rows: rows.map { row -> [Cell] in
                let said = row.cells.flatMap { cell -> [Cell] in
                    [
                        Cell(cell.state.value?.text), .text(cell.state.name),
                        Cell(cell.content.resolved.basis?.rawValue), Cell(cell.verdictWord),
                    ]
                }
                let terms = row.cells.map { Cell($0.state.value?.term) }
                let signs = row.cells.map { Cell($0.signIfAny) }
                let behind = terms + signs + row.cells.map(\.outdated) + revisions
                return [.text(row.element), .text(row.kind)] + said + behind + [.text(matrix.series)]
            })
    }

    /// For people: sign, value and basis in each cell.
    var words: Sheet {
        Sheet(
            columns: ["element"] + names,
            rows: rows.map { row in
                [.text(row.element)]
                    + row.cells.map { cell in
                        .text([cell.sign, cell.words(in: row)].filter { !$0.isEmpty }.joined(separator: " "))
                    }
            })
    }

    private func writeTable(width: Int?, to out: inout some TextOutputStream) {
        for edition in matrix.editions {
            out.write(edition.header.line + (edition.method.map { "  \($0)" } ?? "  source") + "\n")
        }
        out.write("\n")
        if !matrix.rows.isEmpty {
            words.write(as: .table, width: width, to: &out)
            out.write("\n" + MatrixReport.legend + "\n")
        }
        out.write(summary + "\n")
    }

    private func writeHTML(to out: inout some TextOutputStream) {
        out.write(HTMLPage.head("\(matrix.series): all editions"))
        out.write(HTMLPage.paragraph(summary))
        out.write(Sheet.tableHead(["element"] + names))
        for row in rows {
            var line = HTML()
            line.open("tr")
            line.add(HTML("th", [("scope", "row")], row.element))
            for (cell, edition) in zip(row.cells, matrix.editions) { line.add(cell.html(edition.header, in: row)) }
            line.close("tr")
            line.newLine()
            out.write(line.text)
        }
        out.write(Sheet.tableFoot + HTMLPage.paragraph(MatrixReport.legend) + HTMLPage.foot)
    }

    private var json: JSON {
        let count = { (isCounted: (SeriesMatrix.Row) -> Bool) in JSON.int(matrix.rows.count(where: isCounted)) }
        return .object(
            [
                ("series", .string(matrix.series)), ("editions", .array(matrix.editions.map(\.json))),
                ("elements", .array(rows.map(json(of:)))),
                (
                    "coverage",
                    .object([
                        ("elements", .int(matrix.rows.count)), ("editions", .int(matrix.editions.count)),
                        ("known_everywhere", count(\.isKnownEverywhere)), ("differ", count(\.differs)),
                        ("not_recorded_somewhere", count(\.isMissingSomewhere)),
                    ])
                ),
            ] + (filter.isAll ? [] : [("shown", .int(rows.count))]))
    }

    private func json(of row: SeriesMatrix.Row) -> JSON {
        .object([
            ("element", .string(row.element)), ("kind", .string(row.kind)),
            (
                "cells",
                .array(
                    zip(row.cells, matrix.editions).map { cell, edition in
                        var members = [("edition", JSON.string(edition.header.edition))] + cell.state.json
                        members.append(("basis", JSON(cell.content.resolved.basis?.rawValue)))
                        members.append(("from", JSON(cell.content.from)))
                        members.append(("verdict", JSON(cell.verdictWord)))
                        members.append(("sign", JSON(cell.signIfAny)))
                        members.append(("outdated", .bool(cell.content.resolved.outdated)))
                        members.append(("revision", .int(edition.header.revision)))
                        return .object(members)
                    })
            ),
        ])
    }
}

extension SeriesHistory.Edition {
    fileprivate var json: JSON {
        guard case .object(let members) = header.json else { return header.json }
        return .object(members + [("method", JSON(method))])
    }
}
