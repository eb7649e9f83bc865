import AdaptModel
import AdaptSQL
import Postgres

/// What staged readings of counters come to, beside those that are known.
extension ImportReach {
    /// Leaves staged what is new or restated.
    func refuseContradictions(in file: String, _ workspace: Workspace) async throws {
        var faults = Faults()
        for row in try await workspace.rows(Queries.counter["contradictions"]) {
            let (day, value, line): (String, Int, Int) = (
                try row.get("day"), try row.get("value"), try row.get("first_line")
            )
            faults.add(
                Refusal(
                    .input,
                    "reading of \(day) is \(value), in line \(line) it is \(try row.get("first_value", as: Int.self))",
                    hint: "say which one counts; where one replaces the other, give each its day in a column published",
                    place: .init(file: file, line: try row.get("line"))))
        }
        for query in ["keep_latest", "create_known", "index_known", "analyze_known", "judge", "forget_unchanged"] {
            _ = try await workspace.rows(Queries.counter[query])
        }
        for row in try await workspace.rows(Queries.counter["faults"]) {
            let place = Refusal.Place(file: file, line: try row.get("line"))
            let (day, operation): (String, Int) = (try row.get("day"), try row.get("operation_id"))
            let (before, after): (String, String) = (try row.get("before"), try row.get("after"))
            faults.add(
                Refusal(
                    .input,
                    "reading of \(day) lies between those of \(before) and \(after), whose difference is counted as one "
                        + "figure: a part of it would count twice",
                    hint: "take back the import that brought the later one, and import all of them in order: adapt "
                        + "undo \(operation)", place: place))
        }
        try faults.throwIfAny(isSetAside: false)
    }

    /// The figures between readings, as a file of figures; falls are noted.
    func differences(of file: String, _ receipt: inout Receipt, _ workspace: Workspace) async throws -> String {
        var faults = Faults()
        var text = "edition,source,metric,market,currency,from,until,value,published\n"
        for row in try await workspace.rows(Queries.counter["differences"]) {
            let (edition, before, value): (String, Int, Int) = (
                try row.get("edition"), try row.get("value_before"), try row.get("value")
            )
            let (first, last): (String, String) = (try row.get("day_before"), try row.get("last_day"))
            guard value >= before else {
                if try row.get("is_counted", as: Bool.self) {
                    faults.add(
                        try fall(row, "\(before) on \(first) to \(value) on \(last)", in: file))
                } else if let from = Day(first), let until = Day(last), let days = Window(from, until) {
                    receipt.falls.append(CounterFall(edition: edition, days: days, values: [before, value]))
                }
                continue
            }
            let fields: [String] = [
                edition, try row.get("source"), try row.get("metric"), try row.get("market", as: String?.self) ?? "",
                try row.get("currency", as: String?.self) ?? "", try row.get("first_day"), last,
                String(value - before), try row.get("published"),
            ]
            text += fields.joined(separator: ",") + "\n"
        }
        try faults.throwIfAny(isSetAside: false)
        return text
    }

    /// What is wrong with a restated reading by which a figure that is counted would be a fall: none can replace it.
    private func fall(_ row: Row, _ words: String, in file: String) throws -> Refusal {
        let operation: Int? = try row.get("operation_id")
        return Refusal(
            .input,
            "counter of \(try row.get("edition", as: String.self)) would fall from \(words), of which a figure is counted",
            hint: "restate the other reading too, or take back the import that brought this one: adapt undo "
                + (operation.map(String.init) ?? "N"), place: .init(file: file, line: try row.get("line")))
    }
}
