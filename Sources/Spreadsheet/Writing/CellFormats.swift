import CSpreadsheet

/// The formats of a workbook, each made when first used.
struct CellFormats {
    private typealias Format = UnsafeMutablePointer<lxw_format>

    private let workbook: UnsafeMutablePointer<lxw_workbook>
    private var bold: Format?
    private var day: Format?
    /// By the number of decimals.
    private var numbers = [Format?](repeating: nil, count: 16)

    init(_ workbook: UnsafeMutablePointer<lxw_workbook>) { self.workbook = workbook }

    /// The header's bold.
    mutating func header() -> UnsafeMutablePointer<lxw_format>? {
        if let bold { return bold }
        bold = workbook_add_format(workbook)
        if let bold { format_set_bold(bold) }
        return bold
    }

    /// `1,180,000.00`, of 0 to 15 decimals.
    mutating func number(places: Int) -> UnsafeMutablePointer<lxw_format>? {
        if let known = numbers[places] { return known }
        numbers[places] = make(places == 0 ? "#,##0" : "#,##0." + String(repeating: "0", count: places))
        return numbers[places]
    }

    /// `2026-01-05`.
    mutating func date() -> UnsafeMutablePointer<lxw_format>? {
        if let day { return day }
        day = make("yyyy-mm-dd")
        return day
    }

    private func make(_ code: String) -> Format? {
        guard let format = workbook_add_format(workbook) else { return nil }
        format_set_num_format(format, code)
        return format
    }
}
