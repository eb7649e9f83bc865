public import AdaptModel
import AdaptSQL
import Postgres

extension Workspace {
    /// Creatives of a series, an edition or all, with their figures; of a week those that were seen in it.
    public func creatives(
        in week: Week?, of reference: EditionReference? = nil, asOf cut: OperationID = .now
    ) async throws -> CreativeList {
        var found: FoundSubject?
        if let week, let reference {
            found = try await subject(of: ReadingScope(week: week, subject: reference), asOf: cut)
        } else if let reference {
            found = try await subject(of: ReadingScope(week: Week(of: Day(number: 0)), subject: reference), asOf: cut)
        }
        let values: [(any PostgresEncodable)?] = [
            cut.number, week?.monday.description, found?.series, found?.edition?.id.number,
        ]
        return CreativeList(
            week: week, creatives: try await listing(Queries.reading["creatives"], values),
            figures: try await listing(Queries.reading["creative_figures"], values))
    }
}
