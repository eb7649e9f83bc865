import AdaptModel

/// Figures of successive weeks as little bars: `▁▃█·▆`.
enum Sparkline {
    /// A bar for each figure, the highest of them the full height; `·` is no figure, which is not zero.
    static func words(_ figures: [Int?]) -> String {
        let highest = figures.compactMap { $0 }.max() ?? 0
        return figures.map { figure in
            guard let figure else { return "·" }
            let share = highest == 0 ? 0 : Double(figure) / Double(highest)
            return bars[Int((share * 7).rounded())]
        }.joined()
    }

    private static let bars: [String] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]
}

extension ReachTrends {
    /// The weeks of a line as little bars.
    func words(of line: ReachReport.Line) -> String? { self[line].map(Sparkline.words) }
}
