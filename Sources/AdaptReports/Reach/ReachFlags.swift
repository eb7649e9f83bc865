/// What the words of the planning file mean, for those who get it.
enum ReachFlags {
    /// The column `flags`.
    static let flags = [
        ("included", "part of another figure that is in the total; no value, so that nothing counts twice"),
        ("not_reported", "no figure, which is not zero"),
        ("window_inferred", "the publisher does not state the days; they follow from what it says"),
        ("imputed", "placed in the week on request, though the publisher's window is another"),
        ("estimated", "the publisher calls it an estimate"),
        ("days=N", "the figure covers N days of the week"),
        ("measured=M", "measured in market M only"),
        ("beyond_scope", "a joint figure that reaches beyond the editions asked for; in no total"),
        ("overlaps_joint", "an own figure beside a joint one that holds only part of it; not added"),
        (
            "guarantees_less",
            "beside figures of some of the same that guarantee more (the editions' own, its creatives'); not added"
        ),
        (
            "contradicts",
            "a figure less than what it holds (a joint one than its editions, everywhere than its markets, an edition "
                + "than its creatives), and these: one is wrong, and no total is exact"
        ),
    ]

    /// The column `comparator`.
    static let comparators = [
        ("comparator =", "exactly value"), ("comparator >", "more than value"), ("comparator >=", "value or more"),
        ("comparator <=", "high or less; no value, nothing is guaranteed"), ("comparator ~", "about value"),
        ("comparator range", "from low to high; value is the lower end"),
    ]
}
