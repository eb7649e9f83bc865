/// Decisions by edition and element, found by two numbers: the place of the edition and that of the element.
struct DecisionTable: Sendable {
    /// The editions that said anything.
    let editions: [EditionID]
    /// The elements that anything is said of, ordered by path.
    let elements: [String]
    private let places: [EditionID: Int]
    private let numbers: [String: Int]
    /// Ordered by edition, element and operation; also those that do not count at present.
    let decisions: [Decision]
    /// What was taken back of them.
    let undone: Undone
    /// Where what is said by an edition of an element starts in `decisions`; one more than there are of these.
    private let starts: [Int]

    /// A table of decisions in any order.
    init(_ decisions: [Decision], undone: Undone = Undone()) {
        self.undone = undone
        var (places, editions): ([EditionID: Int], [EditionID]) = ([:], [])
        var (seen, paths): ([String: Int], [String]) = ([:], [])
        // What most series have: grown step by step, every path would be hashed again each time.
        seen.reserveCapacity(min(decisions.count, 48))
        // The edition and the element of each, by the order in which they turn up.
        var last: (id: EditionID, place: Int)?
        let found = decisions.map { decision -> (edition: Int, element: Int) in
            // What an edition said comes mostly in one piece.
            let edition = last?.id == decision.edition ? last?.place ?? 0 : places[decision.edition] ?? editions.count
            if edition == editions.count {
                places[decision.edition] = edition
                editions.append(decision.edition)
            }
            last = (decision.edition, edition)
            let element = seen[decision.element] ?? paths.count
            if element == paths.count {
                seen[decision.element] = element
                paths.append(decision.element)
            }
            return (edition, element)
        }
        // Paths are ASCII: their order is that of their bytes.
        let order = paths.indices.sorted { paths[$0] < paths[$1] }
        var rank = order
        for (number, index) in order.enumerated() { rank[index] = number }
        let buckets = found.map { $0.edition * paths.count + rank[$0.element] }
        var starts = [Int](repeating: 0, count: editions.count * paths.count + 1)
        for bucket in buckets { starts[bucket + 1] += 1 }
        for index in starts.indices.dropFirst() { starts[index] += starts[index - 1] }
        var next = starts
        var sorted = [Int](repeating: 0, count: decisions.count)
        for (index, bucket) in buckets.enumerated() {
            var at = next[bucket]
            next[bucket] += 1
            while at > starts[bucket], decisions[sorted[at - 1]].operation > decisions[index].operation {
                sorted[at] = sorted[at - 1]
                at -= 1
            }
            sorted[at] = index
        }
        self.editions = editions
        self.places = places
        elements = order.map { paths[$0] }
        numbers = seen.mapValues { rank[$0] }
        self.decisions = sorted.map { decisions[$0] }
        self.starts = starts
    }

    /// The place of an edition; nil: it said nothing.
    func place(of edition: EditionID) -> Int? {
        // Of a few, which most series have, one is found sooner by looking at each.
        editions.count <= 8 ? editions.firstIndex(of: edition) : places[edition]
    }

    /// The place of an element; nil: nothing is said of it.
    func number(of element: String) -> Int? { numbers[element] }

    /// The last thing that an edition said of an element and that counts as of an operation; nil: nothing.
    func last(by edition: Int, of element: Int, asOf cut: OperationID) -> Decision? {
        let bucket = edition * elements.count + element
        let start = starts[bucket]
        var index = starts[bucket + 1]
        while index > start {
            index -= 1
            if undone.counts(decisions[index].operation, asOf: cut) { return decisions[index] }
        }
        return nil
    }

    /// Whether an edition ever said anything of an element.
    func isSaid(by edition: Int, of element: Int) -> Bool {
        let bucket = edition * elements.count + element
        return starts[bucket] < starts[bucket + 1]
    }

    /// What an edition ever said of an element, oldest first, also what was taken back.
    func said(by edition: Int, of element: Int) -> ArraySlice<Decision> {
        let bucket = edition * elements.count + element
        return decisions[starts[bucket]..<starts[bucket + 1]]
    }
}
