/// Currencies (ISO 4217) whose smallest unit is not a hundredth.
enum Currency {
    /// Without a smaller unit.
    private static let whole: Set<String> = [
        "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "VND", "VUV", "XAF", "XOF", "XPF",
    ]
    /// In thousandths.
    private static let thousandths: Set<String> = ["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"]

    /// How an amount is written; nil: in hundredths, as most are.
    static func hint(of code: String) -> String? {
        if whole.contains(code) { return "\(code) has no smaller unit: write whole \(code), without decimals" }
        if thousandths.contains(code) { return "\(code) has thousandths: write 10.500 as 10500" }
        return nil
    }
}
