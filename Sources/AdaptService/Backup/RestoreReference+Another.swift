/// What becomes of an entry.
extension RestoreReference {
    /// What is done with an entry.
    enum Fate: Sendable {
        case run
        /// Left to a migration, which makes it anew: what it says is not run.
        case passedOver
        /// None of ours.
        case foreign
    }

    /// What is to be done with an entry.
    func fate(of entry: RestoreEntry) -> Fate {
        guard schema != nil else { return knows(entry) ? .run : .foreign }
        // What is said of something that is passed over goes with it.
        if entry.isComment { return isSaidOfOurs(entry) ? .run : .passedOver }
        if knows(entry) { return .run }
        return MadeAnew.has(entry) ? .passedOver : .foreign
    }

    /// Whether a comment, whose name is as in `TABLE a`, `COLUMN a.b` or `FUNCTION f(c integer)`, is on what one
    /// migration makes.
    private func isSaidOfOurs(_ entry: RestoreEntry) -> Bool {
        guard let blank = entry.name.firstIndex(of: " ") else { return false }
        let (kind, name) = (entry.name[..<blank], ScriptWords.name(entry.name[blank...].dropFirst()))
        return names.contains("\(kind == "COLUMN" ? "TABLE" : kind) \(name)")
    }
}
