import AdaptModel

/// What is wrong with which rows of a file.
struct RowFaults {
    private var byRow: [Int: [Refusal]] = [:]
    /// Rows that are no text: they cannot be given back.
    private var unreadable: [Refusal] = []
    /// What is wrong with the header, which is no row.
    private var ofHeader: [Refusal] = []
    /// How many rows the file has, where each stands for several editions, all of one behind all of another: a row is
    /// at fault as a whole. Nil: each stands for itself.
    var rowsOfFile: Int?

    /// Whether anything was found.
    var isEmpty: Bool { byRow.isEmpty && unreadable.isEmpty && ofHeader.isEmpty }
    /// How many rows are at fault, whatever is wrong with the header.
    var count: Int { byRow.count + unreadable.count }

    /// Adds a fault of the row at an index; nil: of one that could not be read.
    mutating func add(_ refusal: Refusal, row: Int?) {
        let fault = RowFaults.ofInput(refusal)
        guard let row else { return unreadable.append(fault) }
        let number = inFile(row)
        // What is wrong with it for one edition may be so for another.
        if byRow[number]?.contains(fault) != true { byRow[number, default: []].append(fault) }
    }

    /// Adds a fault of the header, which has its place.
    mutating func add(ofHeader refusal: Refusal) { ofHeader.append(RowFaults.ofInput(refusal)) }

    private static func ofInput(_ refusal: Refusal) -> Refusal {
        Refusal(.input, refusal.message, hint: refusal.hint, place: refusal.place, details: refusal.details)
    }

    /// Position of a row in the file.
    private func inFile(_ row: Int) -> Int { rowsOfFile.map { row % $0 } ?? row }

    /// Whether the row at an index is at fault.
    func has(_ row: Int) -> Bool { byRow[inFile(row)] != nil }

    /// Runs `body` on a row and keeps what it refuses.
    @discardableResult
    mutating func collect<Result>(row: Int, place: Refusal.Place, _ body: () throws -> Result) rethrows -> Result? {
        do {
            return try body()
        } catch let refusal as Refusal where refusal.kind != .bug {
            add(refusal.located(at: place), row: row)
            return nil
        }
    }

    /// All that was found, in the order of the file.
    func all() -> Faults {
        var faults = Faults()
        let found = ofHeader + byRow.values.flatMap { $0 } + unreadable
        for fault in found.sorted(by: { RowFaults.position($0) < RowFaults.position($1) }) { faults.add(fault) }
        return faults
    }

    /// All that was found as one `Refusal`; nil where nothing was. `setsAside`: whether rows at fault are set aside.
    func summary(setsAside: Bool) -> Refusal? { all().summary(isSetAside: !setsAside) }

    /// Throws what keeps a file out: all that was found, or where bad rows are set aside those that cannot be given
    /// back.
    func throwIfAny(setsAside: Bool) throws {
        guard setsAside else { return try all().throwIfAny() }
        var faults = Faults()
        for fault in ofHeader + unreadable { faults.add(fault) }
        try faults.throwIfAny(
            hint: "a header at fault and rows that cannot be read are not set aside: mend the file first",
            isSetAside: false)
    }

    private static func position(_ fault: Refusal) -> (Int, Int) {
        (fault.place?.line ?? 0, fault.place?.column ?? 0)
    }

    /// The rows at fault, as they stand in a table.
    func rejected<Field>(of table: BulkTable<Field>) -> RejectedRows {
        var rejected = RejectedRows(of: table.header)
        for index in byRow.keys.sorted() { rejected.add(table.rows[index].fields, for: byRow[index] ?? []) }
        return rejected
    }
}

/// The parts of one row, each judged whatever is wrong with the others.
enum RowParts {
    /// Runs the parts of a row; returns what it comes to without those refused, and what these are refused for. Throws
    /// at once what is no refusal of input.
    static func collect<Result>(
        _ body: (_ part: (() throws -> Void) throws -> Void) throws -> Result
    ) throws -> (result: Result, refused: [Refusal]) {
        var refused: [Refusal] = []
        let result = try body { part in
            do { try part() } catch let refusal as Refusal where refusal.kind != .bug {
                if !refused.contains(refusal) { refused.append(refusal) }
            }
        }
        return (result, refused)
    }
}

extension RejectedRows {
    /// No rows yet, of a file with such a header; a column `fault` in it is that of an earlier import.
    init(of names: [String]) {
        width = names.count
        earlierFault = names.firstIndex { $0.lowercased() == "fault" }
        rows = []
        header = names.enumerated().filter { [earlierFault] in $0.offset != earlierFault }.map(\.element) + ["fault"]
    }

    /// Adds a row with what is wrong with it.
    mutating func add(_ fields: [String], for faults: [Refusal]) {
        let padded = fields + Array(repeating: "", count: max(0, width - fields.count))
        let kept = padded[..<width].enumerated().filter { $0.offset != earlierFault }.map(\.element)
        let why = faults.map { $0.message + ($0.hint.map { " (\($0))" } ?? "") }
        rows.append(kept + [why.joined(separator: "; ")] + padded[width...])
    }
}
