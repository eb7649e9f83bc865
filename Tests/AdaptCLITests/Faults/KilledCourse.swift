import AdaptService
import Glibc
import Postgres
import TestSupport
import Testing

/// What is done to a catalogue, one command after the other, and what comes of it where nobody disturbs that.
struct KilledCourse: Sendable {
    private static let files = 8
    /// How many imports were killed so far.
    private(set) var imports = 0
    /// How many registrations were.
    private(set) var registrations = 0
    /// How many of both came to their end before.
    private(set) var done = 0
    private var random: Seeded
    private var lines: [String] = []
    /// How long each takes here, in milliseconds: the kills fall into that time.
    private var times: [Int] = []
    /// How many rows each table holds after each of them.
    private var counts: [[String: Int]] = []
    private var figures = ""

    /// Does it all once, on the sample catalogue.
    init(undisturbedOn url: String, in directory: TemporaryDirectory, rows: Int, _ random: Seeded) async throws {
        self.random = random
        let stage = FaultStage(directory: directory, home: "", binary: BuiltBinary(url: url))
        // Figures of years that have none yet, then two files that restate some of them.
        for number in 0..<KilledCourse.files {
            lines.append("import reach \(try stage.reachFile(number, rows: rows, until: 2019 - number % 6 * 5))")
        }
        lines.append(
            "register hockey-star --code m --title M --language es --from es --method dub --keep male_lead.nature")
        for line in lines {
            times.append(try await stage.binary.duration(of: line))
            counts.append(try await rowCounts(url))
        }
        figures = try await KilledCourse.figures(url)
    }

    /// Does it all, or the first `most` imports of it, on the sample catalogue: each command is killed at some moment,
    /// then done again.
    mutating func beKilled(on url: String, in directory: TemporaryDirectory, imports most: Int) async throws {
        let binary = BuiltBinary(url: url)
        var before = try await rowCounts(url)
        for index in lines.indices.prefix(most) {
            let (line, expected, time) = (lines[index], counts[index], times[index])
            let pause = random.pick(below: time + max(1, time / 4))
            let child = try binary.start(Shell.words(line).map { Array($0.utf8) }, in: directory)
            try await Task.sleep(for: .milliseconds(pause))
            kill(child, SIGKILL)
            _ = await binary.finish(child, in: directory)
            try await TestServer.waitUntilAlone(url)
            let then = try await rowCounts(url)
            let wasDone = then == expected
            #expect(wasDone || then == before, "part of it is there: \(line)")
            let start = ContinuousClock.now
            let again = try await binary.run(line)
            let taken = Int((ContinuousClock.now - start) / .milliseconds(1))
            // Done again, it does it or says that it is there: once, and all of it.
            #expect(again.status == 0 || again.status == 2 && wasDone, "\(line): \(again.errors)")
            let end = try await rowCounts(url)
            #expect(end == expected, "\(line)")
            before = end
            // The machine may be busier than it was, or less so.
            if !wasDone { times[index] = max(1, (time + taken) / 2) }
            done += wasDone ? 1 : 0
            if index < KilledCourse.files { imports += 1 } else { registrations += 1 }
        }
        guard most >= KilledCourse.files else { return }
        let (found, expected) = (try await KilledCourse.figures(url), figures)
        #expect(found == expected, "the figures are others than where nothing was killed")
    }

    /// All figures, and the weeks that follow from them, as one text.
    private static func figures(_ url: String) async throws -> String {
        let connection = try await Connection.open(url, options: Workspace.options)
        let found: String = try await connection.query(
            """
            select concat_ws(' ',
                (select md5(string_agg(t, ',' order by t)) from (
                    select concat_ws('|', since, until, run, low, width, lines, lows, widths, published_on, published)
                        collate "C" as t
                    from figure_run) as f),
                (select md5(string_agg(t, ',' order by t)) from (
                    select concat_ws('|', week, low, high, figures, days, published) collate "C" as t
                    from weekly_reach) as w))
            """
        )[0].get(0)
        await connection.close()
        return found
    }
}
