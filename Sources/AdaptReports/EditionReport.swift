public import AdaptModel

extension EditionSheet {
    /// Writes everything known of an edition.
    public func write(as format: Format, width: Int? = nil, to out: inout some TextOutputStream) {
        let table = table
        switch format {
        case .json: out.write(json.pretty)
        case .jsonl: out.write(json.line + "\n")
        case .csv, .tsv: rows.write(as: format, to: &out)
        case .html:
            let known =
                facts.compactMap { fact in fact.value.map { "\(fact.name): \($0)" } }
                + evidence.map { "evidence of " + $0.line }
            let sheets = [
                (name: "elements", sheet: table),
                (name: "creatives", sheet: Sheet(creatives, numbers: ["duration_seconds"])),
            ]
            SheetPage.write(
                title: facts.first { $0.name == "title" }?.value ?? "edition", facts: known, sheets, to: &out)
        case .table, .markdown:
            for fact in facts {
                guard let value = fact.value else { continue }
                out.write(DisplayWidth.pad(fact.name, to: 12) + shown(value) + "\n")
            }
            for line in evidence { out.write(DisplayWidth.pad("evidence", to: 12) + shown(line.line) + "\n") }
            out.write("\n")
            if elements.isEmpty {
                out.write("no element recorded\n")
            } else {
                table.write(as: format, width: width, to: &out)
            }
            guard !creatives.rows.isEmpty else { return }
            out.write("\n")
            Sheet(creatives.selecting(["code", "duration_seconds", "beats"]), numbers: ["duration_seconds"])
                .write(as: format, width: width, to: &out)
        case .xlsx: break
        }
    }

    /// One row an element.
    var table: Sheet {
        Sheet(
            columns: ["element", "value", "state", "basis", "from", "why"],
            rows: elements.map { line in
                let why = line.resolved.decision?.why
                let note = line.resolved.outdated ? ["outdated", why].compactMap { $0 }.joined(separator: " · ") : why
                return [
                    .text(line.element), Cell(line.resolved.state.value?.text), .text(line.resolved.state.name),
                    Cell(line.resolved.basis?.rawValue), Cell(line.from), Cell(note),
                ]
            })
    }

    /// The same with all that is said of the edition as a whole beside each element; one row where there is none.
    var rows: Sheet {
        let elements = table
        let whole =
            facts.map { fact in
                let revision = fact.name == "revision" ? fact.value.flatMap { Int($0) } : nil
                return revision.map { Cell.name($0) } ?? Cell(fact.value)
            }
            + [Cell(evidence.isEmpty ? nil : evidence.map(\.line).joined(separator: "; "))]
        let beside = self.elements.map { line in
            [
                Cell(line.resolved.outdated ? "outdated" : nil), Cell(line.parent?.value?.text),
                Cell(line.parent?.name), Cell(line.resolved.state.value?.term),
            ]
        }
        let rows = elements.rows.isEmpty ? [elements.columns.map { _ in .empty }] : elements.rows
        let none: [Cell] = [.empty, .empty, .empty, .empty]
        return Sheet(
            columns: elements.columns + facts.map(\.name)
                + ["evidence", "outdated", "parent_value", "parent_state", "term"],
            rows: zip(rows, beside.isEmpty ? [none] : beside).map { $0 + whole + $1 })
    }

    private func json(of fact: (name: String, value: String?)) -> JSON {
        switch fact.name {
        case "revision": JSON(fact.value.flatMap { Int($0) })
        case "aliases": .array(Sheet(aliases).rows.map(Sheet(aliases).object))
        case "identifiers": .array(words(fact.value).map { .string($0) })
        default: JSON(fact.value)
        }
    }

    private var json: JSON {
        let creatives = Sheet(creatives, numbers: ["duration_seconds"])
        return .object(
            facts.map { ($0.name, json(of: $0)) } + [
                (
                    "elements",
                    .array(
                        elements.map { .object([("element", .string($0.element))] + $0.resolved.json(from: $0.from)) })
                ), ("creatives", .array(creatives.rows.map(creatives.object))),
                ("evidence", .array(evidence.map(\.json))),
            ])
    }
}
