/// The parts of a workbook of our own, but for what its sheets hold.
///
/// Libxlsxwriter writes each by way of a temporary file, and does not look at whether that took it all: a block of it, of
/// 4,096 bytes or the rest, may be missing. Where it is the first or the last, the root does not begin or does not end.
/// Between them it would have to be missing from tag to tag: then fewer of what repeats are left.
final class WrittenParts: XMLHandler {
    /// Names of the parts, without those that tell how the others belong together.
    private var parts: Set<String> = []
    /// Those that the list of types names.
    private var typed: Set<String> = []
    private var relations = 0
    private var sheets = 0
    private var names = 0
    private var titles = 0
    private var series = 0

    /// Reads them to their ends. Throws where one is not well-formed, or not what the archive's checksum says.
    init(of archive: Archive) throws {
        for name in archive.names {
            if name != "[Content_Types].xml", !name.hasSuffix(".rels") { parts.insert(name) }
            // What the sheets hold is counted elsewhere.
            guard !name.hasPrefix("xl/worksheets/sheet") else { continue }
            _ = try PartReader.read(name, of: archive, handler: self)
        }
    }

    /// Throws where they are not those of so many sheets, each with a name for the rows that are printed on every page,
    /// of which so many are filtered, by a name too, and of so many series in charts.
    func require(sheets: Int, filtered: Int, series: Int) throws {
        // Each part is what one other refers to. Titles: of two kinds, then of all sheets and of the names that are shown.
        guard parts == typed, relations == parts.count, self.sheets == sheets, names == sheets + filtered,
            titles == 2 + 2 * sheets, self.series == series
        else { throw SpreadsheetError(.damaged, "its parts do not tell of each other") }
    }

    func started(_ name: XMLName, _ attributes: XMLAttributes) {
        if name.isLocally("Override"), let part = attributes["PartName"] { typed.insert(String(part.dropFirst())) }
        if name.isLocally("Relationship") { relations += 1 }
        if name.is("sheet") { sheets += 1 }
        if name.is("definedName") { names += 1 }
        if name.isLocally("lpstr") { titles += 1 }
        if name.isLocally("ser") { series += 1 }
    }

    func ended(_ name: XMLName) {}

    func characters(_ bytes: UnsafeBufferPointer<UInt8>) {}
}
