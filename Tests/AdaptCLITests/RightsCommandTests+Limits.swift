import Postgres
import TestSupport
import Testing

@testable import AdaptCLI

/// Editors of some markets.
extension RightsCommandTests {
    @Test("an editor limited to some markets changes no edition of another, and is told of which he may")
    func limited() async throws {
        try await Shell.sample { shell in
            _ = await shell.run("register hockey-star --market mx --title M --from es --method dub")
            _ = await shell.run("register hockey-star --market us --title U --from en --method recut")
            #expect(await shell.run("db limit adapt_edit --market mx").status == 0)
            #expect(await shell.run("db roles").output.contains("\tmx\n"))
            let editor = shell.as("adapt_edit")
            for line in [
                "set hockey-star/mx male_lead.nature=vain", "keep hockey-star/mx male_lead.sport",
                "edition status hockey-star/mx licensed", "edition edit hockey-star/mx --alias A", "undo",
                "series list", "compare hockey-star", "log",
            ] {
                let result = await editor.run(line)
                #expect(result.status == 0, "\(line): \(result.errors)")
            }
            for line in [
                "set hockey-star/us male_lead.nature=vain", "edition status hockey-star/us licensed",
                "edition edit hockey-star/us --market mx", "edition edit hockey-star/mx --market us", "undo 4",
                "register hockey-star --market fr --title F --from en --method dub",
                "edition edit hockey-star/us --alias A --id imdb:tt0000001",
            ] {
                let result = await editor.run(line)
                #expect(result.status == 77, "\(line): \(result.errors)")
                #expect(result.errors.contains("may change editions of mx only"), "\(line): \(result.errors)")
                let hint = "hint: ask the administrator for: adapt db limit adapt_edit --market mx --market ...\n"
                #expect(result.errors.contains(hint), "\(line): \(result.errors)")
            }
            #expect(await shell.run("set hockey-star/us male_lead.nature=vain").status == 0, "the owner is not limited")
            #expect(await shell.run("db limit adapt_edit --everywhere").status == 0)
            #expect(await editor.run("edition status hockey-star/us licensed").status == 0)
            #expect(await shell.run("db limit nobody_at_all --market mx").status == 2)
        }
    }

    @Test("who has row_security off is told that, not of markets that hold others")
    func rowSecurityOff() async throws {
        try await Shell.sample { shell in
            let connection = try await Connection.open(shell.url)
            let (person, group) = ("open_\(connection.backendPID)", "held_\(connection.backendPID)")
            try await connection.run(
                "create role \(group) nologin; create role \(person) nologin; grant adapt_edit to \(group), \(person)")
            #expect(await shell.run(["db", "limit", group, "--market", "mx"]).status == 0)
            let own: String = try await connection.query("select quote_ident(current_database())")[0].get(0)
            try await connection.run("alter database \(own) set row_security = off")
            let refused = await shell.as(person).run("edition status hockey-star/es paused")
            #expect(refused.status == 77, "\(refused.errors)")
            #expect(refused.errors.contains("setting row_security is off for user \"\(person)\""), "\(refused.errors)")
            #expect(refused.errors.contains("reset row_security"), "\(refused.errors)")
            #expect(!refused.errors.contains("may change editions"), "\(refused.errors)")
            try await connection.run("drop role \(person); drop role \(group)")
            await connection.close()
        }
    }

    @Test("a limit that would hold nobody is refused with the reason; what is left of one is taken away")
    func idleLimits() async throws {
        try await Shell.sample { shell in
            let connection = try await Connection.open(shell.url)
            let owner: String = try await connection.query("select current_user::text")[0].get(0)
            let group = "limited_\(connection.backendPID)"
            try await connection.run("create role \(group) nologin")
            let refused = await shell.run(["db", "limit", owner, "--market", "mx"])
            #expect(refused.status == 2 && refused.output.isEmpty, "\(refused)")
            #expect(refused.errors.contains("role \"\(owner)\" is a superuser"), "\(refused.errors)")
            let early = await shell.run(["db", "limit", group, "--market", "mx"])
            #expect(early.status == 0, "\(early)")
            #expect(early.errors.contains("role \"\(group)\" changes no editions"), "\(early.errors)")
            try await connection.run("grant adapt_edit to \(group)")
            let limited = await shell.run(["db", "limit", group, "--market", "mx"])
            #expect(limited.status == 0, "\(limited.errors)")
            try await connection.run("drop role \(group)")
            #expect(await shell.run("doctor").output.contains("limit of \(group) to mx holds nobody"))
            let roles = await shell.run("db roles")
            #expect(roles.output.contains("\(group)\t") && roles.errors.isEmpty, "\(roles)")
            #expect(await shell.run(["db", "limit", group, "--market", "mx"]).status == 2)
            #expect(await shell.run(["db", "limit", group, "--everywhere"]).status == 0)
            #expect(await shell.run(["db", "limit", group, "--everywhere"]).status == 2)
            #expect(await !shell.run("doctor").output.contains("holds nobody"))
            await connection.close()
        }
    }

    @Test("limits of groups add up with one's own, and are told where that is taken away")
    func limitsOfGroups() async throws {
        try await Shell.sample { shell in
            let connection = try await Connection.open(shell.url)
            let (person, group) = ("person_\(connection.backendPID)", "group_\(connection.backendPID)")
            try await connection.run("create role \(group) nologin; create role \(person) nologin")
            try await connection.run("grant adapt_edit to \(group); grant \(group) to \(person)")
            #expect(await shell.run(["db", "limit", group, "--market", "mx"]).status == 0)
            let own = await shell.run(["db", "limit", person, "--market", "us"])
            #expect(own.output == "\(person) may change editions of us, and of mx (by role \(group))\n", "\(own)")
            let still = "\(person) has no limit of its own any more, but may still change only editions of mx"
            let freed = await shell.run(["db", "limit", person, "--everywhere"])
            #expect(freed.output == "\(still) (by role \(group))\n" && freed.errors.isEmpty, "\(freed)")
            let last = await shell.run(["db", "limit", group, "--everywhere"])
            #expect(last.output == "\(group) is not limited\n", "\(last)")
            try await connection.run("drop role \(person); drop role \(group)")
            await connection.close()
        }
    }
}
