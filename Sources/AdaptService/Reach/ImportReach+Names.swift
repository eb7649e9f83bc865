import AdaptModel
import AdaptSQL

/// The operation of an import, begun when the first thing is to be recorded: until then it keeps nobody from writing.
struct ImportOperation {
    private let file: String
    private let workspace: Workspace
    private var begun: Recorder?

    init(_ file: String, _ workspace: Workspace) { (self.file, self.workspace) = (file, workspace) }

    /// What records in it.
    mutating func recorder() async throws -> Recorder {
        if let begun { return begun }
        let rows = try await workspace.rows(
            Queries.record["begin"], [workspace.author, "import reach", file, nil as Int?])
        let recorder = Recorder(workspace: workspace, operation: OperationID(try rows[0].get("operation")))
        begun = recorder
        return recorder
    }
}

extension ImportReach {
    /// Makes known whom the file calls by titles and identifiers: it is read once for that, everything is looked up at
    /// once, and what nobody has registered is registered where that is asked for, in the operation of the import.
    ///
    /// Gives the names of those registered, and of those that were told apart by category. What is not known is told
    /// at the rows that call it so.
    func know(
        _ source: ByteSource, _ file: ReachFile, _ names: inout ReachNames, _ operation: inout ImportOperation,
        in workspace: Workspace
    ) async throws -> (registered: [String], toldApart: [String]) {
        guard file.columns.callsEditions else { return ([], []) }
        let called = try await CalledEditions(try calls(in: source), in: workspace)
        names.know(called.found.mapValues { ($0.series, $0.id) }, not: called.doubtful)
        guard options.registersMissing, !called.missing.isEmpty else {
            names.know([:], not: try await called.strangers(in: workspace))
            return ([], [])
        }
        let recorder = try await operation.recorder()
        // Looked up again now that nobody else can write.
        let again = try await CalledEditions(called.missing, in: workspace)
        names.know(again.found.mapValues { ($0.series, $0.id) }, not: again.doubtful)
        var stubs = try await RegisterMissing(recorder)
        let outcome = try await stubs.run(again.missing, categories: called.categories)
        names.know(outcome.editions, not: outcome.refused)
        return (outcome.names, outcome.toldApart)
    }

    /// What the file calls editions, each once, in its order. Rows at fault are passed over here: they are told later.
    private func calls(in source: ByteSource) throws -> [CalledEditions.Call] {
        guard let again = try source.reopened() else {
            throw Refusal(
                .usage, "file \"\(source.name)\" has titles, for which it is read twice", hint: "give it as a file")
        }
        var file = try ReachFile(again, options, leavingOut: Set((aside ?? [:]).keys))
        var (calls, seen) = ([CalledEditions.Call](), Set<ReachIdentity.Called>())
        while try file.next({ _ in }) != nil {
            do {
                guard try file.columns.totalRow(in: file.reader) == nil else { continue }
                let row = try file.columns.row(in: file.reader, options.habits, today: options.today)
                // Nobody is looked up by title for the sake of a figure that there is not.
                guard row.saysSomething, let called = row.identity.called, seen.insert(called).inserted else {
                    continue
                }
                calls.append(CalledEditions.Call(called: called))
            } catch is Refusal {
                continue
            }
        }
        return calls
    }
}
