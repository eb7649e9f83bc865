import AdaptModel
import AdaptSQL
import Postgres

/// Whether the lines of a catalogue are shaped as they should be, and hold language tags and identifiers as every other
/// door takes them.
struct ShapeOfCatalogue {
    let file: String
    let workspace: Workspace

    /// Adds what is not of the form that it should be, and fields that no version of the format has. Returns whether
    /// there is only that: while anything has another form, nothing else can be asked of the lines.
    func addShapes(to faults: inout Faults) async throws -> Bool {
        var isSound = true
        for row in try await rows(Queries.exchange["shapes"]) {
            let unknown: String? = try row.get("unknown")
            if unknown == nil { isSound = false }
            let known = try row.get("known", as: [String]?.self) ?? []
            let hint = unknown.map { Nearest.hint(for: $0, among: known) ?? Self.hint(known) }
            faults.add(Refusal(.input, try row.get("message"), hint: hint, place: try place(row)))
        }
        return isSound
    }

    /// What to do with a field that is like none of those known.
    private static func hint(_ known: [String]) -> String {
        "it has to be one of " + known.joined(separator: ", ") + "; a file that a newer adapt wrote is read by that"
    }

    /// Adds the languages and identifiers that are none.
    func addWords(to faults: inout Faults) async throws {
        try await addLanguages(to: &faults)
        for row in try await rows(Queries.exchange["identifiers_said"]) {
            try collect(row, &faults) { _ = try Identifier(parsing: row.get("identifier")) }
        }
    }

    private func addLanguages(to faults: inout Faults) async throws {
        var tags: [(tag: LanguageTag, row: Row)] = []
        for row in try await rows(Queries.exchange["languages_said"]) {
            try collect(row, &faults) { tags.append((try LanguageTag(row.get("language"), isRecorded: true), row)) }
        }
        let unknown = try await rows(
            Queries.record["unknown_languages"],
            [tags.map(\.tag.primary), tags.compactMap(\.tag.script), tags.compactMap(\.tag.region)])
        for row in unknown {
            let (kind, subtag): (String, String) = (try row.get("kind"), try row.get("subtag"))
            for (tag, said) in tags where tag.has(subtag, as: kind) {
                let fault = Refusal.unknown(subtag, of: kind)
                faults.add(Refusal(.input, fault.message, hint: fault.hint, place: try place(said)))
                break
            }
        }
    }

    /// Runs `body` and adds what it refuses.
    private func collect(_ row: Row, _ faults: inout Faults, _ body: () throws -> Void) throws {
        do {
            try body()
        } catch let refusal as Refusal {
            faults.add(Refusal(.input, refusal.message, hint: refusal.hint, place: try place(row)))
        }
    }

    private func place(_ row: Row) throws -> Refusal.Place { .init(file: file, line: try row.get("line")) }

    private func rows(_ query: String, _ values: [(any PostgresEncodable)?] = []) async throws -> Rows {
        try await workspace.rows(query, values, patience: Workspace.longPatience)
    }
}

extension LanguageTag {
    /// Whether it names a subtag as its language, script or region.
    fileprivate func has(_ subtag: String, as kind: String) -> Bool {
        switch kind {
        case "language": primary == subtag
        case "script": script == subtag
        case _: region == subtag
        }
    }
}
