public import AdaptModel

extension TitledReport {
    /// A week's titles: computed, beside what publishers say.
    public init(_ snapshot: Snapshot) {
        let counts = Sheet(
            columns: ["by", "group", "editions", "series"],
            rows: snapshot.counts.map { [.text($0.by), Cell($0.group), .number($0.editions), .number($0.series)] })
        let titles = Sheet(
            columns: [
                "edition", "title", "market", "status", "in_promotion", "has_figure", "new_by", "first_week",
                "registered", "method", "formats", "flags",
            ],
            rows: snapshot.titles.map { title in
                [
                    .text(title.edition), .text(title.title), Cell(title.market), Cell(title.status),
                    .text(title.inPromotion ? "yes" : "no"), .text(title.hasFigure ? "yes" : "no"),
                    Cell(title.newness(in: snapshot.week)), Cell(title.firstWeek.map { "\($0)" }),
                    Cell(title.registered.map { "\($0)" }), .text(title.method),
                    Cell(title.formats.isEmpty ? nil : title.formats.joined(separator: "; ")),
                    Cell(flags: (title.isImputed ? ["imputed"] : []) + (title.contradicts ? ["contradicts"] : [])),
                ]
            })
        let claims = Sheet(
            columns: [
                "source", "scope", "aspect", "reported", "comparator", "low", "high", "unit", "check", "flags",
                "computed",
            ],
            rows: snapshot.claims.map { claim in
                let check = claim.check(among: snapshot.claims)
                return [
                    .text(claim.source), .text(claim.scope), .text(claim.aspect), Cell(claim.wording ?? claim.low),
                    .text(claim.comparator.rawValue), .decimal(claim.low), claim.high.map { .decimal($0) } ?? .empty,
                    .text(claim.unit), Cell(check?.words), Cell(check?.disagrees == true ? "disagrees" : nil),
                    snapshot.computedShare(claim.aspect)
                        .map { .decimal(Hundredths.percent($0.part, of: $0.whole)) }
                        ?? Cell(snapshot.computed(claim.aspect)),
                ]
            })
        let table = claims.selecting(["source", "aspect", "reported", "check", "flags", "computed"])
        self.init(
            "Snapshot \(snapshot.week) (\(snapshot.week.monday)..\(snapshot.week.sunday))",
            facts: [("week", .text("\(snapshot.week)"))],
            [Part("computed", counts), Part("titles", titles), Part("reported", claims, table: table)],
            notes: SnapshotNotes.lines(snapshot), nothing: "nothing is known of this week")
    }
}

extension SnapshotClaim.Check {
    /// The counts and what they give, as `2600 / 14000 = 18.57%`.
    fileprivate var words: String {
        let hundredths = Int((computed * 100).rounded(.toNearestOrAwayFromZero))
        let digits = "\(hundredths % 100)"
        let sign = isLowerBound ? ">=" : "="
        return "\(counts) \(sign) \(hundredths / 100).\(digits.count == 1 ? "0" + digits : digits)%"
    }
}

extension Sheet {
    /// The same rows with only some of the columns, in that order.
    func selecting(_ names: [String]) -> Sheet {
        let indices = names.compactMap { columns.firstIndex(of: $0) }
        return Sheet(columns: indices.map { columns[$0] }, rows: rows.map { row in indices.map { row[$0] } })
    }
}

private enum SnapshotNotes {
    static func lines(_ snapshot: Snapshot) -> [String] {
        let disagreeing = snapshot.claims.compactMap { claim -> String? in
            guard let check = claim.check(among: snapshot.claims), check.disagrees else { return nil }
            return "disagrees: \(claim.source) says \(claim.aspect) \"\(claim.wording ?? claim.low)\", "
                + "its counts give \(check.words)"
        }
        let imputed = snapshot.titles.count(where: \.isImputed)
        let placed =
            imputed == 0
            ? []
            : [
                "imputed: of \(grouped(imputed, "edition")), figures placed in the week on request, not by the "
                    + "publisher"
            ]
        let contradicting = snapshot.titles.count(where: \.contradicts)
        let wrong =
            contradicting == 0
            ? []
            : [
                "contradicts: of \(grouped(contradicting, "edition")), a figure is less than "
                    + "what it holds has by itself; one of them is wrong: adapt reach --week \(snapshot.week)"
            ]
        return disagreeing + placed + wrong + [
            "computed: only what this catalogue holds; status is as recorded, not as of the week"
        ]
    }
}
