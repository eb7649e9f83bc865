/// Markup under construction. What is put in is escaped; a page cannot be made to say more than its data.
struct HTML {
    /// The markup.
    private(set) var text = ""

    /// Nothing yet.
    init() {}

    /// A text, escaped.
    init(_ content: String) { add(content) }

    /// An element with its attributes and content. An attribute without a value is left out.
    init(_ name: StaticString, _ attributes: [(StaticString, String?)], _ content: HTML) {
        open(name, attributes)
        text += content.text
        close(name)
    }

    /// An element that holds a text.
    init(_ name: StaticString, _ attributes: [(StaticString, String?)], _ content: String) {
        self.init(name, attributes, HTML(content))
    }

    /// Adds a text, escaped.
    mutating func add(_ content: String) { HTML.escape(shown(content), to: &text) }

    /// Adds markup.
    mutating func add(_ markup: HTML) { text += markup.text }

    /// Adds the start of an element.
    mutating func open(_ name: StaticString, _ attributes: [(StaticString, String?)] = []) {
        text += "<\(name)"
        for (attribute, value) in attributes {
            guard let value else { continue }
            text += " \(attribute)=\""
            HTML.escape(shown(value), to: &text)
            text += "\""
        }
        text += ">"
    }

    /// Adds the end of an element.
    mutating func close(_ name: StaticString) { text += "</\(name)>" }

    /// Adds a line end, so that the source of the page can be read.
    mutating func newLine() { text += "\n" }

    /// Adds markup of ours, such as a style sheet, as it is.
    mutating func add(verbatim markup: StaticString) { text += "\(markup)" }

    /// Scalar by scalar: a quote with a combining mark upon it is one character, and still ends an attribute.
    private static func escape(_ content: String, to out: inout String) {
        for scalar in content.unicodeScalars {
            switch scalar {
            case "&": out += "&amp;"
            case "<": out += "&lt;"
            case ">": out += "&gt;"
            case "\"": out += "&quot;"
            case "'": out += "&#39;"
            default: out.unicodeScalars.append(scalar)
            }
        }
    }
}
