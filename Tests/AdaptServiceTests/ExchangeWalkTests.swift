import AdaptModel
import Synchronization
import TestSupport
import Testing

@testable import AdaptService

/// Two copies of a catalogue that go their own way and are brought together again and again.
@Suite("Two catalogues, each brought into the other after anything")
struct ExchangeWalkTests: ExchangeActs {
    /// How often a catalogue came in, was refused with an undo as the way out, with one that was refused itself, and
    /// otherwise.
    private struct Tally: Sendable {
        var taken = 0, mended = 0, barred = 0, left = 0

        mutating func add(_ other: Tally) {
            (taken, mended) = (taken + other.taken, mended + other.mended)
            (barred, left) = (barred + other.barred, left + other.left)
        }
    }

    private func act(_ random: inout Seeded, _ workspace: Workspace) async throws {
        func name() -> String { ["a", "b", "c"][random.pick(below: 3)] }
        let (one, other) = (name(), name())
        let elements = try (ElementPath("x.\(one)"), ElementPath("x.\(other)"))
        switch random.pick(below: 11) {
        case 0: _ = try await workspace.addElement(elements.0, ElementFacts(), dryRun: false)
        case 1: _ = try await workspace.renameElement(elements.0, to: elements.1, dryRun: false)
        case 2: try await addTerm("g:\(one)", workspace)
        case 3: _ = try await workspace.renameTerm("g:\(one)", to: "g:\(other)", dryRun: false)
        case 4: try await merge("g:\(one)", "g:\(other)", workspace)
        case 5: try await workspace.register("n/\(one)")
        case 6:
            _ = try await EditEdition(
                edition: EditionReference(parsing: "n/\(one)"), facts: EditionFacts(),
                lineage: LineageFacts(parent: EditionReference(parsing: "n/\(other)"))
            ).run(in: workspace, dryRun: false)
        case 7:
            let kind = ["plot", "hook"][random.pick(below: 2)]
            _ = try await EditElement(elements.0, ElementFacts(kind: kind)).run(in: workspace, dryRun: false)
        default:
            let last = try await workspace.lastOperation()
            try await undo(last - random.pick(below: min(last, 12)), workspace)
        }
    }

    /// Does what a refusal says; false where there is no way out.
    private func mend(_ said: String, _ workspace: Workspace, _ seed: UInt64) async throws -> Bool {
        if let way = said.firstMatch(of: /adapt undo (\d+)/), let number = Int(way.output.1) {
            #expect(try await number <= workspace.lastOperation(), "seed \(seed): \(said)")
            try await undo(number, workspace)
            return true
        }
        guard let way = said.firstMatch(of: /adapt element edit (\S+) --kind "(\w+)"/) else { return false }
        let (path, kind) = (try ElementPath(String(way.output.1)), String(way.output.2))
        _ = try await EditElement(path, ElementFacts(kind: kind)).run(in: workspace, dryRun: false)
        return true
    }

    /// Brings `from` into `to`, doing what each refusal says, until it is in or there is no way out.
    private func follow(_ from: Workspace, _ to: Workspace, _ seed: UInt64, _ tally: inout Tally) async throws {
        let lines = try await exported(from)
        var last: [String] = []
        for _ in 0..<40 {
            do {
                try await bring(lines, into: to)
                #expect(try await bring(lines, into: to).new == 0)
                tally.taken += 1
                return
            } catch let refusal as Refusal {
                #expect(refusal.place?.line != nil, "seed \(seed): \(refusal)")
                // Of several faults each has its way out beside it.
                let said = ([refusal.message, refusal.hint ?? ""] + refusal.details).joined(separator: "\n")
                last = last.suffix(3) + [said]
                do {
                    guard try await mend(said, to, seed) else {
                        #expect(said.contains("by hand") || said.contains("another code"), "seed \(seed): \(said)")
                        tally.left += 1
                        return
                    }
                } catch is Refusal {
                    tally.barred += 1
                    return
                }
                tally.mended += 1
            }
        }
        Issue.record("seed \(seed): forty hints followed, and the file is not in; the last: \(last)")
    }

    private func isWhole(_ workspace: Workspace, _ seed: UInt64) async throws {
        for proof in try await workspace.check() {
            #expect(proof.wrong == 0, "seed \(seed): \(proof.what): \(proof.named ?? "")")
        }
    }

    @Test("no name is two, no circle, every proof holds; what is in comes in once", .timeLimit(.minutes(30)))
    func walk() async throws {
        try await TestServer.inOnePlace(first: true) { try await eachRound() }
    }

    private func eachRound() async throws {
        let seed = Seeded(for: "two catalogues", standard: Figures.soaks ? nil : 1234).seed
        let tally = Mutex(Tally())
        for round in 0..<UInt64(Figures.soaks ? 20 : 2) {
            let seed = seed &+ round &* 0x1234_5678_9ABC_DEF1
            try await twoCatalogues { a, b in
                var (random, here) = (Seeded(seed), Tally())
                try await a.addSeries("n")
                try await bring(exported(a), into: b)
                for _ in 0..<(Figures.soaks ? 20 : 10) {
                    for workspace in [a, b] {
                        for _ in 0..<4 {
                            do { try await act(&random, workspace) } catch is Refusal {}
                        }
                    }
                    let (from, to) = random.pick(below: 2) == 0 ? (a, b) : (b, a)
                    try await follow(from, to, seed, &here)
                    try await isWhole(to, seed)
                }
                tally.withLock { $0.add(here) }
            }
        }
        let all = tally.withLock { $0 }
        #expect(all.taken > 0, "seed \(seed)")
        Figures.note(
            "-", "catalogues brought together",
            "\(all.taken), after \(all.mended) hints; \(all.left) not, \(all.barred) for an undo that is refused")
    }
}
