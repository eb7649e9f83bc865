import Postgres
import Synchronization
import Testing

@testable import AdaptService

/// A catalogue as its lines.
func exported(_ workspace: Workspace) async throws -> [String] {
    let lines = Mutex<[String]>([])
    let count = try await workspace.exportCatalogue { line in lines.withLock { $0.append(line) } }
    let all = lines.withLock { $0 }
    #expect(all.count == count)
    return all
}

/// Imports lines of a catalogue.
@discardableResult
func bring(
    _ lines: [String], into workspace: Workspace, dryRun: Bool = false, sharedIdentifiers: Bool = false
) async throws -> ImportCatalogue.Receipt {
    let bytes = Array((lines.joined(separator: "\n") + "\n").utf8)
    var request = ImportCatalogue()
    request.mayShareIdentifiers = sharedIdentifiers
    return try await request.run(
        ByteSource(name: "c.jsonl", bytes: bytes), in: workspace, dryRun: dryRun)
}

/// Databases of tests are copies of one template: this makes one a catalogue of its own.
func makeOwn(_ workspace: Workspace) async throws {
    _ = try await workspace.texts("update catalogue_identity set catalogue = gen_random_uuid() returning 'x'")
}

/// Two catalogues, the second by another author.
func twoCatalogues(_ body: @Sendable (Workspace, Workspace) async throws -> Void) async throws {
    try await Databases.migrated { first in
        try await Catalogue.open(first) { a in
            try await makeOwn(a)
            try await Databases.migrated { second in
                try await Catalogue.open(second, author: "ben") { b in
                    try await makeOwn(b)
                    try await body(a, b)
                }
            }
        }
    }
}
