/// Follows the inside of a shared string (`si`) or inline string (`is`): `t`, or runs `r` with a `t` each.
/// Phonetic readings (`rPh`), which have a `t` as well, and all else are passed over.
struct RichText {
    private enum Place {
        case item, run
        case text(inRun: Bool)
    }

    private var place = Place.item
    private var skipped = 0

    /// Whether characters belong to the text now.
    var takesText: Bool {
        if case .text = place { return skipped == 0 }
        return false
    }

    mutating func started(_ name: XMLName) {
        guard skipped == 0 else {
            skipped += 1
            return
        }
        switch place {
        case .item where name.is("t"): place = .text(inRun: false)
        case .item where name.is("r"): place = .run
        case .run where name.is("t"): place = .text(inRun: true)
        case .item, .run, .text: skipped = 1
        }
    }

    /// True when it was the string itself that ended.
    mutating func ended() -> Bool {
        guard skipped == 0 else {
            skipped -= 1
            return false
        }
        switch place {
        case .item: return true
        case .run: place = .item
        case .text(let inRun): place = inRun ? .run : .item
        }
        return false
    }
}
