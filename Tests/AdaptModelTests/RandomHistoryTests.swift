import AdaptModel
import TestSupport
import Testing

/// What a chain of editions says, kept by hand: each operation is carried out when it comes and nothing is looked up later.
private struct Replay {
    struct Entry {
        let state: ElementState
        let seenAbove: ElementState
    }

    /// By edition (0 is the root), then element.
    var said = [[Entry?]](repeating: [nil, nil, nil], count: 4)

    /// The state of `element` in `edition`, with the edition that says so.
    func look(_ element: Int, _ edition: Int) -> (state: ElementState, from: Int?) {
        for level in stride(from: edition, through: 0, by: -1) {
            if let entry = said[level][element] { return (entry.state, level) }
        }
        return (.notRecorded, nil)
    }

    mutating func carryOut(_ statement: Decision.Statement, _ element: Int, _ edition: Int) {
        let above = edition == 0 ? .notRecorded : look(element, edition - 1).state
        switch statement {
        case .value(let value): said[edition][element] = Entry(state: .value(value), seenAbove: above)
        case .absent: said[edition][element] = Entry(state: .absent, seenAbove: above)
        case .unknown: said[edition][element] = Entry(state: .unknown, seenAbove: above)
        case .keep: said[edition][element] = Entry(state: above, seenAbove: above)
        case .inherit: said[edition][element] = nil
        }
    }

    func isOutdated(_ element: Int, from edition: Int) -> Bool {
        guard edition > 0, let entry = said[edition][element] else { return false }
        return entry.seenAbove != look(element, edition - 1).state
    }
}

@Suite struct RandomHistoryTests {
    private static let elements = ["beat.a", "beat.b", "beat.c"]
    private static let plain: [Decision.Statement] = [
        .words("x"), .words("y"), .words("z"), .absent, .unknown, .inherit,
    ]

    private static let histories = Figures.soaks ? 300 : 50

    @Test("random histories agree with a replay at any moment")
    func plainStatements() {
        var random = Seeded(for: "random histories", standard: 20_260_105)
        for _ in 0..<Self.histories { compare(Self.plain, with: &random) }
    }

    @Test("random histories with keep agree with a replay at any moment")
    func withKeep() {
        var random = Seeded(for: "random histories with keep", standard: 20_260_112)
        for _ in 0..<Self.histories { compare(Self.plain + [.keep, .keep], with: &random) }
    }

    private func compare(_ statements: [Decision.Statement], with random: inout Seeded) {
        let operations = (1...40).map { _ in
            (random.pick(0...3), random.pick(0...2), statements[random.pick(0...(statements.count - 1))])
        }
        let history = DecisionHistory(
            operations.enumerated().map { index, operation in
                let (edition, element, statement) = operation
                return decide(EditionID(edition), at: index + 1, statement, on: Self.elements[element])
            }.shuffled(using: &random))
        for cut in [40] + (0..<5).map({ _ in random.pick(0...40) }) {
            var replay = Replay()
            for (edition, element, statement) in operations.prefix(cut) {
                replay.carryOut(statement, element, edition)
            }
            for edition in 0...3 { check(history, replay, edition, cut) }
        }
    }

    private func check(_ history: DecisionHistory, _ replay: Replay, _ edition: Int, _ cut: Int) {
        let chain = (0...edition).reversed().map { EditionID($0) }
        for (index, element) in Self.elements.enumerated() {
            let (state, from) = replay.look(index, edition)
            let resolved = history.resolve(element, chain[...], asOf: OperationID(cut))
            #expect(resolved.state == state, "\(element) of edition \(edition) at \(cut)")
            #expect(resolved.decision?.edition.number == from)
            #expect(resolved.outdated == from.map { replay.isOutdated(index, from: $0) } ?? false)
            #expect((resolved.basis == .inherited) == (from != nil && from != edition))
        }
        let recorded = Self.elements.indices.filter { replay.look($0, edition).state != .notRecorded }
        let profile = history.profile(of: chain, asOf: OperationID(cut))
        #expect(profile.map(\.element) == recorded.map { Self.elements[$0] })
    }
}
