import AdaptModel
import AdaptSQL

extension Recorder {
    /// Records what a new `edition` says in `revision`.
    func decide(_ requests: [Decide.Request], on edition: FoundEdition, revision: Int) async throws {
        guard !requests.isEmpty else { return }
        try await decide(try await meaning(of: requests, on: edition).decisions, on: edition, revision: revision)
    }

    /// What is asked for, judged against what is known and what can be kept; with the edition's line of descent, where
    /// that was needed, or is to tell what is so already.
    func meaning(
        of requests: [Decide.Request], on edition: FoundEdition
    ) async throws -> (decisions: [MeantDecision], side: Comparison.Side?) {
        try refuseRepeated(requests.map(\.path.text))
        for request in requests {
            guard case .value(let words) = request.statement, words.showsNothing else { continue }
            throw Refusal(
                .usage, "value of \"\(request.path)\" is only blanks",
                hint: "write it; for no value use adapt absent or adapt unknown")
        }
        let elements = try await elements(of: requests, on: edition)
        try refuseRepeated(elements.values.map(\.path))
        let kept = requests.filter { $0.statement == .keep }.compactMap { elements[$0.path.text]?.path }
        var side = kept.isEmpty ? nil : try await workspace.lineOfDescent(of: edition)
        if let side { try requireSomethingToKeep(kept, on: edition, side) }
        var meant: [MeantDecision] = []
        for request in requests {
            guard let element = elements[request.path.text] else { continue }
            var decision = MeantDecision(request: request, element: element)
            if case .value(let words) = request.statement {
                let (value, term) = try await workspace.value(
                    words, of: request.path, vocabulary: element.vocabulary, in: edition.language)
                (decision.value, decision.termID) = (value, term?.id)
            }
            meant.append(decision.keepingGrounds(of: element.said))
        }
        if side == nil, meant.contains(where: \.mayBeSaid) { side = try await workspace.lineOfDescent(of: edition) }
        return (meant, side)
    }

    func decide(_ meant: [MeantDecision], on edition: FoundEdition, revision: Int) async throws {
        for decision in meant {
            let request = decision.request
            _ = try await rows(
                Queries.record["add_decisions"],
                [
                    edition.seriesID, edition.id.number, revision, operation.number, [decision.element.id],
                    [request.statement.state], [decision.value], [decision.termID], request.minor,
                    decision.reasons.map(\.rawValue), decision.note, try await add(decision.citation),
                ])
        }
    }

    private func refuseRepeated(_ paths: [String]) throws {
        var seen: Set<String> = []
        for path in paths where !seen.insert(path).inserted {
            throw Refusal(.usage, "element \"\(path)\" is decided twice at once", hint: "say one thing of it")
        }
    }

    private func elements(
        of requests: [Decide.Request], on edition: FoundEdition
    ) async throws -> [String: KnownElement] {
        let rows = try await rows(
            Queries.record["elements_to_decide"],
            [requests.map(\.path.text), edition.seriesID, edition.id.number])
        var known: [String: KnownElement] = [:]
        for row in rows {
            var said = try SaidDecision(row)
            if said != nil { said?.by = try SaidDecision.By(row) }
            known[try row.get("asked")] = KnownElement(
                id: try row.get("element_id"), path: try row.get("path"), vocabulary: try row.get("vocabulary"),
                said: said, term: try row.get("term"), label: try row.get("label"))
        }
        for request in requests where known[request.path.text] == nil {
            guard request.mayBeNew else { throw try await unknown(request) }
            known[request.path.text] = KnownElement(
                id: try await addElement(request.path, ElementFacts()), path: request.path.text, vocabulary: nil)
        }
        return known
    }

    private func unknown(_ request: Decide.Request) async throws -> Refusal {
        let path = request.path
        let paths = try await rows(Queries.catalogue["element_paths"]).map { try $0.get(0, as: String.self) }
        let near = Nearest.hint(for: path.text, among: paths)
        let isValue = if case .value = request.statement { true } else { false }
        return Refusal(
            .rule, "element \"\(path)\" is not known",
            hint: isValue
                ? (near.map { $0 + " " } ?? "") + "add --new to use a path for the first time"
                : near ?? "adapt element list")
    }

    private func requireSomethingToKeep(
        _ kept: [String], on edition: FoundEdition, _ side: Comparison.Side
    ) throws {
        let ancestors = side.chain.dropFirst()
        for path in kept where !side.history.resolve(path, ancestors, asOf: .now).state.isKnown {
            let own = "adapt set \(edition.name) \(path)=VALUE"
            throw Refusal.nothingToKeep(
                path, of: edition.name, hasParent: !ancestors.isEmpty,
                hint: ancestors.isEmpty
                    ? "say its own value: \(own); or name its parent first: adapt edition edit \(edition.name) --from CODE"
                    : own)
        }
    }
}

extension Refusal {
    /// Something that is to be kept, and that no parent records. `hint`: what to do about it.
    static func nothingToKeep(
        _ path: String, of edition: String, hasParent: Bool, hint: String, place: Place? = nil
    ) -> Refusal {
        Refusal(
            .rule,
            "element \"\(path)\" of \"\(edition)\" cannot be kept: "
                + (hasParent ? "its parent records no value of it" : "the edition has no parent to keep it from"),
            hint: hint, place: place)
    }
}
