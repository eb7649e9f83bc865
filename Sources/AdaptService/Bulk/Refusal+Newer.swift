import AdaptModel

extension Refusal {
    /// How to say something though others said otherwise since: `now` is the revision by now, `column` the name of that
    /// which shows an older one.
    static func hint(toSay words: String, all now: Int, isAlone: Bool, in column: String) -> String {
        "to say \(words) all the same, " + (isAlone ? "" : "empty the other cells of the row, and ")
            + "write \(now) in the column \(column)"
    }
}
