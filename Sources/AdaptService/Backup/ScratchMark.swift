/// What tells a scratch database of ours from everybody's own.
public enum ScratchMark {
    /// The comment on the database, from its making on. Never another one: older ones could not be cleared away.
    public static let text = "scratch database of adapt: dropped unasked"
}
