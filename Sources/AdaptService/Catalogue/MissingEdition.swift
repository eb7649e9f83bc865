import AdaptModel
import AdaptSQL
import Postgres

/// Why an edition is not found, and what to do about it.
extension Workspace {
    /// The refusal of a reference that names none of `all` editions of its series, or several `matches`.
    func missing(
        _ reference: EditionReference, all: [String], matches: [String], asOf cut: OperationID
    ) async throws -> Refusal {
        if !matches.isEmpty {
            return Refusal(
                .rule, "\"\(reference)\" fits \(matches.count) editions", hint: "name one of them", details: matches)
        }
        try await refuseOfLater(reference, asOf: cut)
        try await requireSeries(reference.series, asOf: cut)
        guard let edition = reference.edition else {
            return Refusal(
                .rule, "series \"\(reference.series)\" has no one source edition",
                hint: all.isEmpty ? "adapt register \(reference.series) --title \"...\"" : "name one of its editions",
                details: all)
        }
        let taken = try await rows(Queries.catalogue["taken_back_by"], [cut.number, reference.series, edition])
        if let row = taken.first {
            return Refusal(
                .rule, "edition \"\(reference.series)/\(edition)\" is not registered",
                hint: try Self.wayBack(row) + "; adapt log \(reference.series)/\(edition) tells what it was")
        }
        if let (name, market) = try await editions(of: reference.series, madeFor: edition, asOf: cut).first {
            return Refusal(
                .rule, "edition \"\(reference.series)/\(edition)\" is not registered",
                hint: "market \(market) of \(name) holds \(edition.uppercased()): did you mean \(name)?")
        }
        return Refusal.unregistered(edition, of: reference.series, among: all)
    }

    /// Who took back what is not there, and what brings it back, from the columns `operation_id` and `file`.
    static func wayBack(_ row: Row) throws -> String {
        let (operation, file): (Int, String?) = (try row.get("operation_id"), try row.get("file"))
        return file.map {
            "operation \(operation) took back the import of \"\($0)\" that registered it: import that file again "
                + "(adapt import reach FILE --register-missing)"
        } ?? "operation \(operation) took it back: adapt undo \(operation) brings it back"
    }

    /// Refuses to look for an edition before it was registered, or while it was taken back.
    private func refuseOfLater(_ reference: EditionReference, asOf cut: OperationID) async throws {
        guard cut != .now, let word = reference.edition,
            let index = try await index(of: reference.series, asOf: .now), index.cut > cut,
            let match = index.matches(for: word).first
        else { return }
        let row = try await rows(
            Queries.catalogue["edition_since"], [index.seriesID, match.id.number, cut.number])[0]
        let (at, operation): (String, Int) = (try row.get("at"), try row.get("operation_id"))
        let name = match.header.edition
        guard try row.get("was_there") else {
            throw Refusal(
                .rule, "edition \"\(name)\" was not registered yet at that moment",
                hint: "it was registered at \(at) (operation \(operation)); adapt edition show \(name) tells of now")
        }
        // A market or language may have been another one's then.
        guard match.code == word else { return }
        throw Refusal(
            .rule, "edition \"\(name)\" had been taken back at that moment",
            hint: "adapt log \(name) tells when; adapt edition show \(name) tells of now")
    }
}

extension Refusal {
    /// An edition that its series has not; `all`: those that it has.
    static func unregistered(_ edition: String, of series: String, among all: [String]) -> Refusal {
        let near = Nearest.matches(for: "\(series)/\(edition)", among: all)
        return Refusal(
            .rule, "edition \"\(series)/\(edition)\" is not registered",
            hint: all.isEmpty
                ? "adapt register \(series) --code \(Code.suggestion(for: edition)) --title \"...\""
                : "did you mean " + (near.isEmpty ? all.prefix(3) : near[...]).joined(separator: ", ") + "?")
    }
}
