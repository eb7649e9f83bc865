import AdaptModel
import Postgres
import TestSupport
import Testing

@testable import AdaptCLI

/// One that cannot be dropped.
extension ScratchDatabaseTests {
    @Test("where it cannot be dropped either, what went wrong first is told")
    func left() async throws {
        try await BackupTests.taken { shell, file in
            let connection = try await Connection.open(shell.url)
            let target = try DatabaseTarget(option: shell.url, .process)
            let scratch = try await ScratchDatabase(suffix: "_drill", of: target, beside: connection)
            let refusal = await #expect(throws: Refusal.self) {
                try await scratch.made { _ -> Void in
                    await connection.close()
                    throw Refusal(.input, "made on purpose")
                }
            }
            #expect(refusal?.message == "made on purpose")
            #expect(try await databases(like: scratch.name + "%", on: shell.url) == [scratch.name])
            #expect(await shell.run(["db", "drill", file]).status == 0)
            #expect(try await databases(like: scratch.name + "%", on: shell.url) == [])
        }
    }
}
