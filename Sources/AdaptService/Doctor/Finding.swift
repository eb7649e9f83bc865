/// Something that was looked at, and what to do where it is not as it should be.
public struct Finding: Sendable, Equatable {
    /// How it is.
    public enum State: String, Sendable {
        case ok
        /// Good to know.
        case note
        /// It stands in the way, or will.
        case fault = "FAULT"
    }

    /// What was looked at, in a word or two.
    public let topic: String
    /// How it is.
    public let state: State
    /// What was found.
    public let what: String
    /// What to do, ideally a command.
    public let fix: String?
    /// Whether that is something that adapt's scripts make and that is gone, or not as they make it, and which a backup
    /// keeps so.
    let isChange: Bool

    /// A finding.
    public init(_ topic: String, _ state: State, _ what: String, fix: String? = nil) {
        self.init(topic, state, what, fix: fix, isChange: false)
    }

    init(_ topic: String, _ state: State, _ what: String, fix: String?, isChange: Bool) {
        self.topic = topic
        self.state = state
        self.what = what
        self.fix = fix
        self.isChange = isChange
    }

    /// Of what could not be looked at because of somebody else's lock: who that is, is told on its own.
    public static func heldUp(_ topic: String) -> Finding {
        Finding(topic, .note, "not looked at: somebody holds what it reads", fix: "adapt doctor, once that is over")
    }
}
