public import AdaptModel
import AdaptSQL
import Postgres

extension Workspace {
    /// The operation that several statements go up to, so that all of them tell of one moment: what counts as of an
    /// operation never changes, whoever writes meanwhile.
    public func pinned(_ cut: OperationID) async throws -> OperationID {
        min(cut, OperationID(try await rows(Queries.series["last_operation"])[0].number(0)))
    }

    /// Series to be read at once: enough to spare round trips, few enough to hold. First fewer of them, so that there is
    /// something to work on soon, and last, so that little is left to do once all is read.
    private static func batches(of codes: [String]) -> [[String]] {
        var (batches, rest): ([[String]], ArraySlice<String>) = ([], codes[...])
        while !rest.isEmpty {
            let most = batches.count < 2 ? 25 << batches.count : 100
            batches.append(Array(rest.prefix(min(most, max(25, rest.count / 2)))))
            rest = rest.dropFirst(batches[batches.count - 1].count)
        }
        return batches
    }

    /// How many batches are read ahead of the one that is put together: enough that the server need not wait for us,
    /// few enough to hold.
    private static let ahead = 2

    /// Hands over each series with its editions and everything said in them, ordered by code.
    ///
    /// While some series are worked on, the next ones are put together, and some hundreds after them are read; no more
    /// are held, and all are of one moment. `only`: a series; nil: all of a `scope`. `detail`: what is wanted of
    /// decisions.
    public func forEachSeries(
        _ only: String? = nil, of scope: SeriesScope = .derived, detail: DecisionDetail = .evidence,
        asOf cut: OperationID = .now, _ body: @Sendable (SeriesHistory) throws -> Void
    ) async throws {
        let cut = try await pinned(cut)
        let only = try await requireSeriesIfAny(only, asOf: cut)
        let codes = try await codes(of: only.map { .named([$0]) } ?? scope, asOf: cut)
        try await forEachSeries(of: codes, detail: detail, elements: nil, asOf: cut, body)
    }

    /// The same of series by their codes, up to an operation that there is; where `elements` are given by their keys,
    /// with what is said of these alone, without notes and citations.
    func forEachSeries(
        of codes: [String], detail: DecisionDetail = .values, elements: [Int]?, asOf cut: OperationID,
        _ body: @Sendable (SeriesHistory) throws -> Void
    ) async throws {
        guard !codes.isEmpty else { return }
        let names = try await names(of: SaidKeys(elements: nil, terms: nil), asOf: cut)
        let (kinds, batches) = (names.kinds, Self.batches(of: codes))
        try await withThrowingTaskGroup(of: (number: Int, answers: [Rows]).self) { reading in
            var (asked, read, ready): (Int, [Int: [Rows]], [SeriesHistory]) = (0, [:], [])
            for (number, batch) in batches.enumerated() {
                while asked < min(batches.count, number + 1 + Self.ahead) {
                    let (next, codes) = (asked, batches[asked])
                    reading.addTask {
                        (number: next, answers: try await said(in: codes, detail, elements, asOf: cut))
                    }
                    asked += 1
                }
                while read[number] == nil, let next = try await reading.next() { read[next.number] = next.answers }
                let known = read.removeValue(forKey: number) ?? []
                async let made = histories(of: batch, known, names, kinds, asOf: cut)
                for history in ready { try body(history) }
                ready = try await made
            }
            for history in ready { try body(history) }
        }
    }

    /// Everything of some series: their editions and decisions in one round trip, and what these cite, if anything, in
    /// another.
    private func said(
        in codes: [String], _ detail: DecisionDetail, _ elements: [Int]?, asOf cut: OperationID
    ) async throws -> [Rows] {
        try await refusing { try await Workspace.said(in: codes, detail, elements, cut, on: connection) }
    }

    /// The same, on the connection's own thread: nothing else comes between the two, and no thread that is busy with
    /// other series is waited for.
    private static func said(
        in codes: [String], _ detail: DecisionDetail, _ elements: [Int]?, _ cut: OperationID,
        on connection: isolated Connection
    ) async throws -> [Rows] {
        let decisions =
            elements.map { SaidRows.statement(codes, elements: $0, asOf: cut) }
            ?? SaidRows.statement(codes, detail: detail, asOf: cut)
        let said = try await connection.pipeline([SeriesIndex.statement(codes, asOf: cut), decisions])
        let keys = SaidKeys(citations: try SaidRows(rows: said[1]).cited())
        return said + (try await connection.pipeline(SaidNames.statements(keys, asOf: cut)))
    }

    /// What the answers of `said` tell of some series, in their order.
    private func histories(
        of codes: [String], _ answers: [Rows], _ names: SaidNames, _ kinds: [String: String], asOf cut: OperationID
    ) throws -> [SeriesHistory] {
        let indexes = try SeriesIndex.read(answers[0], asOf: cut)
        let bySeries = Dictionary(indexes.map { ($0.series, $0) }) { first, _ in first }
        var names = names
        names.rename(try SaidNames(answers.dropFirst(2)))
        var decisions = try SaidRows(rows: answers[1]).decisions(names)
        return codes.compactMap { code in
            bySeries[code].map { index in
                SeriesHistory(index, decisions.removeValue(forKey: index.seriesID) ?? [], kinds: kinds)
            }
        }
    }
}
