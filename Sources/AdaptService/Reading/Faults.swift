import AdaptModel

/// The faults of a file, collected so that all are told at once.
struct Faults {
    private var found: [Refusal] = []
    private var count = 0
    /// Where names at fault are used, by what is wrong with them.
    private var uses: [String: Uses] = [:]
    /// All of them by line, where their rows are to be set aside.
    private var byLine: [Int: [Refusal]]?
    private static let shown = 20

    /// None yet; `keepingAll` where their rows are to be set aside.
    init(keepingAll: Bool = false) { byLine = keepingAll ? [:] : nil }

    /// How many rows are at fault.
    var total: Int { count }

    mutating func add(_ refusal: Refusal) {
        if byLine?[refusal.place?.line ?? 0]?.contains(where: { $0.message == refusal.message }) == true { return }
        count += 1
        byLine?[refusal.place?.line ?? 0, default: []].append(refusal)
        if found.count < Faults.shown { return found.append(refusal) }
        // Those of names and windows come after those of the reading: the first of the file are told, not of the finding.
        let last = found.indices.max { Faults.position(found[$0]) < Faults.position(found[$1]) }
        if let last, Faults.position(refusal) < Faults.position(found[last]) { found[last] = refusal }
    }

    /// Adds what is wrong with a name, told at the first row that uses it, with where it is used again.
    mutating func add(name refusal: Refusal) {
        let line = refusal.place?.line ?? 0
        if byLine != nil { return add(refusal) }
        guard uses[refusal.message]?.add(line) == nil else { return }
        uses[refusal.message] = Uses(last: line)
        add(refusal)
    }

    /// Lines with the same name.
    private struct Uses {
        var last: Int
        /// The first few behind the first one, and how many there are.
        var again: [Int] = []
        var count = 0

        mutating func add(_ line: Int) {
            guard line != last else { return }
            (last, count) = (line, count + 1)
            if again.count < 3 { again.append(line) }
        }

        var words: String {
            guard count > 0 else { return "" }
            let more = count > again.count ? " and \(count - again.count) more" : ""
            return " (also in line\(count == 1 ? "" : "s") \(again.map(String.init).joined(separator: ", "))\(more))"
        }
    }

    private func message(_ fault: Refusal) -> String { fault.message + (uses[fault.message]?.words ?? "") }

    /// Throws everything found as one `Refusal` (input), located at the first, or as `RowsAtFault` where rows are to be
    /// set aside; nothing where nothing was found. `isSetAside`: whether rows at fault can be.
    func throwIfAny(hint: String? = nil, isSetAside: Bool = true) throws {
        if let byLine, count > 0 { throw RowsAtFault(byLine: byLine) }
        let found = found.sorted { Faults.position($0) < Faults.position($1) }
        guard let first = found.first else { return }
        var details = found.dropFirst().map { fault in
            (fault.place.map { $0.text + ": " } ?? "") + message(fault) + (fault.hint.map { " (\($0))" } ?? "")
        }
        details += first.details
        if count > found.count {
            details.append(
                "... and \(count - found.count) more"
                    + (isSetAside ? "; --rejects FILE sets all the bad rows aside, each with what is wrong" : ""))
        }
        // The hint of one fault of several stands beside it.
        let beside = found.count > 1 ? first.hint.map { " (\($0))" } ?? "" : ""
        throw Refusal(
            first.kind, message(first) + beside, hint: found.count > 1 ? hint : first.hint ?? hint, place: first.place,
            details: details)
    }

    /// Everything found as one `Refusal`; nil where nothing was. `isSetAside`: whether rows at fault can be.
    func summary(isSetAside: Bool = false) -> Refusal? {
        do { try throwIfAny(isSetAside: isSetAside) } catch let refusal as Refusal { return refusal } catch {
            return nil
        }
        return nil
    }

    private static func position(_ fault: Refusal) -> (Int, Int) { (fault.place?.line ?? 0, fault.place?.column ?? 0) }
}

/// Rows that are to be set aside, with what is wrong with each.
struct RowsAtFault: Error {
    let byLine: [Int: [Refusal]]
}
