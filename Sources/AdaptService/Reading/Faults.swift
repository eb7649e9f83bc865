import AdaptModel

/// The faults of a file, collected so that all are told at once.
struct Faults {
    private var found: [Refusal] = []
    private var count = 0
    private static let shown = 20

    /// How many rows are at fault.
    var total: Int { count }

    mutating func add(_ refusal: Refusal) {
        count += 1
        if found.count < Faults.shown { found.append(refusal) }
    }

    /// Throws everything found as one `Refusal` (input), located at the first; nothing where nothing was found.
    func throwIfAny(hint: String? = nil) throws {
        guard let first = found.first else { return }
        var details = found.dropFirst().map { fault in
            (fault.place.map { $0.text + ": " } ?? "") + fault.message + (fault.hint.map { " (\($0))" } ?? "")
        }
        details += first.details
        if count > found.count { details.append("... and \(count - found.count) more") }
        // The hint of one fault of several stands beside it.
        let beside = found.count > 1 ? first.hint.map { " (\($0))" } ?? "" : ""
        throw Refusal(
            first.kind, first.message + beside, hint: found.count > 1 ? hint : first.hint ?? hint, place: first.place,
            details: details)
    }
}
