import AdaptModel

extension ImportReach {
    /// No faults yet, kept as this import needs them.
    var noFaults: Faults { Faults(keepingAll: aside != nil) }

    /// Applies the rows that nothing is wrong with, and gives the others.
    ///
    /// What is wrong shows as the file is applied; each time it is, all is taken back and done again without the rows
    /// at fault, until those left are good. Throws a `Refusal` (input) for rows that cannot be given back.
    mutating func applyGoodRows(
        of source: ByteSource, _ workspace: Workspace
    ) async throws -> (receipt: Receipt, rejects: RejectedRows) {
        let source = try source.rereadable()
        var aside: [Int: [Refusal]] = [:]
        while true {
            self.aside = aside
            guard let again = try source.reopened() else {
                throw Refusal(.missingFile, "file \"\(source.name)\" cannot be read again")
            }
            _ = try await workspace.rows("savepoint all_rows")
            do {
                var operation = ImportOperation(source.name, workspace)
                var receipt = try await apply(again, workspace, in: &operation)
                var faults = Faults()
                for fault in aside.sorted(by: { $0.key < $1.key }).flatMap(\.value) { faults.add(fault) }
                receipt.faults = faults.summary()
                return (receipt, try rejected(aside, of: source))
            } catch let found as RowsAtFault {
                _ = try await workspace.rows("rollback to savepoint all_rows")
                let before = aside.count
                aside.merge(found.byLine) { $0 + $1 }
                guard aside.count > before else { throw Refusal(.bug, "rows at fault cannot be set aside") }
            }
        }
    }

    /// The rows of some lines, as they stand in the file.
    private func rejected(_ aside: [Int: [Refusal]], of source: ByteSource) throws -> RejectedRows {
        guard !aside.isEmpty, let again = try source.reopened() else { return RejectedRows(of: []) }
        var table = try TableFile.open(again, options.reading, known: options.known) { try options.columns(of: $0) }
            .file
        var rejected = RejectedRows(of: table.heading.names)
        var left = aside
        while !table.rows.isBroken {
            do {
                guard let row = try table.nextRow() else { break }
                if let faults = left.removeValue(forKey: row.place.line) { rejected.add(row.fields, for: faults) }
            } catch is Refusal {
                // A row that cannot be read is among those that are left.
                continue
            }
        }
        var faults = Faults()
        for fault in left.sorted(by: { $0.key < $1.key }).flatMap(\.value) { faults.add(fault) }
        try faults.throwIfAny(
            hint: "rows that cannot be read cannot be set aside: mend the file first", isSetAside: false)
        return rejected
    }
}
