import AdaptModel
import AdaptSQL
import Postgres

/// What is likely an edition that is there already: a work under two names has its weeks in two places.
extension RegisterMissing {
    /// Of calls that are another edition's title in another spelling, what is wrong with them: a work under two titles
    /// has its weeks in two places.
    func likely(
        _ called: CalledEditions, _ named: Set<Int>
    ) async throws -> [ReachIdentity.Called: Refusal] {
        let identified = called.missing.filter { $0.called.identifier != nil }
        var found = try await titled(identified, called, named).merging(alike(identified, named)) { $1 }
        let calls = called.missing.filter { $0.called.identifier == nil }
        for row in try await recorder.rows(
            Queries.called["spelled_otherwise"], [calls.map { $0.called.name ?? "" }, named.sorted()])
        {
            let call = calls[try row.get("n", as: Int.self) - 1]
            guard found[call.called] == nil, isSpoken(call.called.language, like: try row.get("language")) else {
                continue
            }
            let (edition, title): (String, String) = (try row.get("edition"), try row.get("title"))
            let name = call.called.name ?? ""
            found[call.called] = Refusal(
                .input, "\(call.called.words) is likely \(edition) \"\(title)\", spelled otherwise",
                hint: "if it is: adapt edition edit \(edition) --alias \(pasted(name)); if it is another work: "
                    + "adapt register SERIES --code main --title \(pasted(name))")
        }
        return found
    }

    /// Of identifiers whose title is that of an edition which has none of their scheme, what is wrong with them: likely
    /// they are its own.
    private func titled(
        _ calls: [CalledEditions.Call], _ called: CalledEditions, _ named: Set<Int>
    ) async throws -> [ReachIdentity.Called: Refusal] {
        let pairs = calls.flatMap { call in
            (called.titleReading(of: call.called)?.editions ?? []).filter { !named.contains($0.id) }.map { (call, $0) }
        }
        var found: [ReachIdentity.Called: Refusal] = [:]
        for row in try await recorder.rows(
            Queries.called["without_scheme"], [pairs.map(\.1.id), pairs.map { $0.0.called.identifier?.scheme ?? "" }])
        {
            let (call, edition) = pairs[try row.get("n", as: Int.self) - 1]
            guard found[call.called] == nil, let identifier = call.called.identifier, let name = call.called.name
            else { continue }
            found[call.called] = Refusal(
                .input,
                "\(call.called.words) is new, and its title \"\(name)\" that of \(edition.name), which has no "
                    + "identifier of \"\(identifier.scheme)\"",
                hint:
                    "if it is: adapt edition edit \(edition.name) --id \(pasted(identifier: "\(identifier)")) (of many: adapt import editions "
                    + "--update, with series, code and id); if it is another work: adapt register SERIES --code main "
                    + "--title \(pasted(name)) --id \(pasted(identifier: "\(identifier)"))")
        }
        return found
    }

    /// Of identifiers that are another edition's but for their case and noughts before them, what is wrong with them.
    private func alike(
        _ calls: [CalledEditions.Call], _ named: Set<Int>
    ) async throws -> [ReachIdentity.Called: Refusal] {
        let identifiers = calls.compactMap(\.called.identifier)
        var found: [ReachIdentity.Called: Refusal] = [:]
        for row in try await recorder.rows(
            Queries.called["identified_alike"],
            [identifiers.map(\.scheme), identifiers.map(\.value), named.sorted()])
        {
            let called = calls[try row.get("n", as: Int.self) - 1].called
            let (edition, other): (String, String) = (try row.get("edition"), try row.get("identifier"))
            let identifier = called.identifier?.description ?? ""
            found[called] = Refusal(
                .input, "\(called.words) is likely \(other), which is \(edition)",
                hint:
                    "if it is: adapt edition edit \(edition) --id \(pasted(identifier: "\(identifier)")); if it is another work: "
                    + "adapt register SERIES --code main --title \(pasted(called.name ?? "")) --id \(pasted(identifier: "\(identifier)"))"
            )
        }
        return found
    }
}
