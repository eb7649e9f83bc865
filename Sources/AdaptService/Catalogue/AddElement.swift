public import AdaptModel
import AdaptSQL
import Postgres

extension Workspace {
    /// Adds an element and tells its tradition, if one is said: as it is spelt already, case and accents aside.
    ///
    /// Throws a `Refusal` (rule) where the path is taken or the kind unknown.
    public func addElement(
        _ path: ElementPath, _ facts: ElementFacts, dryRun: Bool
    ) async throws -> Receipt<String?> {
        try await record("element add", message: path.text, dryRun: dryRun) { recorder in
            var said = facts
            said.tradition = try await recorder.asSpelt(tradition: facts.tradition)
            try await recorder.addElement(path, said)
            return said.tradition
        }
    }
}

extension Recorder {
    /// A tradition as elements, but the one at `path`, spell it already, case and accents aside: otherwise it would be
    /// listed as another one. As it is written where none has it.
    func asSpelt(tradition: String?, besides path: String? = nil) async throws -> String? {
        guard let tradition else { return nil }
        let found = try await rows(Queries.record["tradition_as_spelt"], [tradition, path])
        if let spelt: String = try found.first?.get(0) { return spelt }
        return tradition
    }
}
