import AdaptModel
import TestSupport

@testable import AdaptService

/// A random walk through the program, with the model beside it.
struct HistoryWalk {
    static let series = 4, editions = 6, elements = 8, terms = 6

    /// One step: what is asked of the program, and what the model says of it.
    struct Step {
        let words: String
        /// Why it is to be refused; nil: it is to be done.
        let refused: String?
        let operation: HistoryModel.Operation
        /// Whether all of it is so already: then there is no operation.
        var isSo = false
        /// The number of the operation; nil: it was so already.
        let act: @Sendable (Workspace) async throws -> Int?
    }

    var random: Seeded
    var model = HistoryModel()
    var state = HistoryState()
    private var nextElement = HistoryWalk.elements
    /// How many operations stand at the head that are not taken back.
    private var prepared = 0

    init(_ random: Seeded) { self.random = random }

    private mutating func pick(_ count: Int) -> Int { Int.random(in: 0..<count, using: &random) }

    mutating func take(_ step: Step) {
        model.append(step.operation)
        let merges = model.operations[model.base(of: model.last) - 1].facts.contains {
            if case .merges = $0 { true } else { false }
        }
        if merges {
            // Terms mean the same from the first, or do not.
            state = model.state(asOf: model.last)
        } else if step.operation.undoes != nil {
            state.turn(model.last, of: model, checks: true)
        } else {
            state.apply(step.operation, model.last)
        }
    }

    /// Series, terms and elements, by operations of their own.
    mutating func prepare(_ workspace: Workspace) async throws {
        for number in 0..<Self.series {
            try await workspace.addSeries("s\(number)")
            model.append(HistoryModel.Operation())
        }
        for number in 0..<Self.terms {
            _ = try await workspace.addTerm("kind:t\(number)", labels: [("en", "T\(number)")], dryRun: false)
            model.append(HistoryModel.Operation())
        }
        prepared = model.last
        for number in 0..<Self.elements {
            // The last two take their values from the vocabulary.
            let facts = ElementFacts(vocabulary: number >= Self.elements - 2 ? "kind" : nil)
            _ = try await workspace.addElement(ElementPath("el.p\(number)"), facts, dryRun: false)
            take(
                Step(
                    words: "", refused: nil,
                    operation: .init(facts: [.adds(element: number), .names(element: number, "el.p\(number)")]),
                    act: { _ in 0 }))
        }
    }

    mutating func next() -> Step {
        switch pick(100) {
        case 0..<64: decide()
        case 64..<69: edit()
        case 69..<74: move()
        case 74..<80: register()
        case 80..<82: merge()
        case 82..<85: rename()
        case 85..<86: add()
        default: undo()
        }
    }

    private mutating func name() -> String { "s\(pick(Self.series))/e\(pick(Self.editions))" }

    private func missing(_ edition: String?) -> String? {
        edition.flatMap { state.titles[$0] == nil ? "\($0) is not there" : nil }
    }

    private mutating func decide() -> Step {
        let (edition, path) = (name(), "el.p\(pick(14))")
        let element = state.element(named: path)
        let takesTerms = element == Self.elements - 1 || element == Self.elements - 2
        let (text, term, kind, minor) = ("v\(pick(4))", pick(Self.terms), pick(20), pick(4) == 0)
        let (say, statement): (HistoryModel.Say, Decide.Request.Statement) =
            switch kind {
            case 0..<5: (.keep, .keep)
            case 5: (.absent, .absent)
            case 6: (.unknown, .unknown)
            case 7..<10: (.inherit, .inherit)
            default:
                takesTerms ? (.term(term), .value("t\(term)")) : (.text(text), .value(text))
            }
        var refused = missing(edition) ?? (element == nil ? "\(path) is not there" : nil)
        if refused == nil, let element, say == .keep, !state.isKnown(state.above(element, of: edition)) {
            refused = "nothing to keep"
        }
        let facts = element.map { [HistoryModel.Fact.decides(edition, element: $0, say, minor: minor)] } ?? []
        return Step(
            words: "\(edition) \(path) \(say) minor \(minor)", refused: refused, operation: .init(facts: facts),
            isSo: element.map { state.says(edition, $0, say) } ?? false
        ) {
            try await $0.decide(edition, path, statement, minor: minor, mayBeNew: false).recorded
        }
    }

