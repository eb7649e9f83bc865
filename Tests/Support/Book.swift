/// A workbook made by hand, with one sheet unless told otherwise.
public struct Book {
    /// What stands inside `sheetData`.
    public var rows = ""
    /// What stands inside `sst`; nil for no such part.
    public var strings: String?
    /// Codes of the formats 1, 2 and so on; format 0 is plain.
    public var formats: [String] = []
    /// Built-in formats that follow those.
    public var builtIn: [Int] = []
    public var is1904 = false
    public var beforeSheet = ""
    /// Further entries, added last.
    public var more: [(String, [UInt8])] = []
    /// Ranges of cells that are merged.
    public var merged: [String] = []
    /// The whole sheet, in place of `rows`.
    public var sheet: String?

    /// An XML namespace of the format.
    public static let main = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\""
    /// An XML namespace of the format.
    public static let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    /// An XML namespace of the format.
    public static let package = "xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\""

    /// A workbook with some rows.
    public init(
        rows: String = "", strings: String? = nil, formats: [String] = [], builtIn: [Int] = [], is1904: Bool = false,
        beforeSheet: String = "", more: [(String, [UInt8])] = [], merged: [String] = [], sheet: String? = nil
    ) {
        (self.rows, self.strings, self.formats, self.builtIn) = (rows, strings, formats, builtIn)
        (self.is1904, self.beforeSheet, self.more, self.sheet) = (is1904, beforeSheet, more, sheet)
        self.merged = merged
    }

    /// The archive, not finished, without the sheet.
    public func archive() -> ZipBytes {
        var zip = ZipBytes()
        func relations(_ targets: [(String, String)]) -> [UInt8] {
            let items = targets.enumerated().map { index, target in
                "<Relationship Id=\"r\(index)\" Type=\"\(Self.office)/\(target.0)\" Target=\"\(target.1)\"/>"
            }
            return Array("<Relationships \(Self.package)>\(items.joined())</Relationships>".utf8)
        }
        zip.store("_rels/.rels", relations([("officeDocument", "xl/workbook.xml")]))
        zip.store(
            "xl/_rels/workbook.xml.rels",
            relations([("worksheet", "/xl/a/../one.xml"), ("styles", "s.xml"), ("sharedStrings", "t.xml")]))
        let book = """
            <workbook \(Self.main) xmlns:r="\(Self.office)"><workbookPr date1904="\(is1904 ? 1 : 0)"/><sheets>\
            <sheet name="One" sheetId="1" r:id="r0"/></sheets></workbook>
            """
        zip.store("xl/workbook.xml", Array(book.utf8))
        zip.store("xl/s.xml", Array(styles.utf8))
        if let strings { zip.store("xl/t.xml", Array("<sst \(Self.main)>\(strings)</sst>".utf8)) }
        for (name, bytes) in more { zip.store(name, bytes) }
        return zip
    }

    /// The file.
    public func bytes() -> [UInt8] {
        var zip = archive()
        let cells = merged.map { "<mergeCell ref=\"\($0)\"/>" }.joined()
        let after = merged.isEmpty ? "" : "<mergeCells count=\"\(merged.count)\">\(cells)</mergeCells>"
        let text = sheet ?? "\(beforeSheet)<worksheet \(Self.main)><sheetData>\(rows)</sheetData>\(after)</worksheet>"
        zip.store("xl/one.xml", Array(text.utf8))
        return zip.finish()
    }

    private var styles: String {
        let codes = formats.enumerated().map { index, code in
            let escaped = [("&", "&amp;"), ("\"", "&quot;"), ("<", "&lt;")].reduce(code) { code, pair in
                code.replacing(pair.0, with: pair.1)
            }
            return "<numFmt numFmtId=\"\(200 + index)\" formatCode=\"\(escaped)\"/>"
        }
        let numbers = [0] + formats.indices.map { 200 + $0 } + builtIn
        let cells = numbers.map { "<xf numFmtId=\"\($0)\"/>" }
        // The formats of named styles come first in real files, and must not be counted.
        return """
            <styleSheet \(Self.main)><numFmts>\(codes.joined())</numFmts><cellStyleXfs><xf numFmtId="14"/>\
            </cellStyleXfs><cellXfs>\(cells.joined())</cellXfs></styleSheet>
            """
    }
}
