/// What tells a scratch database of ours from everybody's own.
public enum ScratchMark {
    /// The comment on the database. Never another one: older ones could not be cleared away.
    public static let text = "scratch database of adapt: dropped unasked"
    /// Its limit of connections, which nobody else would set: a comment is given by a statement of its own, and who is
    /// killed before that leaves only this. Never another one, either.
    public static let connections = 1_970_241_127
    /// What PostgreSQL makes of that limit while it drops a database: nobody can use one whose drop was cut short.
    public static let halfDropped = -2
}
