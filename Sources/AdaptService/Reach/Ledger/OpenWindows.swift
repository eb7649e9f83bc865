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
    /// Windows of the file that may reach over the next one, in order.
    private var open: [Window] = []

    init(_ known: [KnownFigure]) {
        var spans: Set<Span> = []
        self.known = known.filter { spans.insert($0.span).inserted && $0.span.isDated }
            .map { Window(span: $0.span, line: $0.vintage.line, file: $0.file) }
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
        let held = known.first { $0.span != span && $0.span.first <= span.last && span.first <= $0.span.last }
        let earlier = [open.first, held].compactMap(\.self).min { $0.span < $1.span }
        if earlier == nil { open.append(Window(span: span, line: Int(line), file: nil)) }
        return earlier
    }
}
