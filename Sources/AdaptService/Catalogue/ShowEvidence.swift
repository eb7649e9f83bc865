public import AdaptModel
import AdaptSQL
import Postgres

extension Workspace {
    /// What the editions of a series (or one) stand on, by their codes.
    public func evidence(
        ofEditions series: String, edition: String? = nil, asOf cut: OperationID = .now
    ) async throws -> [String: [Evidence]] {
        let rows = try await rows(Queries.catalogue["edition_evidence"], [cut.number, series, edition])
        let byEdition = try Dictionary(grouping: rows) { try $0.get("edition", as: String.self) }
        return try byEdition.mapValues(Evidence.grouping)
    }

    /// What is said of a series stands on.
    public func evidence(ofSeries series: String, asOf cut: OperationID = .now) async throws -> [Evidence] {
        try Evidence.grouping(Array(try await rows(Queries.catalogue["series_evidence"], [cut.number, series])))
    }

    /// What the tradition of an element stands on, or where it has none what else is said of it, by the path that it has;
    /// nil: nothing.
    public func evidence(ofElement path: String, asOf cut: OperationID = .now) async throws -> Citation? {
        let found = try await rows(Queries.catalogue["element_evidence"], [cut.number, path])
        return try found.first.map { row in
            Citation(source: try row.get("source"), locator: try row.get("locator"), quote: try row.get("quote"))
        }
    }

    /// What is said of terms stands on, of one or (nil) all, by their names as `vocabulary:code`.
    func evidence(ofTerm term: String?, asOf cut: OperationID) async throws -> [String: [Evidence]] {
        let rows = try await rows(Queries.catalogue["term_evidence"], [cut.number, term])
        let byTerm = try Dictionary(grouping: rows) { try $0.get("term", as: String.self) }
        return try byTerm.mapValues(Evidence.grouping)
    }

    /// What stands on a source, at most `limit` rows of it: columns kind, name, facts, locator, quote, operation_id.
    public func citing(_ source: String, limit: Int, asOf cut: OperationID = .now) async throws -> Listing {
        try await listing(Queries.catalogue["cited_by"], [cut.number, source, limit])
    }
}

extension Evidence {
    /// Facts with their citations, those of one citation together.
    fileprivate static func grouping(_ rows: [Row]) throws -> [Evidence] {
        var found: [Evidence] = []
        for row in rows {
            let (field, operation): (String, Int) = (try row.get("field"), try row.get("operation_id"))
            let citation = Citation(
                source: try row.get("source"), locator: try row.get("locator"), quote: try row.get("quote"))
            if let index = found.firstIndex(where: { $0.citation == citation && $0.operation.number == operation }) {
                found[index].facts.append(field)
            } else {
                found.append(Evidence(facts: [field], citation: citation, operation: OperationID(operation)))
            }
        }
        return found
    }
}
