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

    @Test("of another program's backup what every migration makes anew is passed over by its name, and nothing else is")
    func another() async {
        let reference = RestoreReference(ofSchema: 25)
        for known in Self.table + Self.entry("FUNCTION", "f(integer)", "CREATE FUNCTION adapt.f(i integer) ...;") {
            await reference.add(known)
        }
        let cases: [(kind: String, name: String, text: String, fate: RestoreReference.Fate)] = [
            ("TABLE", "a", "CREATE TABLE adapt.a (i integer);", .run),
            ("TABLE", "a", "CREATE TABLE adapt.a ();", .foreign),
            ("FUNCTION", "fold(text)", "CREATE FUNCTION evil;", .passedOver),
            ("FUNCTION", "fold2(text)", "x", .foreign), ("FUNCTION", "chain_of(integer)", "x", .passedOver),
            ("FUNCTION", "f(integer)", "CREATE FUNCTION adapt.f(i integer) evil;", .foreign),
            ("FUNCTION", "decision_live(bigint)", "x", .passedOver), ("FUNCTION", "mine_live(bigint)", "x", .foreign),
            ("VIEW", "kept_table", "x", .passedOver), ("VIEW", "a", "x", .foreign),
            ("INDEX", "decision_by_term", "x", .passedOver), ("INDEX", "mine", "x", .foreign),
            ("TRIGGER", "series series_append_only", "x", .passedOver), ("TRIGGER", "series mine", "x", .foreign),
            ("TRIGGER", "operation operation_in_order", "x", .passedOver), ("TRIGGER", "a b c", "x", .foreign),
            ("POLICY", "decision own_markets", "x", .passedOver), ("POLICY", "decision mine", "x", .foreign),
            ("EXTENSION", "pg_trgm", "x", .passedOver), ("EXTENSION", "other", "x", .foreign),
            ("CONSTRAINT", "decision decision_key", "x", .foreign), ("RULE", "decision kept_table", "x", .foreign),
            ("COMMENT", "TABLE a", "COMMENT ON TABLE adapt.a IS 'x';", .run),
            ("COMMENT", "COLUMN a.i", "COMMENT ON COLUMN adapt.a.i IS 'x';", .run),
            ("COMMENT", "COLUMN a.\"order\"", "COMMENT ON COLUMN adapt.a.\"order\" IS 'x';", .run),
            ("COMMENT", "COLUMN a.i", "COMMENT ON COLUMN adapt.a.\"i IS 'x\" IS ''y';", .foreign),
            ("COMMENT", "FUNCTION f(i integer)", "COMMENT ON FUNCTION adapt.f(i integer) IS 'x';", .run),
            ("COMMENT", "COLUMN kept_table.n", "COMMENT ON COLUMN adapt.kept_table.n IS 'x';", .passedOver),
            ("COMMENT", "TABLE a", "COMMENT ON TABLE public.a IS 'x';", .foreign),
            ("SEQUENCE SET", "s", "SELECT pg_catalog.setval('adapt.s', 12, true);", .run),
        ]
        for (kind, name, text, fate) in cases {
            for entry in Self.entry(kind, name, text) {
                let (found, usual) = (await reference.fate(of: entry), await RestoreReference().fate(of: entry))
                #expect(found == fate, "\(kind) \(name)")
                let wanted: RestoreReference.Fate = entry.isHarmless ? .run : .foreign
                #expect(usual == wanted, "\(kind) \(name)")
            }
        }
    }
}
