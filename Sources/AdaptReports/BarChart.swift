/// Upright bars as SVG, drawn in the colours of the page; the table under it says the same.
struct BarChart {
    /// One bar.
    struct Bar {
        /// What stands below it.
        let name: String
        /// How high it is; nil: no bar, which is not zero.
        let value: Int?
        /// What stands above it.
        let words: String
        /// Whether the value is a bound, about or a range: drawn as an outline.
        let isBound: Bool
    }

    /// What it shows.
    let title: String
    /// From left to right.
    let bars: [Bar]

    private static let (barWidth, gap, height, margin) = (56, 64, 160, 34)

    /// Writes it; nothing where there are no bars.
    func write(to out: inout some TextOutputStream) {
        guard !bars.isEmpty else { return }
        // Room for the words of one bar alone, too.
        let slot = BarChart.barWidth + BarChart.gap
        let (width, bottom) = (bars.count * slot + BarChart.gap, BarChart.margin + BarChart.height)
        let said = bars.map { "\($0.name): \($0.words)" }.joined(separator: "; ")
        var svg = HTML()
        svg.open("div", [("class", "wide")])
        svg.open(
            "svg",
            [
                ("role", "img"), ("width", "\(width)"), ("height", "\(bottom + BarChart.margin)"),
                ("viewBox", "0 0 \(width) \(bottom + BarChart.margin)"), ("aria-label", "\(title): \(said)"),
            ])
        svg.newLine()
        let highest = Double(max(1, bars.compactMap(\.value).max() ?? 1))
        for (index, bar) in bars.enumerated() {
            let middle = BarChart.gap / 2 + slot / 2 + index * slot
            let share = Double(bar.value ?? 0) / highest
            let tall = Int((share * Double(BarChart.height)).rounded())
            if bar.value != nil {
                svg.add(
                    HTML(
                        "rect",
                        [
                            ("class", bar.isBound ? "bar bound" : "bar"), ("x", "\(middle - BarChart.barWidth / 2)"),
                            ("y", "\(bottom - tall)"), ("width", "\(BarChart.barWidth)"), ("height", "\(tall)"),
                        ], ""))
            }
            svg.add(BarChart.label(bar.words, x: middle, y: bottom - tall - 8))
            svg.add(BarChart.label(bar.name, x: middle, y: bottom + 20))
            svg.newLine()
        }
        svg.close("svg")
        svg.close("div")
        svg.newLine()
        out.write(svg.text)
    }

    private static func label(_ words: String, x: Int, y: Int) -> HTML {
        HTML("text", [("x", "\(x)"), ("y", "\(y)"), ("text-anchor", "middle")], words)
    }
}
