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

    /// The elements of a kind, by path, each with the editions that have a value of it, their own or an inherited one.
    public func holders(ofKind kind: String) -> [(element: String, editions: [Edition])] {
        let wanted = elements.enumerated().filter { self.kind(of: $0.element) == kind }
        guard !wanted.isEmpty else { return [] }
        let descents = editions.map(descent(of:))
        return wanted.map { number, element in
            (element, editions.indices.filter { knowledge(of: number, descents[$0]) == .value }.map { editions[$0] })
        }
    }

    /// The elements of some kinds of which an edition has a value, by path.
    public func values(of id: EditionID, kinds: Set<String>) -> [Value] {
        let (chain, history) = (chain(of: id), history(of: id))
        return elements.enumerated().compactMap { number, element in
            let kind = kind(of: element)
            guard kinds.contains(kind),
                case .value(let value) = history.resolve(number, chain[...], asOf: cut).state
            else { return nil }
            return Value(element: element, kind: kind, text: value.text)
        }
    }

    /// The value that an edition has of an element, its own or an inherited one; nil: none is known.
    public func value(of element: String, in edition: Edition) -> ElementValue? {
        let chain = chain(of: edition.id)
        guard case .value(let value) = history(of: edition.id).resolve(element, chain[...], asOf: cut).state else {
            return nil
        }
        return value
    }
}
