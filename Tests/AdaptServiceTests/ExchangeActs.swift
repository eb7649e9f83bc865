import AdaptModel
import Testing

@testable import AdaptService

/// What is done in a catalogue before it goes out, or comes in again.
protocol ExchangeActs {}

extension ExchangeActs {
    func undo(_ operation: Int? = nil, _ workspace: Workspace) async throws {
        _ = try await Undo(operation.map { OperationID($0) }).run(in: workspace, dryRun: false)
    }

    func addTerm(_ term: String, _ workspace: Workspace) async throws {
        _ = try await workspace.addTerm(term, labels: [], dryRun: false)
    }

    func merge(_ term: String, _ other: String, _ workspace: Workspace) async throws {
        _ = try await workspace.mergeTerm(term, into: other, dryRun: false)
    }

    func addMarket(_ territories: [String], _ workspace: Workspace) async throws {
        _ = try await workspace.addMarket(
            Code("nordics", for: "market"), name: "N", territories: territories, dryRun: false)
    }

    func names(_ workspace: Workspace) async throws -> [String] {
        try await workspace.texts(
            "select vocabulary || ':' || code from term_as_of(9223372036854775807) order by term_id")
    }
}
