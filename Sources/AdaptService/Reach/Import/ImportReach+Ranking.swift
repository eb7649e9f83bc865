import AdaptModel
import AdaptSQL

/// A place on a publisher's list, of an edition in some days.
struct RankingClaim: Sendable {
    let line: Int
    let source: Int
    let list: String
    /// Nil: everywhere.
    let market: String?
    let window: Window
    let rank: Int
    let weeksOnList: Int?
    let series: Int
    let edition: Int
    /// Nil: not stated.
    let published: Day?
}

extension ImportReach {
    private static let claimsAtOnce = 20_000

    /// Stages the places on lists that the file states, but for those that are known as they are; gives how many are
    /// new, and how many are said again by a later publication.
    ///
    /// Throws a `Refusal` (input): a place without days, or of several editions, or two places of one edition.
    func claim(
        _ source: ByteSource, _ file: ReachFile, _ names: ReachNames, but titles: [String], _ workspace: Workspace
    ) async throws -> (new: Int, repeated: Int) {
        guard file.columns.has(.rank) else { return (0, 0) }
        let claims = try claims(in: source, names, but: titles)
        _ = try await workspace.rows(Queries.claim["create_claimed"])
        for start in stride(from: 0, to: claims.count, by: ImportReach.claimsAtOnce) {
            let some = claims[start..<min(claims.count, start + ImportReach.claimsAtOnce)]
            _ = try await workspace.rows(
                Queries.claim["stage"],
                [
                    some.map(\.line), some.map(\.source), some.map(\.list), some.map(\.market),
                    some.map(\.window.first.description), some.map(\.window.last.description), some.map(\.rank),
                    some.map(\.weeksOnList), some.map(\.series), some.map(\.edition),
                    some.map { ($0.published ?? options.today).description }, some.map { $0.published != nil },
                ])
        }
        var faults = noFaults
        for row in try await workspace.rows(Queries.claim["contradictions"]) {
            let (line, first): (Int, Int) = (try row.get("line"), try row.get("first_line"))
            func differs(_ rank: Int, in line: Int, from other: Int) -> Refusal {
                Refusal(
                    .input, "place \(rank) differs from that of the same edition and list in line \(other)",
                    hint: "where they are different works, " + file.columns.wayToTellApart,
                    place: .init(file: source.name, line: line))
            }
            faults.add(differs(try row.get("rank"), in: line, from: first))
            if aside != nil { faults.add(differs(try row.get("first_rank"), in: first, from: line)) }
        }
        try faults.throwIfAny()
        for query in ["find_known", "forget_known"] { _ = try await workspace.rows(Queries.claim[query]) }
        let counts = try await workspace.rows(Queries.claim["count"])[0]
        return (try counts.get("claims"), try counts.get("repeated"))
    }

    /// The places that the rows state, in the order of the file; rows without one are passed over.
    private func claims(
        in source: ByteSource, _ names: ReachNames, but titles: [String]
    ) throws -> [RankingClaim] {
        guard let again = try source.reopened() else {
            throw Refusal(
                .usage, "file \"\(source.name)\" has ranks, for which it is read twice", hint: "give it as a file")
        }
        var file = try ReachFile(again, options, leavingOut: Set((aside ?? [:]).keys))
        var (names, faults, claims) = (names, noFaults, [RankingClaim]())
        var totals = TotalRowFinder(but: options.reading.notTotals + titles)
        while let line = try file.next({ faults.add($0) }) {
            guard try totals.total(in: file.reader, file.columns) == nil else { continue }
            guard let row = try file.columns.row(in: file.reader, options.habits, today: options.today, &faults),
                let place = row.place
            else { continue }
            let target = try names.resolve(row, file)
            guard let window = row.window, target.subject > 0 else {
                faults.add(
                    Refusal(
                        .input, row.window == nil ? "rank has no days" : "rank is of several editions",
                        hint: "a place is one edition's, in some days", place: file.place(of: .rank)))
                continue
            }
            claims.append(
                RankingClaim(
                    line: line, source: target.source, list: place.list,
                    market: row.market == "world" ? nil : row.market, window: window, rank: place.rank,
                    weeksOnList: place.weeksOnList, series: target.series, edition: target.subject,
                    published: row.published))
        }
        try faults.throwIfAny()
        return claims
    }
}
