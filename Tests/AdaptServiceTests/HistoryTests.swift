import AdaptModel
import TestSupport
import Testing

@testable import AdaptService

@Suite("A random history", .timeLimit(.minutes(90)))
struct HistoryTests {
    @Test("agrees with a plain model: profiles now and then, comparisons, refusals, and what can be taken back")
    func walk() async throws {
        try await TestServer.inOnePlace(first: true) { try await walkAlone() }
    }

    private func walkAlone() async throws {
        let (steps, moments) = Figures.soaks ? (10_000, 50) : (200, 3)
        try await Catalogue.empty { workspace in
            var walk = HistoryWalk(Seeded(for: "random history"))
            try await walk.prepare(workspace)
            var counts: [String: Int] = [:]
            let noted = Set((0..<moments).map { _ in Int.random(in: 1...steps, using: &walk.random) })
            var states: [(cut: Int, state: HistoryState)] = []
            for number in 1...steps {
                if noted.contains(number) { states.append((walk.model.last, walk.state)) }
                let step = walk.next()
                let (refused, wasSo) = try await Self.refused(step, workspace, next: walk.model.last + 1)
                guard (refused == nil) == (step.refused == nil) else {
                    Issue.record(
                        "step \(number) (\(step.words)): model \(step.refused ?? "does it"), program \(refused ?? "does it")"
                    )
                    return
                }
                let kind = step.operation.undoes == nil ? "plain" : "undo"
                counts["\(kind) \(refused != nil ? "refused" : wasSo ? "already so" : "done")", default: 0] += 1
                guard refused == nil else { continue }
                guard wasSo == step.isSo else {
                    Issue.record("step \(number) (\(step.words)): already so is \(wasSo), by the model \(step.isSo)")
                    return
                }
                guard !wasSo else { continue }
                walk.take(step)
                guard walk.state.impossible.isEmpty else {
                    Issue.record("step \(number) (\(step.words)) leaves \(walk.state.impossible[0])")
                    return
                }
            }
            print("random history: \(counts.sorted { $0.key < $1.key })")
            // A short walk may take back an early registration, and then find little that can be done.
            let least = Figures.soaks ? steps / 60 : 0
            #expect(counts["undo done", default: 0] > least && counts["undo refused", default: 0] > 0)
            for (cut, state) in states + [(walk.model.last, walk.state)] {
                guard try await Self.agrees(workspace, &walk, state, asOf: cut) else { return }
            }
            #expect(try await workspace.check().allSatisfy { $0.wrong == 0 })
            Figures.note("T19", "random history", "\(steps) operations, \(states.count + 1) moments: as the model")
            Figures.note(
                "T34", "undo in it",
                "\(counts["undo done", default: 0]) done, \(counts["undo refused", default: 0]) refused, as the model")
        }
    }

    /// Why the program refuses a step; nil: it did it, under the next number, or all of it was so already.
    private static func refused(
        _ step: HistoryWalk.Step, _ workspace: Workspace, next: Int
    ) async throws -> (String?, wasSo: Bool) {
        do {
            let done = try await step.act(workspace)
            #expect(done == nil || done == next)
            return (nil, done == nil)
        } catch let refusal as Refusal where [.rule, .usage].contains(refusal.kind) {
            return (refusal.message + refusal.details.prefix(1).map { ": " + $0 }.joined(), false)
        }
    }

