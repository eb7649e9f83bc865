extension SeriesHistory {
    /// One element of which an edition has a value, its own or an inherited one.
    public struct Value: Sendable {
        /// Path.
        public let element: String
        /// Kind.
        public let kind: String
        /// The value as people read it.
        public let text: String
    }

    /// The elements of some kinds of which an edition has a value, by path.
    public func values(of id: EditionID, kinds: Set<String>) -> [Value] {
        let chain = chain(of: id)
        let elements = Set(chain.flatMap { elementsDecided(by: $0) }).filter { kinds.contains(kind(of: $0)) }
            .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        guard !elements.isEmpty else { return [] }
        let history = history(of: id, elements: elements)
        return elements.compactMap { element in
            guard case .value(let value) = history.resolve(element, chain[...], asOf: cut).state else { return nil }
            return Value(element: element, kind: kind(of: element), text: value.text)
        }
    }
}
