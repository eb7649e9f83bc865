/// The list of sheets and the count of days (xl/workbook.xml), and where the other parts are.
final class Workbook: XMLHandler {
    struct Sheet {
        let name: String
        let isHidden: Bool
        let part: String
    }

    private let relationships: Relationships
    private(set) var sheets: [Sheet] = []
    private(set) var epoch = DateEpoch.since1900
    private var isWorkbook = false

    /// Reads the workbook of an archive.
    init(_ archive: Archive) throws {
        let package = try Relationships(of: "", in: archive)
        guard let part = package.part(type: "officeDocument") else {
            throw SpreadsheetError(.format, "the file is not an .xlsx workbook", hint: "save it as .xlsx")
        }
        guard !part.hasSuffix(".bin") else {
            throw SpreadsheetError(.format, "the file is a binary workbook (.xlsb)", hint: "save it as .xlsx")
        }
        relationships = try Relationships(of: part, in: archive)
        guard try PartReader.read(part, of: archive, handler: self), isWorkbook else {
            throw SpreadsheetError(.format, "the file is not an .xlsx workbook", hint: "save it as .xlsx")
        }
    }

    /// Where the shared strings are.
    var sharedStrings: String? { relationships.part(type: "sharedStrings") }
    /// Where the formats are.
    var styles: String? { relationships.part(type: "styles") }

    func started(_ name: XMLName, _ attributes: XMLAttributes) throws {
        if name.is("workbook") { isWorkbook = true }
        if name.is("workbookPr"), let value = attributes["date1904"] {
            epoch = value == "1" || value == "true" ? .since1904 : .since1900
        }
        // Sheets of charts and dialogs are listed as well; they hold no rows.
        guard name.is("sheet"), let id = attributes.relationship,
            let part = relationships.part(id, type: "worksheet")
        else { return }
        let title = attributes["name"] ?? ""
        guard title.utf8.count <= 1024, sheets.count < SpreadsheetLimits.records else {
            throw SpreadsheetError(.limit, "the sheets are too many, or their names too long")
        }
        let state = attributes["state"] ?? "visible"
        sheets.append(Sheet(name: title, isHidden: state != "visible", part: part))
    }

    func ended(_ name: XMLName) {}

    func characters(_ bytes: UnsafeBufferPointer<UInt8>) {}
}
