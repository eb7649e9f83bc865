public import AdaptModel
import AdaptSQL

/// What an edition says of some elements: one operation, one revision.
public struct Decide: Sendable {
    /// What is said of one element, in the user's words.
    public struct Request: Sendable {
        /// What is said.
        public enum Statement: Sendable, Equatable {
            case value(String)
            case keep, absent, unknown, inherit
        }

        /// Path.
        public var path: ElementPath
        /// What is said.
        public var statement: Statement
        /// Why it differs from the parent.
        public var reasons: [Reason]
        /// Note.
        public var note: String?
        /// Evidence.
        public var citation: Citation?
        /// A correction that leaves the meaning.
        public var minor: Bool
        /// Whether a path that nobody has used yet is added.
        public var mayBeNew: Bool

        /// A statement on `path`.
        public init(
            _ path: ElementPath, _ statement: Statement, reasons: [Reason] = [], note: String? = nil,
            citation: Citation? = nil, minor: Bool = false, mayBeNew: Bool = false
        ) {
            self.path = path
            self.statement = statement
            self.reasons = reasons
            self.note = note
            self.citation = citation
            self.minor = minor
            self.mayBeNew = mayBeNew
        }
    }

    /// Which edition.
    public var edition: EditionReference
    /// What it says.
    public var requests: [Request]
    /// The revision that the author has seen; nil: any.
    public var ifRevision: Int?

    /// Statements of `edition`.
    public init(edition: EditionReference, requests: [Request], ifRevision: Int? = nil) {
        self.edition = edition
        self.requests = requests
        self.ifRevision = ifRevision
    }

    /// What was recorded.
    public struct Result: SaysIfSo {
        /// `series/edition`.
        public let edition: String
        /// Its revision now.
        public let revision: Int
        /// The elements of which it said just this before, nothing outdated: they are not said again.
        public let alreadySo: [String]
        let wasSo: Bool
    }

    /// Records under the name `verb` what is not said already. Throws a `Refusal` (rule): unknown paths or terms,
    /// nothing to keep, a stale revision.
    public func run(in workspace: Workspace, verb: String, dryRun: Bool) async throws -> Receipt<Result> {
        var rest = requests
        while true {
            do {
                return try await record(rest, in: workspace, verb: verb, dryRun: dryRun)
            } catch let partly as Partly {
                rest = partly.new
            }
        }
    }

    /// Some of what was asked is so already: the log is to name the rest alone, so it is begun anew with that.
    private struct Partly: Error {
        let new: [Request]
    }

    private func record(
        _ rest: [Request], in workspace: Workspace, verb: String, dryRun: Bool
    ) async throws -> Receipt<Result> {
        let found = try await workspace.find(toWrite: edition)
        let requests = rest
        let asked = self.requests
        let message = "\(found.name) " + requests.map(\.path.text).joined(separator: " ")
        return try await workspace.record(verb, message: message, dryRun: dryRun) { recorder in
            try await recorder.requireStanding(found)
            try await recorder.requireRevision(ifRevision, of: found)
            let (meant, side) = try await recorder.meaning(of: requests, on: found)
            let new = meant.filter { !$0.isSaid(beside: side) }
            if let side, new.isEmpty {
                return Result(
                    edition: found.name, revision: side.header.revision, alreadySo: asked.map(\.path.text),
                    wasSo: true)
            }
            guard new.count == requests.count else { throw Partly(new: new.map(\.request)) }
            let revision = try await recorder.addRevision(of: found)
            try await recorder.decide(new, on: found, revision: revision)
            let paths = Set(new.map(\.request.path))
            return Result(
                edition: found.name, revision: revision,
                alreadySo: asked.map(\.path).filter { !paths.contains($0) }.map(\.text), wasSo: false)
        }
    }
}

/// A request with what its words stand for.
struct MeantDecision: MeantOfElement {
    static let emptyStays = false
    fileprivate private(set) var request: Decide.Request
    fileprivate let element: KnownElement
    fileprivate(set) var value: String?
    fileprivate(set) var termID: Int?

    var statement: Decide.Request.Statement { request.statement }
    var reasons: [Reason] { request.reasons }
    var note: String? { request.note?.isEmpty == true ? nil : request.note }
    var citation: Citation? { request.citation }

    /// The same on the grounds that the edition has for saying so already, where none is given: who settles what is
    /// outdated need not say them again. An empty note takes away the one that is there.
    fileprivate func keepingGrounds() -> MeantDecision {
        guard let said = element.said, said.state == statement.state,
            termID != nil || said.termID != nil ? termID == said.termID : value == said.value
        else { return self }
        var decision = self
        if reasons.isEmpty { decision.request.reasons = Reason.allCases.filter { said.reasons.contains($0.rawValue) } }
        if request.note == nil { decision.request.note = said.note }
        if citation == nil { decision.request.citation = said.citation }
        return decision
    }

    /// Whether the edition says this: whether it is outdated, the line of descent tells.
    fileprivate var mayBeSaid: Bool { isSaid(already: element.said, isOutdated: false) }

