/// The operation of an import, begun when the first thing is to be recorded: until then it keeps nobody from writing.
struct ImportOperation {
    private let file: String
    private let workspace: Workspace
    private var begun: Recorder?

    init(_ file: String, _ workspace: Workspace) { (self.file, self.workspace) = (file, workspace) }

    /// What records in it.
    mutating func recorder() async throws -> Recorder {
        if let begun { return begun }
        let recorder = try await workspace.begin("import reach", message: file)
        begun = recorder
        return recorder
    }
}
