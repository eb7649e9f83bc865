public import AdaptModel

extension Workspace {
    /// Puts the sample catalogue into the database: its catalogue as one operation, its figures as another.
    ///
    /// Safe to run again: a catalogue that is there already is left alone. Throws a `Refusal` (rule) where a name of
    /// it is taken by something else.
    public func importSample(today: Day, dryRun: Bool) async throws -> (
        catalogue: OperationID?, reach: ImportReach.Receipt
    ) {
        let known = try await rows("select operation_id from operation where verb = 'import sample' order by 1 limit 1")
        var catalogue: OperationID?
        if known.isEmpty {
            let text = String(decoding: PackageResources.catalogue_jsonl, as: UTF8.self)
            let records = try CatalogueRecord.all(in: text, file: "sample catalogue")
            let receipt = try await record("import sample", message: "sample catalogue", dryRun: dryRun) { recorder in
                for (line, record) in records {
                    do {
                        try await recorder.record(record)
                    } catch let refusal as Refusal {
                        throw refusal.at(Refusal.Place(file: "sample catalogue", line: line))
                    }
                }
            }
            catalogue = receipt.operation
            if dryRun { return (catalogue, ImportReach.Receipt()) }
        }
        let reach = try ByteSource(name: "sample reach", bytes: PackageResources.reach_csv)
        return (
            catalogue, try await ImportReach(ImportReach.Options(today: today)).run(reach, in: self, dryRun: dryRun)
        )
    }
}
