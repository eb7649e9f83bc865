import Glibc
import TestSupport
import Testing

/// A command that reads or writes files, run while system calls of it fail.
struct FailingFiles: Sendable {
    private let command: Command
    private let url: String
    private let directory: TemporaryDirectory
    /// What the files that it reads and writes are in, and those that it leaves behind would be.
    private let place: TemporaryDirectory
    /// What it writes where nothing fails.
    private let whole: String
    private static let earlier = "of an earlier run\n"

    /// Runs the command undisturbed.
    init(_ command: Command, _ url: String, in directory: TemporaryDirectory) async throws {
        let place = TemporaryDirectory(path: directory.path + "/" + command.name)
        try #require(mkdir(place.path, 0o755) == 0)
        try FailingFiles.fill(place, value: 0)
        let line = FailingFiles.words(command, place, value: 0)
        let result = try await BuiltBinary(url: url).run(line)
        #expect(result.status == 0, "\(line): \(result.errors)")
        let whole = place.read("out") ?? ""
        #expect((whole != FailingFiles.earlier) == command.writes, "\(line): \(whole)")
        (self.command, self.url, self.directory) = (command, url, directory)
        (self.place, self.whole) = (place, whole)
    }

    private static func words(_ command: Command, _ place: TemporaryDirectory, value: Int) -> String {
        command.words.replacing("PLACE", with: place.path).replacing("VALUE", with: "\(value)")
    }

    /// A good row and a bad one to read, and a file to be written over.
    private static func fill(_ place: TemporaryDirectory, value: Int) throws {
        let (edition, rest) = ("hockey-star", "views,socialpeta-2026-w02,2019-01-01,2019-01-01")
        _ = try place.write(
            "edition,metric,source,from,until,value,published\n\(edition)/en,\(rest),\(1_000 + value),2026-01-20\n"
                + "\(edition)/zz,\(rest),7,2026-01-20\n", to: "in.csv")
        _ = try place.write(earlier, to: "out")
    }

    /// A call of the command that is to fail.
    func call(_ fault: Fault, _ number: Int) -> FailingCall {
        FailingCall(
            name: fault.call, number: number, path: fault.isOfInput ? place.path + "/in.csv" : nil,
            andAllAfter: fault.andAllAfter)
    }

    /// Runs the command, and judges what it says of what it did. `value`: another one in each run.
    func run(_ call: FailingCall, value: Int) async throws -> FailingCall.Outcome {
        try FailingFiles.fill(place, value: value)
        let before = try await rowCounts(url)["operation"] ?? 0
        let words = FailingFiles.words(command, place, value: value)
        let outcome = await call.run(words, on: url, in: directory, spool: place.path)
        try await TestServer.waitUntilAlone(url)
        let recorded = (try await rowCounts(url)["operation"] ?? 0) - before
        let (file, told) = (place.read("out"), "\(command.name), \(call): \(outcome)")
        #expect(file == whole || file == FailingFiles.earlier, "half a file: \(told)")
        #expect(recorded == 0 || recorded == 1 && command.records, "\(told)")
        // What the runtime reads of the machine is not ours: without that it does not begin.
        if outcome.failed.contains(where: { $0.contains("/stat") }) { return outcome }
        #expect(TemporaryDirectory.names(place.path).sorted() == ["in.csv", "out"], "left behind: \(told)")
        let isDone = recorded == (command.records ? 1 : 0) && (file == whole || !command.writes)
        let isUntouched = recorded == 0 && (file == FailingFiles.earlier || !command.writes)
        // Where errors cannot be written there is nobody to be told.
        let isSaid = outcome.errors.contains("was recorded") || outcome.failed.contains { $0.contains("write(2<") }
        switch outcome.status {
        case 0: #expect(isDone, "\(told)")
        case 66, 69: #expect(isUntouched || command.records && isDone && isSaid, "\(told)")
        case 127: #expect(isUntouched && outcome.errors.contains("error while loading shared libraries"), "\(told)")
        default: Issue.record("\(told)")
        }
        return outcome
    }
}
