import AdaptModel
import Testing

/// A series for tests: editions by code in the order of their ids from 1, each with its parent's id.
enum Family {
    static func history(
        _ editions: [(code: String, parent: Int?, market: String?)], _ decisions: [Decision],
        kinds: [String: String] = [:], cut: OperationID = .now
    ) -> SeriesHistory {
        let known = editions.enumerated().map { index, edition in
            SeriesHistory.Edition(
                id: EditionID(index + 1),
                header: EditionHeader(
                    edition: "s/" + edition.code, title: edition.code, language: nil, market: edition.market,
                    revision: 1),
                parent: edition.parent.map { EditionID($0) }, method: edition.parent.map { _ in "remake" })
        }
        let lineage = known.compactMap { edition in
            edition.parent.map { LineageStep(edition: edition.id, operation: OperationID(1), parent: $0) }
        }
        return SeriesHistory(
            series: "s", editions: known, decisions: decisions, lineage: lineage, kinds: kinds, cut: cut)
    }
}

@Suite struct SeriesMatrixTests {
    private let matrix = SeriesMatrix(
        Family.history(
            [("aa", 4, nil), ("zz", 4, nil), ("deep", 2, nil), ("src", nil, nil)],
            [
                decide(EditionID(4), at: 1, .words("hockey")),
                decide(EditionID(4), at: 1, .words("cruel"), on: "nature"),
                decide(EditionID(4), at: 1, .absent, on: "beat.a"),
                decide(EditionID(4), at: 1, .words("x"), on: "beat.b"),
                decide(EditionID(1), at: 2, .words("football")), decide(EditionID(1), at: 2, .keep, on: "nature"),
                decide(EditionID(1), at: 2, .words("slap"), on: "beat.a"),
                decide(EditionID(1), at: 2, .absent, on: "beat.b"),
                decide(EditionID(2), at: 3, .words("cruel"), on: "nature"),
                decide(EditionID(2), at: 3, .unknown, on: "beat.b"),
                decide(EditionID(2), at: 3, .words("new"), on: "trope.c"),
                decide(EditionID(3), at: 4, .inherit, on: "nature"),
            ], kinds: ["nature": "character", "beat.a": "beat", "beat.b": "beat", "trope.c": "trope"]))

    private func cells(_ element: String) -> [String] {
        matrix.rows.first { $0.element == element }?.cells.map { cell in
            let basis = cell.content.resolved.basis?.rawValue ?? "-"
            return "\(cell.state.words) \(basis) \(cell.isKept ? "kept" : cell.verdict?.rawValue ?? "-")"
        } ?? []
    }

    @Test("editions stand source first, then by depth and code")
    func order() {
        #expect(matrix.editions.map(\.header.edition) == ["s/src", "s/aa", "s/zz", "s/deep"])
        #expect(matrix.rows.map(\.element) == ["beat.a", "beat.b", "male_lead.sport", "nature", "trope.c"])
        #expect(matrix.rows.map(\.kind) == ["beat", "beat", "other", "character", "trope"])
    }

