import AdaptModel

/// The windows of a track that the next ones of a file may overlap: those that are known, and those gone by.
struct OpenWindows {
    struct Window {
        let span: Span
        let line: Int
        /// The file it was imported from; nil: this one.
        let file: String?
    }

    private let known: [Window]
    private let spans: Set<Span>
    /// How many of `known` begin before the end of a window that came.
    private var reached = 0
    /// Those of them, and those of the file, that may reach over the next window; each in order.
    private var held: [Window] = []
    private var open: [Window] = []

    /// Beside the windows of `known`, which are in order; those of the import `batch` are the file's own.
    init(_ known: [KnownFigure], batch: Int) {
        var spans: Set<Span> = []
        self.known = known.filter { spans.insert($0.span).inserted && $0.span.isDated }
            .map { Window(span: $0.span, line: $0.vintage.line, file: $0.vintage.turn == batch ? nil : $0.file) }
        self.spans = spans
    }

    /// Whether the same window is known.
    func knows(_ span: Span) -> Bool { !spans.isEmpty && spans.contains(span) }

    /// The first other window that `span` overlaps. Where there is none, `span` is one of those that others may.
    ///
    /// Windows come in their order.
    mutating func overlapping(_ span: Span, line: Int32) -> Window? {
        guard span.isDated else { return nil }
        open.removeAll { $0.span.last < span.first }
        held.removeAll { $0.span.last < span.first }
        while reached < known.count, known[reached].span.first <= span.last {
            if known[reached].span.last >= span.first { held.append(known[reached]) }
            reached += 1
        }
        let held = held.first { $0.span != span && $0.span.first <= span.last }
        let earlier = [open.first, held].compactMap(\.self).min { $0.span < $1.span }
        if earlier == nil { open.append(Window(span: span, line: Int(line), file: nil)) }
        return earlier
    }
}
