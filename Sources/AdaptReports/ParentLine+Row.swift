import AdaptModel

/// Lines as rows of files.
struct ParentRows: RowSource {
    let lines: [ParentLine]

    func write(to sink: inout some RowSink) {
        for line in lines {
            line.write(to: &sink)
            sink.end()
        }
    }
}

extension ParentLine {
    var why: String? {
        let parts = [right.resolved.decision?.why, right.outdatedWords].compactMap { $0 }
        return parts.isEmpty ? nil : parts.joined(separator: " · ")
    }

    /// In the order of the report's columns.
    func write(to sink: inout some RowSink) {
        let (decision, parents, own) = (right.resolved.decision, left.resolved.state.value, right.resolved.state.value)
        sink.word(edition.header.edition)
        sink.word(parent.header.edition)
        sink.word(element)
        sink.word(kind)
        sink.word(word)
        sink.put(parents?.text)
        sink.put(own?.text)
        sink.word(left.resolved.state.name)
        sink.word(right.resolved.state.name)
        sink.put(word: right.resolved.basis?.rawValue)
        let reasons = decision?.reasons ?? []
        // Most have one, which need not be put together.
        sink.put(word: reasons.count < 2 ? reasons.first?.rawValue : reasons.map(\.rawValue).joined(separator: " "))
        sink.put(decision?.note)
        sink.put(word: decision?.citation?.source)
        sink.put(decision?.citation?.locator)
        sink.put(decision?.citation?.quote)
        sink.put(word: right.resolved.outdated ? "outdated" : nil)
        sink.put(word: parents?.term)
        sink.put(word: own?.term)
        sink.name(edition.header.revision)
        sink.word(sign)
    }

    var cells: [Cell] {
        var sink = RowCells()
        write(to: &sink)
        sink.end()
        return sink.rows[0]
    }

    /// The row of a workbook: the sign, and the state by word where there is no value.
    var row: [Cell] {
        var cells = cells
        if left.resolved.state.value == nil { cells[5] = .text(left.resolved.state.words) }
        if right.resolved.state.value == nil { cells[6] = .text(right.resolved.state.words) }
        return [.text(sign)] + cells.dropLast()
    }

    var json: JSON {
        let (decision, citation) = (right.resolved.decision, right.resolved.decision?.citation)
        return .object(
            [
                ("edition", .string(edition.header.edition)), ("parent", .string(parent.header.edition)),
                ("element", .string(element)), ("kind", .string(kind)), ("verdict", .string(word)),
                ("parent_value", JSON(left.resolved.state.value?.text)),
                ("value", JSON(right.resolved.state.value?.text)),
                ("parent_state", .string(left.resolved.state.name)), ("state", .string(right.resolved.state.name)),
                ("basis", JSON(right.resolved.basis?.rawValue)),
                ("reasons", .array((decision?.reasons ?? []).map { .string($0.rawValue) })),
                ("note", JSON(decision?.note)), ("source", JSON(citation?.source)),
                ("locator", JSON(citation?.locator)), ("quote", JSON(citation?.quote)),
                ("outdated", .bool(right.resolved.outdated)),
                ("parent_term", JSON(left.resolved.state.value?.term)),
                ("term", JSON(right.resolved.state.value?.term)), ("revision", .int(edition.header.revision)),
            ] + (words.map { [("words", $0.json)] } ?? []) + [("sign", .string(sign))])
    }

    /// The cells of its line for sharing, in the order of the report's columns.
    var markdown: [String] {
        let words = words
        var line = cells.map { Sheet.markdown($0.plain) }
        if let words { (line[5], line[6]) = (words.markdown(added: false), words.markdown(added: true)) }
        return line
    }

    var html: HTML {
        let words = words
        let cells = cells
        var line = HTML()
        line.open("tr")
        line.add(HTML("td", [("class", "sign " + verdict.style)], sign))
        line.add(HTML("th", [("scope", "row")], element))
        for (index, cell) in cells.dropLast().enumerated() where index != 2 {
            switch index {
            case 4: line.add(HTML("td", [("class", verdict.style)], word))
            case 5: line.add(left.html(parent.header, words?.html(added: false), beside: right))
            case 6: line.add(right.html(edition.header, words?.html(added: true), beside: left))
            default: line.add(HTML("td", [("dir", "auto")], cell.plain))
            }
        }
        line.close("tr")
        line.newLine()
        return line
    }
}
