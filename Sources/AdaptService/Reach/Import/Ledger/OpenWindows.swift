import AdaptModel

/// The windows of a track that the next ones of a file may overlap: those that are known, and those gone by.
struct OpenWindows {
    struct Window {
        let span: Span
        /// Whether it was moved to this week from one that is not its own.
        let imputed: Bool
        let line: Int
        /// The file it was imported from; nil: this one.
        let file: String?
    }

    /// In order, each once: that of the latest publication. Those without dates come first.
    private let known: [Window]
    /// How many of `known` have no dates, or begin before the end of a window that came.
    private var reached: Int
    /// Those of them, and those of the file, that may reach over the next window; each in order.
    private var held: [Window] = []
    private var open: [Window] = []

    /// Beside the windows of `known`, which are in order; those of the import `batch` are the file's own.
    init(_ known: [KnownFigure], batch: Int) {
        var windows: [Window] = []
        for figure in known where figure.span != windows.last?.span {
            windows.append(
                Window(
                    span: figure.span, imputed: figure.imputed, line: figure.vintage.line,
                    file: figure.vintage.turn == batch ? nil : figure.file))
        }
        self.known = windows
        reached = windows.firstIndex { $0.span.isDated } ?? windows.count
    }

    private func window(of span: Span) -> Window? {
        let at = known.first(notBelow: span, by: \.span)
        return at < known.count && known[at].span == span ? known[at] : nil
    }

    /// The known window that says of the same week what is of other days: one of the two is imputed, the other is not.
    func beside(_ entry: Entry) -> Window? {
        guard let known = window(of: entry.span), known.imputed != entry.imputed else { return nil }
        return known
    }

    /// Whether the same window is known.
    func knows(_ span: Span) -> Bool { window(of: span) != nil }

    /// The first other window that `span` overlaps. Where there is none, `span` is one of those that others may.
    ///
    /// Windows come in their order.
    mutating func overlapping(_ entry: Entry) -> Window? {
        let span = entry.span
        guard span.isDated else { return nil }
        open.removeAll { $0.span.last < span.first }
        held.removeAll { $0.span.last < span.first }
        while reached < known.count, known[reached].span.first <= span.last {
            if known[reached].span.last >= span.first { held.append(known[reached]) }
            reached += 1
        }
        let held = held.first { $0.span != span && $0.span.first <= span.last }
        let earlier = [open.first, held].compactMap(\.self).min { $0.span < $1.span }
        if earlier == nil { open.append(Window(entry)) }
        return earlier
    }
}

extension OpenWindows.Window {
    /// That of a figure of the file.
    init(_ entry: Entry) { self.init(span: entry.span, imputed: entry.imputed, line: Int(entry.line), file: nil) }
}
