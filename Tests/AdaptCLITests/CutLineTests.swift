import TestSupport
import Testing

@Suite("A line that is cut")
struct CutLineTests {
    private static let line = "set hockey-star/es male_lead.nature="

    @Test("at any byte, either way: what is said is what happened, and nothing happens twice")
    func cut() async throws {
        let whole = try await Shell.sample { shell in
            try await LineProxy.with(shell.url) { url, proxy in
                #expect(await Shell(url: url).run(Self.line + "start").status == 0)
                return proxy.bytes
            }
        }
        var random = Seeded(for: "cut line")
        var cuts =
            (0...whole.toServer).map { LineProxy.Cut(toServer: true, after: $0) }
            + (0...whole.toClient).map { LineProxy.Cut(toServer: false, after: $0) }
        if !Figures.soaks {
            cuts = (0..<40).map { number in
                let toServer = number % 2 == 0
                return .init(
                    toServer: toServer, after: random.pick(below: toServer ? whole.toServer : whole.toClient))
            }
        }
        // Most of a cut is waiting before the next try: thousands of them go on beside each other, in several databases.
        let lanes = Figures.soaks ? 6 : 1
        let seen = try await withThrowingTaskGroup(of: [Int32: Int].self) { group in
            for lane in 0..<lanes {
                let own = stride(from: lane, to: cuts.count, by: lanes).map { cuts[$0] }
                group.addTask { try await Shell.sample { try await statuses(of: own, $0) } }
            }
            return try await group.reduce(into: [:]) { $0.merge($1, uniquingKeysWith: +) }
        }
        Figures.note(
            "T5", "line cut at a byte",
            "\(cuts.count) places of \(whole.toServer) + \(whole.toClient) bytes: all told truly, statuses \(seen)")
        #expect(seen[0, default: 0] > 0)
        #expect(seen.values.reduce(0, +) == cuts.count)
    }

    /// How often each status came, one cut after the other.
    private func statuses(of cuts: [LineProxy.Cut], _ shell: Shell) async throws -> [Int32: Int] {
        var seen: [Int32: Int] = [:]
        var before = try await shell.operations()
        for (number, cut) in cuts.enumerated() {
            let result = try await LineProxy.with(shell.url, cut: cut) { url, _ in
                await Shell(url: url).run(Self.line + "v\(number)")
            }
            try await TestServer.waitUntilAlone(shell.url)
            let after = try await shell.operations()
            seen[result.status, default: 0] += 1
            switch result.status {
            case 0: #expect(after == before + 1, "\(cut): \(result.errors)")
            // Told to go on too late, it is too late: nothing was changed either.
            case 69, 75: #expect(after == before, "\(cut): \(result.errors)")
            default: Issue.record("\(cut): \(result.status) \(result.errors)")
            }
            before = after
        }
        return seen
    }

    @Test("an import whose line is cut is applied once or not at all, and says which")
    func cutImport() async throws {
        try await Shell.sample { shell in
            try await TemporaryDirectory.with { directory in
                var random = Seeded(for: "cut import")
                var before = try await shell.operations()
                for number in 0..<(Figures.soaks ? 200 : 12) {
                    let row =
                        "hockey-star/es,impressions,socialpeta-2026-w02,2026-03-02,2026-03-08,\(number),2026-04-01"
                    let text =
                        "edition,metric,source,from,until,value,published\n"
                        + row.replacing("04-01", with: "04-\(10 + number % 20)")
                    let file = try directory.write(text + "\n", to: "f.csv")
                    let cut = LineProxy.Cut(toServer: number % 2 == 0, after: random.pick(below: 12_000))
                    let result = try await LineProxy.with(shell.url, cut: cut) { url, _ in
                        await Shell(url: url).run(["import", "reach", file])
                    }
                    try await TestServer.waitUntilAlone(shell.url)
                    let after = try await shell.operations()
                    #expect(
                        result.status == 0 ? after <= before + 1 : result.status == 69 && after == before,
                        "\(result.errors)")
                    // Done again it is there: one operation in all.
                    #expect(await shell.run(["import", "reach", file]).status == 0)
                    #expect(try await shell.operations() == before + 1)
                    before = try await shell.operations()
                }
                #expect(await shell.run("check").status == 0)
            }
        }
    }
}
