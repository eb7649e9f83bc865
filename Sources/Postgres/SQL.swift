/// Text of a statement with its bindings.
///
/// Interpolated values become `$1`, `$2`, ...; a plain `String` is a value too, so that injection cannot be
/// written:
///
///     let sql: SQL = "select id from edition where name = \(name) and \(condition)"
///
/// `\(fragment)` of type `SQL` is spliced and renumbered; `\(identifier: "order")` is quoted.
public struct SQL: Sendable, ExpressibleByStringInterpolation, CustomStringConvertible {
    /// The text that the server gets, with `$1`, `$2`, ... in place of values.
    public let text: String
    /// The values, `$1` first.
    public let bindings: [Binding]
    /// Where the placeholders stand in `text`; nil for a text written by hand, which is read only when spliced.
    private let placeholders: [Placeholder]?

    /// A text with `$1`, `$2`, ... written by hand, such as a named query from a file.
    ///
    /// The text is sent as it is: never build it from what people type.
    public init(_ text: String, bind values: [(any PostgresEncodable)?] = []) {
        self.text = text
        bindings = values.map { $0?.postgresBinding ?? .null }
        placeholders = nil
    }

    /// A literal: verbatim text.
    public init(stringLiteral value: String) {
        text = value
        bindings = []
        placeholders = []
    }

    /// A literal with values in it.
    public init(stringInterpolation interpolation: StringInterpolation) {
        text = interpolation.text
        bindings = interpolation.bindings
        placeholders = interpolation.placeholders
    }

    /// The text; the bound values are never shown.
    public var description: String { text }

    /// `name` as a quoted identifier.
    static func quoted(identifier name: String) -> String {
        "\"" + name.replacing("\"", with: "\"\"") + "\""
    }

    /// `text` as a quoted literal, right whatever `standard_conforming_strings` says.
    static func quoted(literal text: String) -> String {
        let doubled = text.replacing("'", with: "''")
        guard doubled.utf8.contains(UInt8(ascii: "\\")) else { return "'\(doubled)'" }
        return " E'\(doubled.replacing("\\", with: "\\\\"))'"
    }
}

extension SQL {
    /// Collects the parts of an interpolated statement.
    public struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var text = ""
        fileprivate var bindings: [Binding] = []
        fileprivate var placeholders: [Placeholder] = []

        /// Called by the compiler.
        public init(literalCapacity: Int, interpolationCount: Int) {
            text.reserveCapacity(literalCapacity + interpolationCount * 3)
            bindings.reserveCapacity(interpolationCount)
        }

        /// Verbatim text.
        public mutating func appendLiteral(_ literal: String) {
            text += literal
        }

        /// A value, or NULL.
        public mutating func appendInterpolation<T: PostgresEncodable>(_ value: T?) {
            append(value?.postgresBinding ?? .null)
        }

        /// A value of a type known only at run time, or NULL.
        @_disfavoredOverload
        public mutating func appendInterpolation(_ value: (any PostgresEncodable)?) {
            append(value?.postgresBinding ?? .null)
        }

        /// Another statement's text and values.
        public mutating func appendInterpolation(_ fragment: SQL) {
            let holes = fragment.placeholders ?? Placeholder.all(in: fragment.text)
            let source = fragment.text.utf8
            let shift = bindings.count
            var from = source.startIndex
            for hole in holes {
                let start = source.index(source.startIndex, offsetBy: hole.offset)
                text += String(fragment.text[from..<start])
                appendPlaceholder(hole.number + shift)
                from = source.index(start, offsetBy: hole.length)
            }
            text += String(fragment.text[from...])
            bindings += fragment.bindings
        }

        /// A name, quoted so that any text is one identifier.
        public mutating func appendInterpolation(identifier name: String) {
            text += SQL.quoted(identifier: name)
        }

        private mutating func append(_ binding: Binding) {
            bindings.append(binding)
            appendPlaceholder(bindings.count)
        }

        private mutating func appendPlaceholder(_ number: Int) {
            let mark = "$\(number)"
            placeholders.append(
                Placeholder(offset: text.utf8.count, length: mark.utf8.count, number: number))
            text += mark
        }
    }
}
