import AdaptModel

/// Colours for a terminal; nothing hangs on them, every sign and word is there without.
public struct Paint: Sendable {
    private let isOn: Bool

    /// Paints, or leaves text as it is.
    public init(isOn: Bool) { self.isOn = isOn }

    /// No colours.
    public static let plain = Paint(isOn: false)

    /// `text` in the colour of a verdict: changes yellow, additions green, drops red, the rest as it is or dim.
    func callAsFunction(_ text: String, _ verdict: Verdict) -> String {
        guard isOn else { return text }
        let code =
            switch verdict {
            case .same: 2
            case .leftChanged, .rightChanged, .bothSameChange: 33
            case .diverged: 35
            case .leftAdded, .rightAdded: 32
            case .leftDropped, .rightDropped: 31
            case .unknown: 36
            }
        return "\u{1B}[\(code)m\(text)\u{1B}[0m"
    }
}
