import AdaptModel
import AdaptReports
import AdaptService

extension WriteOptions {
    /// Whether what was read as what is shown before the receipt.
    var previews: Bool { dryRun && !quiet && format == .table }

    /// Shows what was read as what. Many columns that nothing is taken from are told in a line, but those `asked` for.
    func show(_ preview: FilePreview, of file: String, but asked: [String]) throws {
        var out = BufferedOutput(Streams.current.output)
        out.write("reading \(shown(file)): \(shown(preview.layout.words))\n\n")
        let areMany = preview.ignored.count > mostIgnored
        let rows = preview.columns.enumerated().compactMap { index, column -> [Cell]? in
            guard !areMany || column.field != nil else { return nil }
            return [
                .text(column.name.map { $0.isEmpty ? "(column \(index + 1))" : $0 } ?? "(all rows)"),
                .text(column.field ?? "not used"), Cell(column.sample.map(short)),
                Cell(column.meaning?.words(beside: column.sample)),
            ]
        }
        Sheet(columns: ["column", "read_as", "first_text", "taken_for"], rows: rows).withoutEmpty(["taken_for"])
            .write(as: .table, to: &out)
        out.write("\n")
        try out.finish()
        if areMany { warn(ofIgnored: preview.ignored, but: asked) }
    }

    private func short(_ text: String) -> String {
        text.count > 40 ? text.prefix(39) + "…" : text
    }
}

extension FileLayout {
    /// How the rows were found, for people.
    var words: String {
        switch rows {
        case .sheet(let name, let place, let count):
            return "sheet \"\(name)\" (\(place) of \(count)), header in row \(header)"
        case .values(let encoding, let known, let delimiter):
            let names = [",": "comma", ";": "semicolon", "\t": "tab"]
            let why =
                switch known {
                case .said: "as was said"
                case .marked: "by its byte order mark"
                case .usual: "as nothing says otherwise"
                }
            return "\(encoding.uppercased()), \(why); separated by \(names[delimiter] ?? "\"\(delimiter)\""), "
                + "header in line \(header)"
        }
    }
}

extension FilePreview.Meaning {
    /// What it is, for people; nil: the text itself.
    fileprivate func words(beside text: String?) -> String? {
        switch self {
        case .figure(let figure): figure.map(\.words) ?? "no figure"
        case .days(let days): days == text ? nil : days
        case .unit(let unit): unit
        case .refused(let why): "refused: " + why
        }
    }
}

extension FilePreview {
    /// It as members of a receipt in JSON.
    var members: [(String, JSON)] {
        let named = columns.filter { $0.name != nil && $0.field != nil }.map {
            JSON.object([("column", JSON($0.name)), ("field", JSON($0.field)), ("sample", JSON($0.sample))])
        }
        let shared = columns.filter { $0.name == nil }.map {
            JSON.object([("field", JSON($0.field)), ("value", JSON($0.sample))])
        }
        return [
            ("columns", .array(named)), ("columns_not_used", .array(ignored.map { .string($0) })),
            ("all_rows", .array(shared)), ("file", layout.json),
        ]
    }
}

extension FileLayout {
    fileprivate var json: JSON {
        switch rows {
        case .sheet(let name, _, let count):
            .object([("sheet", .string(name)), ("sheets", .int(count)), ("header", .int(header))])
        case .values(let encoding, let known, let delimiter):
            .object([
                ("encoding", .string(encoding)), ("encoding_known", .string(known.rawValue)),
                ("delimiter", .string(delimiter)), ("header", .int(header)),
            ])
        }
    }
}

/// How many columns that nothing is taken from are told one by one.
private let mostIgnored = 8

/// Says which columns nothing was taken from, the first of many, but for those that were to be left out.
func warn(ofIgnored columns: [String], but asked: [String]) {
    let asked = Set(asked.map { $0.lowercased() })
    let columns = columns.filter { !asked.contains($0.lowercased()) }
    guard !columns.isEmpty else { return }
    // Of many, es goes before es_state: what an edition says, before what stands beside that.
    let all = columns.count > mostIgnored ? Set(columns) : []
    func isBeside(_ column: String) -> Bool {
        column.lastIndex(of: "_").map { all.contains(String(column[..<$0])) } ?? false
    }
    let ordered = columns.filter { !isBeside($0) } + columns.filter(isBeside)
    let named = shown(ordered.prefix(mostIgnored).joined(separator: ", "))
    let more = columns.count > mostIgnored ? " and \(grouped(columns.count - mostIgnored)) more" : ""
    Streams.current.warn("adapt: columns not used: \(named)\(more)")
}
