import AdaptSQL
import Postgres

extension Workspace {
    /// The whole catalogue as lines of JSON: every operation with what it recorded, in their order, figures included.
    ///
    /// `each` gets one line at a time, without its end. The same catalogue gives the same lines, here and wherever it
    /// was imported. Returns the number of lines.
    public func exportCatalogue(_ each: @Sendable (String) throws -> Void) async throws -> Int {
        try await refusing {
            try await connection.stream(SQL(Queries.exchange["export"])) { row in
                try each(row.get(0, as: String.self))
            }
        }
    }
}
