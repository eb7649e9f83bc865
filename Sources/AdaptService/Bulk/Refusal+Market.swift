import AdaptModel

extension Refusal {
    /// That no edition of a series is made for a market. `codes`: its editions; `naming`: where one of them can be
    /// named instead.
    static func market(
        _ word: String, ofNoneOf series: String, codes: [String], naming: String = "in a column edition"
    ) -> Refusal {
        let coded = series + "/" + word.lowercased()
        let more = codes.count - 5
        return Refusal(
            .rule, "market \"\(word)\" is that of no edition of \"\(series)\"",
            hint: codes.contains(coded)
                ? "\(coded) goes by that code: to mean it, name the edition \(naming)"
                : codes.isEmpty
                    ? "adapt register \(series) --market \(word.lowercased()) --title \"...\""
                    : "name the edition \(naming): \(codes.prefix(5).joined(separator: ", "))"
                        + (more > 0 ? " and \(more) more" : ""))
    }
}
