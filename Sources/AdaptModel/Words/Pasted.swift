/// A text as a word of a command that somebody pastes into a shell: quoted, and nothing in it is run.
public func pasted(_ text: String) -> String {
    // A shell with a history looks at "!" too.
    guard text.contains(where: { "\"$`\\!".contains($0) }) else { return "\"\(text)\"" }
    return "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: #"'\''"#) + "'"
}

/// An identifier as a word of such a command: quoted where a shell would not take it as it is.
public func pasted(identifier: String) -> String {
    identifier.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), 0x80...: true
        case UInt8(ascii: "+")...UInt8(ascii: ":"), UInt8(ascii: "_"), UInt8(ascii: "="), UInt8(ascii: "@"): true
        default: false
        }
    } ? identifier : pasted(identifier)
}
