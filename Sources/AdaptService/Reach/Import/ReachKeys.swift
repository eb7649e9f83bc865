import AdaptModel
import AdaptSQL
import Postgres

/// Keys of the database for the names of a file: measures and joint subjects are made when they first occur.
struct ReachKeys {
    /// What the names stand for.
    var names: ReachNames
    private var measures: [Int32] = []
    private var joints: [Int32] = []
    private var locks = SourceLocks()

    /// The keys for some names.
    init(_ names: ReachNames) { self.names = names }

    /// Whether there are keys for all names so far, so that the database is not asked for any.
    var areComplete: Bool { measures.count == names.measures.count && joints.count == names.joints.count }

    /// The number of a target's track in `ledger`.
    mutating func track(
        of target: ReachNames.Target, in ledger: inout Ledger, _ workspace: Workspace
    ) async throws -> Int32 {
        while measures.count < names.measures.count { try await makeMeasure(&ledger, workspace) }
        while joints.count < names.joints.count {
            let joint = names.joints[joints.count]
            let made = try await workspace.rows(Queries.observe["ensure_joint"], [joint.series, joint.editions])
            joints.append(try made[0].get("joint_id"))
        }
        let subject = target.subject < 0 ? joints[-1 - target.subject] : Int32(target.subject)
        return ledger.number(
            of: Track(series: Int32(target.series), subject: subject, measure: measures[target.measure]))
    }

    /// The number of the track of an edition that is named by its reference, where there is one.
    func track(of edition: String, measure: Int32, in ledger: inout Ledger) -> Int32? {
        names.subjects[edition].map { found in
            ledger.number(of: Track(series: Int32(found.series), subject: Int32(found.subject), measure: measure))
        }
    }

    /// The key of what is measured, where it is made.
    func measure(of target: ReachNames.Target) -> Int32 { measures[target.measure] }

    private mutating func makeMeasure(_ ledger: inout Ledger, _ workspace: Workspace) async throws {
        let measure = names.measures[measures.count]
        try await hold(names.sources, &ledger, workspace)
        let row = try await workspace.rows(
            Queries.observe["ensure_measure"],
            [measure.sourceID, measure.metric, measure.market as String?, measure.currency as String?])[0]
        let id: Int32 = try row.get("measure_id")
        ledger.note(measure: id, hasOutside: try row.get("has_outside"), isFresh: try row.get("is_new"))
        measures.append(id)
    }

    /// Keeps other imports of the same sources waiting until this one is over.
    ///
    /// Of two imports the one with the higher number counts: it is given when the first source is held, and what was
    /// waited for later must not have been changed by an import that was given a higher one.
    private mutating func hold(_ sources: [String], _ ledger: inout Ledger, _ workspace: Workspace) async throws {
        let taken = try await locks.take(sources, in: workspace)
        guard ledger.batch > 0 else { return try await ledger.takeNumber(in: workspace) }
        for source in taken {
            let rows = try await workspace.rows(Queries.observe["overtaken"], [ledger.batch, source])
            guard try rows[0].get("overtaken") else { continue }
            throw Refusal(
                .busy, "another import has brought figures of source \"\(source)\" meanwhile: nothing was changed",
                hint: "try again", mayRetry: true)
        }
    }
}
