extension SeriesHistory {
    /// An edition with what its elements follow from. A class, because each of them asks for it.
    final class Descent {
        /// The edition, its parent, the parent's parent, and so on.
        let chain: [EditionID]
        /// The places in the table of those of them that said anything.
        let places: [Int]
        /// Everything said by them and by all that the edition ever derived from.
        let history: DecisionHistory

        init(chain: [EditionID], places: [Int], history: DecisionHistory) {
            self.chain = chain
            self.places = places
            self.history = history
        }
    }

    /// What is known of an element, whatever its value is.
    enum Knowledge {
        case value, absent, unknown, notRecorded
    }

    /// What the elements of an edition follow from.
    func descent(of edition: Edition) -> Descent {
        let chain = chain(of: edition.id)
        return Descent(chain: chain, places: chain.compactMap(table.place), history: history(of: edition.id))
    }

    /// What an edition knows of an element, by its place in `elements`: what the nearest that says anything says. Only
    /// what is kept takes going back to what it was when it was kept.
    func knowledge(of element: Int, _ descent: Descent) -> Knowledge {
        for place in descent.places {
            switch table.last(by: place, of: element, asOf: cut)?.statement {
            case nil, .inherit: continue
            case .value: return .value
            case .absent: return .absent
            case .unknown: return .unknown
            case .keep:
                switch descent.history.resolve(element, descent.chain[...], asOf: cut).state {
                case .value: return .value
                case .absent: return .absent
                case .unknown: return .unknown
                case .notRecorded: return .notRecorded
                }
            }
        }
        return .notRecorded
    }
}
