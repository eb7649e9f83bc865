import TestSupport
import Testing

@testable import Spreadsheet

@Suite("Numbers that are shown as dates are dates")
struct DateTests {
    @Test(
        "days counted from 1900, with the day that there never was",
        arguments: [
            ("1", SheetValue.date("1900-01-01")), ("59", .date("1900-02-28")), ("60", .number("60")),
            ("61", .date("1900-03-01")), ("46027", .date("2026-01-05")), ("46027.5625", .date("2026-01-05T13:30:00")),
            ("0.5", .date("12:00:00")), ("46027.999999999", .date("2026-01-06")), ("2958465", .date("9999-12-31")),
            ("2958466", .number("2958466")), ("-1", .number("-1")), ("36585", .date("2000-02-29")),
            ("1.1574074074074075E-8", .date("00:00:00.001")),
        ])
    func since1900(serial: String, value: SheetValue) throws {
        #expect(try Book.value("<c s=\"1\"><v>\(serial)</v></c>") { $0.builtIn = [14] } == value)
    }

    @Test(
        "days counted from 1904",
        arguments: [
            ("0", SheetValue.date("1904-01-01")), ("0.5", .date("1904-01-01T12:00:00")), ("60", .date("1904-03-01")),
            ("44565", .date("2026-01-05")), ("2957004", .number("2957004")),
        ])
    func since1904(serial: String, value: SheetValue) throws {
        let found = try Book.value("<c s=\"1\"><v>\(serial)</v></c>") {
            $0.builtIn = [22]
            $0.is1904 = true
        }
        #expect(found == value)
    }

    @Test(
        "format codes",
        arguments: [
            ("yyyy\\-mm\\-dd", true), ("[$-409]d-mmm-yy;@", true), ("h:mm", true), ("DD/MM", true),
            ("General", false), ("#,##0.00_);(#,##0.00)", false), ("0.00E+00", false), ("0 \"days\"", false),
            ("[$USD] #,##0", false), ("[Red]0", false), ("0;yyyy", false), ("\\d0", false), ("_d0*m", false),
            ("", false),
            ("\"open", false), ("[open", false), ("0\\", false),
        ])
    func codes(code: String, isDate: Bool) throws {
        let found = try Book.value("<c s=\"1\"><v>46027</v></c>") { $0.formats = [code] }
        #expect(found == (isDate ? .date("2026-01-05") : .number("46027")))
    }

    @Test("time that goes by is counted in hours, however many, from whatever day", arguments: [false, true])
    func elapsed(is1904: Bool) throws {
        for (serial, text) in [("1.8958333333333333", "45:30:00"), ("0.5", "12:00:00"), ("10", "240:00:00")] {
            for code in ["[h]:mm:ss", "[mm]:ss", "[ss]"] {
                let found = try Book.value("<c s=\"1\"><v>\(serial)</v></c>") {
                    $0.formats = [code]
                    $0.is1904 = is1904
                }
                #expect(found == .date(text))
            }
        }
        #expect(try Book.value("<c s=\"1\"><v>-0.5</v></c>") { $0.formats = ["[h]:mm"] } == .number("-0.5"))
    }

    @Test("built-in formats, and formats that are not there")
    func builtIn() throws {
        let numbers = [0, 1, 13, 14, 22, 23, 44, 45, 47, 48, 49]
        let cells = numbers.indices.map { "<c s=\"\($0 + 1)\"><v>46027</v></c>" } + ["<c s=\"999\"><v>46027</v></c>"]
        let row = try Book(rows: "<row>\(cells.joined())</row>", builtIn: numbers).read()[0]
        let dates = row.cells.filter { $0.value == .date("2026-01-05") }.map { $0.column }
        #expect(dates == [3, 4, 7, 8])
        #expect(try Book.value("<c s=\"1\"><v>1.8958333333333333</v></c>") { $0.builtIn = [46] } == .date("45:30:00"))
        #expect(row.cells.count == 12)
    }

    @Test(
        "written dates are dates, and what is none is refused",
        arguments: [
            ("2026-01-05", "2026-01-05"), ("2026-01-05T00:00:00", "2026-01-05"), ("13:30:00", "13:30:00"),
            ("2026-01-05T13:30:00Z", "2026-01-05T13:30:00"), ("2026-01-05T00:00:00.000Z", "2026-01-05"),
            ("2026-01-05T13:30:00.000", "2026-01-05T13:30:00"), ("2026-01-05T13:30:00.250", "2026-01-05T13:30:00.250"),
            ("2026-01-05T00:00:00.5", "2026-01-05T00:00:00.5"), ("soon", nil), ("2026-1-5", nil), ("T13:30:00", nil),
            ("2026-01-05T13", nil), ("2026-01-05T13:30:00.", nil), ("2026-01-05T13:30:00.x", nil),
        ] as [(String, String?)])
    func written(text: String, date: String?) throws {
        let value = try? Book.value("<c t=\"d\"><v>\(text)</v></c>")
        #expect(value == date.map { .date($0) })
    }
}
