import AdaptModel

/// A text without the blanks at its ends, which nobody sees; blanks alone stay, to be refused.
func withoutBlanks(_ text: String) -> String {
    let rest = trimmed(text)
    return rest.isEmpty ? text : rest
}
