import TestSupport
import Testing

/// Two commands at once: the first is held before each of its messages to the server, while the second runs. Whatever
/// comes of them must come of one after the other.
@Suite("Two commands interleaved", .timeLimit(.minutes(30)))
struct InterleavingTests {
    struct Pair: CustomTestStringConvertible, Sendable {
        let testDescription: String
        /// What is so before both.
        var before: [String] = []
        let first: String
        let second: String
        /// Whether the first only reads, which it does in few messages.
        var isReader: Bool {
            ["reach", "export", "compare", "edition show", "lineage", "gaps"].contains(where: first.hasPrefix)
        }
        /// What shows what both made of the catalogue; nothing where one alone may change it.
        var shows: [String] {
            guard !isReader || first.contains("--since-last") else { return [] }
            let lists = [("element ", "element list"), ("term ", "term list"), ("import ", "reach --week 2026-W10")]
            return ["edition list", "compare hockey-star", "check"]
                + lists.filter { (first + second).contains($0.0) }.map(\.1)
        }
    }

    /// What came of both: statuses, what readers read, and the catalogue after them.
    private struct Outcome: Equatable {
        var statuses: [Int32] = []
        var read: [String] = []
        var catalogue: [String] = []
    }

    static let pairs = [
        Pair(
            testDescription: "two edits from one revision",
            first: "edition edit hockey-star/es --title Uno --if-revision 1",
            second: "edition edit hockey-star/es --title Dos --if-revision 1"),
        Pair(
            testDescription: "two decisions on one element", first: "set hockey-star/es male_lead.nature=kind",
            second: "set hockey-star/es male_lead.nature=cruel"),
        Pair(
            testDescription: "a decision, and the undo of the one before",
            before: ["set hockey-star/es male_lead.nature=kind"],
            first: "set hockey-star/es male_lead.nature=cruel", second: "undo LAST"),
        Pair(
            testDescription: "an import and a reader of its week", first: "import reach NEW",
            second: "reach --week 2026-W10 --format csv"),
        Pair(
            testDescription: "a reader of a week and an import into it", before: ["import reach OLD"],
            first: "export reach --week 2026-W10 --format csv", second: "import reach NEW"),
        Pair(
            testDescription: "a standing export and an import into its week", before: ["import reach OLD"],
            first: "export reach --since-last --week 2026-W10 --source socialpeta-2026-w02 --format csv",
            second: "import reach NEW"),
        Pair(
            testDescription: "a comparison and a decision",
            first: "compare hockey-star/en hockey-star/es --format json",
            second: "set hockey-star/en male_lead.nature=warm"),
        Pair(
            testDescription: "a comparison across series and a decision",
            first: "compare hockey-star/en second-life/ko --format json",
            second: "set hockey-star/en male_lead.nature=warm"),
        Pair(
            testDescription: "a matrix and an undo", before: ["set hockey-star/es male_lead.nature=kind"],
            first: "compare hockey-star --format csv", second: "undo LAST"),
        Pair(
            testDescription: "an edition shown and its decision",
            first: "edition show hockey-star/es --format json", second: "set hockey-star/es male_lead.nature=warm"),
        Pair(
            testDescription: "a lineage and a registration", first: "lineage my-assertive-lover --format json",
            second: "register my-assertive-lover --code fr --language fr --title X --method dub --from us"),
        Pair(
            testDescription: "gaps and a registration", first: "gaps my-assertive-lover --format json",
            second: "register my-assertive-lover --code fr --language fr --title X --method dub --from us"),
        Pair(
            testDescription: "two links that would make a circle",
            before: [
                "register hockey-star --code x --language fr --title X --from en --method dub",
                "register hockey-star --code y --language de --title Y --from en --method dub",
            ],
            first: "edition edit hockey-star/x --from y --method dub",
            second: "edition edit hockey-star/y --from x --method dub"),
        Pair(
            testDescription: "a change of the parent, and a keep of it",
            first: "set hockey-star/en male_lead.nature=warm", second: "keep hockey-star/es male_lead.nature"),
        Pair(
            testDescription: "two imports of one file", first: "import reach NEW", second: "import reach NEW"),
        Pair(
            testDescription: "a later state of a figure, and an earlier one", first: "import reach NEW",
            second: "import reach OLD"),
        Pair(
            testDescription: "two editions of one code",
            first: "register hockey-star --code x --language fr --title X --from en --method dub",
            second: "register hockey-star --code x --language de --title Y --from en --method dub"),
        Pair(
            testDescription: "a child, and the undo of its parent",
            before: ["register hockey-star --code p --language fr --title P --from en --method dub"],
            first: "register hockey-star --code c --language fr-CA --title C --from p --method dub", second: "undo LAST"
        ),
        Pair(
            testDescription: "another name of an element, and a decision by the old one",
            first: "element rename male_lead.nature male_lead.temper",
            second: "set hockey-star/es male_lead.nature=kind"),
        Pair(
            testDescription: "a merge of two terms, and a decision for one of them",
            first: "term merge sport:ice_hockey sport:association_football",
            second: "set hockey-star/es male_lead.sport=ice_hockey"),
    ]

