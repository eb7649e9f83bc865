import AdaptSQL
import Postgres

/// A word for a term by which another one of the vocabulary is called, too.
public struct SharedWord: Sendable, Equatable {
    /// The word: a label, or a code.
    public let word: String
    /// The other term, as `vocabulary:code`.
    public let term: String
    /// What that is called, where the word may be spelt otherwise.
    public let label: String
    /// The term that is called so now, as `vocabulary:code`; nil: the one that was asked about.
    public internal(set) var own: String?
    /// The language (BCP 47) in which both are called so, which then tells nothing; nil: none, or it was not asked.
    public internal(set) var language: String?
}

extension Workspace {
    /// Words for a term that name other terms of its vocabulary already, by what they are called, folded, or by a code:
    /// legal, but whoever says such a word as a value is asked which one is meant, unless the edition's language tells.
    ///
    /// `named`: the name that the term is to get; `labels`: what it is to be called. What it is called already is no
    /// news, but for a language in which the other is called so and it was not. In the order of the labels, the code
    /// last, then by term. Throws a `Refusal` for what is not written as a term (usage), or is none (rule) and is not
    /// the name that it is to get.
    public func sharedWords(
        of term: String, named: String? = nil, labels: [(language: String, label: String)] = []
    ) async throws -> [SharedWord] {
        var own: Set<String> = [term]
        let vocabulary: String
        if named == term {
            vocabulary = try Recorder.parts(ofTerm: term).vocabulary
        } else {
            let known = try await knownTerm(term)
            vocabulary = known.vocabulary
            own.insert(known.name)
        }
        var words = labels.map { $0.label }
        var languages: [String?] = labels.map { $0.language }
        if let named {
            words.append(try Recorder.parts(ofTerm: named).code)
            languages.append(nil)
            own.insert(named)
        }
        let vocabularies = words.map { _ in vocabulary }
        var (found, old, oldPlaces): ([(place: Int, word: SharedWord)], Set<String>, Set<Int>) = ([], [], [])
        for row in try await rows(Queries.record["find_terms"], [vocabularies, words, languages]) {
            let place = try row.get("n", as: Int.self) - 1
            let isInLanguage = try row.get("in_language", as: Bool?.self) == true
            var one = SharedWord(word: words[place], term: try row.get("term"), label: try row.get("label"))
            if own.contains(one.term) {
                old.insert(one.word)
                if isInLanguage { oldPlaces.insert(place) }
                continue
            }
            if isInLanguage { one.language = languages[place] }
            found.append((place, one))
        }
        var shared: [SharedWord] = []
        for (place, one) in found
        where !old.contains(one.word) || (one.language != nil && !oldPlaces.contains(place)) {
            if let known = shared.firstIndex(where: { $0.word == one.word && $0.term == one.term }) {
                shared[known].language = shared[known].language ?? one.language
            } else {
                shared.append(one)
            }
        }
        return shared
    }
}