    private mutating func edit() -> Step {
        let (edition, title) = (name(), "title \(pick(1000))")
        return Step(
            words: "\(edition) is titled \(title)", refused: missing(edition),
            operation: .init(facts: [.edits(edition, title: title, parent: nil)]),
            isSo: state.titles[edition] == title
        ) { workspace in
            var facts = EditionFacts()
            facts.title = title
            return try await EditEdition(edition: EditionReference(parsing: edition), facts: facts)
                .run(in: workspace, dryRun: false).recorded
        }
    }

    private mutating func move() -> Step {
        let edition = name()
        let parent = "\(edition.prefix { $0 != "/" })/e\(pick(Self.editions))"
        var refused = missing(edition) ?? missing(parent)
        if refused == nil, state.line(of: parent).contains(edition) { refused = "cycle" }
        return Step(
            words: "\(edition) derives from \(parent)", refused: refused,
            operation: .init(facts: [.edits(edition, title: nil, parent: parent)]),
            isSo: state.parents[edition] == parent
        ) { workspace in
            // The method that editions are registered with, so that the parent alone tells whether it is so already.
            let lineage = LineageFacts(parent: try EditionReference(parsing: parent), method: .remake)
            return try await EditEdition(
                edition: EditionReference(parsing: edition), facts: EditionFacts(), lineage: lineage
            ).run(in: workspace, dryRun: false).recorded
        }
    }

    private mutating func register() -> Step {
        let (edition, title, derives) = (name(), "title \(pick(1000))", pick(4) > 0)
        let there = state.editions(of: edition.prefix { $0 != "/" })
        let parent = derives && !there.isEmpty ? there[pick(there.count)] : nil
        var facts: [HistoryModel.Fact] = [.registers(edition, title: title, parent: parent)]
        var requests: [(String, Decide.Request.Statement)] = []
        let (element, text) = (pick(4), "v\(pick(4))")
        if let path = state.paths[element]?.last {
            facts.append(.decides(edition, element: element, .text(text), minor: false))
            requests.append((path, .value(text)))
        }
        return Step(
            words: "registers \(edition) from \(parent ?? "nothing")",
            refused: state.titles[edition] == nil ? nil : "\(edition) is there", operation: .init(facts: facts)
        ) { [requests] workspace in
            let decisions = try requests.map { Decide.Request(try ElementPath($0.0), $0.1) }
            return try await workspace.register(edition, title: title, from: parent, decisions).operation.number
        }
    }

    private mutating func merge() -> Step {
        let (term, into) = (pick(Self.terms), pick(Self.terms))
        let (given, kept) = (state.root(of: term), state.root(of: into))
        return Step(
            words: "merges t\(term) into t\(into)",
            refused: given == kept ? "the same already" : given == term ? nil : "given up for t\(given)",
            operation: .init(facts: [.merges(given, into: kept)])
        ) { try await $0.mergeTerm("kind:t\(term)", into: "kind:t\(into)", dryRun: false).operation.number }
    }

    private mutating func rename() -> Step {
        let (old, new) = ("el.p\(pick(14))", "el.p\(pick(14))")
        let element = state.element(named: old)
        var refused = element == nil ? "\(old) is not there" : nil
        if let element, state.paths[element]?.last == new { refused = "has that path already" }
        if let other = state.element(named: new), other != element { refused = "\(new) is taken" }
        return Step(
            words: "renames \(old) to \(new)", refused: refused,
            operation: .init(facts: element.map { [.names(element: $0, new)] } ?? [])
        ) {
            try await $0.renameElement(ElementPath(old), to: ElementPath(new), dryRun: false).operation.number
        }
    }

    private mutating func add() -> Step {
        let path = "el.p\(pick(14))"
        let refused = state.element(named: path).map { "\(path) names \($0)" }
        let number = nextElement
        nextElement += 1
        return Step(
            words: "adds \(path)", refused: refused,
            operation: .init(facts: [.adds(element: number), .names(element: number, path)])
        ) { try await $0.addElement(ElementPath(path), ElementFacts(), dryRun: false).operation.number }
    }

    private mutating func undo() -> Step {
        // One of the last, so that few things rest on it; as often the last one of a chain of undoing.
        let near = max(prepared + 1, model.last - pick(40))
        let number = pick(2) == 0 ? near : model.tip(of: near)
        return Step(
            words: "undoes \(number)", refused: model.obstacle(toUndoing: number), operation: .init(undoes: number)
        ) { try await Undo(OperationID(number)).run(in: $0, dryRun: false).operation.number }
    }
}
