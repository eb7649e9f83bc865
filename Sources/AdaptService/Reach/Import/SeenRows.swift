import AdaptModel

/// What rows of a file said before, by the bytes of their cells: whose figure it is, its window, its publication.
///
/// A row whose cells were all read before, and whose figure is plain digits, says nothing that has to be worked out
/// again; one that names an edition for the first time says nothing but that. Only what was read without a fault is
/// kept.
struct SeenRows {
    private struct Stated {
        let span: Span
        let windowInferred: Bool
        let imputed: Bool
    }

    private struct Published {
        let day: Int32
        let isStated: Bool
    }

    /// The columns that a row's owner is read from, and the first, which may say that it is a total.
    private var tracks: SeenCells<Int32>
    /// The same but for the column that names the edition: the key of the measure.
    private var measures: SeenCells<Int32>
    /// That column; nil: rows say otherwise whose they are.
    private let edition: Int?
    private var windows: SeenCells<Stated>
    private var publications: SeenCells<Published>
    private let figure: (value: Int?, low: Int?, high: Int?)

    private static let ofWindow: [ReachField] = [.from, .until, .week, .weekEnding, .day, .days, .windowInferred]
    private static let ofFigure: [ReachField] = [.value, .low, .high]

    /// Nil where digits are not the figure itself, or rows have words of their own.
    init?(_ columns: ReachColumns, _ habits: ReachReading) {
        guard habits.numbers.unit == 1, columns.position(of: .wording) == nil else { return nil }
        let others = ReachField.allCases.filter {
            !SeenRows.ofWindow.contains($0) && !SeenRows.ofFigure.contains($0) && $0 != .published
        }
        let owning = Set([0] + columns.positions(of: others))
        // Beside other names an edition is held against them.
        let saysMore = columns.has(.series) || columns.callsEditions
        let edition = saysMore ? nil : columns.position(of: .edition)
        self.edition = edition
        tracks = SeenCells(owning.sorted())
        measures = SeenCells(owning.filter { $0 != edition }.sorted())
        windows = SeenCells(columns.positions(of: SeenRows.ofWindow))
        publications = SeenCells(columns.positions(of: [.published]))
        figure = (columns.position(of: .value), columns.position(of: .low), columns.position(of: .high))
    }

    /// The current row as an entry, where all of it was seen before but for the edition, whose track `numbered` gives by
    /// its name and a measure; nil: it is not registered by that.
    mutating func entry(
        in rows: any RowSource, line: Int, numbered: (_ edition: String, _ measure: Int32) -> Int32?
    ) -> Entry? {
        guard let figure = plainFigure(in: rows),
            let stated = windows.look(in: rows), let published = publications.look(in: rows),
            // What is wrong with the two of them together was not seen yet.
            !published.isStated || !stated.span.isDated || published.day >= stated.span.first,
            let track = tracks.look(in: rows) ?? newTrack(in: rows, numbered)
        else { return nil }
        return Entry(
            track: track, span: stated.span, published: published.day,
            line: Int32(clamping: line), wording: -1, figure: figure, isStated: published.isStated,
            windowInferred: stated.windowInferred, imputed: stated.imputed)
    }

    private mutating func newTrack(in rows: any RowSource, _ numbered: (String, Int32) -> Int32?) -> Int32? {
        guard let edition, let measure = measures.look(in: rows), let name = try? rows.text(edition),
            let track = numbered(name, measure)
        else { return nil }
        tracks.keep(track, in: rows)
        return track
    }

    /// Keeps what the current row says. `measure`: its key, where the figure is that of the edition which the row names.
    mutating func keep(_ entry: Entry, measure: Int32?, in rows: any RowSource) {
        tracks.keep(entry.track, in: rows)
        if let measure { measures.keep(measure, in: rows) }
        windows.keep(
            Stated(span: entry.span, windowInferred: entry.windowInferred, imputed: entry.imputed), in: rows)
        publications.keep(Published(day: entry.published, isStated: entry.isStated), in: rows)
    }

    /// A number, or two bounds in order, in nothing but digits.
    private func plainFigure(in rows: any RowSource) -> Figure? {
        func cell(_ column: Int?) -> PlainCell { column.map { rows.plain($0) } ?? .empty }
        switch (cell(figure.value), cell(figure.low), cell(figure.high)) {
        case (.number(let value), .empty, .empty): return Figure(.equal, value)
        case (.empty, .number(let low), .number(let high)):
            return low == high ? Figure(.equal, low) : Figure(from: low, to: high)
        default: return nil
        }
    }
}

/// What some columns said, by their bytes.
private struct SeenCells<Value> {
    private let columns: [Int]
    private var table = ByteTable<Value>()
    private var key: [UInt8] = []
    /// Whether the current row has bytes to be told by.
    private var isKeyed = false
    /// What was found last: days stand in many rows one after the other.
    private var last: Value?
    private var lastKey: [UInt8] = []

    init(_ columns: [Int]) { self.columns = columns }

    mutating func look(in rows: any RowSource) -> Value? {
        key.removeAll(keepingCapacity: true)
        isKeyed = rows.append(columns, to: &key)
        guard isKeyed else { return nil }
        if let last, key == lastKey { return last }
        guard let value = table.find(key) else { return nil }
        swap(&key, &lastKey)
        last = value
        return value
    }

    mutating func keep(_ value: Value, in rows: any RowSource) {
        guard look(in: rows) == nil, isKeyed else { return }
        table.insert(value, for: key)
    }
}
