/// PostgreSQL's text form of a one-dimensional array: `{one,"two, three",NULL}`.
enum ArrayLiteral {
    /// Why a text is not a one-dimensional array.
    struct Malformed: Error {
        let reason: String
    }

    /// The literal of `elements`; nil becomes NULL. Everything else is quoted, so that no text is special.
    static func text(of elements: some Sequence<String?>) -> String {
        var bytes: [UInt8] = [UInt8(ascii: "{")]
        for element in elements {
            if bytes.count > 1 { bytes.append(UInt8(ascii: ",")) }
            guard let element else {
                bytes += Array("NULL".utf8)
                continue
            }
            bytes.append(UInt8(ascii: "\""))
            for byte in element.utf8 {
                if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") {
                    bytes.append(UInt8(ascii: "\\"))
                }
                bytes.append(byte)
            }
            bytes.append(UInt8(ascii: "\""))
        }
        bytes.append(UInt8(ascii: "}"))
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The elements of `text`, NULL as nil.
    static func elements(of text: String) throws(Malformed) -> [String?] {
        var parser = Parser(bytes: Array(text.utf8))
        return try parser.array()
    }
}

private struct Parser {
    let bytes: [UInt8]
    private var at = 0

    init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    private var current: UInt8? { at < bytes.count ? bytes[at] : nil }

    mutating func array() throws(ArrayLiteral.Malformed) -> [String?] {
        // Bounds other than 1 are written before the array: [0:2]={a,b,c}
        if current == UInt8(ascii: "["), let equals = bytes.firstIndex(of: UInt8(ascii: "=")) {
            at = equals + 1
        }
        try expect(UInt8(ascii: "{"))
        var elements: [String?] = []
        if current == UInt8(ascii: "}") {
            at += 1
        } else {
            elements.append(try element())
            while current == UInt8(ascii: ",") {
                at += 1
                elements.append(try element())
            }
            try expect(UInt8(ascii: "}"))
        }
        guard at == bytes.count else { throw ArrayLiteral.Malformed(reason: "text follows the array") }
        return elements
    }

    private mutating func element() throws(ArrayLiteral.Malformed) -> String? {
        switch current {
        case UInt8(ascii: "\""): return try quoted()
        case UInt8(ascii: "{"): throw ArrayLiteral.Malformed(reason: "it has more than one dimension")
        default: return try bare()
        }
    }

    private mutating func quoted() throws(ArrayLiteral.Malformed) -> String {
        at += 1
        var content: [UInt8] = []
        while let byte = current, byte != UInt8(ascii: "\"") {
            if byte == UInt8(ascii: "\\") { at += 1 }
            guard let literal = current else { break }
            content.append(literal)
            at += 1
        }
        try expect(UInt8(ascii: "\""))
        return String(decoding: content, as: UTF8.self)
    }

    private mutating func bare() throws(ArrayLiteral.Malformed) -> String? {
        var content: [UInt8] = []
        while let byte = current, byte != UInt8(ascii: ","), byte != UInt8(ascii: "}") {
            if byte == UInt8(ascii: "\\") { at += 1 }
            guard let literal = current else { break }
            content.append(literal)
            at += 1
        }
        guard !content.isEmpty else { throw ArrayLiteral.Malformed(reason: "an element is missing") }
        let text = String(decoding: content, as: UTF8.self)
        return text.uppercased() == "NULL" ? nil : text
    }

    private mutating func expect(_ byte: UInt8) throws(ArrayLiteral.Malformed) {
        guard current == byte else {
            throw ArrayLiteral.Malformed(reason: "'\(Character(UnicodeScalar(byte)))' is missing")
        }
        at += 1
    }
}
