import AdaptReports
import AdaptService

/// Tells of words for a term that name others of its vocabulary, too: legal, and asked about where they are said. They
/// are looked up before the term has them, and told once it has: of what is refused nothing comes.
func warn(ofShared words: [SharedWord]) {
    Streams.current.warn(of: words, "of these", where: "--format json lists all") { word in
        let own = word.own.map { ", which is \($0)," } ?? ""
        let place = word.language.map { " in \(shown($0))" }
        let unless = place.map { "in an edition\($0) too" } ?? "unless the edition's language tells"
        return "\"\(shown(word.word))\"\(own) is also \(word.term) (\"\(shown(word.label))\")\(place ?? ""): "
            + "of a value so called it is asked which is meant, \(unless)"
    }
}

extension SharedWord {
    /// It as a member of a receipt in JSON.
    var json: JSON {
        var members: [(String, JSON)] = [("word", .string(word)), ("term", .string(term)), ("label", .string(label))]
        if let own { members.append(("own", .string(own))) }
        if let language { members.append(("language", .string(language))) }
        return .object(members)
    }
}
