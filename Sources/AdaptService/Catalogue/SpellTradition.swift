import AdaptSQL

/// An element whose tradition is spelt anew with that of another one.
public struct Respelt: Sendable, Equatable {
    /// The path that it has.
    public let path: String
    /// How its tradition was spelt.
    public let was: String
}

extension Recorder {
    /// A tradition as elements, but the one at `path`, spell it already, case and accents aside: otherwise it would be
    /// listed as another one. As it is written where none has it.
    func asSpelt(tradition: String?, besides path: String? = nil) async throws -> String? {
        guard let tradition else { return nil }
        let found = try await rows(Queries.record["tradition_as_spelt"], [tradition, path])
        if let spelt: String = try found.first?.get(0) { return spelt }
        return tradition
    }

    /// Spells a tradition as it is written at all elements but the one at `path` that have it in other letters, case
    /// and accents aside, and tells them by path. What it stands on stays.
    func respell(tradition: String, besides path: String) async throws -> [Respelt] {
        try await rows(Queries.record["respell_tradition"], [tradition, path, operation.number]).map { row in
            Respelt(path: try row.get("path"), was: try row.get("tradition"))
        }
    }
}
