import Testing

@testable import AdaptService

@Suite("What a script holds and lacks")
struct RestoreFindingsTests {
    private static let table = entry("TABLE", "a", "CREATE TABLE adapt.a (i integer);")
    private static let index = entry("INDEX", "b", "CREATE INDEX b ON adapt.a USING btree (i);")
    private static let plain = entry("TABLE", "c", "CREATE TABLE adapt.c (i integer);")
    private static let other = entry("TABLE", "a", "CREATE TABLE adapt.a (j integer);")
    private static let harmless = entry("SEQUENCE SET", "d", "SELECT pg_catalog.setval('adapt.d', 12, true);")

    private static func entry(_ kind: String, _ name: String, _ statement: String) -> [RestoreEntry] {
        RestoreEntry(kind: kind, name: name, lines: [Array(statement.utf8)]).map { [$0] } ?? []
    }

    /// What entries hold and lack against two schemas: a table with an index, and with another table.
    private static func findings(_ entries: [RestoreEntry]) async -> RestoreFindings {
        let reference = RestoreReference()
        for known in table + index { await reference.add(known) }
        await reference.beginAnother()
        for known in table + plain { await reference.add(known) }
        let findings = RestoreFindings(against: reference)
        for entry in entries { await findings.take(entry) }
        return findings
    }

    @Test("what is lacking is told of the one of our schemas that lacks least, and not of what came in another form")
    func lacking() async {
        let cases: [(entries: [RestoreEntry], names: [String])] = [
            (Self.table + Self.index, []), (Self.harmless + Self.table + Self.plain, []), (Self.index, ["table a"]),
            (Self.other + Self.plain, []),
        ]
        for (entries, names) in cases {
            let lacking = await Self.findings(entries).lackingNames
            #expect(lacking == names, "\(entries.map(\.words))")
        }
    }

    @Test("the first of what is foreign are named, and the others counted")
    func foreign() async {
        let strangers = (1...23).flatMap { Self.entry("TABLE", "t\($0)", "CREATE TABLE adapt.t\($0) ();") }
        let findings = await Self.findings(Self.table + strangers)
        let (isClean, names) = (await findings.isClean, await findings.foreignNames)
        #expect(!isClean && names.count == 21 && names.first == "table t1" && names.last == "and 3 more")
    }
}
