import AdaptModel
import AdaptReports
import AdaptService
import Synchronization

/// Reports whose bytes a backup remembers, so that a copy can be asked for them again.
enum BackupReports {
    /// The comparison of all editions with their parents, and the latest week of every source and metric, as csv.
    @Sendable static func all(of workspace: Workspace) async throws -> [BackupManifest.Report] {
        var reports = [
            BackupManifest.Report(name: "compare --all --against-parent", sha256: try await parents(workspace))
        ]
        guard let week = try await workspace.overview().latestWeek else { return reports }
        for (source, metric) in try await workspace.measures(in: week) {
            reports.append(
                BackupManifest.Report(
                    name: "reach --week \(week) --source \(source) --metric \(metric)",
                    sha256: try await reach(
                        WeeklyReach(week: week, metric: metric, source: source), workspace)))
        }
        return reports
    }

    private static func parents(_ workspace: Workspace) async throws -> String {
        // The lock only tells the compiler that the calls come one at a time.
        let hash = Mutex(try ContentHash())
        let stream = StreamedOutput(ParentReport(as: .csv)) { text in hash.withLock { $0.update(text) } }
        try stream.write { report, out in try report.begin(to: &out) }
        try await workspace.againstParents(of: nil) { series, lines in
            try stream.write { report, out in try report.add(lines, of: series, to: &out) }
        }
        _ = try stream.finish()
        return hash.withLock { $0.finish() }
    }

    private static func reach(_ request: WeeklyReach, _ workspace: Workspace) async throws -> String {
        do {
            // The lock only tells the compiler that the calls come one at a time.
            let hash = Mutex(try ContentHash())
            let stream = StreamedOutput(PlanFile(.csv)) { text in hash.withLock { $0.update(text) } }
            var request = request
            request.handOn = { week in
                try stream.write { file, out in file.append(ReachReportWriter(week), to: &out) }
            }
            let whole = try await request.run(in: workspace)
            try stream.write { file, out in file.end(ReachReportWriter(whole), to: &out) }
            _ = try stream.finish()
            return hash.withLock { $0.finish() }
        } catch let refusal as Refusal where refusal.kind == .rule {
            // What may not be added up is refused in a copy with the same words.
            return try ContentHash.of(refusal.description)
        }
    }
}
