/// What the author of an operation says of it, in the log beside what the program says.
public struct OperationMessage: Sendable, Equatable {
    /// The longest that is kept, in Unicode scalars.
    public static let longest = 1000

    /// Without the blanks at its ends.
    public let text: String

    /// Throws a `Refusal` (usage) where nothing can be seen of it, or it is too long.
    public init(_ text: String) throws {
        guard !text.showsNothing else {
            throw Refusal(
                .usage, "message \"\(text)\" is empty", hint: "say what the log is to tell of it, or leave it out")
        }
        let words = trimmed(text)
        let length = words.unicodeScalars.count
        guard length <= Self.longest else {
            throw Refusal(
                .usage, "message has \(length) characters, and \(Self.longest) are kept at most",
                hint: "shorten it; an edition or a decision can have the rest as its --note")
        }
        self.text = words
    }
}