    @Test("come to what one after the other comes to", arguments: pairs)
    func interleaved(_ pair: Pair) async throws {
        try await TestServer.inOnePlace { try await held(pair) }
    }

    private func held(_ pair: Pair) async throws {
        let (forth, blocks) = try await Self.stage(pair) { shell, first, second in
            try await LineProxy.with(shell.url) { url, proxy in
                let one = await Shell(url: url).run(first)
                return (try await Self.outcome(pair, one, await shell.run(second), shell), proxy.sent)
            }
        }
        let back = try await Self.stage(pair) { shell, first, second in
            let two = await shell.run(second)
            return try await Self.outcome(pair, await shell.run(first), two, shell)
        }
        #expect(blocks > 2)
        // A command does nothing before it is known to the server: its second block is the first that matters.
        let places = Array(stride(from: 1, to: blocks, by: Figures.soaks || pair.isReader ? 1 : 5))
        for place in places {
            let outcome = try await Self.stage(pair) { shell, first, second in
                try await LineProxy.with(shell.url, holdBefore: place) { url, proxy in
                    async let held = Shell(url: url).run(first)
                    // Blocks that come quickly one after the other may be one: then it ends without so many.
                    let end = ContinuousClock.now + .seconds(10)
                    while !proxy.isHolding, ContinuousClock.now < end { try await Task.sleep(for: .milliseconds(2)) }
                    async let other = shell.run(second)
                    // The second goes through, or waits for the first: which of the two is the database's to say.
                    try await Task.sleep(for: .milliseconds(150))
                    proxy.letGo()
                    return try await Self.outcome(pair, await held, await other, shell)
                }
            }
            #expect(outcome == forth || outcome == back, "held before block \(place) of \(blocks)")
        }
        Figures.note("T18", "interleaved: \(pair.testDescription)", "\(places.count) places: as one after the other")
    }

    private static func stage<R: Sendable>(
        _ pair: Pair, _ body: @Sendable (Shell, String, String) async throws -> R
    ) async throws -> R {
        try await Shell.sample { shell in
            try await TemporaryDirectory.with { directory in
                let files = try [("OLD", 500, 1), ("NEW", 700, 2)].map { name, value, day in
                    (
                        name,
                        try directory.write(
                            """
                            edition,metric,source,from,until,value,published
                            hockey-star/es,impressions,socialpeta-2026-w02,2026-03-02,2026-03-08,\(value),2026-04-0\(day)

                            """, to: "\(name).csv")
                    )
                }
                let named = { (line: String) in files.reduce(line) { $0.replacing($1.0, with: $1.1) } }
                for line in pair.before.map(named) {
                    let result = await shell.run(line)
                    #expect(result.status == 0, "\(line): \(result.errors)")
                }
                var second = named(pair.second)
                // A bare `undo` would choose by itself, by what is there when it looks.
                if second.contains("LAST") {
                    let last = await shell.run("log --limit 1 --format csv").output
                    second = second.replacing("LAST", with: ReadTable.csv(last).last?.first ?? "")
                }
                return try await body(shell, named(pair.first), second)
            }
        }
    }

    private static func outcome(
        _ pair: Pair, _ first: Shell.Result, _ second: Shell.Result, _ shell: Shell
    ) async throws -> Outcome {
        var outcome = Outcome(statuses: [first.status, second.status])
        if pair.isReader { outcome.read.append(first.output) }
        // What the first handed on, the next one of its kind does not bring as news.
        if pair.first.contains("--since-last") {
            outcome.read.append((await shell.run(pair.first)).errors.replacing(#/operation \d+/#, with: ""))
        }
        if pair.second.hasPrefix("reach") { outcome.read.append(second.output) }
        for line in pair.shows {
            let result = await shell.run(line + " --format csv")
            #expect(result.status == 0, "\(line): \(result.errors)")
            // What was taken back, and how many rows were looked at, follow from more than the order.
            if !line.hasPrefix("check") { outcome.catalogue.append(result.output) }
        }
        return outcome
    }
}
