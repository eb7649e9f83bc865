import AdaptModel
import Postgres

/// What a plan says of editions, whose keys and revisions are there by now.
extension BulkWriter {
    private static let rowsAtOnce = 20_000

    func addStates() async throws {
        let said = plan.editions.filter(\.factsDiffer)
        guard !said.isEmpty else { return }
        let keys = try said.map { try key($0.words.name) }
        func texts(_ new: (EditionWords) -> String?, _ old: (BulkCatalogue.Edition) -> String?) -> [String?] {
            said.map { new($0.words) ?? $0.known.flatMap(old) }
        }
        _ = try await rows(
            "add_states",
            [
                recorder.operation.number, keys.map(\.series), keys.map(\.edition), keys.map(\.revision),
                texts(\.title, \.title), texts(\.language, \.language), texts(\.market, \.market),
                texts(\.origin, \.origin), texts(\.platform, \.platform),
                texts(\.status?.rawValue, \.status?.rawValue), texts(\.note, \.note),
                said.map { $0.words.citation.flatMap { citations[$0] } }, said.map(\.saidAnew),
            ])
    }

    func addLineages() async throws {
        let derived = plan.editions.filter { edition in
            let words = edition.words
            guard words.saysOfParent(isDerived: edition.known?.isDerived ?? false) else { return false }
            guard let known = edition.known else { return true }
            return words.parent.map { $0 != known.parent } ?? false
                || words.method.map { $0.rawValue != known.method } ?? false
                || words.certainty.map { $0.rawValue != known.certainty } ?? false
        }
        let keys = try derived.map { try key($0.words.name) }
        _ = try await rows(
            "add_lineages",
            [
                recorder.operation.number, keys.map(\.series), keys.map(\.edition), keys.map(\.revision),
                try derived.map { try ($0.words.parent ?? $0.known?.parent).map { try key($0).edition } },
                derived.map { $0.words.method?.rawValue ?? $0.known?.method ?? "unknown" },
                derived.map { $0.words.certainty?.rawValue ?? $0.known?.certainty ?? "asserted" },
                derived.map { $0.words.citation.flatMap { citations[$0] } },
            ])
        let drawn = plan.editions.flatMap { edition in
            edition.words.newSources(edition.known).map { (edition.words, $0) }
        }
        guard !drawn.isEmpty else { return }
        let (ours, theirs) = (try drawn.map { try key($0.0.name) }, try drawn.map { try key($0.1) })
        _ = try await rows(
            "add_lineage_sources",
            [
                recorder.operation.number, ours.map(\.series), ours.map(\.edition), theirs.map(\.series),
                theirs.map(\.edition), drawn.map { ($0.0.ways[$0.1]?.method ?? $0.0.method)?.rawValue ?? "unknown" },
                drawn.map { ($0.0.ways[$0.1]?.certainty ?? $0.0.certainty)?.rawValue ?? "asserted" },
                drawn.map { $0.0.citation.flatMap { citations[$0] } },
            ])
    }

    func addNames() async throws {
        let aliases = plan.editions.flatMap { edition in
            edition.words.newAliases(edition.known).map { (edition.words.name, $0) }
        }
        if !aliases.isEmpty {
            let keys = try aliases.map { try key($0.0) }
            _ = try await rows(
                "add_aliases",
                [
                    recorder.operation.number, keys.map(\.series), keys.map(\.edition), aliases.map(\.1.title),
                    aliases.map(\.1.kind.rawValue), aliases.map(\.1.language),
                ])
        }
        let identifiers = plan.editions.flatMap { edition in
            edition.words.identifiers.map { (edition.words.name, $0.split(separator: ":", maxSplits: 1)) }
        }
        guard !identifiers.isEmpty else { return }
        let keys = try identifiers.map { try key($0.0) }
        _ = try await rows(
            "add_identifiers",
            [
                recorder.operation.number, keys.map(\.series), keys.map(\.edition), identifiers.map { String($0.1[0]) },
                identifiers.map { String($0.1[1]) },
            ])
    }

    func addDecisions() async throws {
        var rest = plan.decisions[...]
        while !rest.isEmpty {
            let some = rest.prefix(BulkWriter.rowsAtOnce)
            rest = rest.dropFirst(some.count)
            let keys = try some.map { try key($0.edition) }
            _ = try await rows(
                "add_said",
                [
                    recorder.operation.number, keys.map(\.series), keys.map(\.edition),
                    some.map { $0.element.id ?? elements[$0.path.text] ?? 0 }, keys.map(\.revision),
                    some.map(\.statement.state), some.map(\.value), some.map(\.termID), some.map(\.minor),
                    some.map { $0.reasons.map(\.rawValue).joined(separator: " ") }, some.map(\.note),
                    some.map { $0.citation.flatMap { citations[$0] } },
                ])
        }
    }
}
