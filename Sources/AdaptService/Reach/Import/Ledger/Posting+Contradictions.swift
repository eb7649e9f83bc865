import AdaptModel

/// Figures that contradict each other, of the same days or of some of them.
extension Posting {
    /// The entries of one window without those that contradict one of the same publication.
    mutating func accepted(_ range: Range<Int>, _ known: [KnownFigure]) -> [Entry] {
        var stated: [Int32: Vintage] = [:]
        var others: [Int32: Int] = [:]
        let window = sorted[range.lowerBound]
        let said = unstored[Load.Said(track: window.track, span: window.span)] ?? []
        let own = known.filter { $0.vintage.turn == batch }.map { $0.vintage } + said
        for vintage in own where stated[Int32(vintage.published.number)] == nil {
            stated[Int32(vintage.published.number)] = vintage
        }
        defer {
            let all = own + range.map { sorted[$0].vintage(turn: batch) }
            for vintage in all {
                let day = Int32(vintage.published.number)
                guard let other = others[day], vintage.figure == stated[day]?.figure else { continue }
                outcome.contradicted.append((Int32(clamping: vintage.line), differs(from: other)))
            }
        }
        return range.map { sorted[$0] }.filter { entry in
            guard let first = stated[entry.published] else {
                stated[entry.published] = entry.vintage(turn: batch)
                return true
            }
            if first.figure == entry.figure { return true }
            outcome.faults.append((entry.line, differs(from: first.line)))
            if others[entry.published] == nil { others[entry.published] = Int(entry.line) }
            return false
        }
    }

    private func differs(from line: Int) -> Refusal {
        Refusal(.input, "figure differs from the one of the same window in line \(line)", hint: hint)
    }

    /// Notes a figure that is of days which another one is of too.
    mutating func refuse(_ entry: Entry, overlapping other: OpenWindows.Window) {
        let place = "line \(other.line)" + (other.file.map { " of \($0), already imported" } ?? "")
        func text(_ span: Span, _ imputed: Bool) -> String { span.text + (imputed ? " (moved there from Sunday)" : "") }
        func overlap(_ window: String, _ other: String, _ place: String) -> Refusal {
            Refusal(
                .input, "window \(window) overlaps \(other) in \(place)",
                hint: "one source counts a day of an edition once: take one of the two out")
        }
        let (window, known) = (text(entry.span, entry.imputed), text(other.span, other.imputed))
        outcome.faults.append((entry.line, overlap(window, known, place)))
        guard other.file == nil else { return }
        outcome.contradicted.append(
            (Int32(clamping: other.line), overlap(known, window, "line \(entry.line)")))
    }
}
