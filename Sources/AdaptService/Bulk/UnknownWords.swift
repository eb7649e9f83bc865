import AdaptModel
import Synchronization

/// Refusals of words that are not known, each with what is near: worked out once a word, and for the first of many
/// alone, as a search through all that is known is long and no more faults than that are read.
final class UnknownWords: Sendable {
    static let helped = 100
    private let refusals = Mutex<[String: [String: Refusal]]>([:])

    /// The refusal of a word of a kind. `make` gets what the word may have been meant for: nothing beyond the first.
    func refusal(
        of kind: String, _ word: String, among known: @autoclosure () -> [String], _ make: ([String]) -> Refusal
    ) -> Refusal {
        if let told = refusals.withLock({ $0[kind]?[word] }) { return told }
        guard refusals.withLock({ $0[kind]?.count ?? 0 }) < UnknownWords.helped else { return make([]) }
        let refusal = make(known())
        refusals.withLock { $0[kind, default: [:]][word] = refusal }
        return refusal
    }

    /// How many words of a kind were looked for among all that is known.
    func count(of kind: String) -> Int { refusals.withLock { $0[kind]?.count ?? 0 } }
}
