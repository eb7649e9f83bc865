import AdaptModel
import Synchronization
import Testing

@testable import AdaptService

/// Keeps what an import sets aside, as CSV.
final class Rejects: Sendable {
    private let kept = Mutex<RejectedRows?>(nil)

    var rows: RejectedRows? { kept.withLock { $0 } }

    var text: String {
        guard let rows else { return "" }
        return ([rows.header] + rows.rows).map { $0.map(quoted).joined(separator: ",") + "\n" }.joined()
    }

    /// Takes what an import sets aside.
    var taker: @Sendable (RejectedRows) -> Void { { self.take($0) } }

    func take(_ rows: RejectedRows) { kept.withLock { $0 = rows } }
}

func quoted(_ field: String) -> String { "\"" + field.replacing("\"", with: "\"\"") + "\"" }

extension BulkOptions {
    /// Options as a test says them.
    static func with(_ change: (inout BulkOptions) -> Void) -> BulkOptions {
        var options = BulkOptions()
        change(&options)
        return options
    }
}

extension Workspace {
    /// Imports a file of editions from memory.
    @discardableResult
    func editions(
        _ text: String, _ options: BulkOptions = BulkOptions(), dryRun: Bool = false, rejects: Rejects? = nil
    ) async throws -> BulkReceipt {
        try await ImportEditions(options).run(
            ByteSource(name: "ed.csv", bytes: Array(text.utf8)), in: self, dryRun: dryRun,
            setAside: rejects?.taker)
    }

    /// Imports a file of decisions from memory.
    @discardableResult
    func elements(
        _ text: String, _ options: BulkOptions = BulkOptions(), dryRun: Bool = false, rejects: Rejects? = nil
    ) async throws -> BulkReceipt {
        try await ImportElements(options).run(
            ByteSource(name: "el.csv", bytes: Array(text.utf8)), in: self, dryRun: dryRun,
            setAside: rejects?.taker)
    }

    /// All editions of a series with what is said of them, a line each.
    func editionLines(_ series: String) async throws -> [String] {
        try await texts(
            """
            select concat_ws(' ', x.edition, x.title, x.language, x.market_code, x.origin, x.platform, x.status, x.note,
                'from ' || p.code, x.method, x.certainty)
            from edition_as_of(9223372036854775807) x
            left join edition p on p.series_id = x.series_id and p.edition_id = x.parent_id
            where x.series = $1 order by x.edition
            """, [series])
    }

    /// How many operations there are.
    func operations() async throws -> String { try await texts("select count(*)::text from operation")[0] }
}
