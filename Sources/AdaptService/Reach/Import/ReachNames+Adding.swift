import AdaptModel

/// Whether figures of what a file measures add up, and in which money.
extension ReachNames {
    /// Whether figures of all measures so far add up.
    var areAdditive: Bool { !measures.contains { notAdditive.contains($0.metric) } }

    /// Refuses to add up what does not add up. Throws a `Refusal` (rule).
    func requireAdditive() throws {
        guard let metric = measures.first(where: { notAdditive.contains($0.metric) })?.metric else { return }
        throw Refusal(
            .rule, "\(metric) of the same days cannot be added: it counts the same people again (rule 7)",
            hint: "--same-days highest: no less than the highest of them")
    }

    /// Currencies of the measures so far, in order.
    var currencies: [String] { Set(measures.compactMap(\.currency)).sorted() }
}
