import AdaptModel
import Postgres

/// What the edit says: to the statements that write it, and in the log.
extension EditEdition {
    /// What the evidence is of, where any is named; nil: of all.
    var saidAnew: [String]? { facts.citation == nil || facts.named.isEmpty ? nil : facts.named }

    /// The values of statement `edit_differs`.
    func asked(
        _ recorder: Recorder, _ found: FoundEdition, parent: FoundEdition?, sources: [FoundEdition]
    ) throws -> [(any PostgresEncodable)?] {
        let identifiers = try facts.identifiers.map { try Identifier(parsing: $0) }
        let ways = [("method", lineage?.method != nil), ("certainty", lineage?.certainty != nil)]
            .filter(\.1).map(\.0)
        let ofSources = sources.flatMap { source in
            ["also_from " + source.name] + ways.map { "also_from \($0) \(source.name)" }
        }
        let ofParent = parent != nil ? ["from"] + ways : sources.isEmpty ? ways : []
        return [
            recorder.operation.number, found.seriesID, found.id.number, facts.title,
            try facts.language.map { try LanguageTag($0).text }, facts.market, facts.origin, facts.platform,
            facts.status?.rawValue, facts.note, facts.citation?.source, facts.citation?.locator, facts.citation?.quote,
            parent?.id.number, lineage?.method?.rawValue, lineage?.certainty?.rawValue, sources.map(\.seriesID),
            sources.map(\.id.number), facts.aliases.map(\.title), facts.aliases.map(\.kind.rawValue),
            try facts.aliases.map { try $0.language.map { try LanguageTag($0).text } }, identifiers.map(\.scheme),
            identifiers.map(\.value), facts.named + ofParent + ofSources, withdrawal.named,
        ]
    }

    /// The edition, where it is moved to, which is what most look for in the log, what else is said, and what is taken
    /// away.
    func message(_ found: FoundEdition) -> String {
        let ways = [
            ("from", lineage?.parent != nil), ("method", lineage?.method != nil),
            ("certainty", lineage?.certainty != nil), ("also-from", lineage?.alsoFrom.isEmpty == false),
        ].filter(\.1).map(\.0)
        let said = facts.named.filter { $0 != "status" } + ways
        let all = said.isEmpty && facts.status == nil && facts.citation != nil ? ["evidence"] : said
        return found.name + (facts.status.map { " status=" + $0.rawValue } ?? "")
            + (all.isEmpty ? "" : " " + all.joined(separator: ", "))
            + (withdrawal.isEmpty ? "" : " without " + withdrawal.words.joined(separator: ", "))
    }
}
