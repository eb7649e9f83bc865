public import AdaptModel

extension Sheet {
    /// A list as a sheet; columns of counts become numbers, of operations and revisions names, of figures with decimals,
    /// such, of "true" and "false" flags, and of words with a blank between them, lists.
    public init(
        _ listing: Listing, numbers: Set<String> = [], names: Set<String> = [], decimals: Set<String> = [],
        flags: Set<String> = [],
        lists: Set<String> = []
    ) {
        let kinds = listing.columns.map { name -> (String?) -> Cell in
            if numbers.contains(name) { return { Cell($0.flatMap { Int($0) }) } }
            if names.contains(name) { return { $0.flatMap { Int($0) }.map { .name($0) } ?? .empty } }
            if decimals.contains(name) { return { $0.map { .decimal($0) } ?? .empty } }
            if flags.contains(name) { return { $0.map { .flag($0 == "true") } ?? .empty } }
            if lists.contains(name) { return { .list(words($0), between: " ") } }
            return { Cell($0) }
        }
        self.init(columns: listing.columns, rows: listing.rows.map { row in zip(kinds, row).map { $0($1) } })
    }
}

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

extension LineageTree {
    /// Writes the tree.
    public func write(as format: Format, width: Int? = nil, to out: inout some TextOutputStream) {
        switch format {
        case .json: out.write(json.pretty)
        case .jsonl: out.write(json.line + "\n")
        case .csv, .tsv, .markdown, .html: sheet.write(as: format, to: &out)
        case .xlsx: break
        case .table:
            for root in roots { write(root, "", "", to: &out) }
            if let asserted, asserted.missing > 0 {
                let count = (asserted.isSourceKnown ? "" : "at least ") + grouped(asserted.missing, "more edition")
                out.write("(\(count) asserted, not registered)\n")
            }
            let cited = nodes(roots).flatMap { node in node.evidence.map { (node.edition, $0) } }
            guard !cited.isEmpty else { return }
            out.write("\n")
            Sheet(cited.map(\.1), of: cited.map(\.0)).write(as: format, width: width, to: &out)
        }
    }

    private func nodes(_ nodes: [Node]) -> [Node] { nodes.flatMap { [$0] + self.nodes($0.children) } }

    /// One row an edition, below its parent.
    var sheet: Sheet {
        Sheet(
            columns: [
                "edition", "parent", "title", "language", "market", "status", "method", "certainty", "draws_on",
                "evidence",
            ],
            rows: flat(roots, nil))
    }

    private func flat(_ nodes: [Node], _ parent: String?) -> [[Cell]] {
        nodes.flatMap { node in
            [
                [
                    .text(node.edition), Cell(parent), .text(node.title), Cell(node.language), Cell(node.market),
                    Cell(node.status), Cell(node.method), Cell(node.certainty), Cell(node.drawsOn),
                    Cell(node.evidence.isEmpty ? nil : node.evidence.map(\.line).joined(separator: "; ")),
                ]
            ] + flat(node.children, node.edition)
        }
    }

    private func write(_ node: Node, _ first: String, _ rest: String, to out: inout some TextOutputStream) {
        var words = [node.edition, shown(node.title)]
        words.append("(\(node.language ?? "language not recorded"); \(node.market ?? "market not recorded"))")
        if let method = node.method {
            words.append(method + (node.certainty == "asserted" ? "" : ", \(node.certainty ?? "")"))
        } else {
            words.append("source")
        }
        if node.parentUnnamed { words.append("parent not named") }
        if let status = node.status { words.append(status) }
        if let drawsOn = node.drawsOn { words.append("draws on " + drawsOn) }
        out.write(first + words.joined(separator: "  ") + "\n")
        for (index, child) in node.children.enumerated() {
            let last = index == node.children.count - 1
            write(child, rest + (last ? "└── " : "├── "), rest + (last ? "    " : "│   "), to: &out)
        }
    }

    private var json: JSON {
        func json(of node: Node) -> JSON {
            .object([
                ("edition", .string(node.edition)), ("title", .string(node.title)), ("language", JSON(node.language)),
                ("market", JSON(node.market)), ("status", JSON(node.status)), ("method", JSON(node.method)),
                ("certainty", JSON(node.certainty)), ("draws_on", JSON(node.drawsOn)),
                ("evidence", .array(node.evidence.map(\.json))),
                ("children", .array(node.children.map(json(of:)))),
            ])
        }
        return .object([
            ("series", .string(series)), ("asserted", JSON(asserted?.asserted)),
            ("registered", JSON(asserted?.registered)),
            ("source_known", asserted.map { JSON.bool($0.isSourceKnown) } ?? .null),
            ("editions", .array(roots.map(json(of:)))),
        ])
    }
}

/// Words with a blank between them, one by one.
private func words(_ text: String?) -> [String] { text.map { $0.split(separator: " ").map(String.init) } ?? [] }
