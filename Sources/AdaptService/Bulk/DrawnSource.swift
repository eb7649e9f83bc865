import AdaptModel

/// A further source of an edition: its name alone, or with how it was drawn on and how sure that is, as `edition list`
/// writes it: `t/jp (dub, asserted)`.
struct DrawnSource: Equatable, Sendable {
    /// How it was drawn on, and how sure that is.
    struct Way: Equatable, Sendable {
        let method: Method
        let certainty: Certainty
    }

    /// As written.
    let name: String
    /// Nil: not said of it.
    let way: Way?

    /// The source that is written `NAME` or `NAME (METHOD, CERTAINTY)`. Throws a `Refusal` (usage).
    init(parsing text: String) throws {
        guard let (name, rest) = text.halves(at: "("), rest.hasSuffix(")") else {
            (self.name, way) = (text, nil)
            return
        }
        let words = rest.dropLast().split(separator: ",", omittingEmptySubsequences: false).map { trimmed(String($0)) }
        guard words.count == 2 else {
            throw Refusal(
                .usage, "source \"\(text)\" is not written as NAME (METHOD, CERTAINTY)",
                hint: "as in hockey-star/en (remake, asserted), or its name alone")
        }
        self.name = trimmed(name)
        way = Way(
            method: try Method(parsing: words[0].lowercased(), as: "method"),
            certainty: try Certainty(parsing: words[1].lowercased(), as: "certainty"))
    }
}

extension DrawnSource.Way: CustomStringConvertible {
    var description: String { "\(method.rawValue), \(certainty.rawValue)" }
}

extension [String: DrawnSource.Way] {
    /// Notes how a source is drawn on, where that is said. Throws a `Refusal` (rule) where it was said otherwise: of each
    /// source one way is recorded.
    mutating func note(_ way: DrawnSource.Way?, of source: String) throws {
        guard let way else { return }
        if let other = updateValue(way, forKey: source), other != way {
            throw Refusal(
                .rule, "source \"\(source)\" is drawn on in two ways: \(other) and \(way)", hint: "say one of them")
        }
    }
}

extension EditionWords {
    /// The sources that are not recorded, or not as what they are said to be, each once.
    func newSources(_ known: BulkCatalogue.Edition?) -> [String] {
        var seen: Set<String> = []
        return alsoFrom.filter { name in
            let isKnown = known?.drawsOn.contains(name) ?? false
            return (!isKnown || changedWay(of: name, known) != nil) && seen.insert(name).inserted
        }
    }

    /// How a source was drawn on as it is recorded, where the row says it otherwise.
    func changedWay(of source: String, _ known: BulkCatalogue.Edition?) -> DrawnSource.Way? {
        guard let said = ways[source], let old = known?.ways[source], said != old else { return nil }
        return old
    }
}
