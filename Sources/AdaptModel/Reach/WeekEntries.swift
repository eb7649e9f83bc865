/// The figures of a week by subject.
struct WeekEntries {
    /// By subject, those of one in the order they came.
    let ordered: [ReachAssembly.Entry]
    /// Those of several editions, in the order they came.
    let joint: [ReachAssembly.Entry]
    /// Those of creatives, by the edition that they promote.
    let creatives: [Int: [ReachAssembly.Entry]]

    init(_ entries: [ReachAssembly.Entry]) {
        var (joint, ads): ([ReachAssembly.Entry], [Int: [ReachAssembly.Entry]]) = ([], [:])
        var isOrdered = true
        for (index, entry) in entries.enumerated() {
            if index > 0, entries[index - 1].subject > entry.subject { isOrdered = false }
            switch entry.of {
            case .edition: continue
            case .joint: joint.append(entry)
            case .creative(_, let edition): ads[edition, default: []].append(entry)
            }
        }
        self.joint = joint
        creatives = ads
        ordered =
            isOrdered
            ? entries
            : entries.indices.sorted { (entries[$0].subject, $0) < (entries[$1].subject, $1) }.map { entries[$0] }
    }

    /// The figures of a subject, in the order they came.
    func of(_ subject: Int) -> ArraySlice<ReachAssembly.Entry> {
        var (low, high) = (0, ordered.count)
        while low < high {
            let middle = (low + high) / 2
            if ordered[middle].subject < subject { low = middle + 1 } else { high = middle }
        }
        return ordered[low...].prefix { $0.subject == subject }
    }
}
