import AdaptService
import Postgres
import Testing

/// The proof that what is stored is as the facts say.
extension JournalTests {
    @Test("check proves the stored weeks, and finds one that was altered behind its back")
    func check() async throws {
        try await Shell.sample { shell in
            let sound = await shell.run("check")
            #expect(sound.status == 0)
            #expect(
                sound.output.split(separator: "\n").dropFirst().allSatisfy {
                    $0.hasPrefix("ok\t") && $0.hasSuffix("\t0")
                })
            let connection = try await Connection.open(shell.url, options: Workspace.options)
            _ = try await connection.query("update weekly_reach set low = low + 1")
            await connection.close()
            let altered = await shell.run("check")
            #expect(altered.status == 70)
            #expect(altered.output.contains("WRONG\tweekly reach"))
        }
    }

    @Test("check counts facts of editions that somebody deleted while nothing kept them")
    func lost() async throws {
        try await Shell.sample { shell in
            let connection = try await Connection.open(shell.url, options: Workspace.options)
            try await connection.run(
                """
                begin; set local session_replication_role = replica;
                delete from edition where code = 'es'; commit
                """)
            await connection.close()
            let lost = await shell.run("check")
            #expect(lost.status == 70)
            #expect(lost.output.contains("WRONG\tevery fact is of an edition that is there"), "\(lost.output)")
            #expect(lost.errors.contains("1 in table edition_state"), "\(lost.errors)")
            #expect(lost.errors.contains("adapt db restore FILE of the last good backup"), "\(lost.errors)")
        }
    }
}