    /// Whether the edition says just this already. `side`: its line of descent, read where that may be so.
    fileprivate func isSaid(beside side: Comparison.Side?) -> Bool {
        guard let side else { return false }
        let isOutdated = side.history.resolve(element.path, side.chain[...], asOf: side.cut).outdated
        return isSaid(already: element.said, isOutdated: isOutdated)
    }
}

private struct KnownElement {
    let id: Int
    /// Its path now, which may not be the one that was asked for.
    let path: String
    let vocabulary: String?
    /// What the edition says of it.
    var said: SaidDecision?
}

extension Recorder {
    /// Records what a new `edition` says in `revision`.
    func decide(_ requests: [Decide.Request], on edition: FoundEdition, revision: Int) async throws {
        guard !requests.isEmpty else { return }
        try await decide(try await meaning(of: requests, on: edition).decisions, on: edition, revision: revision)
    }

    /// What is asked for, judged against what is known and what can be kept; with the edition's line of descent, where
    /// that was needed, or is to tell what is so already.
    fileprivate func meaning(
        of requests: [Decide.Request], on edition: FoundEdition
    ) async throws -> (decisions: [MeantDecision], side: Comparison.Side?) {
        try refuseRepeated(requests.map(\.path.text))
        for request in requests {
            guard case .value(let words) = request.statement else { continue }
            try check(texts: [("value of \"\(request.path)\"", words)])
        }
        let elements = try await elements(of: requests, on: edition)
        try refuseRepeated(elements.values.map(\.path))
        let kept = requests.filter { $0.statement == .keep }.compactMap { elements[$0.path.text]?.path }
        var side = kept.isEmpty ? nil : try await workspace.lineOfDescent(of: edition)
        if let side { try requireSomethingToKeep(kept, on: edition, side) }
        var meant: [MeantDecision] = []
        for request in requests {
            guard let element = elements[request.path.text] else { continue }
            var decision = MeantDecision(request: request, element: element)
            if case .value(let words) = request.statement {
                let (value, term) = try await workspace.value(
                    words, of: request.path, vocabulary: element.vocabulary, in: edition.language)
                (decision.value, decision.termID) = (value, term?.id)
            }
            meant.append(decision.keepingGrounds())
        }
        if side == nil, meant.contains(where: \.mayBeSaid) { side = try await workspace.lineOfDescent(of: edition) }
        return (meant, side)
    }

    fileprivate func decide(_ meant: [MeantDecision], on edition: FoundEdition, revision: Int) async throws {
        for decision in meant {
            let request = decision.request
            _ = try await rows(
                Queries.record["add_decisions"],
                [
                    edition.seriesID, edition.id.number, revision, operation.number, [decision.element.id],
                    [request.statement.state], [decision.value], [decision.termID], request.minor,
                    request.reasons.map(\.rawValue), request.note?.isEmpty == true ? nil : request.note,
                    try await add(request.citation),
                ])
        }
    }

    private func refuseRepeated(_ paths: [String]) throws {
        var seen: Set<String> = []
        for path in paths where !seen.insert(path).inserted {
            throw Refusal(.usage, "element \"\(path)\" is decided twice at once", hint: "say one thing of it")
        }
    }

    private func elements(
        of requests: [Decide.Request], on edition: FoundEdition
    ) async throws -> [String: KnownElement] {
        let rows = try await rows(
            Queries.record["elements_to_decide"],
            [requests.map(\.path.text), edition.seriesID, edition.id.number])
        var known: [String: KnownElement] = [:]
        for row in rows {
            known[try row.get("asked")] = KnownElement(
                id: try row.get("element_id"), path: try row.get("path"), vocabulary: try row.get("vocabulary"),
                said: try SaidDecision(row))
        }
        for request in requests where known[request.path.text] == nil {
            guard request.mayBeNew else { throw try await unknown(request) }
            known[request.path.text] = KnownElement(
                id: try await addElement(request.path, ElementFacts()), path: request.path.text, vocabulary: nil)
        }
        return known
    }

    private func unknown(_ request: Decide.Request) async throws -> Refusal {
        let path = request.path
        let paths = try await rows(Queries.catalogue["element_paths"]).map { try $0.get(0, as: String.self) }
        let near = Nearest.hint(for: path.text, among: paths)
        let isValue = if case .value = request.statement { true } else { false }
        return Refusal(
            .rule, "element \"\(path)\" is not known",
            hint: isValue
                ? (near.map { $0 + " " } ?? "") + "add --new to use a path for the first time"
                : near ?? "adapt element list")
    }

    private func requireSomethingToKeep(
        _ kept: [String], on edition: FoundEdition, _ side: Comparison.Side
    ) throws {
        for path in kept where !side.history.resolve(path, side.chain.dropFirst(), asOf: .now).state.isKnown {
            throw Refusal(
                .rule, "element \"\(path)\" of \"\(edition.name)\" cannot be kept: its parent records no value of it",
                hint: "adapt set \(edition.name) \(path)=VALUE")
        }
    }
}
