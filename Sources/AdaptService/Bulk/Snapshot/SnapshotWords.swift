import AdaptModel

/// What the columns of a file of market figures mean.
enum SnapshotField: String, TableField {
    case source, locator, quote, scope, aspect, value, week, from, until, wording, fault
}

/// What publishers count of a whole market.
enum SnapshotAspect: String, CaseIterable, Sendable {
    case titlesActive = "titles_active"
    case titlesNew = "titles_new"
    case shareNew = "share_new"
    case titlesAnimated = "titles_animated"
    case shareAnimated = "share_animated"

    var isShare: Bool { rawValue.hasPrefix("share_") }
}

/// What a publisher says of a market in some days.
struct SnapshotWords: Equatable, Sendable {
    /// What it is said of, by whom and when.
    struct Of: Hashable, Sendable {
        let source: String
        let scope: String
        let aspect: String
        let window: Window
    }

    /// How much, as it is stored: with its decimals, as it was stated.
    struct Number: Equatable, Sendable {
        let comparator: String
        let low: String
        let high: String?
    }

    let of: Of
    let number: Number
    let wording: String?
}

extension SnapshotWords.Number {
    /// The number written as people write it: `about 14,000`, `120+`, `nearly 18%`, `0.72%`. Throws a `Refusal` (input).
    init(parsing text: String, isShare: Bool) throws {
        // Shares have decimals, figures have none: read as so many hundredths of a hundredth.
        let parts = isShare ? 10_000 : 1
        let bare = isShare ? text.replacing("%", with: "") : text
        let reading = isShare ? NumberReading(.us, unit: parts) : NumberReading()
        guard let figure = try FigureText.parse(bare, as: reading) else {
            throw Refusal(.input, "value is empty", hint: "leave out rows that say nothing")
        }
        let stated = max(figure.low, figure.high ?? 0)
        guard !isShare || bare != text || stated == 0 || stated >= parts else {
            throw Refusal(
                .input, "share \"\(text)\" may be per cent, or a part of one",
                hint: "write the sign: 18%, or 0.18% where it is that little")
        }
        guard !isShare || stated <= 100 * parts else {
            throw Refusal(.input, "share \"\(text)\" is more than the whole", hint: "write per cent of the market")
        }
        // As many decimals as are stated: how exact a share is said to be is part of what is said.
        let decimals = bare.matches(of: /[0-9]\.([0-9]+)/).map { $0.1.count }.max() ?? 0
        func written(_ number: Int) -> String {
            guard isShare, decimals > 0 else { return String(number / parts) }
            let digits = String(number % parts)
            let all = String(repeating: "0", count: 4 - digits.count) + digits
            return "\(number / parts).\(all.prefix(decimals))"
        }
        let isAbout = figure.comparator == .equal && figure.estimated
        comparator = isAbout ? Figure.Comparator.about.rawValue : figure.comparator.rawValue
        // Stored is the number stated, not the bound that follows from it.
        low = written(figure.comparator == .more ? figure.low - 1 : figure.low)
        high = figure.high.map { written(figure.comparator == .less ? $0 + 1 : $0) }
    }
}

extension BulkTable where Field == SnapshotField {
    /// What a row says, with its evidence beside the source. Throws a `Refusal` (input) located in the file.
    func words(_ row: Int, _ names: BulkNames, today: Day?) throws -> (words: SnapshotWords, citation: Citation?) {
        func required<Value>(_ field: Field, _ body: (String) throws -> Value) throws -> Value {
            guard let value = try parse(field, row, body) else {
                throw Refusal(
                    .input, "\(field.rawValue) is empty", hint: "say it in every row", place: place(row, field))
            }
            return value
        }
        guard let citation = try citation(row, .source, .locator, .quote, names) else {
            throw Refusal(
                .input, "source is empty", hint: "say who says it, in a column source or with --cite",
                place: place(row, .source))
        }
        let aspect = try required(.aspect) { try SnapshotAspect(parsing: $0, as: "aspect") }
        let words = SnapshotWords(
            of: .init(
                source: citation.source, scope: try required(.scope) { $0 }, aspect: aspect.rawValue,
                window: try window(row, today)),
            number: try required(.value) { try SnapshotWords.Number(parsing: $0, isShare: aspect.isShare) },
            wording: try text(.wording, row) ?? text(.value, row))
        return (words, citation.locator == nil && citation.quote == nil ? nil : citation)
    }

    private func window(_ row: Int, _ today: Day?) throws -> Window {
        let window = try window(row)
        guard let today, window.first > today else { return window }
        throw Refusal(
            .input, "window \(window) begins after today, \(today)",
            hint: "a market is counted in days that have begun",
            place: place(row, word(.week, row) == nil ? .from : .week))
    }

    private func window(_ row: Int) throws -> Window {
        if let week = try parse(.week, row, { try Week(parsing: $0) }) { return Window(week) }
        func day(_ field: Field) throws -> Day {
            guard let day = try parse(field, row, { Day($0) }) ?? nil else {
                throw Refusal(
                    .input, "\(field.rawValue) is not a day", hint: "write it as 2026-01-05, or name the week",
                    place: place(row, field))
            }
            return day
        }
        guard let window = Window(try day(.from), try day(.until)) else {
            throw Refusal(
                .input, "window ends before it starts", hint: "until is the last of the days, from the first",
                place: place(row, .until))
        }
        return window
    }
}