    @Test("each cell says its state, its basis, and how it stands to the edition's own parent")
    func verdicts() {
        #expect(
            cells("male_lead.sport") == [
                "hockey own -", "football own right_changed", "hockey inherited same", "hockey inherited same",
            ])
        #expect(cells("nature") == ["cruel own -", "cruel kept kept", "cruel own same", "cruel inherited same"])
        #expect(
            cells("beat.a") == [
                "(absent) own -", "slap own right_added", "(absent) inherited same", "(absent) inherited same",
            ])
        #expect(
            cells("beat.b") == [
                "x own -", "(absent) own right_dropped", "(unknown) own unknown", "(unknown) inherited unknown",
            ])
        #expect(
            cells("trope.c") == ["(not recorded) - -", "(not recorded) - -", "new own unknown", "new inherited same"])
    }

    @Test("a row differs where two known states do; not recorded is told by itself")
    func rows() {
        #expect(matrix.rows.map(\.differs) == [true, true, true, false, false])
        #expect(matrix.rows.map(\.isMissingSomewhere) == [false, false, false, false, true])
        #expect(matrix.rows.map(\.isKnownEverywhere) == [true, false, true, true, false])
        #expect(matrix.differs)
    }

    @Test("a filter shows a row for any of its cells; kinds leave rows out")
    func filters() throws {
        func shown(_ words: String) throws -> [String] {
            let filter = try VerdictFilter(parsing: [words])
            return matrix.rows.filter { $0.isShown(by: filter) }.map(\.element)
        }
        #expect(try shown("kept") == ["nature"])
        #expect(try shown("right_added") == ["beat.a"])
        #expect(try shown("unknown") == ["beat.b", "trope.c"])
        #expect(try shown("changed") == ["beat.a", "beat.b", "male_lead.sport"])
        let beats = SeriesMatrix(
            Family.history(
                [("src", nil, nil)],
                [decide(EditionID(1), at: 1, .words("a")), decide(EditionID(1), at: 1, .absent, on: "b")],
                kinds: ["b": "beat"]), kinds: ["beat"])
        #expect(beats.rows.map(\.element) == ["b"])
    }

    @Test("two editions without a parent differ though no cell has a verdict")
    func strangers() {
        let matrix = SeriesMatrix(
            Family.history(
                [("a", nil, nil), ("b", nil, nil)],
                [decide(EditionID(1), at: 1, .words("x")), decide(EditionID(2), at: 1, .words("y"))]))
        #expect(matrix.rows.allSatisfy { $0.cells.allSatisfy { $0.verdict == nil } })
        #expect(matrix.differs)
        #expect(matrix.rows[0].isShown(by: .changed))
    }

    @Test("the matrix as of an operation knows nothing later")
    func cut() {
        let matrix = SeriesMatrix(
            Family.history(
                [("a", nil, nil)],
                [decide(EditionID(1), at: 1, .words("x")), decide(EditionID(1), at: 5, .words("y"))],
                cut: OperationID(4)))
        #expect(matrix.rows[0].cells[0].state == .words("x"))
    }

    @Test(
        "the remakes of Betty: each names its own lead, and what a page does not tell is not recorded",
        .enabled(if: RealData.folder != nil, "skipped: no real data"))
    func betty() throws {
        let records = try RealData.quotedRecords(of: "betty/betty.csv")
        let markets = records.reduce(into: [String]()) { if !$0.contains($1[2]) { $0.append($1[2]) } }
        let source = try #require(records.first { $0[1] == "source" })[2]
        let sourceID = try #require(markets.firstIndex(of: source)) + 1
        let decisions = try records.map { record in
            decide(
                EditionID(try #require(markets.firstIndex(of: record[2])) + 1), at: 1, .words(record[7]), on: record[6])
        }
        let matrix = SeriesMatrix(
            Family.history(markets.map { ($0, $0 == source ? nil : sourceID, $0) }, decisions))
        #expect(matrix.editions.first?.header.edition == "s/" + source)
        #expect(Set(matrix.rows.map(\.element)) == Set(records.map { $0[6] }))
        // Nothing of the file is lost, nothing is there that is not in it but by inheritance.
        for (row, cell, edition) in matrix.rows.flatMap({ row in
            zip(row.cells, matrix.editions).map { (row, $0, $1) }
        }) {
            let said = records.first { "s/" + $0[2] == edition.header.edition && $0[6] == row.element }
            let fallback = records.first { $0[1] == "source" && $0[6] == row.element }
            #expect(cell.state == (said ?? fallback).map { .words($0[7]) } ?? .notRecorded)
            #expect(cell.content.resolved.basis == (said != nil ? .own : fallback != nil ? .inherited : nil))
        }
        let lead = try #require(matrix.rows.first { $0.element == "lead" })
        let own = lead.cells.dropFirst().filter { $0.content.resolved.basis == .own }
        #expect(own.count > 5 && own.allSatisfy { $0.verdict == .rightChanged })
        #expect(lead.differs && lead.isKnownEverywhere)
        #expect(matrix.rows.first { $0.element == "episodes" }?.isMissingSomewhere == true)
    }
}
