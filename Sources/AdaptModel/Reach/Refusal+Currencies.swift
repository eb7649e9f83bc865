extension Refusal {
    /// What is said of money without a currency.
    public static let noCurrency = "no currency"

    /// Money of several currencies, which neither adds up nor compares. `currencies` may hold `noCurrency`.
    public static func several(_ currencies: Set<String>, of metric: String) -> Refusal {
        let example = currencies.filter { $0 != noCurrency }.min() ?? "EUR"
        return Refusal(
            .rule, "\(metric) in several currencies cannot be added or compared (rule 7)",
            hint: "choose one, as in --currency \(example)", details: currencies.sorted())
    }
}
