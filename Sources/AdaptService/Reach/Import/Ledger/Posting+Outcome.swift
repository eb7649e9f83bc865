import AdaptModel

extension Posting {
    /// What became of them.
    struct Outcome {
        var new = 0, revised = 0, older = 0, unchanged = 0, unplaced = 0
        /// Put together with another one of the same days.
        var together = 0
        /// Of those unchanged: published later than what was known, and kept for that.
        var repeated = 0
        /// Mondays of the weeks that changed, counted from 1970-01-01.
        var weeks: Set<Int32> = []
        /// Earlier imports that hold what is said again.
        var confirmed: Set<Int> = []
        /// Lines that contradict, with why.
        var faults: [(line: Int32, refusal: Refusal)] = []
        /// Lines that those contradict, with why: nobody can say which of the two is right.
        var contradicted: [(line: Int32, refusal: Refusal)] = []
        /// Measures that have figures which lie in no single week from now on.
        var outside: Set<Int32> = []
        /// Those unchanged, where they are held for later loads.
        var unstored: [Entry] = []
        var sums = WeekSums()
    }
}
