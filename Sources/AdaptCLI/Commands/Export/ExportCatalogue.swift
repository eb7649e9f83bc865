import AdaptModel
import AdaptService
import ArgumentParser

struct ExportCatalogueCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "catalogue",
        abstract: "Write everything as JSON Lines: each operation with what it recorded, figures included.",
        discussion: """
            adapt export catalogue --output catalogue.jsonl
            adapt export catalogue --output -

            The command import catalogue brings it into another database, or again into this one, which changes nothing.
            """)

    @OptionGroup var database: DatabaseOptions
    @Option(name: .shortAndLong, help: ArgumentHelp("Write to a file: whole, or not at all.", valueName: "file"))
    var output: String?

    func run() async throws {
        try await database.target.withWorkspace { workspace in
            guard let output, output != "-" else {
                _ = try await write(workspace, Streams.current.output)
                return
            }
            let file = try OutputFile(path: output)
            do {
                let lines = try await write(workspace) { try Streams.write($0, to: file.descriptor) }
                try file.finish()
                Streams.current.warn("adapt: \(output): \(lines) lines")
            } catch {
                file.abandon()
                throw error
            }
        }
    }

    /// Writes the lines in blocks and tells how many they are.
    private func write(
        _ workspace: Workspace, _ sink: @escaping @Sendable (String) throws -> Void
    ) async throws -> Int {
        let out = LineBuffer(sink)
        let lines = try await workspace.exportCatalogue { try out.add($0) }
        try out.flush()
        return lines
    }
}

/// Collects lines and passes them on in blocks. Unchecked: one task writes, from the first line to the last.
private final class LineBuffer: @unchecked Sendable {
    private let sink: @Sendable (String) throws -> Void
    private var pending = ""

    init(_ sink: @escaping @Sendable (String) throws -> Void) { self.sink = sink }

    func add(_ line: String) throws {
        pending += line
        pending += "\n"
        if pending.utf8.count >= 1 << 16 { try flush() }
    }

    func flush() throws {
        try sink(pending)
        pending.removeAll(keepingCapacity: true)
    }
}
