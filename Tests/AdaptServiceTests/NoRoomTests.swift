import AdaptModel
import Testing

@testable import AdaptService
@testable import Postgres

@Suite("A server that has no room")
struct NoRoomTests {
    @Test("for a database that is opened: it is the disk that is named, though the server does not say so")
    func opening() {
        let refusal = Refusal(
            PostgresError(.cannotConnect, "cannot connect: connection failed: FATAL: could not write init file"))
        #expect(refusal.kind == .unreachable && refusal.message.hasPrefix("database is out of disk: "))
        // Where a command is told that something was done before, it says so in the message.
        #expect(refusal.message.hasSuffix("; nothing was changed") && refusal.hint == "df -h, on the server")
    }

    @Test("for one more connection: what to wait for is named")
    func connections() {
        var error = PostgresError(.cannotConnect, "cannot connect: FATAL: sorry, too many clients already")
        error.sqlState = "53300"
        let refusal = Refusal(error)
        #expect(refusal.kind == .unreachable && refusal.message.hasPrefix("database takes no more connections: "))
        #expect(refusal.hint?.contains("when other programs have ended") == true)
    }
}
