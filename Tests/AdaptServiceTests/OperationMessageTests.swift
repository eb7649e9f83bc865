import AdaptModel
import Testing

@testable import AdaptService

@Suite("What authors say of operations")
struct OperationMessageTests {
    private static let path = "male_lead.nature"
    private static let subject = "hockey-star/es male_lead.nature"

    /// The same database, by an author who says something of all that is recorded.
    private func saying(_ text: String, _ workspace: Workspace) throws -> Workspace {
        Workspace(
            connection: workspace.connection, author: workspace.author, message: try OperationMessage(text))
    }

    @Test(
        "the log tells it, accents composed, beside what the operation was of; where nothing is said that stands alone")
    func log() async throws {
        try await Catalogue.sample { workspace in
            try await workspace.decide("hockey-star/es", Self.path, .value("kind"))
            try await saying("the cafe\u{301}\n\nasked", workspace).decide("hockey-star/es", Self.path, .value("vain"))
            let log = try await workspace.log(limit: 2)
            #expect(log["message"] == ["the caf\u{E9}\n\nasked", Self.subject])
            #expect(log["message"][0]?.unicodeScalars.contains("\u{E9}") == true)
            #expect(log["subject"] == [Self.subject, Self.subject])
            let blame = try await workspace.blame(
                EditionReference(parsing: "hockey-star/es"), ElementPath(Self.path)
            ).decisions
            #expect(blame["message"].prefix(2) == ["the caf\u{E9}\n\nasked", Self.subject])
        }
    }

    @Test("what the program says may hold an empty line: that begins nothing of the author's")
    func emptyLine() async throws {
        try await Catalogue.empty { workspace in
            _ = try await workspace.record("test", message: "a\n\n\nb.csv", dryRun: false) { _ in 0 }
            _ = try await saying("why", workspace).record("test", message: "a\n\nb.csv", dryRun: false) { _ in 0 }
            _ = try await saying("why", workspace).record("test", message: nil, dryRun: false) { _ in 0 }
            _ = try await workspace.record("test", message: nil, dryRun: false) { _ in 0 }
            let log = try await workspace.log()
            #expect(log["message"] == [nil, "why", "why", "a\nb.csv"])
            #expect(log["subject"] == [nil, nil, "a\nb.csv", "a\nb.csv"])
        }
    }

    @Test("an undo has its own; what it took back is told by what that was of, and what was said of it")
    func undo() async throws {
        try await Catalogue.sample { workspace in
            try await saying("asked for", workspace).decide("hockey-star/es", Self.path, .value("vain"))
            let set = try await workspace.lastOperation()
            let taken = try await saying("by mistake", workspace).undo(set)
            #expect(taken.what == "set \(Self.subject)" && taken.said == "asked for")
            #expect(taken.message == "asked for" && taken.subject == Self.subject)
            let back = try await workspace.undo(set + 1)
            #expect(back.what == "undo operation \(set): set \(Self.subject)" && back.said == "by mistake")
            let log = try await workspace.log(limit: 2)
            let subject = "operation \(set): set \(Self.subject)"
            #expect(log["message"] == ["operation \(set + 1): undo \(subject)", "by mistake"])
            #expect(log["subject"] == ["operation \(set + 1): undo \(subject)", subject])
        }
    }

    @Test("what was so already records none; of several that are taken back each undo has it")
    func none() async throws {
        try await Catalogue.sample { workspace in
            try await workspace.decide("hockey-star/es", Self.path, .value("vain"))
            let before = try await workspace.counts()
            let again = try await saying("again", workspace).decide("hockey-star/es", Self.path, .value("vain"))
            #expect(again.wasSo)
            #expect(try await workspace.counts() == before)
            let last = try await workspace.lastOperation()
            try await workspace.addSeries("n")
            _ = try await Undo.run(last...last + 1, in: saying("both", workspace), dryRun: false)
            #expect(try await workspace.log(limit: 2)["message"] == ["both", "both"])
        }
    }

    @Test("an import has it; undone, its file is still told by its name")
    func imports() async throws {
        try await Catalogue.sample { workspace in
            try await saying("corrected", workspace).load(
                "edition,metric,source,week,value\nhockey-star/es,views,socialpeta-2026-w02,2026-W02,5\n")
            let log = try await workspace.log(limit: 1)
            #expect(log["message"] == ["corrected"] && log["subject"] == ["reach.csv"])
            let taken = try await workspace.undo(nil)
            #expect(taken.subject == "reach.csv" && taken.said == "corrected")
        }
    }

    @Test("whose revision was not seen is told by what he said of it, in one line")
    func staleRevision() async throws {
        try await Catalogue.sample { workspace in
            try await saying("asked for\nhint: x", workspace).decide("hockey-star/es", Self.path, .value("vain"))
            let refused = try await refusal {
                try await workspace.decide("hockey-star/es", Self.path, .value("kind"), ifRevision: 1)
            }
            #expect(
                refused.details.first?.hasSuffix(" UTC: set \(Self.subject): \"asked for⏎hint: x\"") == true,
                "\(refused)")
        }
    }

    @Test("of the sample both operations have it, which name no author of their own")
    func sample() async throws {
        try await Catalogue.empty { workspace in
            _ = try await saying("to try it", workspace).importSample(today: Catalogue.today, dryRun: false)
            let log = try await workspace.log()
            #expect(log["message"] == ["to try it", "to try it"])
            #expect(log["subject"] == ["sample reach", "sample catalogue"])
        }
    }

    @Test("it goes out with the catalogue and comes in again as it was, whatever the importer says")
    func exchanged() async throws {
        let lines = try await Catalogue.sample { workspace in
            try await makeOwn(workspace)
            try await saying("asked for\n\nby ana", workspace).decide("hockey-star/es", Self.path, .value("vain"))
            try await saying("by mistake", workspace).undo(workspace.lastOperation())
            return try await exported(workspace)
        }
        #expect(lines.contains { $0.contains(#""message":"hockey-star/es male_lead.nature\n\nasked for\n\nby ana""#) })
        try await Catalogue.empty { workspace in
            try await makeOwn(workspace)
            try await bring(lines, into: saying("brought", workspace))
            #expect(try await exported(workspace) == lines)
            let log = try await workspace.log(limit: 2)
            #expect(log["message"] == ["by mistake", "asked for\n\nby ana"])
            #expect(log["subject"] == ["operation 3: set \(Self.subject)", Self.subject])
        }
    }
}
