import AdaptModel
public import AdaptReports
public import ArgumentParser

/// What `Choice` says, which a type of another room cannot take from there.
extension Format: ExpressibleByArgument {
    public static var allValueStrings: [String] { allCases.map(\.rawValue) }
    public static var allValueDescriptions: [String: String] { [:] }
}

/// How results are written, and where to.
struct OutputOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "table, tsv, csv, json, jsonl, markdown, html or xlsx (default: table on a terminal, else tsv).",
            valueName: "format"))
    var format: Format?

    @Option(name: .shortAndLong, help: ArgumentHelp("Write to a file: whole, or not at all.", valueName: "file"))
    var output: String?

    @Option(help: ArgumentHelp("Colours: auto, always or never.", valueName: "when"))
    var color: ColorChoice = .auto

    @Flag(name: .shortAndLong, help: "Print no notes.")
    var quiet = false

    enum ColorChoice: String, Choice { case auto, always, never }

    /// Colours as asked for; else on a terminal, unless NO_COLOR or a dumb terminal says no.
    var paint: Paint {
        let environment = Streams.current.environment
        func isSet(_ name: String) -> Bool { !(environment[name] ?? "").isEmpty }
        switch color {
        case .always: return Paint(isOn: true)
        case .never: return .plain
        case .auto:
            if isSet("NO_COLOR") { return .plain }
            if isSet("CLICOLOR_FORCE"), environment["CLICOLOR_FORCE"] != "0" { return Paint(isOn: true) }
            let isDumb = environment["TERM"] == "dumb" || !isSet("TERM")
            return Paint(isOn: output == nil && Streams.current.isTerminal && !isDumb)
        }
    }

    /// The format asked for, or the one that fits where results go.
    var chosen: Format {
        if let format { return format }
        guard let output else { return Streams.current.isTerminal ? .table : .tsv }
        // A file's name says what is wanted of it.
        let name = output.lowercased()
        return Format.allCases.first { name.hasSuffix("." + $0.rawValue) } ?? (name.hasSuffix(".md") ? .markdown : .tsv)
    }

    /// What names of files ask for that nobody can mean to be rows of text.
    private static let unknown: Set<String> = ["pdf", "doc", "docx", "xls", "ods", "odt", "xml", "png", "svg", "zip"]

    /// The format asked for, of those that a command has. Throws a `Refusal` (usage) where it has it not.
    func chosen(among formats: [Format]) throws -> Format {
        let chosen = chosen
        if format == nil, let ending = output?.split(separator: ".").last, Self.unknown.contains(ending.lowercased()) {
            throw Refusal(
                .usage, "format \(ending) of \"\(output ?? "")\" is none that can be written",
                hint: "name it .csv, .xlsx or .html, or say which with --format")
        }
        guard formats.contains(chosen) else {
            throw Refusal(
                .usage, "format \(chosen.rawValue) is not for this",
                hint: "choose " + formats.map(\.rawValue).joined(separator: ", "))
        }
        guard chosen != .xlsx || !isOnTerminal else {
            throw Refusal(
                .usage, "format xlsx is a file of bytes, which a terminal cannot show",
                hint: "add --output file.xlsx")
        }
        return chosen
    }

    private var isOnTerminal: Bool { (output == nil || output == "-") && Streams.current.isTerminal }

    /// Says beside rows what a table says below them; JSON holds it all.
    func note(_ lines: [String]) {
        guard !quiet, [.csv, .tsv].contains(chosen) else { return }
        for line in lines { Streams.current.warn("adapt: \(shown(line))") }
    }

    /// Width of the terminal for a table on it.
    var width: Int? { output == nil && Streams.current.isTerminal ? Streams.current.width : nil }

    /// Where results go that are no file. Programs get the text as it is; of what they read, a terminal would obey some.
    var sink: @Sendable (String) throws -> Void {
        let hand = Streams.current.output
        guard isOnTerminal, chosen == .csv else { return hand }
        return { try hand(shownLines($0)) }
    }

    /// Writes what `body` renders.
    func write(_ body: (inout BufferedOutput) throws -> Void) throws {
        guard let output, output != "-" else {
            var out = BufferedOutput(sink)
            try body(&out)
            try out.finish()
            return
        }
        try OutputFile.write(to: output) { file in
            var out = BufferedOutput { try file.write($0) }
            try body(&out)
            try out.finish()
        }
    }

    /// Writes a list; some columns are numbers, some of them names of something.
    func write(_ listing: Listing, numbers: Set<String> = [], names: Set<String> = []) throws {
        try write(Sheet(listing, numbers: numbers, names: names))
    }

    /// Writes one sheet.
    func write(_ sheet: Sheet) throws {
        let (format, width) = (try chosen(among: Format.reports), width)
        try write(as: format, sheet.workbook()) { out in sheet.write(as: format, width: width, to: &out) }
    }
}

extension OutputOptions {
    /// Writes several sheets: one object with a member each, or one below the other; empty ones only as JSON.
    func write(_ sheets: [Sheet], named names: [String]) throws {
        let (format, width) = (try chosen(among: Format.reports), width)
        let pages = zip(names, sheets).map { Workbook.Page($0, $1) }
        try write(as: format, Workbook(title: names.first ?? "adapt", pages)) { out in
            let members = zip(names, sheets).map { name, sheet in (name, JSON.array(sheet.rows.map(sheet.object))) }
            switch format {
            case .json: out.write(JSON.object(members).pretty)
            case .jsonl: out.write(JSON.object(members).line + "\n")
            case .html:
                let pairs = zip(names, sheets).map { (name: $0, sheet: $1) }
                SheetPage.write(title: names.first ?? "adapt", pairs, to: &out)
            case .table, .tsv, .csv, .markdown:
                for (index, sheet) in sheets.filter({ !$0.rows.isEmpty }).enumerated() {
                    if index > 0 { out.write("\n") }
                    sheet.write(as: format, width: width, to: &out)
                }
            case .xlsx: break
            }
        }
    }
}
