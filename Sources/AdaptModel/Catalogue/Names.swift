/// What stands between the slashes of a reference: lower-case ASCII letters, digits and single hyphens.
public struct Code: Sendable, Hashable, CustomStringConvertible {
    /// The text.
    public let text: String

    /// `text`, if it is a code of at most 64 characters. Throws a `Refusal` (usage) that names `what` it was to be.
    public init(_ text: String, for what: String) throws {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard text.utf8.count <= 64, parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy(isLowerOrDigit) }) else {
            let suggestion = Code.suggestion(for: text)
            throw Refusal(
                .usage,
                "\(what) \"\(text)\" is not a code (lower-case letters a-z, digits, single hyphens, at most 64)",
                hint: suggestion.isEmpty ? "write it as in hockey-star" : "write \(suggestion)")
        }
        self.text = text
    }

    /// The nearest code to some words: letters lowered, everything else a hyphen. May be empty.
    public static func suggestion(for words: String) -> String {
        let kept = words.lowercased().utf8.map { isLowerOrDigit($0) ? Character(Unicode.Scalar($0)) : "-" }
        let joined = String(kept).split(separator: "-").joined(separator: "-")
        return joined.prefix(64).split(separator: "-").joined(separator: "-")
    }

    public var description: String { text }
}

/// The address of an element: segments of lower-case letters, digits and single underscores, joined by dots.
public struct ElementPath: Sendable, Hashable, CustomStringConvertible {
    /// The text.
    public let text: String

    /// `text`, if it is a path of at most 128 characters. Throws a `Refusal` (usage).
    public init(_ text: String) throws {
        let segments = text.split(separator: ".", omittingEmptySubsequences: false)
        guard segments.allSatisfy(Self.isSegment), text.utf8.count <= 128 else {
            throw Refusal(
                .usage,
                "element \"\(text)\" is not a path (segments of a-z, 0-9 and _, joined by dots, at most 128)",
                hint: "write it as in male_lead.sport")
        }
        self.text = text
    }

    /// Whether a text is a segment of a path, as the name of a vocabulary and the code of a term are.
    public static func isSegment(_ text: some StringProtocol) -> Bool {
        text.utf8.count <= 128
            && text.split(separator: "_", omittingEmptySubsequences: false).allSatisfy {
                !$0.isEmpty && $0.utf8.allSatisfy(isLowerOrDigit)
            }
    }

    /// The kind that the first segment suggests.
    public var kind: String {
        let first = text.prefix { $0 != "." }
        let kinds = ["character", "setting", "plot", "beat", "trope", "hook", "ending", "format", "production"]
        if kinds.contains(String(first)) { return String(first) }
        return first.hasSuffix("lead") || first.hasSuffix("character") ? "character" : "other"
    }

    public var description: String { text }
}

func isLowerOrDigit(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte)
}
