/// What a history of operations comes to, kept step by step.
struct HistoryState {
    /// A state of an element in words; nil: not recorded.
    typealias Words = String?

    struct Held {
        let say: HistoryModel.Say
        /// What the parent said when it was taken, as it then was, following corrections marked minor.
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
    /// Everything that was ever decided, by edition, element and operation: what was taken back may be brought again.
    private var taken: [String: [Int: [Int: Held]]] = [:]
    /// The operations of what counts of it, by edition and element.
    private(set) var standing: [String: [Int: Int]] = [:]
    /// Names of elements, the current one last.
    private(set) var paths: [Int: [String]] = [:]
    var merged: [Int: Int] = [:]
    /// What could not have been done, had the operations that do not count never been done.
    var impossible: [String] = []
    /// Whether what parents say is followed; without, only what is said is known.
    var follows = true

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
            guard let held = decision(ancestor, element), held.say != .inherit else { continue }
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

    private func decision(_ edition: String, _ element: Int) -> Held? {
        standing[edition]?[element].flatMap { taken[edition]?[element]?[$0] }
    }

    func above(_ element: Int, of edition: String) -> Words {
        parents[edition].flatMap { resolve(element, of: $0)?.state }
    }

    /// Whether an edition says just this, its parent not having moved on since.
    func says(_ edition: String, _ element: Int, _ say: HistoryModel.Say) -> Bool {
        guard let held = decision(edition, element), held.say != .inherit else { return say == .inherit }
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
                taken[edition, default: [:]][element, default: [:]][number] = Held(say: say, parent: parent)
                standing[edition, default: [:]][element] = number
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
        if follows, let moved { follow(moved.series, moved.elements, moved.minor, number) }
    }

    /// Takes an operation back, or brings it again: what is said is what the operations say that count now, and what
    /// was decided stands on what it was decided on, though that was taken back.
    mutating func turn(_ number: Int, of model: HistoryModel, checks: Bool) {
        let said = model.replayed(asOf: number, follows: checks)
        (titles, parents, paths, standing, impossible) =
            (said.titles, said.parents, said.paths, said.standing, said.impossible)
        let facts = model.operations[model.base(of: number) - 1].facts
        let minor = facts.contains { if case .decides(_, _, _, minor: true) = $0 { true } else { false } }
        for series in Set(facts.compactMap(\.edition).map { $0.prefix { $0 != "/" } }) {
            follow(series, Array(paths.keys), minor, number)
        }
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

    /// Tells everything ever decided in a series what its parent says now: parents first.
    private mutating func follow(_ series: Substring, _ elements: [Int], _ minor: Bool, _ number: Int) {
        let deciding = taken.keys.filter { $0.prefix { $0 != "/" } == series }
        for edition in deciding.sorted(by: { (line(of: $0).count, $0) < (line(of: $1).count, $1) }) {
            for element in elements {
                let now = above(element, of: edition)
                for (operation, decided) in taken[edition]?[element] ?? [:] where operation < number {
                    var held = decided
                    if now == held.parent {
                        held.outdated = false
                    } else if minor, !held.outdated, held.say != .keep || isKnown(now) {
                        held.parent = now
                    } else {
                        held.outdated = true
                    }
                    taken[edition]?[element]?[operation] = held
                }
            }
        }
    }
}
