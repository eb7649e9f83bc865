public import AdaptModel

extension Workspace {
    /// Adds an element and tells its tradition, if one is said: as it is spelt already, case and accents aside.
    ///
    /// Throws a `Refusal` (rule) where the path is taken or the kind unknown.
    public func addElement(
        _ path: ElementPath, _ facts: ElementFacts, dryRun: Bool
    ) async throws -> Receipt<String?> {
        try await record("element add", message: path.text, dryRun: dryRun) { recorder in
            try await recorder.requireFree(path)
            var said = facts
            said.tradition = try await recorder.asSpelt(tradition: facts.tradition)
            try await recorder.addElement(path, said)
            return said.tradition
        }
    }
}
