import TestSupport
import Testing

@Suite("The program itself killed")
struct KilledClientTests {
    /// How many imports are killed.
    private let kills = Figures.soaks ? 1_000 : 50
    /// How many rows each of their files has.
    private let rows = Figures.soaks ? 10_000 : 500

    @Test("at any moment, a registration or an import is there whole or not at all, and done again it is there once")
    func killed() async throws {
        try await TestServer.inOnePlace {
            try await TemporaryDirectory.with { directory in
                let random = Seeded(for: "killed at any moment")
                var course = try await Shell.sample { shell in
                    try await KilledCourse(undisturbedOn: shell.url, in: directory, rows: rows, random)
                }
                // Each time on a catalogue of its own: figures that are restated again and again take ever longer.
                while course.imports < kills {
                    let (begun, most) = (course, kills - course.imports)
                    course = try await Shell.sample { shell in
                        var course = begun
                        try await course.beKilled(on: shell.url, in: directory, imports: most)
                        #expect(await shell.run("check").status == 0)
                        return course
                    }
                }
                Figures.note(
                    "T1", "kill -9 of the program",
                    "\(course.imports) kills of imports of \(rows) rows, \(course.registrations) of registrations, "
                        + "\(course.done) after the end, 0 partial, 0 doubled, second run exact")
            }
        }
    }
}
