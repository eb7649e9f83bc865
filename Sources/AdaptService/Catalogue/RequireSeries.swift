public import AdaptModel
import AdaptSQL
import Postgres

extension Workspace {
    /// The code of a series, which an external identifier of one of its editions names too. Throws a `Refusal` (rule)
    /// where it is not there, with what is near.
    @discardableResult
    public func requireSeries(_ code: String, asOf cut: OperationID = .now) async throws -> String {
        if code.contains(":") {
            let reference = try EditionReference(parsing: code)
            try reference.requireNow()
            if let identifier = reference.identifier { return try await edition(identifier, asOf: cut).series }
        }
        guard try await rows(Queries.catalogue["series_exists"], [code, cut.number]).isEmpty else { return code }
        if let row = try await rows(Queries.catalogue["series_since"], [code, cut.number]).first {
            let (at, operation): (String, Int) = (try row.get("at"), try row.get("operation_id"))
            throw Refusal(
                .rule,
                try "series \"\(code)\" " + (row.get("was_there") ? "had been taken back" : "was not known yet")
                    + " at that moment",
                hint: "it was added at \(at) (operation \(operation)); adapt series show \(code) tells of now")
        }
        if let row = try await rows(Queries.catalogue["series_taken_back_by"], [cut.number, code]).first {
            throw Refusal(.rule, "series \"\(code)\" is not known", hint: try Self.wayBack(row))
        }
        let known = try await rows(Queries.catalogue["series_codes"], [cut.number]).map {
            try $0.get(0, as: String.self)
        }
        if let (series, _) = code.halves(at: "/"), known.contains(series) {
            throw Refusal(
                .rule, "\"\(code)\" is an edition, and a series is asked for", hint: "did you mean \(series)?")
        }
        throw Refusal.unknown(series: code, among: known)
    }
}

extension Refusal {
    /// A series that is not there.
    static func unknown(series code: String, among known: [String]) -> Refusal {
        Refusal(
            .rule, "series \"\(code)\" is not known",
            hint: Nearest.hint(for: code, among: known)
                ?? (known.isEmpty
                    ? "adapt series add \(Code.suggestion(for: code)) --title \"...\"" : "adapt series list"))
    }
}
