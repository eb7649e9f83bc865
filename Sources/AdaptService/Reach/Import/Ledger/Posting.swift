import AdaptModel

/// Figures of a file, judged against each other and what is known, track by track.
struct Posting {
    let sorted: SortedEntries
    private let tracks: [Track]
    private let known: Known
    private let added: AddedDays
    let unstored: [Load.Said: [Vintage]]
    private let isEarly: Bool
    let batch: Int
    private let file: String
    let hint: String
    private let wordings: [String]
    var outcome = Outcome()
    private(set) var runs: RunWriter
    /// Figures of the current track that lie in no single week: they go into runs of their own.
    private var loose: [Entry] = []
    private var sum: WeekSum?

    init(
        _ sorted: SortedEntries, _ tracks: [Track], _ known: Known, _ added: AddedDays, after progress: Load.Progress,
        isEarly: Bool, batch: Int, file: String, hint: String, wordings: [String]
    ) {
        (self.sorted, self.tracks, self.known, self.added) = (sorted, tracks, known, added)
        (unstored, self.isEarly) = (progress.unstored, isEarly)
        (self.batch, self.file, self.hint, self.wordings) = (batch, file, hint, wordings)
        runs = RunWriter(batch: batch, count: progress.runs)
    }

    /// Bytes for the COPY.
    mutating func take() -> [UInt8] { runs.take() }

    /// Judges and writes the figures of the track at `place`.
    mutating func post(trackAt place: Int) throws {
        let (number, range) = sorted.tracks[place]
        let track = tracks[Int(number)]
        let known = known.figures(ofTrackAt: place)
        var windows = OpenWindows(known, batch: batch)
        var from = range.lowerBound
        while from < range.upperBound {
            let span = sorted[from].span
            var to = from + 1
            while to < range.upperBound, sorted[to].span == span { to += 1 }
            let mixed = (from..<to).first { sorted[$0].imputed != sorted[from].imputed }
            if let mixed {
                refuse(sorted[mixed], overlapping: OpenWindows.Window(sorted[from]))
            } else if let other = windows.overlapping(sorted[from]) ?? windows.beside(sorted[from]) {
                for at in from..<to { refuse(sorted[at], overlapping: other) }
            } else if to == from + 1, !windows.knows(span) {
                outcome.new += 1
                try record(sorted[from], of: track, place, replacing: nil, counts: true)
            } else {
                try judge(from..<to, of: track, place, Array(known[of: span]))
            }
            from = to
        }
        runs.endRun(of: track)
        for entry in loose { runs.add(entry, of: track, wording: wording(of: entry)) }
        runs.endRun(of: track)
        if !loose.isEmpty { outcome.outside.insert(track.measure) }
        loose.removeAll(keepingCapacity: true)
        endWeek(place)
    }

    /// Ends the data.
    mutating func finish() { runs.finish() }

    /// Several vintages of one window.
    private mutating func judge(_ range: Range<Int>, of track: Track, _ place: Int, _ known: [KnownFigure]) throws {
        let arriving = accepted(range, known)
        let timeline = VintageTimeline(
            known: known.map(\.vintage), arriving: arriving.map { $0.vintage(turn: batch) })
        var stored: [Entry] = []
        var next = arriving.makeIterator()
        for (_, verdict) in timeline.vintages {
            if verdict == .known { continue }
            guard var entry = next.next() else { break }
            switch verdict {
            case .known: continue
            case .unchanged(let confirming):
                outcome.unchanged += 1
                if let confirming { outcome.confirmed.insert(confirming) }
                if isEarly { outcome.unstored.append(entry) }
                continue
            case .repeated:
                outcome.unchanged += 1
                outcome.repeated += 1
                entry.isRepeat = true
            case .new: outcome.new += 1
            case .revised: outcome.revised += 1
            case .older: outcome.older += 1
            }
            stored.append(entry)
            let isLast = entry.vintage(turn: batch) == timeline.after
            let replaced = known.first { $0.vintage == timeline.before }
            let isNews = verdict == .new || verdict == .revised
            try record(entry, of: track, place, replacing: replaced, counts: isLast, isNews)
        }
    }

    /// Writes a figure; where it `counts`, the week has it in place of `replacing`. `isNews`: whether reports change.
    private mutating func record(
        _ entry: Entry, of track: Track, _ place: Int, replacing: KnownFigure?, counts: Bool, _ isNews: Bool = true
    ) throws {
        guard entry.span.isPlaced else {
            loose.append(entry)
            if isNews { outcome.unplaced += 1 }
            return
        }
        runs.add(entry, of: track, wording: wording(of: entry))
        let monday = entry.span.monday
        if isNews { outcome.weeks.insert(monday) }
        guard counts else { return }
        if sum?.monday != monday {
            endWeek(place)
            sum = WeekSum(track: track, monday: monday)
        }
        do {
            try sum?.add(entry)
            if let replacing { try sum?.takeAway(replacing) }
        } catch let refusal as Refusal {
            throw refusal.at(.init(file: file, line: Int(entry.line)))
        }
    }

    private func wording(of entry: Entry) -> String? { entry.wording < 0 ? nil : wordings[Int(entry.wording)] }

    private mutating func endWeek(_ place: Int) {
        guard var ended = sum else { return }
        defer { sum = nil }
        guard !added.contains(place) else { return }
        let held = known.week(ended.monday, ofTrackAt: place)
        ended.covered |= held?.days ?? 0
        outcome.sums.add(ended, exists: held != nil)
    }
}
