import AdaptModel

extension Verdict {
    /// The class that colours it on a page; word and sign say the same.
    var style: String {
        switch self {
        case .same, .bothSameChange: "same"
        case .leftChanged, .rightChanged: "changed"
        case .diverged: "diverged"
        case .leftAdded, .rightAdded: "added"
        case .leftDropped, .rightDropped: "dropped"
        case .unknown: "unknown"
        }
    }
}

extension EditionHeader {
    /// Language and direction of what is said in the edition; brackets and states are of no language.
    var attributes: [(StaticString, String?)] { [("lang", language), ("dir", "auto")] }
}

extension ComparisonReport {
    /// Writes the comparison as a page of its own.
    func writeHTML(to out: inout some TextOutputStream) {
        out.write(HTMLPage.head("\(comparison.left.edition) and \(comparison.right.edition)"))
        let heads: [(String, EditionHeader?)] = [
            ("Base", comparison.base), ("Left", comparison.left), ("Right", comparison.right),
        ]
        for (side, header) in heads {
            var line = HTML("strong", [], side)
            line.add(" \(header?.moment ?? "no common ancestor: compared two-way") ")
            if let header {
                line.add(HTML("cite", header.attributes, header.title))
                line.add(" (\(header.language ?? "language not recorded"); \(header.market ?? "market not recorded"))")
            }
            out.write(HTML("p", [], line).text + "\n")
        }
        if comparison.rows.isEmpty {
            out.write(HTMLPage.paragraph(nothingRecorded))
        } else {
            let columns = ["sign", "element", comparison.heads.left, comparison.heads.right, "verdict", "why"]
            out.write(Sheet.tableHead(columns))
            for row in rows { out.write(line(of: row).text) }
            out.write(Sheet.tableFoot)
            out.write(HTMLPage.paragraph(summary))
        }
        out.write(HTMLPage.foot)
    }

    private func line(of row: Comparison.Row) -> HTML {
        let words = row.words
        var line = HTML()
        line.open("tr")
        line.add(HTML("td", [("class", "sign " + row.verdict.style)], row.sign))
        line.add(HTML("th", [("scope", "row")], row.element))
        line.add(row.left.html(comparison.left, words?.html(added: false), beside: row.right))
        line.add(row.right.html(comparison.right, words?.html(added: true), beside: row.left))
        line.add(HTML("td", [("class", row.verdict.style)], row.verdict.rawValue))
        line.add(HTML("td", [("dir", "auto")], why(row).joined(separator: "; ")))
        line.close("tr")
        line.newLine()
        return line
    }
}

extension Comparison.Cell {
    /// A cell in the language of its edition; `marked`: the value with what was changed in it.
    func html(_ header: EditionHeader, _ marked: HTML?, beside other: Comparison.Cell) -> HTML {
        guard resolved.state.value != nil else { return HTML("td", [("class", "none")], words(beside: other)) }
        var cell = HTML()
        cell.open("td", header.attributes)
        cell.add(marked ?? HTML(resolved.state.words(beside: [other.resolved.state])))
        if !basisNote.isEmpty { cell.add(HTML("span", [("lang", "en")], " " + basisNote)) }
        cell.close("td")
        return cell
    }
}
