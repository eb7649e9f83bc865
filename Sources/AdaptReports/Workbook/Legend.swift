/// What the signs and words of comparisons mean, as a workbook says it.
enum Legend {
    /// Signs of two editions, as in the column `sign`.
    static let pair = [
        ("=", "same on both sides"), (SameSign.kept, "same on purpose: kept"),
        (SameSign.inherited, "same by inheritance: nobody has decided"), ("<", "changed on the left"),
        (">", "changed on the right"),
        ("≈", "changed on both sides, to the same"), ("~", "changed on both sides, to different values"),
        ("+", "added on one side"), ("-", "dropped on one side"),
        ("?", "not known on both sides, so whether it differs is not known"),
    ]

    /// Signs of an edition against its parent, as they stand before the values of a matrix.
    static let matrix = [
        ("=", "same as the parent"), (SameSign.kept, "kept: the same on purpose"), (">", "changed"), ("+", "added"),
        ("-", "dropped"), ("?", "not known on both sides"),
        (SameSign.inherited, "inherited: nobody has decided here"), ("*", "has no parent"),
    ]

    /// Words in brackets, in place of a value or behind it.
    static let states = [
        ("(not recorded)", "nobody has looked, here or in any ancestor: not the same as absent"),
        ("(absent)", "known not to be there"), ("(unknown)", "somebody has looked and could not tell"),
        ("(inherited)", "taken over from the nearest ancestor that decides"),
        ("(kept)", "looked at, and the same as the parent's on purpose"),
    ]
}
