import TestSupport
import Testing

@Suite("System calls that fail, one after the other, until all succeed")
struct FailingCallTests {
    @Test("on the line to the server: no hang, no lie")
    func line() async throws {
        try #require(FailingCall.isPossible, "strace is not installed: make setup")
        try await Shell.sample { shell in
            try await TemporaryDirectory.with { directory in
                var (runs, statuses) = (0, [Int32: Int]())
                for name in Figures.soaks ? ["recvfrom", "sendto"] : ["recvfrom"] {
                    for number in 1...(Figures.soaks ? 400 : 16) {
                        let before = try await rowCounts(shell.url)["operation"] ?? 0
                        let call = FailingCall(name: name, number: number)
                        let outcome = await call.run(
                            "set hockey-star/es male_lead.nature=\(name)\(number)", on: shell.url, in: directory)
                        runs += 1
                        statuses[outcome.status, default: 0] += 1
                        try await TestServer.waitUntilAlone(shell.url)
                        let after = try await rowCounts(shell.url)["operation"] ?? 0
                        let told = "\(call): \(outcome)"
                        switch outcome.status {
                        case 0: #expect(after == before + 1, "\(told)")
                        case 69: #expect(after == before, "\(told)")
                        case 75: #expect(after == before || after == before + 1, "\(told)")
                        default: Issue.record("\(told)")
                        }
                        // The call that was to fail never came: all of them have had their turn.
                        if outcome.failed.isEmpty { break }
                        #expect(number < 400, "they have no end")
                    }
                }
                Figures.note("T9", "failing calls on the line", "\(runs) runs, statuses \(statuses)")
            }
        }
    }

    @Test("on what the machine says of the process: it does what it was called to do")
    func arguments() async throws {
        try #require(FailingCall.isPossible, "strace is not installed: make setup")
        try await Shell.sample { shell in
            try await TemporaryDirectory.with { directory in
                let plain = try await BuiltBinary(url: shell.url).run("series list")
                let call = FailingCall(name: "openat", number: 1, path: "/proc/self/maps", andAllAfter: true)
                let outcome = await call.run("series list", on: shell.url, in: directory)
                #expect(outcome.status == 0 && directory.read("results") == plain.output, "\(outcome)")
            }
        }
    }

    @Test("on files: what was asked for is there whole or not at all, and the exit status says so")
    func files() async throws {
        try #require(FailingCall.isPossible, "strace is not installed: make setup")
        try await Shell.sample { shell in
            try await TemporaryDirectory.with { directory in
                var (runs, statuses) = (0, [Int32: Int]())
                for command in FailingFiles.commands {
                    let files = try await FailingFiles(command, shell.url, in: directory)
                    for fault in Figures.soaks ? command.calls : command.fewCalls {
                        for number in 1...400 {
                            runs += 1
                            let outcome = try await files.run(files.call(fault, number), value: runs)
                            statuses[outcome.status, default: 0] += 1
                            if outcome.failed.isEmpty { break }
                            #expect(number < 400, "they have no end")
                        }
                    }
                }
                Figures.note("T9", "failing calls on files", "\(runs) runs, statuses \(statuses)")
            }
        }
    }
}
