import TestSupport

@testable import Spreadsheet

/// A file that breaks readers, and what may come of it.
struct HostileFile {
    enum Outcome {
        case refused
        case read([[SheetValue]])
        /// Refused, or read as this.
        case either([[SheetValue]])
    }

    let name: String
    let bytes: [UInt8]
    let outcome: Outcome

    init(_ name: String, _ bytes: [UInt8], _ outcome: Outcome) {
        (self.name, self.bytes, self.outcome) = (name, bytes, outcome)
    }

    /// All but what is cut and what unpacks to gigabytes.
    static var all: [HostileFile] { archives + names + parts + others + cells }

    static let seven = "<row><c><v>7</v></c></row>"
    static let sheet: [UInt8] = Array("<worksheet \(Book.main)><sheetData>\(seven)</sheetData></worksheet>".utf8)
    static let right: [[SheetValue]] = [[.number("7")]]

    /// A workbook, with what `change` does to it before the sheet is added.
    private static func book(_ change: (inout ZipBytes) -> Void) -> ZipBytes {
        var zip = Book().archive()
        change(&zip)
        zip.store("xl/one.xml", sheet)
        return zip
    }

    private static var archives: [HostileFile] {
        var files: [HostileFile] = []
        for count in [10_000, 100_000] {
            let more: [(String, [UInt8])] = (0..<count).map { ("\($0)", []) }
            files.append(HostileFile("\(count) entries", Book(rows: seven, more: more).bytes(), .refused))
        }
        files.append(HostileFile("wide", book { _ in }.finishWide(), .read(right)))
        files.append(HostileFile("wide, 1 << 40 entries", book { _ in }.finishWide(entries: 1 << 40), .refused))
        for name in ["xl/one.xml", "XL/One.xml"] {
            files.append(HostileFile("\(name) twice", book { $0.store(name, sheet) }.finish(), .refused))
        }
        for part in ["xl/one.xml", "xl/t.xml"] {
            var zip = Book().archive()
            zip.store(part, Array("<sst \(Book.main)/>".utf8), flags: 1)
            if part == "xl/t.xml" { zip.store("xl/one.xml", sheet) }
            files.append(HostileFile("\(part) encrypted", zip.finish(), .refused))
        }
        let start = "<worksheet \(Book.main)> "
        let end = "</worksheet>"
        let packed = Deflate.repeating(start, times: 8, end: end)
        for (name, content, size) in [
            ("wrong checksum", packed, start.utf8.count + 8 * 258 + end.utf8.count), ("wrong size", packed, 7),
            ("no deflate", [UInt8](repeating: 0xFF, count: 99), 99),
        ] {
            var zip = Book().archive()
            zip.deflated("xl/one.xml", content, size: size)
            files.append(HostileFile(name, zip.finish(), .refused))
        }
        return files
    }

    /// Names that lead out of the file, and links.
    private static var names: [HostileFile] {
        var files: [HostileFile] = []
        for name in [
            "../../../../../../tmp/adapt-hostile", "/tmp/adapt-hostile", "..\\..\\adapt-hostile",
            "xl/../../adapt-hostile",
            "xl/vbaProject.bin", "xl/externalLinks/externalLink1.xml", "xl/embeddings/oleObject1.bin",
        ] {
            files.append(HostileFile(name, book { $0.store(name, Array("x".utf8)) }.finish(), .read(right)))
        }
        let target = Array("/etc/passwd".utf8)
        let beside = book { $0.store("xl/link.xml", target, mode: 0o120777) }
        files.append(HostileFile("link beside the sheet", beside.finish(), .read(right)))
        var link = Book().archive()
        link.store("xl/one.xml", target, mode: 0o120777)
        files.append(HostileFile("link for a sheet", link.finish(), .refused))
        for target in ["../../../etc/passwd", "/etc/passwd", "file:///etc/passwd", "http://127.0.0.1:1/one.xml"] {
            files.append(HostileFile("sheet is \(target)", elsewhere(target), .refused))
        }
        return files
    }

    /// A workbook that says its sheet is somewhere else.
    private static func elsewhere(_ target: String) -> [UInt8] {
        func relations(_ kind: String, _ target: String) -> [UInt8] {
            let one = "<Relationship Id=\"r0\" Type=\"\(Book.office)/\(kind)\" Target=\"\(target)\"/>"
            return Array("<Relationships \(Book.package)>\(one)</Relationships>".utf8)
        }
        var zip = ZipBytes()
        zip.store("_rels/.rels", relations("officeDocument", "xl/workbook.xml"))
        zip.store("xl/_rels/workbook.xml.rels", relations("worksheet", target))
        let sheets = "<sheets><sheet name=\"One\" sheetId=\"1\" r:id=\"r0\"/></sheets>"
        let book = "<workbook \(Book.main) xmlns:r=\"\(Book.office)\">\(sheets)</workbook>"
        zip.store("xl/workbook.xml", Array(book.utf8))
        zip.store("xl/one.xml", sheet)
        return zip.finish()
    }
}
