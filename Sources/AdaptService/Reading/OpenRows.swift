import AdaptModel

/// Rows of a file, opened at the first of them.
struct OpenedRows {
    let rows: any RowSource
    /// How many of them stand above the header.
    let above: Int
    /// What holds them.
    let layout: FileLayout.Rows
    /// The first rows once more, to be looked at.
    let start: () throws -> any RowSource

    /// The first rows once more, at the header.
    func ahead() throws -> any RowSource {
        var rows = try start()
        for _ in 0...above { guard try rows.next() else { break } }
        return rows
    }
}

/// The rows of a file, told by how it starts: a workbook, else separated values.
///
/// `known`: how many columns of a header have a meaning. Throws a `Refusal`: input for an empty file or a damaged one,
/// usage for options that do not fit it.
func openRows(
    _ source: ByteSource, _ options: ReadingOptions, known: (TableHeading) -> Int = { _ in 0 },
    _ isHeader: (TableHeading) -> Bool
) throws -> OpenedRows {
    guard let start = try source.next() else {
        throw Refusal(
            .input, "file is empty", hint: "it needs a header line", place: .init(file: source.name, line: 1))
    }
    if start.starts(with: [0x50, 0x4B, 3, 4]) || start.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) {
        return try openSheet(source, start: start, options, known: known, isHeader)
    }
    guard options.sheet == nil else {
        throw Refusal(
            .usage, "file \"\(source.name)\" has no sheets, it is separated values", hint: "leave out --sheet")
    }
    return try openValues(source, start: start, options, known: known, isHeader)
}

private func openValues(
    _ source: ByteSource, start: [UInt8], _ options: ReadingOptions, known: (TableHeading) -> Int,
    _ isHeader: (TableHeading) -> Bool
) throws -> OpenedRows {
    var (stream, start): (any ByteStream, [UInt8]) = (source, start)
    let mark = Encoding.marks.first { start.starts(with: $0.bytes) }
    if options.encoding == nil, mark == nil, let name = Encoding.unmarked(start) {
        throw Refusal(
            .input, "text is UTF-16 without a byte order mark", hint: "say so: --encoding \(name)",
            place: .init(file: source.name, line: 1))
    }
    if let name = options.encoding ?? mark?.name {
        let encoding = try Encoding(name)
        if options.encoding != nil { try encoding.refuseOther(source, start: start) }
        if encoding.converter != "UTF-8" {
            let isMarked = mark.map { encoding.converter == $0.name.uppercased() } ?? false
            let recoder = try Recoder(source, encoding, start: isMarked ? Array(start.dropFirst(2)) : start)
            (stream, start) = (recoder, try recoder.next() ?? [])
        }
    }
    let bom = start.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    let first = start[bom...].prefix { $0 != 0x0A && $0 != 0x0D }
    if let kind = otherThanValues(first) {
        throw Refusal(
            .input, "file is \(kind), neither separated values nor a workbook",
            hint: "write it as csv, tsv or xlsx: those are read", place: .init(file: source.name, line: 1))
    }
    let encodingKnown: FileLayout.Knowledge =
        options.encoding != nil ? .said : mark != nil || bom > 0 ? .marked : .usual
    let encoding = options.encoding?.lowercased() ?? mark?.name ?? "utf-8"
    func opened(_ delimiter: UInt8, _ skipping: Int, above: Int) -> OpenedRows {
        var rows = CSVReader(stream, start: start, delimiter: delimiter, skipping: skipping)
        rows.isNeutralised = delimiter != UInt8(ascii: "\t")
        return OpenedRows(
            rows: rows, above: above,
            layout: .values(
                encoding: encoding, known: encodingKnown, delimiter: String(UnicodeScalar(delimiter))),
            start: { try sample(source, start, delimiter, skipping) })
    }
    if let (delimiter, length) = separatorLine(first, in: start) {
        let above = try sample(source, start, delimiter, bom + length).rowsAboveHeader(known: known, isHeader) ?? 0
        return opened(delimiter, bom + length, above: above)
    }
    let delimiters = [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t")]
    let usual =
        delimiters.max { one, other in first.count { $0 == one } < first.count { $0 == other } } ?? delimiters[0]
    // A title above the header may hold any of them, or none.
    for delimiter in [usual] + delimiters.filter({ $0 != usual }) {
        guard let above = try sample(source, start, delimiter, bom).rowsAboveHeader(known: known, isHeader) else {
            continue
        }
        return opened(delimiter, bom, above: above)
    }
    return opened(usual, bom, above: 0)
}

/// What a file is by its first line, where that is no line of separated values; nil: it may be one.
private func otherThanValues(_ line: ArraySlice<UInt8>) -> String? {
    let start = String(decoding: line.prefix(16), as: UTF8.self).lowercased()
    func begins(_ marks: [String]) -> Bool { marks.contains { start.hasPrefix($0) } }
    if start == "{" || start == "[" || begins(["{\"", "[{"]) { return "JSON" }
    if begins(["<!doctype html", "<html"]) { return "HTML" }
    return begins(["| "]) && line.last == UInt8(ascii: "|") ? "Markdown" : nil
}

/// The first rows, to look at them.
private func sample(
    _ source: ByteSource, _ start: [UInt8], _ delimiter: UInt8, _ skipping: Int
) throws -> CSVReader {
    CSVReader(try ByteSource(name: source.name, bytes: []), start: start, delimiter: delimiter, skipping: skipping)
}

/// What a first line `sep=;` says, which some spreadsheets write, with how many bytes it takes.
private func separatorLine(_ line: ArraySlice<UInt8>, in start: [UInt8]) -> (UInt8, Int)? {
    let bare = line.filter { $0 != UInt8(ascii: "\"") }
    guard bare.count == 5, String(decoding: bare[..<4], as: UTF8.self).lowercased() == "sep=" else { return nil }
    let rest = start[line.endIndex...]
    let ending = rest.starts(with: [0x0D, 0x0A]) ? 2 : min(1, rest.count)
    return (bare[4], line.count + ending)
}
