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
            self.reasons = reasons.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
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
        /// What the edition had said of these elements itself.
        public var replaced: [Replaced] = []
        /// What that makes of the editions that derive from it.
        public var below = ChangedBelow()
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
                alreadySo: asked.map(\.path).filter { !paths.contains($0) }.map(\.text),
                replaced: new.compactMap(\.replaced),
                below: try await recorder.changedBelow(found, of: new.map(\.element.id)), wasSo: false)
        }
    }
}
