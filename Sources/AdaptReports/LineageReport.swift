public import AdaptModel

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