    private static func agrees(
        _ workspace: Workspace, _ walk: inout HistoryWalk, _ state: HistoryState, asOf cut: Int
    ) async throws -> Bool {
        let listed = try await workspace.editions(asOf: OperationID(cut))
        let found = zip(zip(listed["series"], listed["edition"]), zip(listed["title"], listed["revision"])).map {
            "\($0.0 ?? "")/\($0.1 ?? "") \($1.0 ?? "") @\($1.1 ?? "")"
        }
        let expected = state.titles.sorted { $0.key < $1.key }.map {
            "\($0.key) \($0.value) @\(walk.model.revision(of: $0.key, asOf: cut))"
        }
        try #require(found.sorted() == expected.sorted(), "editions as of \(cut)")
        for edition in state.titles.keys.sorted() {
            let reference = try EditionReference(parsing: edition)
            let profile = try await workspace.profile(of: workspace.find(reference, asOf: OperationID(cut))).map {
                "\($0.element) \($0.resolved.state.words) \($0.resolved.basis?.rawValue ?? "") \($0.resolved.outdated)"
            }
            try #require(profile == lines(of: edition, state), "\(edition) as of \(cut)")
        }
        let outdated = try await workspace.outdated(asOf: OperationID(cut))
        let old = zip(outdated["edition"], outdated["element"]).map { "\($0 ?? "") \($1 ?? "")" }
        try #require(old.sorted() == Self.outdated(state), "outdated as of \(cut)")
        let gaps = try await Gaps().run(in: workspace, asOf: OperationID(cut))
        let missing = gaps.map { "\($0.subject) \($0.kind.rawValue) \($0.elements.joined(separator: " "))" }
        try #require(missing.sorted() == Self.gaps(state), "gaps as of \(cut)")
        let editions = state.titles.keys.sorted()
        for _ in 0..<(editions.isEmpty ? 0 : 6) {
            guard let left = editions.randomElement(using: &walk.random) else { continue }
            let others = state.editions(of: left.prefix { $0 != "/" })
            guard let right = others.randomElement(using: &walk.random) else { continue }
            let comparison = try await workspace.compare(
                EditionReference(parsing: left), EditionReference(parsing: right), asOf: OperationID(cut))
            let verdicts = comparison.rows.map { "\($0.element) \($0.verdict.rawValue)" }
            try #require(verdicts == Self.verdicts(left, right, state), "\(left) with \(right) as of \(cut)")
        }
        return true
    }

    private static func lines(of edition: String, _ state: HistoryState) -> [String] {
        state.paths.compactMap { element, paths in
            guard let path = paths.last, let resolved = state.resolve(element, of: edition), let words = resolved.state
            else { return nil }
            return (path, "\(path) \(words) \(resolved.basis) \(resolved.outdated)")
        }.sorted { (left: (String, String), right: (String, String)) in left.0 < right.0 }.map(\.1)
    }

    /// What editions say themselves though their parents have moved on.
    private static func outdated(_ state: HistoryState) -> [String] {
        state.titles.keys.filter { state.parents[$0] != nil }.flatMap { edition in
            state.paths.compactMap { element, paths in
                guard let path = paths.last, let resolved = state.resolve(element, of: edition),
                    resolved.outdated, resolved.basis != "inherited"
                else { return nil }
                return "\(edition) \(path)"
            }
        }.sorted()
    }

    /// What is unknown in editions, and what others of their series record and they do not.
    private static func gaps(_ state: HistoryState) -> [String] {
        state.titles.keys.flatMap { edition -> [String] in
            let series = state.titles.keys.filter { $0.prefix { $0 != "/" } == edition.prefix { $0 != "/" } }
            let missing = ["unknown", "not_recorded"].map { kind in
                (
                    kind,
                    state.paths.compactMap { element, paths -> String? in
                        let words = state.resolve(element, of: edition)?.state
                        let isKnown = series.contains { state.isKnown(state.resolve(element, of: $0)?.state) }
                        let isMissing = kind == "unknown" ? words == HistoryState.unknown : words == nil && isKnown
                        return isMissing ? paths.last : nil
                    }.sorted()
                )
            }
            return missing.filter { !$0.1.isEmpty }.map { "\(edition) \($0.0) \($0.1.joined(separator: " "))" }
        }.sorted()
    }

    /// Rule 4 of the model, once more.
    private static func verdicts(_ left: String, _ right: String, _ state: HistoryState) -> [String] {
        let base = state.line(of: left).first { state.line(of: right).contains($0) }
        return state.paths.compactMap { element, paths -> (String, String)? in
            let states = [left, right, base ?? ""].map { state.resolve(element, of: $0)?.state }
            guard let path = paths.last, states.contains(where: { $0 != nil }) else { return nil }
            let known = states.map { state.isKnown($0) }
            let (one, other, origin) = (states[0], states[1], states[2])
            let verdict: String
            if !known[0] || !known[1] {
                verdict = "unknown"
            } else if one == other {
                verdict = known[2] && origin != one ? "both_same_change" : "same"
            } else if known[2], origin == one {
                verdict =
                    "right_"
                    + (one == HistoryState.absent ? "added" : other == HistoryState.absent ? "dropped" : "changed")
            } else if known[2], origin == other {
                verdict =
                    "left_"
                    + (other == HistoryState.absent ? "added" : one == HistoryState.absent ? "dropped" : "changed")
            } else {
                verdict = "diverged"
            }
            return (path, "\(path) \(verdict)")
        }.sorted { $0.0 < $1.0 }.map(\.1)
    }
}
