import AdaptModel
import FoundationEssentials

/// One line of a catalogue in JSON Lines: what a manager would say with one command.
enum CatalogueRecord: Decodable, Sendable {
    case source(Source)
    case market(Market)
    case term(Term)
    case element(Element)
    case series(Series)
    case edition(Edition)
    case assertion(Assertion)
    case creative(Creative)
    case snapshot(Snapshot)
    case note(Note)

    struct Evidence: Decodable, Sendable {
        let source: String
        let locator: String?
        let quote: String?

        var citation: Citation { Citation(source: source, locator: locator, quote: quote) }
    }

    struct Source: Decodable, Sendable {
        let code, title: String
        let publisher, url, published: String?
    }

    struct Market: Decodable, Sendable {
        let code, name: String
        let territories: [String]
    }

    struct Term: Decodable, Sendable {
        let term: String
        let labels: [[String]]
    }

    struct Element: Decodable, Sendable {
        let path: String
        let kind, label, vocabulary, tradition: String?
        let citation: Evidence?
    }

    struct Series: Decodable, Sendable {
        let code, title: String
        let language, origin, note: String?
        let citation: Evidence?
    }

    struct Lineage: Decodable, Sendable {
        let parent: String?
        let method: String
        let certainty: String?
        let alsoFrom: [String]?
    }

    struct Decision: Decodable, Sendable {
        let element: String
        let value: String?
        let keep, absent, unknown, minor: Bool?
        let reasons: [String]?
        let note: String?
        let citation: Evidence?
    }

    struct Edition: Decodable, Sendable {
        let series, code, title: String
        let language, market, origin, platform, status, note: String?
        let citation: Evidence?
        let lineage: Lineage?
        let decisions: [Decision]?
    }

    struct Assertion: Decodable, Sendable {
        let series: String
        let editions: Int
        let wording, from, until: String?
        let citation: Evidence?
    }

    struct Creative: Decodable, Sendable {
        let series, edition, code: String
        let description: String?
        let durationSeconds: Int?
        let firstSeen, lastSeen: String?
        let beats: [String]
        let citation: Evidence?
    }

    struct Snapshot: Decodable, Sendable {
        let source, scope, aspect, week, value: String
        let unit, wording: String?
    }

    struct Note: Decodable, Sendable {
        let series: String?
        let topic, body: String
        let citation: Evidence?
    }

    private enum Key: String, CodingKey { case type }

    init(from decoder: any Decoder) throws {
        let type = try decoder.container(keyedBy: Key.self).decode(String.self, forKey: .type)
        switch type {
        case "source": self = .source(try Source(from: decoder))
        case "market": self = .market(try Market(from: decoder))
        case "term": self = .term(try Term(from: decoder))
        case "element": self = .element(try Element(from: decoder))
        case "series": self = .series(try Series(from: decoder))
        case "edition": self = .edition(try Edition(from: decoder))
        case "assertion": self = .assertion(try Assertion(from: decoder))
        case "creative": self = .creative(try Creative(from: decoder))
        case "snapshot": self = .snapshot(try Snapshot(from: decoder))
        case "note": self = .note(try Note(from: decoder))
        default: throw Refusal(.input, "type \"\(type)\" is not known")
        }
    }

    /// The records of a file. Throws a `Refusal` (input) with the line of the first that is not one.
    static func all(in text: String, file: String) throws -> [(line: Int, record: CatalogueRecord)] {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return try text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().compactMap {
            index, line in
            guard !line.isEmpty else { return nil }
            let place = Refusal.Place(file: file, line: index + 1)
            do {
                return (index + 1, try decoder.decode(CatalogueRecord.self, from: Data(line.utf8)))
            } catch let refusal as Refusal {
                throw refusal.at(place)
            } catch let error as DecodingError {
                throw Refusal(.input, "record is not understood: \(describe(error))", place: place)
            }
        }
    }

    private static func describe(_ error: DecodingError) -> String {
        switch error {
        case .keyNotFound(let key, _): "\"\(key.stringValue)\" is missing"
        case .typeMismatch(_, let context), .valueNotFound(_, let context):
            "\"\(context.codingPath.last?.stringValue ?? "")\" has another type"
        case .dataCorrupted: "it is not JSON"
        @unknown default: "it is not JSON"
        }
    }
}
