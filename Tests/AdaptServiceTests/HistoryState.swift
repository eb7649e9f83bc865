/// What a history of operations comes to, kept step by step.
struct HistoryState {
    /// A state of an element in words; nil: not recorded.
    typealias Words = String?

    struct Held {
        let say: HistoryModel.Say
        let operation: Int
        /// What the parent said when it was taken, following corrections marked minor.
        var parent: Words
        var outdated = false
    }

    struct Resolved: Equatable {
        let state: Words
        let basis: String
        let outdated: Bool
    }

    private(set) var titles: [String: String] = [:]
    private(set) var parents: [String: String] = [:]
    private(set) var decisions: [String: [Int: Held]] = [:]
    /// Names of elements, the current one last.
    private(set) var paths: [Int: [String]] = [:]
    var merged: [Int: Int] = [:]
    /// What could not have been done, had the operations that do not count never been done.
    private(set) var impossible: [String] = []

    static let absent = "(absent)", unknown = "(unknown)"

    func root(of term: Int) -> Int {
        var (term, steps) = (term, 0)
        while let into = merged[term], steps < 100 { (term, steps) = (into, steps + 1) }
        return term
    }

    func element(named path: String) -> Int? { paths.first { $0.value.contains(path) }?.key }

    func editions(of series: Substring) -> [String] {
        titles.keys.filter { $0.prefix { $0 != "/" } == series }.sorted {
            (line(of: $0).count, $0) < (line(of: $1).count, $1)
        }
    }

    /// An edition, its parent, and so on.
    func line(of edition: String) -> [String] {
        var line = [edition]
        while let last = line.last, let parent = parents[last], line.count < 100 { line.append(parent) }
        return line
    }

    func resolve(_ element: Int, of edition: String) -> Resolved? {
        for (steps, ancestor) in line(of: edition).enumerated() {
            guard let held = decisions[ancestor]?[element], held.say != .inherit else { continue }
            let words: Words =
                switch held.say {
                case .text(let text): text
                case .term(let term): "T\(root(of: term))"
                case .absent: Self.absent
                case .unknown: Self.unknown
                case .keep: held.parent
                case .inherit: nil
                }
            let own = held.say == .keep ? "kept" : "own"
            return Resolved(state: words, basis: steps == 0 ? own : "inherited", outdated: held.outdated)
        }
        return nil
    }

    func above(_ element: Int, of edition: String) -> Words {
        parents[edition].flatMap { resolve(element, of: $0)?.state }
    }

    /// Whether an edition says just this, its parent not having moved on since.
    func says(_ edition: String, _ element: Int, _ say: HistoryModel.Say) -> Bool {
        guard let held = decisions[edition]?[element], held.say != .inherit else { return say == .inherit }
        if case .term(let old) = held.say, case .term(let new) = say {
            return root(of: old) == root(of: new) && !held.outdated
        }
        return held.say == say && !held.outdated
    }

    func isKnown(_ words: Words) -> Bool { words != nil && words != Self.unknown }

    mutating func apply(_ operation: HistoryModel.Operation, _ number: Int) {
        var moved: (series: Substring, elements: [Int], minor: Bool)?
        for fact in operation.facts {
            switch fact {
            case .registers(let edition, let title, let parent):
                if titles[edition] != nil { impossible.append("\(number) registers \(edition) again") }
                (titles[edition], parents[edition]) = (title, parent)
                require(parent, number)
                moved = (edition.prefix { $0 != "/" }, Array(paths.keys), false)
            case .edits(let edition, let title, let parent):
                require(edition, number)
                if let title { titles[edition] = title }
                guard let parent else { continue }
                require(parent, number)
                parents[edition] = parent
                if line(of: parent).contains(edition) { impossible.append("\(number) makes a cycle") }
                moved = (edition.prefix { $0 != "/" }, Array(paths.keys), false)
            case .decides(let edition, let element, let say, let minor):
                require(edition, number)
                if paths[element] == nil { impossible.append("\(number) decides an element that is not there") }
                let parent = above(element, of: edition)
                if say == .keep, !isKnown(parent) { impossible.append("\(number) keeps nothing") }
                decisions[edition, default: [:]][element] = Held(say: say, operation: number, parent: parent)
                moved = (edition.prefix { $0 != "/" }, [element], minor)
            case .adds(let element): paths[element] = []
            case .names(let element, let path):
                if paths[element] == nil { impossible.append("\(number) names an element that is not there") }
                if let other = self.element(named: path), other != element {
                    impossible.append("\(number) takes \(path)")
                }
                paths[element, default: []].append(path)
            case .merges(let term, _):
                if line(ofTerm: term) > 50 { impossible.append("\(number) makes a cycle of terms") }
            }
        }
        if let moved { follow(moved.series, moved.elements, moved.minor, number) }
    }

    private func line(ofTerm term: Int) -> Int {
        var (term, steps) = (term, 0)
        while let into = merged[term], steps < 100 { (term, steps) = (into, steps + 1) }
        return steps
    }

    private mutating func require(_ edition: String?, _ number: Int) {
        guard let edition, titles[edition] == nil else { return }
        impossible.append("\(number) speaks of \(edition), which is not there")
    }

    /// Tells every decision of a series what its parent says now: parents first.
    private mutating func follow(_ series: Substring, _ elements: [Int], _ minor: Bool, _ number: Int) {
        for edition in editions(of: series) {
            for element in elements {
                guard var held = decisions[edition]?[element], held.operation < number else { continue }
                let now = above(element, of: edition)
                if now == held.parent {
                    held.outdated = false
                } else if minor, !held.outdated, held.say != .keep || isKnown(now) {
                    held.parent = now
                } else {
                    held.outdated = true
                }
                decisions[edition]?[element] = held
            }
        }
    }
}
