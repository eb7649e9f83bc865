import AdaptModel

/// Currencies (ISO 4217) and their smallest units, in which all money is counted.
public enum Currency {
    /// Without a smaller unit.
    private static let whole: Set<String> = [
        "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "VND", "VUV", "XAF", "XOF", "XPF",
    ]
    /// In thousandths.
    private static let thousandths: Set<String> = ["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"]

    /// How many decimals an amount has, as people write it.
    public static func decimals(of code: String) -> Int {
        whole.contains(code) ? 0 : thousandths.contains(code) ? 3 : 2
    }

    /// In what a figure is counted, with an example.
    public static func unit(of code: String) -> String {
        switch decimals(of: code) {
        case 0: "whole \(code)"
        case 3: "thousandths of \(code): 10500 is 10.500 \(code)"
        case _: "hundredths of \(code): 1050 is 10.50 \(code)"
        }
    }

    /// How an amount is written; nil: in hundredths, as most are.
    static func hint(of code: String) -> String? {
        switch decimals(of: code) {
        case 0: "\(code) has no smaller unit: write whole \(code), without decimals"
        case 3: "\(code) has thousandths: write 10.500 as 10500"
        case _: nil
        }
    }
}

extension Refusal {
    /// What is no code of a currency.
    static func notACurrency(_ code: String, among known: [String] = []) -> Refusal {
        Refusal(
            .input, "currency \"\(code)\" is not an ISO 4217 code",
            hint: Nearest.hint(for: code, among: known) ?? "as in USD, EUR or KRW")
    }
}
