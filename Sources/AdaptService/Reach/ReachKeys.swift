import AdaptModel
import AdaptSQL
import Postgres

/// Keys of the database for the names of a file: measures and joint subjects are made when they first occur.
struct ReachKeys {
    /// What the names stand for.
    var names: ReachNames
    private var measures: [Int32] = []
    private var joints: [Int32] = []
    private var locked: [String] = []

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

    private mutating func makeMeasure(_ ledger: inout Ledger, _ workspace: Workspace) async throws {
        let measure = names.measures[measures.count]
        try await lock(names.sources, workspace)
        let row = try await workspace.rows(
            Queries.observe["ensure_measure"],
            [measure.sourceID, measure.metric, measure.market as String?, measure.currency as String?])[0]
        let id: Int32 = try row.get("measure_id")
        ledger.note(measure: id, hasOutside: try row.get("has_outside"), isFresh: try row.get("is_new"))
        measures.append(id)
    }

    /// Keeps other imports of the same sources waiting until this one is over.
    ///
    /// One is waited for only in the order of names, so that no two imports wait for each other.
    private mutating func lock(_ sources: [String], _ workspace: Workspace) async throws {
        for source in sources where !locked.contains(source) {
            let waits = locked.allSatisfy { $0 < source }
            let rows = try await workspace.rows(Queries.observe[waits ? "lock_source" : "try_source"], [source])
            guard try waits || rows[0].get("held") else {
                throw Refusal(.busy, "another import of source \"\(source)\" is under way", hint: "try again")
            }
            locked.append(source)
        }
    }
}
