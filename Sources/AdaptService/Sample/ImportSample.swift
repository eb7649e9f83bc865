public import AdaptModel

extension Workspace {
    /// What the sample's figures are called where a file would have its name.
    public static let sampleReach = "sample reach"

    /// Puts the sample catalogue into the database: its catalogue as one operation, its figures as another.
    ///
    /// Safe to run again: a catalogue that is there already is left alone. Throws a `Refusal`: input where a
    /// name of it is taken by something else, rule where it was taken back.
    public func importSample(today: Day, dryRun: Bool) async throws -> (
        catalogue: OperationID?, reach: ImportReach.Receipt
    ) {
        let lines = try ByteSource(name: "sample catalogue", bytes: PackageResources.catalogue_jsonl)
        let receipt = try await ImportCatalogue().run(lines, in: self, dryRun: dryRun)
        if let back = receipt.takenBack.first {
            throw Refusal(
                .rule, "the sample catalogue was taken back (operation \(back.by))",
                hint: "adapt undo \(back.by) brings it back")
        }
        let catalogue = receipt.operations.map { OperationID($0.upperBound) }
        if dryRun, catalogue != nil { return (catalogue, ImportReach.Receipt()) }
        let reach = try ByteSource(name: Self.sampleReach, bytes: PackageResources.reach_csv)
        return (
            catalogue, try await ImportReach(ImportReach.Options(today: today)).run(reach, in: self, dryRun: dryRun)
        )
    }
}
