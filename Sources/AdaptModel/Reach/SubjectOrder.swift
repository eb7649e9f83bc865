/// Editions by their subjects.
struct SubjectOrder: Sendable {
    /// Subjects, ascending, each with the place of its edition.
    private let order: [(subject: Int, place: Int)]

    init(_ members: [ReachReport.Edition]) {
        order = members.enumerated().map { ($0.element.subject, $0.offset) }.sorted { $0 < $1 }
    }

    func member(_ subject: Int, of members: [ReachReport.Edition]) -> ReachReport.Edition? {
        var (low, high) = (0, order.count)
        while low < high {
            let middle = (low + high) / 2
            if order[middle].subject < subject { low = middle + 1 } else { high = middle }
        }
        return low < order.count && order[low].subject == subject ? members[order[low].place] : nil
    }

    /// Where the figures of each edition stand among those of all, which are ordered by subject too: one walk over both.
    func figures(in entries: [ReachAssembly.Entry]) -> [Range<Int>] {
        var ranges = [Range<Int>](repeating: 0..<0, count: order.count)
        var start = 0
        for (subject, place) in order {
            while start < entries.count, entries[start].subject < subject { start += 1 }
            var end = start
            while end < entries.count, entries[end].subject == subject { end += 1 }
            ranges[place] = start..<end
        }
        return ranges
    }
}
