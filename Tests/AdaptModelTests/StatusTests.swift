import AdaptModel
import Testing

@Suite struct StatusTests {
    /// A row a status: which of the ten may follow, in the order of the list.
    static let moves: [(Status, String)] = [
        //              pr li ad re ap pm pa en ca wi
        (.proposed, "    .  x  .  .  .  .  .  .  x  x"),
        (.licensed, "    .  .  x  .  .  .  .  .  x  x"),
        (.inAdaptation, ".  .  .  x  .  .  .  .  x  x"),
        (.inReview, "    .  .  x  .  x  .  .  .  x  x"),
        (.approved, "    .  .  .  .  .  x  .  .  x  x"),
        (.inPromotion, " .  .  .  .  .  .  x  x  .  x"),
        (.paused, "      .  .  .  .  .  x  .  x  .  x"),
        (.ended, "       .  .  .  .  .  .  .  .  .  ."),
        (.cancelled, "   .  .  .  .  .  .  .  .  .  ."),
        (.withdrawn, "   .  .  .  .  .  .  .  .  .  ."),
    ]

    @Test("each of the hundred moves is allowed or not as the table says")
    func matrix() {
        #expect(Self.moves.map(\.0) == Status.allCases)
        for (status, row) in Self.moves {
            let marks = row.split(separator: " ")
            #expect(marks.count == 10)
            let allowed = zip(Status.allCases, marks).filter { $0.1 == "x" }.map(\.0)
            #expect(Set(status.next) == Set(allowed), "\(status)")
            #expect(status.next.count == allowed.count, "\(status)")
        }
    }

    @Test("every status but the first can be reached from it")
    func reachable() {
        var seen: Set<Status> = [.proposed]
        var edge: Set<Status> = seen
        while !edge.isEmpty {
            edge = Set(edge.flatMap(\.next)).subtracting(seen)
            seen.formUnion(edge)
        }
        #expect(seen == Set(Status.allCases))
    }
}
