import AdaptModel

/// What rows of a file said before, by the bytes of their cells: whose figure it is, its window, its publication.
///
/// A row whose cells were all read before, and whose figure is plain digits, says nothing that has to be worked out
/// again. Only what was read without a fault is kept.
struct SeenRows {
    private struct Stated {
        let span: Span
        let windowInferred: Bool
        let imputed: Bool
    }

    /// Positions of the columns that a row's owner is read from; the first column, which may say that it is a total.
    private let owner: [Int]
    private let window: [Int]
    private let published: [Int]
    private let figure: (value: Int?, low: Int?, high: Int?)
    private var tracks = ByteTable<Int32>()
    private var windows = ByteTable<Stated>()
    private var publications = ByteTable<Int32>()
    private var key: [UInt8] = []

    private static let ofWindow: [ReachField] = [.from, .until, .week, .weekEnding, .day, .days, .windowInferred]
    private static let ofFigure: [ReachField] = [.value, .low, .high]

    /// Nil where digits are not the figure itself, or rows have words of their own.
    init?(_ columns: ReachColumns, _ habits: ReachReading) {
        guard habits.numbers.unit == 1, columns.position(of: .wording) == nil else { return nil }
        let others = ReachField.allCases.filter {
            !SeenRows.ofWindow.contains($0) && !SeenRows.ofFigure.contains($0) && $0 != .published
        }
        owner = Set([0] + columns.positions(of: others)).sorted()
        window = columns.positions(of: SeenRows.ofWindow)
        published = columns.positions(of: [.published])
        figure = (columns.position(of: .value), columns.position(of: .low), columns.position(of: .high))
    }

    /// The current row as an entry, where all of it was seen before.
    mutating func entry(in rows: any RowSource, line: Int) -> Entry? {
        guard let figure = plainFigure(in: rows), let track = look(owner, tracks, rows),
            let stated = look(window, windows, rows), let published = look(published, publications, rows)
        else { return nil }
        return Entry(
            track: track, span: stated.span, published: published, line: Int32(clamping: line), figure: figure,
            windowInferred: stated.windowInferred, imputed: stated.imputed, wording: -1)
    }

    /// Keeps what the current row says.
    mutating func keep(_ entry: Entry, in rows: any RowSource) {
        keep(entry.track, owner, &tracks, rows)
        let stated = Stated(span: entry.span, windowInferred: entry.windowInferred, imputed: entry.imputed)
        keep(stated, window, &windows, rows)
        keep(entry.published, published, &publications, rows)
    }

    private mutating func look<Value>(_ columns: [Int], _ table: ByteTable<Value>, _ rows: any RowSource) -> Value? {
        key.removeAll(keepingCapacity: true)
        return rows.append(columns, to: &key) ? table[key] : nil
    }

    private mutating func keep<Value>(
        _ value: Value, _ columns: [Int], _ table: inout ByteTable<Value>, _ rows: any RowSource
    ) {
        key.removeAll(keepingCapacity: true)
        if rows.append(columns, to: &key), table[key] == nil { table.insert(value, for: key) }
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

/// What a cell holds, as far as its bytes show it.
enum PlainCell {
    case empty
    /// Nothing but digits, at most 15 of them, without a 0 in front.
    case number(Int)
    case other
}
