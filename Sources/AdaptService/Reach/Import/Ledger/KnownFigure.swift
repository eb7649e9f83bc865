import AdaptModel
import Postgres

/// A figure that is in the database.
struct KnownFigure {
    let span: Span
    let vintage: Vintage
    let windowInferred: Bool
    let imputed: Bool
    /// The file that brought it.
    let file: String
}

/// Figures of tracks as they come from the database.
struct RecalledFigures: Sendable {
    let places: [Int]
    /// By place in `SortedEntries.tracks`.
    var figures: [Int: [KnownFigure]]
    private var files: [Int: String] = [:]

    init(places: [Int], figures: [Int: [KnownFigure]]) {
        self.places = places
        self.figures = figures
    }

    /// Takes a row of `known_figures` or `known_figures_outside`.
    mutating func take(_ row: inout CopiedRow) throws {
        let place = places[try row.number() - 1]
        let span = Span(first: try row.integer().map { Int32($0) }, length: Int32(try row.number()))
        let (published, batch, line) = (Day(number: try row.number()), try row.number(), try row.number())
        let (low, high, comparator) = (try row.number(), try row.integer(), try row.words())
        guard let comparator = Figure.Comparator(rawValue: comparator) else {
            throw Refusal(.bug, "comparator \"\(comparator)\" is not understood")
        }
        let figure = Figure(stored: comparator, low: low, high: high, estimated: try row.flag())
        let (windowInferred, imputed, name) = (try row.flag(), try row.flag(), try row.words())
        // One text for all figures of a file.
        let file = files[batch] ?? name
        files[batch] = file
        figures[place, default: []].append(
            KnownFigure(
                span: span, vintage: Vintage(published: published, turn: batch, line: line, figure: figure),
                windowInferred: windowInferred, imputed: imputed, file: file))
    }
}

extension [KnownFigure] {
    /// Those of a window. All are in the order of windows.
    subscript(of span: Span) -> ArraySlice<KnownFigure> {
        let from = first(notBelow: span, by: \.span)
        var to = from
        while to < count, self[to].span == span { to += 1 }
        return self[from..<to]
    }
}

extension Array {
    /// Position of the first element whose value is not below `least`; the end where there is none. The elements are
    /// in the order of that value.
    func first<Value: Comparable>(notBelow least: Value, by value: (Element) -> Value) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if value(self[middle]) < least { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
