/// A page read back: its tags, checked for balance, and its text.
struct ReadPage {
    struct Malformed: Error { let what: String }

    struct Tag {
        let name: String
        let attributes: [String: String]
    }

    private(set) var tags: [Tag] = []
    /// Text outside the style sheet, with entities replaced.
    private(set) var text = ""

    init(_ source: String) throws {
        var rest = source.unicodeScalars[...]
        var open: [String] = []
        while let scalar = rest.first {
            guard scalar == "<" else {
                let run = rest.prefix { $0 != "<" }
                rest = rest[run.endIndex...]
                if open.last != "style" { text += try ReadPage.plain(String(run)) }
                continue
            }
            guard let end = rest.firstIndex(of: ">") else { throw Malformed(what: String(rest)) }
            let inner = String(rest[rest.index(after: rest.startIndex)..<end])
            rest = rest[rest.index(after: end)...]
            if inner.hasPrefix("!") { continue }
            if inner.hasPrefix("/") {
                guard open.popLast() == String(inner.dropFirst()) else { throw Malformed(what: inner) }
                continue
            }
            let tag = try ReadPage.tag(inner)
            tags.append(tag)
            if tag.name != "meta" { open.append(tag.name) }
        }
        guard open.isEmpty else { throw Malformed(what: "open: \(open)") }
    }

    private static func tag(_ inner: String) throws -> Tag {
        let name = inner.prefix { $0 != " " }
        var rest = inner.dropFirst(name.count)
        var attributes: [String: String] = [:]
        while rest.first == " " {
            rest = rest.dropFirst()
            let key = rest.prefix { $0 != "=" }
            let value = rest.dropFirst(key.count + 2).unicodeScalars.prefix { $0 != "\"" }
            guard rest.dropFirst(key.count).hasPrefix("=\"") else { throw Malformed(what: inner) }
            attributes[String(key)] = try plain(String(value))
            rest = rest[value.endIndex...].dropFirst()
        }
        guard rest.isEmpty else { throw Malformed(what: inner) }
        return Tag(name: String(name), attributes: attributes)
    }

    private static func plain(_ text: String) throws -> String {
        var out = String.UnicodeScalarView()
        // By scalars: a combining mark after an entity belongs to the character that the entity stands for.
        for (index, part) in text.unicodeScalars.split(separator: "&", omittingEmptySubsequences: false).enumerated() {
            guard index > 0 else {
                out.append(contentsOf: part)
                continue
            }
            let entities = ["amp;": "&", "lt;": "<", "gt;": ">", "quot;": "\"", "#39;": "'"]
            guard let entity = entities.first(where: { part.starts(with: $0.key.unicodeScalars) }) else {
                throw Malformed(what: text)
            }
            out.append(contentsOf: entity.value.unicodeScalars)
            out.append(contentsOf: part.dropFirst(entity.key.unicodeScalars.count))
        }
        return String(out)
    }

    func count(_ name: String) -> Int { tags.count { $0.name == name } }
}
