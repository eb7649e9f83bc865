/// What became of the words of a text: which were kept, which taken out, which put in.
///
/// Words are runs of letters and digits; where a script writes no spaces (Han, kana, Thai ...) each character is one,
/// and so is each punctuation mark. Blanks are not compared: the kept and added pieces together are the new text, the
/// kept and removed ones the old, but for blanks.
public struct WordDifference: Sendable, Equatable {
    /// What became of a piece.
    public enum Sign: String, Sendable {
        case kept = "="
        case removed = "-"
        case added = "+"
    }

    /// Neighbouring words of one fate, with the blanks before each.
    public struct Piece: Sendable, Equatable {
        /// What became of it.
        public let sign: Sign
        /// The words.
        public fileprivate(set) var text: String
    }

    /// The pieces in order; where words were replaced, the removed ones before the added.
    public let pieces: [Piece]
    /// How many words were kept; punctuation is none.
    public let kept: Int

    /// Beyond this the difference is of no use to a reader, and finding it takes long.
    private static let longest = 2_000

    /// From `old` to `new`.
    public init(from old: String, to new: String) {
        self.init(WordDifference.words(of: old), WordDifference.words(of: new))
    }

    /// From `old` to `new`, where that tells more than the two texts do: each has at least four words and they share at
    /// least a third of those of the longer.
    public init?(worthShowingFrom old: String, to new: String) {
        let (left, right) = (WordDifference.words(of: old), WordDifference.words(of: new))
        let counts = [left, right].map { $0.count(where: \.isWord) }
        guard counts.allSatisfy({ 4...WordDifference.longest ~= $0 }), let longer = counts.max() else { return nil }
        // What they have in common in any order bounds what they share, and is found at once.
        var common = Dictionary(left.filter(\.isWord).map { ($0.text, 1) }, uniquingKeysWith: +)
        let most = right.count { word in
            guard word.isWord, let rest = common[word.text], rest > 0 else { return false }
            common[word.text] = rest - 1
            return true
        }
        guard 3 * most >= longer else { return nil }
        self.init(left, right)
        guard 3 * kept >= longer else { return nil }
    }

    private init(_ left: [Word], _ right: [Word]) {
        let changes = right.difference(from: left)
        var (removed, added): (Set<Int>, Set<Int>) = ([], [])
        for change in changes {
            switch change {
            case .remove(let offset, _, _): removed.insert(offset)
            case .insert(let offset, _, _): added.insert(offset)
            }
        }
        var (pieces, kept): ([Piece], Int) = ([], 0)
        func add(_ sign: Sign, _ text: String) {
            if pieces.last?.sign == sign {
                pieces[pieces.count - 1].text += text
            } else {
                pieces.append(Piece(sign: sign, text: text))
            }
        }
        var (i, j) = (0, 0)
        while i < left.count || j < right.count {
            if removed.contains(i) {
                add(.removed, left[i].blank + left[i].text)
                i += 1
            } else if added.contains(j) {
                add(.added, right[j].blank + right[j].text)
                j += 1
            } else {
                add(.kept, (right[j].blank.isEmpty ? left[i].blank : right[j].blank) + right[j].text)
                kept += right[j].isWord ? 1 : 0
                (i, j) = (i + 1, j + 1)
            }
        }
        self.pieces = pieces
        self.kept = kept
    }
}

extension Comparison.Row {
    /// What became of the words, where both sides are texts that differ and have much in common.
    public var words: WordDifference? {
        WordDifference(verdict, left.resolved.state, right.resolved.state)
    }
}

extension WordDifference {
    /// The difference of two states, where their verdict is a change of words.
    init?(_ verdict: Verdict, _ left: ElementState, _ right: ElementState) {
        switch verdict {
        case .leftChanged, .rightChanged, .diverged: break
        case .same, .bothSameChange, .leftAdded, .rightAdded, .leftDropped, .rightDropped, .unknown: return nil
        }
        guard case .value(let old) = left, case .value(let new) = right else { return nil }
        self.init(worthShowingFrom: old.text, to: new.text)
    }
}
