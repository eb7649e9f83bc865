public import AdaptModel
import AdaptSQL
import Postgres

/// The inside of an operation: everything recorded through it belongs to it, and is kept or dropped with it.
public struct Recorder: Sendable {
    let workspace: Workspace
    /// The operation.
    public let operation: OperationID

    func rows(_ text: String, _ values: [(any PostgresEncodable)?] = []) async throws -> Rows {
        try await workspace.rows(text, values)
    }

    /// Adds a citation, if there is one. Throws a `Refusal` (rule) where its source is not known.
    func add(_ citation: Citation?) async throws -> Int? {
        guard let citation else { return nil }
        let rows = try await rows(
            Queries.record["add_citation"], [citation.source, citation.locator, citation.quote, operation.number])
        if let found: Int = try rows.first?.get("citation") { return found }
        let known = try await self.rows(Queries.catalogue["source_codes"]).map { try $0.get("code", as: String.self) }
        throw Refusal(
            .rule, "source \"\(citation.source)\" is not known",
            hint: Nearest.hint(for: citation.source, among: known)
                ?? "adapt source add \(citation.source) --title \"...\"")
    }

    /// Refuses texts of which nothing can be seen.
    func check(texts: [(name: String, text: String?)]) throws {
        for (name, text) in texts {
            guard let text, text.showsNothing else { continue }
            throw Refusal(.usage, "\(name) \"\(text)\" is empty", hint: "write it, or leave it out")
        }
    }

    /// Refuses markets and languages that do not exist.
    func check(markets: [String?], languages: [String?] = []) async throws {
        for market in markets.compactMap({ $0 }) {
            let known = try await rows(Queries.catalogue["list_markets"], [Int.max, market, true])
            guard known.isEmpty else { continue }
            throw Refusal.unknown(market: market, among: try await workspace.marketNames())
        }
        let tags = try languages.compactMap { try $0.map { try LanguageTag($0) } }
        let unknown = try await rows(
            Queries.record["unknown_languages"],
            [tags.map(\.primary), tags.compactMap(\.script), tags.compactMap(\.region)])
        guard let row = unknown.first else { return }
        let (kind, subtag): (String, String) = (try row.get("kind"), try row.get("subtag"))
        throw Refusal.unknown(subtag, of: kind)
    }
}

extension Refusal {
    /// A part of a language tag that does not exist; `kind` is language, script or region.
    static func unknown(_ subtag: String, of kind: String) -> Refusal {
        if kind == "language", let short = LanguageCode.short(for: subtag) {
            return Refusal(
                .rule, "language \"\(subtag)\" has a code of two letters, and goes by that",
                hint: "did you mean \(short)?")
        }
        if kind == "language", let now = LanguageCode.replaced[subtag.lowercased()] {
            return Refusal(.rule, "language \"\(subtag)\" goes by \(now) now", hint: "did you mean \(now)?")
        }
        return Refusal(
            .rule,
            "\(kind) \"\(subtag)\" does not exist in "
                + (kind == "language" ? "ISO 639" : kind == "script" ? "ISO 15924" : "ISO 3166-1"),
            hint: (kind == "region" ? CountryCode.hint(for: subtag) : nil) ?? examples)
    }

    private static let examples = "as in es, ko, zh-Hant, pt-BR, es-419"

    /// A market of which nothing can be seen.
    public static let emptyMarket = Refusal(
        .usage, "market is empty", hint: "leave it out, or name one, as in us; adapt market list --all shows them")

    /// A market that does not exist. `names`: those that do, by code.
    static func unknown(market: String, among names: [String: String]) -> Refusal {
        guard !market.showsNothing else { return Refusal.emptyMarket }
        let country = CountryCode.hint(for: market) ?? CountryCode.hint(forName: market, among: names)
        if market == "001" { return Refusal(.rule, "market \"001\" is not known", hint: country) }
        let near =
            country.map { $0 + "; " }
            ?? Nearest.hint(for: market.lowercased(), among: Array(names.keys)).map { $0 + " " }
        return Refusal(
            .rule, "market \"\(market)\" is not known",
            hint: (near ?? "")
                + "add a set of countries with: adapt market add \(Code.suggestion(for: market)) --territory XX ...")
    }
}
