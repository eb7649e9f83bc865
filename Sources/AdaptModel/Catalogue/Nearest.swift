/// Finds what somebody probably meant.
public enum Nearest {
    /// Up to `limit` of `candidates` that are few edits away from `word`, nearest first, ties by text.
    ///
    /// An edit is a character added, left out, replaced, or swapped with its neighbour (optimal string alignment);
    /// a third of the longer word's length may be edited, and at least one of three letters; shorter words are too
    /// alike, and only their own letters swapped are a typo. A candidate that starts with the word, or shares its last
    /// segment, counts as one edit away.
    public static func matches(for word: String, among candidates: [String], limit: Int = 3) -> [String] {
        let letters = Array(word.lowercased())
        let scored = candidates.compactMap { candidate -> (Int, String)? in
            let other = Array(candidate.lowercased())
            let allowed = letters.count < 3 ? 0 : max(1, max(letters.count, other.count) / 3)
            if letters.count >= 2, other.starts(with: letters) || segment(of: other) == segment(of: letters) {
                return (other == letters ? 0 : 1, candidate)
            }
            if letters.count == 2, other == letters.reversed() { return (1, candidate) }
            guard abs(letters.count - other.count) <= allowed else { return nil }
            let edits = distance(letters, other)
            return edits <= allowed ? (edits, candidate) : nil
        }
        return scored.sorted { $0 < $1 }.prefix(limit).map(\.1)
    }

    /// `did you mean ...?`, or nil where nothing is near.
    public static func hint(for word: String, among candidates: [String]) -> String? {
        let near = matches(for: word, among: candidates)
        return near.isEmpty ? nil : "did you mean " + near.joined(separator: ", ") + "?"
    }

    private static func segment(of letters: [Character]) -> ArraySlice<Character> {
        letters.split(whereSeparator: { $0 == "." || $0 == "/" }).last ?? []
    }

    private static func distance(_ left: [Character], _ right: [Character]) -> Int {
        var before: [Int] = []
        var row = Array(0...right.count)
        for i in left.indices {
            var next = [i + 1]
            next.reserveCapacity(right.count + 1)
            for j in right.indices {
                var cost = min(row[j] + (left[i] == right[j] ? 0 : 1), row[j + 1] + 1, next[j] + 1)
                if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] {
                    cost = min(cost, before[j - 1] + 1)
                }
                next.append(cost)
            }
            (before, row) = (row, next)
        }
        return row[right.count]
    }
}
