import AdaptModel
import Testing

@testable import AdaptService

@Suite("Files with a column a week that say too little")
struct WideFileRefusalTests {
    private func refused(
        _ text: String, _ change: @Sendable (inout ImportReach.Options) -> Void = { _ in }
    ) async throws -> Refusal {
        var options = ImportReach.Options(today: Catalogue.today)
        (options.metric, options.source) = ("views", "src")
        change(&options)
        let told = options
        return try await Stage.with { workspace in
            let before = try await workspace.counts()
            let refusal = try await refusal { try await workspace.load(text, told) }
            #expect(try await workspace.counts() == before)
            return refusal
        }
    }

    @Test("are refused at the head that is no week, once, with the option that makes it one")
    func heads() async throws {
        let sundays = "edition,2026-01-11,2026-01-18\ns/kr,1,2\ns/us,1,2\n"
        let unsaid = try await refused(sundays)
        #expect(unsaid.message == "column \"value\", or \"low\" is missing")
        #expect(unsaid.hint?.contains("--wide week_ending if it ends on that day") == true)
        let asMondays = try await refused(sundays) { $0.wide = .week }
        #expect(asMondays.place?.text == "reach.csv:1:2")
        #expect(asMondays.description.contains("where weeks end on that day: --wide week_ending"))
        #expect(asMondays.details.count == 1)
        let mondays = try await refused("edition,2026-01-12\ns/kr,1\n") { $0.wide = .weekEnding }
        #expect(mondays.hint == "where weeks begin on that day: --wide week")
        let mixed = try await refused("edition,2026-W02,2026-01-18\ns/kr,1,2\n")
        #expect(mixed.place?.text == "reach.csv:1:3")
        #expect(mixed.message == "column \"2026-01-18\" has figures, and nothing is taken from it")
        #expect(mixed.hint?.contains("--wide week_ending") == true && mixed.hint?.contains("--ignore") == true)
    }

    @Test("leave out no column with figures unless told to; words beside them are only told")
    func figures() async throws {
        let text = "edition,2026-W02,total,note\ns/kr,1,1,first\ns/us,2,2,\n"
        let total = try await refused(text)
        #expect(total.description.hasPrefix("reach.csv:1:3: column \"total\" has figures"))
        #expect(total.hint == "to leave it out: --ignore \"total\"")
        try await Stage.with { workspace async throws in
            var options = ImportReach.Options(today: Catalogue.today)
            (options.metric, options.source, options.ignoring) = ("views", "src", ["Total"])
            let receipt = try await workspace.load(text, options)
            #expect(receipt.new == 2)
            #expect(receipt.ignoredColumns == ["total", "note"])
        }
        let unknown = try await refused(text) { $0.ignoring = ["totel"] }
        #expect(unknown.message == "column \"totel\" is missing, so that it cannot be left out")
        #expect(unknown.hint == "did you mean total?")
    }

    @Test("with a column of values beside weeks at the heads are not read as one or the other")
    func both() async throws {
        let refusal = try await refused("edition,week,value,2026-W03\ns/kr,2026-W02,1,2\n")
        #expect(refusal.message == "column \"2026-W03\" has figures, and nothing is taken from it")
    }
}
