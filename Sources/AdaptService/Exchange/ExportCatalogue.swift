import AdaptSQL
import Postgres

extension Workspace {
    /// The whole catalogue as lines of JSON: every operation with what it recorded, in their order, figures included.
    ///
    /// `each` gets one line at a time, without its end. The same catalogue gives the same lines, here and wherever it
    /// was imported. The last one says how many stand above it, so that a file cut off is known for one. Returns the
    /// number of lines.
    ///
    /// It goes by some operations at a time: what they recorded never changes, and so much is sorted in no time.
    public func exportCatalogue(_ each: @Sendable (String) throws -> Void) async throws -> Int {
        try await refusing {
            try each(#"{"type":"catalogue","version":3}"#)
            let last: Int = try await rows(Queries.exchange["last_operation"])[0].get("last")
            var count = 1
            for first in stride(from: 1, through: last, by: 50) {
                let range = [first, min(first + 49, last)]
                count += try await connection.stream(SQL(Queries.exchange["export"], bind: range)) { row in
                    try each(row.get(0, as: String.self))
                }
            }
            try each(#"{"type":"end","lines":\#(count)}"#)
            return count + 1
        }
    }
}
