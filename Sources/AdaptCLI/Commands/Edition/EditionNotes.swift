import AdaptReports
import AdaptService

/// Tells of editions that may be the same as the one that is written.
func warn(ofDuplicates duplicates: [BulkReceipt.Duplicate]) {
    Streams.current.warn(of: duplicates, "likely duplicates") { twin in
        "likely duplicate: \(twin.other) \"\(shown(twin.title))\" (same title, \(twin.same))"
    }
}

/// Tells of the other editions of its series for the market and language of the one that is written.
func note(alike: [BulkReceipt.Duplicate]) {
    Streams.current.warn(of: alike, "of these") { twin in
        "also of \(twin.same): \(twin.other) \"\(shown(twin.title))\""
    }
}

/// Tells that one more edition of a series derives from none, which may be forgotten rather than meant.
func note(otherSources sources: [String]) {
    guard let first = sources.first else { return }
    let (from, which) = sources.count == 1 ? (first, "it") : ("EDITION", "one of them")
    Streams.current.warn(
        "adapt: derives from none, as \(few(sources)): say --from \(from) where it comes from \(which)")
}
