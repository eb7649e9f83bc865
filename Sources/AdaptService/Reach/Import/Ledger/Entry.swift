import AdaptModel

/// What figures are of: a subject, and what is measured of it.
struct Track: Hashable {
    let series: Int32
    let subject: Int32
    let measure: Int32
}

/// A figure of a file on its way into the database.
struct Entry {
    /// Number of its track.
    let track: Int32
    let span: Span
    /// Day of its publication, counted from 1970-01-01.
    let published: Int32
    let line: Int32
    /// Position of its wording in the ledger; -1: none.
    let wording: Int32
    let figure: Figure
    // Behind the figure, where they take no room of their own.
    /// Whether the publication is stated; else it is the day of the import.
    let isStated: Bool
    let windowInferred: Bool
    let imputed: Bool
    /// Whether it says what was known, published later.
    var isRepeat = false

    /// In a track: by window, then by publication and line.
    func precedes(_ other: Entry) -> Bool {
        if span != other.span { return span < other.span }
        return published != other.published ? published < other.published : line < other.line
    }

    func vintage(turn: Int) -> Vintage {
        Vintage(
            published: Day(number: Int(published)), isStated: isStated, turn: turn, line: Int(line), figure: figure)
    }
}

extension Entry {
    /// A row's figure.
    init(_ row: ReachRow, _ figure: Figure, of track: Int32, line: Int, today: Day, wording: Int32) {
        self.init(
            track: track, span: row.window.map { Span($0) } ?? Span(days: row.spanDays),
            published: Int32((row.published ?? today).number), line: Int32(clamping: line), wording: wording,
            figure: figure, isStated: row.published != nil, windowInferred: row.windowInferred, imputed: row.isImputed)
    }
}

/// Entries by track, in each track by window, publication and line.
struct SortedEntries {
    let entries: [Entry]
    /// Positions in `entries`.
    private(set) var order: [Int32]
    /// The tracks that have any, ascending, each with its range in `order`.
    private(set) var tracks: [(number: Int32, range: Range<Int>)] = []

    /// `count`: how many tracks there are. `monday`: the week whose figures are left out.
    init(_ entries: [Entry], tracks count: Int, except monday: Int32?) {
        self.entries = entries
        // Counted, not compared: a file has many rows and few tracks, mostly in order of time.
        var ends = [Int](repeating: 0, count: count)
        var total = 0
        for entry in entries where entry.span.monday != monday {
            ends[Int(entry.track)] += 1
            total += 1
        }
        var start = 0
        for track in ends.indices {
            let size = ends[track]
            if size > 0 { tracks.append((Int32(track), start..<start + size)) }
            ends[track] = start
            start += size
        }
        order = [Int32](repeating: 0, count: total)
        for index in entries.indices where entries[index].span.monday != monday {
            let track = Int(entries[index].track)
            order[ends[track]] = Int32(index)
            ends[track] += 1
        }
        for (_, range) in tracks where !isSorted(range) {
            order[range].sort { entries[Int($0)].precedes(entries[Int($1)]) }
        }
    }

    private func isSorted(_ range: Range<Int>) -> Bool {
        for at in range.dropFirst() where entries[Int(order[at])].precedes(entries[Int(order[at - 1])]) { return false }
        return true
    }

    subscript(place: Int) -> Entry { entries[Int(order[place])] }
}
