import AdaptModel

/// Lists under one heading, with what is to be said below them: what the reading commands print.
public struct TitledReport: Sendable {
    /// One list.
    public struct Part: Sendable {
        /// Its name, also as a member of JSON.
        public let name: String
        /// Its rows with all columns, for files.
        public let sheet: Sheet
        /// Its rows as people read them.
        public let table: Sheet

        /// A list; `table`: as people read it, where that differs.
        public init(_ name: String, _ sheet: Sheet, table: Sheet? = nil) {
            self.name = name
            self.sheet = sheet
            self.table = table ?? sheet
        }
    }

    let title: String
    let facts: [(name: String, value: Cell)]
    let parts: [Part]
    /// What is to be said below the lists.
    public let notes: [String]
    let nothing: String

    /// A report. `facts`: members of JSON before the lists; `nothing`: said where all lists are empty.
    public init(
        _ title: String, facts: [(name: String, value: Cell)] = [], _ parts: [Part], notes: [String] = [],
        nothing: String
    ) {
        self.title = title
        self.facts = facts
        self.parts = parts
        self.notes = notes
        self.nothing = nothing
    }

    /// Writes it. `width`: cells of the terminal, for a table.
    public func write(as format: Format, width: Int? = nil, to out: inout some TextOutputStream) {
        let filled = parts.filter { !$0.sheet.rows.isEmpty }
        switch format {
        case .table:
            out.write(shown(title) + "\n")
            for part in filled {
                out.write("\n" + (parts.count > 1 ? shown(part.name) + "\n" : ""))
                part.table.withoutEmpty(Set(part.table.columns)).write(as: .table, width: width, to: &out)
            }
            for note in said(filled) { out.write("\n" + shown(note) + "\n") }
        case .markdown:
            out.write("**\(Sheet.markdown(title))**\n")
            for part in filled {
                out.write("\n" + (parts.count > 1 ? "**\(Sheet.markdown(part.name))**\n\n" : ""))
                part.table.write(as: .markdown, to: &out)
            }
            for note in said(filled) { out.write("\n" + Sheet.markdown(note) + "\n") }
        case .csv, .tsv: writeLists(parts.count > 1 ? filled : parts, as: format, to: &out)
        case .json: out.write(json.pretty)
        case .jsonl: writeLines(to: &out)
        case .html:
            let sheets = filled.map { (name: parts.count > 1 ? $0.name : "", sheet: $0.table) }
            SheetPage.write(title: title, facts: said(filled), sheets, to: &out)
        // A workbook is a file of bytes: see `workbook`.
        case .xlsx: break
        }
    }

    /// A sheet a list, and one with what is said beside them.
    public var workbook: Workbook {
        let about = facts.map { [.text($0.name), $0.value] } + notes.map { [Cell.text("note"), .text($0)] }
        return Workbook(
            title: title,
            parts.map { Workbook.Page($0.name, $0.sheet) } + [
                Workbook.Page(
                    "Read me", Sheet(columns: ["what", "value"], rows: [[.text("title"), .text(title)]] + about))
            ])
    }

    private func said(_ filled: [Part]) -> [String] { filled.isEmpty ? [nothing] + notes : notes }

    private func writeLists(_ parts: [Part], as format: Format, to out: inout some TextOutputStream) {
        for (index, part) in parts.enumerated() {
            if index > 0 { out.write("\n") }
            part.sheet.write(as: format, to: &out)
        }
    }

    /// A row a line; of several lists each row says first which one it is of.
    private func writeLines(to out: inout some TextOutputStream) {
        guard parts.count > 1 else { return writeLists(parts, as: .jsonl, to: &out) }
        for part in parts {
            let sheet = Sheet(
                columns: ["list"] + part.sheet.columns, rows: part.sheet.rows.map { [.text(part.name)] + $0 })
            sheet.write(as: .jsonl, to: &out)
        }
    }

    private var json: JSON {
        .object(
            facts.map { ($0.name, $0.value.json) }
                + parts.map { part in (part.name, .array(part.sheet.rows.map(part.sheet.object))) }
                + [("notes", .array(notes.map { .string($0) }))])
    }
}
