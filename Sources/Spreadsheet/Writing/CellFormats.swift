import CSpreadsheet

/// The formats of a workbook, each made when first used.
struct CellFormats {
    private let workbook: UnsafeMutablePointer<lxw_workbook>
    private var made: [String: UnsafeMutablePointer<lxw_format>] = [:]

    init(_ workbook: UnsafeMutablePointer<lxw_workbook>) { self.workbook = workbook }

    /// The header's bold.
    mutating func header() -> UnsafeMutablePointer<lxw_format>? { format("") { format_set_bold($0) } }

    /// `1,180,000.00`.
    mutating func number(places: Int) -> UnsafeMutablePointer<lxw_format>? {
        code(places == 0 ? "#,##0" : "#,##0." + String(repeating: "0", count: places))
    }

    /// `2026-01-05`.
    mutating func date() -> UnsafeMutablePointer<lxw_format>? { code("yyyy-mm-dd") }

    private mutating func code(_ code: String) -> UnsafeMutablePointer<lxw_format>? {
        format(code) { format_set_num_format($0, code) }
    }

    private mutating func format(
        _ key: String, _ set: (UnsafeMutablePointer<lxw_format>) -> Void
    ) -> UnsafeMutablePointer<lxw_format>? {
        if let known = made[key] { return known }
        guard let format = workbook_add_format(workbook) else { return nil }
        set(format)
        made[key] = format
        return format
    }
}
