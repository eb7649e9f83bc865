import AdaptModel

extension SeriesMatrix.Cell {
    /// The verdict, or `kept`; nil: nothing to compare with.
    var verdictWord: String? { isKept ? "kept" : verdict?.rawValue }

    /// How it stands to the parent; empty: not recorded.
    var sign: String {
        switch content.resolved.basis {
        case nil: return ""
        case .inherited: return SameSign.inherited
        case .kept where isKept: return SameSign.kept
        case .own, .kept: break
        }
        return verdict?.sign ?? "*"
    }

    /// The sign; nil: not recorded.
    var signIfAny: String? { sign.isEmpty ? nil : sign }

    /// `outdated`, or nothing.
    var outdated: Cell { Cell(content.resolved.outdated ? "outdated" : nil) }

    /// On what it rests, in brackets; empty where it is the edition's own word and another than the parent's.
    private var note: String {
        var notes: [String] = []
        switch content.resolved.basis {
        case nil: break
        case .inherited: notes.append("inherited")
        case .kept: notes.append("kept")
        case .own: if verdict == .same { notes.append("same") }
        }
        if content.resolved.outdated { notes.append("outdated") }
        return notes.isEmpty ? "" : "(" + notes.joined(separator: ", ") + ")"
    }

    /// The value with what it rests on, as it reads in its row.
    func words(in row: SeriesMatrix.Row) -> String { value(in: row) + (note.isEmpty ? "" : " " + note) }

    private func value(in row: SeriesMatrix.Row) -> String { state.words(beside: row.cells.map(\.state)) }

    func html(_ header: EditionHeader, in row: SeriesMatrix.Row) -> HTML {
        let style = content.resolved.basis == .own || content.resolved.basis == .kept ? verdict?.style : nil
        var cell = HTML()
        cell.open("td", [("class", state.value == nil && style == nil ? "none" : style)] + header.attributes)
        if !sign.isEmpty {
            cell.add(HTML("span", [("class", "sign"), ("lang", "en")], sign))
            cell.add(" ")
        }
        if state.value != nil {
            cell.add(value(in: row))
            if !note.isEmpty { cell.add(HTML("span", [("lang", "en")], " " + note)) }
        } else {
            cell.add(HTML("span", [("lang", "en")], words(in: row)))
        }
        cell.close("td")
        return cell
    }
}
