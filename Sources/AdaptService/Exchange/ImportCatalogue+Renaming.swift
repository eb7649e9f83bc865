import AdaptSQL
import Postgres

extension ImportCatalogue {
    /// Something that was here and goes by another name since the file came in.
    public struct Renaming: Sendable, Equatable {
        /// How many of a file are told.
        static let kept = 1000
        /// What it is: element, term, label (the words for a term or an element), series, edition or market.
        public let kind: String
        /// What is called otherwise; nil: of elements and terms by their own name.
        public let subject: String?
        /// What it was called, and is.
        public let was: String, now: String
        /// Who named it so, in which operation here; nil: not of one operation.
        public let by: String?

        /// All of it.
        public var words: String {
            kind + (subject.map { " " + $0 } ?? "") + " \"\(was)\" -> \"\(now)\"" + (by.map { " (\($0))" } ?? "")
        }
    }

    /// What a file calls otherwise than it was called up to an operation, the last before those that came in.
    func renamings(since last: Int, in workspace: Workspace) async throws -> [Renaming] {
        guard last > 0 else { return [] }
        return try await workspace.rows(
            Queries.exchange["renamed"], [last, Renaming.kept], patience: Workspace.longPatience
        ).map { row in
            let (author, operation): (String?, Int?) = (try row.get("author"), try row.get("operation_id"))
            return Renaming(
                kind: try row.get("kind"), subject: try row.get("name"), was: try row.get("was"),
                now: try row.get("now"), by: author.flatMap { name in operation.map { "\(name), operation \($0)" } })
        }
    }

    /// What terms are called that came in after an operation, and others of their vocabulary were called before. By
    /// term, then by word.
    func sharedWords(since last: Int, in workspace: Workspace) async throws -> [SharedWord] {
        try await workspace.rows(Queries.exchange["shared_words"], [last], patience: Workspace.longPatience).map {
            SharedWord(
                word: try $0.get("word"), term: try $0.get("term"), label: try $0.get("label"), own: try $0.get("own"))
        }
    }
}
