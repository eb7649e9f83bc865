import AdaptModel
import AdaptSQL
import Postgres

/// Writes figures as rows of table `figure_run`, for a binary COPY.
struct RunWriter {
    private var rows = BinaryCopyWriter()
    private let batch: Int32
    /// How many runs the import has so far.
    private(set) var count: Int32
    private var first: Entry?
    private var firstDays: [Int32] = []
    private var lengths: [Int16] = []
    private var published: [Int32] = []
    private var lines: [Int32] = []
    private var lows: [Int64] = []
    private var widths: [Int64?] = []
    private var marks: [Int16] = []
    private var wordings: [String?] = []
    private var last = Int32.min
    private var isOfOneDay = true, isExact = true, isPlain = true, isWordless = true

    /// Longest run; the table holds to it.
    private static let longest = 64

    /// The writer of an import that has written `count` runs already.
    init(batch: Int, count: Int32) {
        self.batch = Int32(batch)
        self.count = count
    }

    /// Whether bytes should be taken.
    var isFull: Bool { rows.isFull }

    /// Bytes to be sent.
    mutating func take() -> [UInt8] { rows.take() }

    /// Adds a figure of `track`: in the order of windows, those that lie inside a week apart from others.
    mutating func add(_ entry: Entry, of track: Track, wording: String?) {
        if lows.count == RunWriter.longest || first?.span.stretch != entry.span.stretch { endRun(of: track) }
        if first == nil { first = entry }
        let (figure, span) = (entry.figure, entry.span)
        firstDays.append(span.isDated ? span.first - 10_957 : 0)
        lengths.append(Int16(span.length))
        published.append(entry.published - 10_957)
        lines.append(entry.line)
        lows.append(Int64(figure.low))
        widths.append(figure.high.map { Int64($0 - figure.low) })
        marks.append(RunWriter.mark(entry))
        wordings.append(wording)
        last = max(last, span.isDated ? span.last : Int32.min)
        isOfOneDay = isOfOneDay && span.isDated && span.length == 1
        isExact = isExact && figure.high == figure.low
        isPlain = isPlain && marks.last == 0
        isWordless = isWordless && wording == nil
    }

    /// Ends the run of `track`, if one is begun.
    mutating func endRun(of track: Track) {
        guard let first else { return }
        count += 1
        rows.beginRow(columns: 20)
        rows.put(track.series)
        rows.put(track.subject)
        rows.put(track.measure)
        rows.put(batch)
        rows.put(count)
        let isDated = first.span.isDated
        rows.put(date: isDated ? first.span.first - 10_957 : nil)
        rows.put(date: isDated ? last - 10_957 : nil)
        rows.put(first.span.isPlaced)
        if first.span.isPlaced, lows.count == 1, isPlain, isWordless, let width = widths[0] {
            putAlone(width: width)
        } else {
            putArrays(isDated: isDated)
        }
        clear()
    }

    /// The columns of a figure that comes alone.
    private mutating func putAlone(width: Int64) {
        for _ in 0..<8 { rows.putNull() }
        rows.put(date: published[0])
        rows.put(lines[0])
        rows.put(lows[0])
        if width == 0 { rows.putNull() } else { rows.put(width) }
    }

    private mutating func putArrays(isDated: Bool) {
        if isDated { rows.put(dates: firstDays) } else { rows.putNull() }
        if isOfOneDay { rows.putNull() } else { rows.put(array: lengths.map { $0 == 0 ? nil : $0 }) }
        rows.put(dates: published)
        rows.put(array: lines)
        rows.put(array: lows)
        if isExact { rows.putNull() } else { rows.put(array: widths) }
        if isPlain { rows.putNull() } else { rows.put(array: marks) }
        if isWordless { rows.putNull() } else { rows.put(array: wordings) }
        for _ in 0..<4 { rows.putNull() }
    }

    /// Ends the data.
    mutating func finish() { rows.finish() }

    private mutating func clear() {
        first = nil
        firstDays.removeAll(keepingCapacity: true)
        lengths.removeAll(keepingCapacity: true)
        published.removeAll(keepingCapacity: true)
        lines.removeAll(keepingCapacity: true)
        lows.removeAll(keepingCapacity: true)
        widths.removeAll(keepingCapacity: true)
        marks.removeAll(keepingCapacity: true)
        wordings.removeAll(keepingCapacity: true)
        last = Int32.min
        (isOfOneDay, isExact, isPlain, isWordless) = (true, true, true, true)
    }

    /// What `figure_run.marks` says of a figure.
    private static func mark(_ entry: Entry) -> Int16 {
        let stated: Int16 =
            switch entry.figure.comparator {
            case .equal, .atLeast, .range: 0
            case .about: 4
            case .more: 8
            case .atMost: 16
            case .less: 24
            }
        return stated + (entry.figure.estimated ? 1 : 0) + (entry.windowInferred ? 2 : 0) + (entry.imputed ? 32 : 0)
            + (entry.isRepeat ? 64 : 0)
    }
}
