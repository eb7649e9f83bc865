public import AdaptModel
import AdaptSQL

/// How files of figures are read, as words: what is kept by name and given on a command line. When a file was published
/// and of which week it is is not kept: the next one is another.
public struct ImportSettings: Sendable, Equatable {
    /// By name, as `metric`, `unit`, or `map.value` for the column of a field.
    public private(set) var values: [String: String]

    /// Settings by name.
    public init(_ values: [String: String] = [:]) { self.values = values }

    /// As `name=value`, in order of names.
    public init(lines: [String]) {
        values = Dictionary(
            lines.map { line in
                let halves = line.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
                return (halves[0], halves.count == 2 ? halves[1] : "")
            }, uniquingKeysWith: { $1 })
    }

    /// As `name=value`, in order of names.
    public var lines: [String] { values.sorted { $0.key < $1.key }.map { $0.key + "=" + $0.value } }

    /// These, and where they say something else, `others`.
    public func with(_ others: ImportSettings) -> ImportSettings {
        ImportSettings(values.merging(others.values) { $1 })
    }

    /// What they mean for an import on `today`. Throws a `Refusal` (usage) for what one cannot be.
    public func options(today: Day) throws -> ImportReach.Options {
        var options = ImportReach.Options(today: today)
        options.map = values.keys.filter { $0.hasPrefix("map.") }.sorted().map {
            (field: String($0.dropFirst(4)), column: values[$0] ?? "")
        }
        (options.reading.sheet, options.reading.encoding) = (values["sheet"], values["encoding"])
        options.reading.skipsTotals = values["skip-totals"] != nil
        options.reading.notTotals = values.keys.filter { $0.hasPrefix("not-total.") }.sorted().compactMap { values[$0] }
        options.habits.dates = try values["dates"].map { try DateOrder(parsing: $0, as: "dates") }
        options.habits.numbers.style = try values["numbers"].map { try NumberReading.Style(parsing: $0, as: "numbers") }
        options.habits.numbers.wayToSay = "--numbers us or --numbers eu"
        options.habits.numbers.unit = try values["unit"].map { try NumberReading.unit(parsing: $0) } ?? 1
        let weekStart = try values["week-start"].map { try WeekStart(parsing: $0, as: "week-start") }
        options.habits.weekStart = weekStart ?? .monday
        options.habits.formerCategories = try formerCategories
        options.wide = try values["wide"].map { try ImportReach.Options.WeekColumns(parsing: $0, as: "wide") }
        options.sameDays = try values["same-days"].map { try SameDays(parsing: $0, as: "same-days") }
        options.ignoring = values.keys.filter { $0.hasPrefix("ignore.") }.sorted().compactMap { values[$0] }
        options.cumulative = values["cumulative"] != nil
        options.registersMissing = values["register-missing"] != nil
        (options.source, options.metric, options.market) = (
            values["source"], values["metric"], values["market"]?.lowercased()
        )
        options.series = values["series"]
        options.published = try values["published"].map { text in
            guard let day = Day(text) else {
                throw Refusal(.usage, "published \"\(text)\" is not a day", hint: "write it as 2026-01-13")
            }
            return day
        }
        options.week = try values["week"].map { "\(try Week(parsing: $0))" }
        options.settings = ImportSettings(values.filter { !["published", "week"].contains($0.key) })
        return options
    }

    private var formerCategories: [String: String] {
        get throws {
            var former: [String: String] = [:]
            for text in values.keys.filter({ $0.hasPrefix("same-category.") }).sorted().compactMap({ values[$0] }) {
                guard let (now, then) = text.halves(at: "="), !now.isEmpty, !then.isEmpty else {
                    throw Refusal(
                        .usage, "categories \"\(text)\" are not written as NOW=FORMER",
                        hint: "as in --same-category \"Films=Films (English)\"")
                }
                guard former.updateValue(trimmed(then), forKey: trimmed(now)) == nil else {
                    throw Refusal(
                        .usage, "category \"\(now)\" is said to be two former ones", hint: "name one of them")
                }
            }
            return former
        }
    }
}

extension Workspace {
    /// Settings kept by name. Throws a `Refusal` (rule) where there are none of that name.
    public func importSettings(_ name: String) async throws -> ImportSettings {
        let known = try await rows(Queries.catalogue["list_import_profiles"], [Int.max])
        for row in known where try row.get("profile", as: String.self) == name {
            let lines: [String] = try row.get("lines")
            return ImportSettings(lines: lines.filter { !$0.hasPrefix("published=") })
        }
        let names = try known.map { try $0.get("profile", as: String.self) }
        throw Refusal(
            .rule, "import profile \"\(name)\" is not known",
            hint: Nearest.hint(for: name, among: names) ?? "keep one with --save-profile \(name)")
    }

    /// All settings kept by name: columns profile, settings. Ordered by name.
    public func importProfiles(asOf cut: OperationID = .now) async throws -> Listing {
        let rows = try await rows(Queries.catalogue["list_import_profiles"], [cut.number])
        return Listing(
            columns: ["profile", "settings"],
            rows: try rows.map { row in
                [try row.get("profile"), try row.get("lines", as: [String].self).joined(separator: "; ")]
            })
    }

    /// Keeps settings by name, in an operation or one of their own; what is kept so already is left as it is.
    func keep(_ settings: ImportSettings, as name: String, in operation: OperationID?) async throws -> OperationID? {
        let code = try Code(name, for: "profile").text
        let known = try await rows(Queries.catalogue["list_import_profiles"], [Int.max])
        let isKept = try known.contains {
            try $0.get("profile", as: String.self) == code && $0.get("lines", as: [String].self) == settings.lines
        }
        guard !isKept else { return operation }
        var begun = operation
        if begun == nil { begun = try await begin("import profile", message: code).operation }
        _ = try await rows(Queries.record["add_import_profile"], [code, begun?.number, settings.lines])
        return begun
    }
}
