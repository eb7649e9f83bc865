import TestSupport

@testable import Spreadsheet

extension HostileFile {
    /// What no parser should follow, and what is no XML.
    static var parts: [HostileFile] {
        let laughs = "<!DOCTYPE lolz [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]>"
        var files: [HostileFile] = []
        for before in [
            laughs, "<!DOCTYPE x SYSTEM \"file:///etc/passwd\">", "<!DOCTYPE worksheet>",
            "<!DOCTYPE x [<!ENTITY % a SYSTEM \"http://127.0.0.1:1/x.dtd\">%a;]>",
            "<!DOCTYPE x PUBLIC \"-//X//Y\" \"http://127.0.0.1:1/x.dtd\">", "text ",
        ] {
            files.append(HostileFile(before, Book(rows: Self.seven, beforeSheet: before).bytes(), .refused))
        }
        let link = "<?xml-stylesheet href=\"file:///etc/passwd\"?>"
        files.append(HostileFile(link, Book(rows: Self.seven, beforeSheet: link).bytes(), .either(Self.right)))
        var zip = Book().archive()
        zip.store("xl/t.xml", Array("\(laughs)<sst \(Book.main)/>".utf8))
        zip.store("xl/one.xml", Self.sheet)
        files.append(HostileFile("DOCTYPE in the texts", zip.finish(), .refused))
        for byte: UInt8 in [0, 0xFF] {
            var zip = Book().archive()
            zip.store("xl/one.xml", [byte] + Self.sheet)
            files.append(HostileFile("byte \(byte) before the sheet", zip.finish(), .refused))
        }
        for sheet in ["<worksheet \(Book.main)><sheetData><row>", "<worksheet \(Book.main)></sheetData>", "", "&a;"] {
            files.append(HostileFile("sheet \(sheet)", Book(sheet: sheet).bytes(), .refused))
        }
        return files
    }

    /// What is no workbook, or has something around it.
    static var others: [HostileFile] {
        let compound: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + [UInt8](repeating: 0, count: 600)
        let whole = Book(rows: Self.seven).bytes()
        return [
            HostileFile("protected by a password", compound, .refused),
            HostileFile("CSV", Array("a,b\n1,2\n".utf8), .refused),
            HostileFile("nothing", [], .refused),
            HostileFile("no entries", ZipBytes().finish(), .refused),
            HostileFile("PDF", Array("%PDF-1.7\n".utf8), .refused),
            HostileFile("gzip", [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3], .refused),
            HostileFile("HTML", Array("<html><table></table></html>".utf8), .refused),
            HostileFile("two letters", Array("PK".utf8), .refused),
            HostileFile("something before it", Array("x".utf8) + whole, .refused),
            HostileFile("something after it", whole + Array("x".utf8), .either(Self.right)),
            HostileFile("itself after it", whole + whole, .either(Self.right)),
        ]
    }

    /// Cells that are right, and cells that cannot be.
    static var cells: [HostileFile] {
        var files: [HostileFile] = []
        for (cell, value) in [
            ("<c><f>1+1</f></c>", SheetValue.formulaWithoutValue), ("<c><f>1+1</f><v></v></c>", .formulaWithoutValue),
            ("<c><f t=\"shared\" si=\"0\"/><v/></c>", .formulaWithoutValue),
            ("<c><f>1+1</f><v>2</v></c>", .number("2")),
            ("<c t=\"e\"><v>#REF!</v></c>", .error("#REF!")),
            ("<c><v>1.5E+20</v></c>", .number("150000000000000000000")),
        ] {
            files.append(HostileFile(cell, Book(rows: "<row>\(cell)</row>").bytes(), .read([[value]])))
        }
        for (is1904, serial) in [(true, 44565), (false, 46027)] {
            let rows = "<row><c s=\"1\"><v>\(serial)</v></c></row>"
            let book = Book(rows: rows, builtIn: [14], is1904: is1904)
            files.append(HostileFile("day \(serial)", book.bytes(), .read([[.date("2026-01-05")]])))
        }
        for row in [
            "<row><c t=\"s\"><v>3</v></c></row>", "<row><c t=\"s\"><v>-1</v></c></row>",
            "<row><c t=\"b\"><v>2</v></c></row>",
            "<row><c t=\"q\"/></row>", "<row><c t=\"d\"><v>soon</v></c></row>", "<row r=\"2\"/><row r=\"2\"/>",
            "<row r=\"0\"/>", "<row r=\"x\"/>", "<row r=\"1048577\"/>", "<row r=\"1\"><c r=\"A2\"/></row>",
            "<row r=\"1\"><c r=\"B1\"/><c r=\"B1\"/></row>", "<row><c r=\"XFD1\"/><c/></row>",
            "<row><c t=\"str\"><v>_x0000_</v></c></row>",
        ] {
            files.append(HostileFile(row, Book(rows: row, strings: "<si><t>a</t></si>").bytes(), .refused))
        }
        return files
    }
}
