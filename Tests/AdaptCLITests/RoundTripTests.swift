import TestSupport
import Testing

@Suite("Commands ask the server")
struct RoundTripTests {
    @Test(
        "seldom, and in few statements",
        arguments: [
            ("--version", 0, 0), ("series list", 2, 2), ("compare hockey-star en es", 4, 6),
            ("edition show hockey-star/es", 8, 11),
            // One of them asks, once nobody else can write, whether the edition is still there, one whether any derives
            // from it.
            ("set hockey-star/es male_lead.nature=mild", 11, 11),
            // Two of them make it one moment.
            ("reach --week 2026-W02", 16, 16), ("export reach --week 2026-W02 --format csv", 16, 16),
        ])
    func counts(line: String, roundTrips: Int, statements: Int) async throws {
        try await Shell.sample { shell in
            try await LineProxy.with(shell.url) { url, proxy in
                let result = await Shell(url: url).run(line)
                #expect(result.status == 0, "\(result.errors)")
                #expect(proxy.asked.roundTrips <= roundTrips, "\(line)")
                #expect(proxy.asked.statements <= statements, "\(line)")
            }
        }
    }
}
