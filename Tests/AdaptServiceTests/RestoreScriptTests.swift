import Testing

@testable import AdaptService

@Suite("What a restore would run")
struct RestoreScriptTests {
    private static func entry(_ title: String, _ statements: String, of type: String = "TABLE") -> String {
        "--\n-- Name: \(title); Type: \(type); Schema: adapt; Owner: -\n--\n\n\(statements)\n\n\n"
    }

    private static func script(_ text: String, by step: Int = 1 << 16) -> RestoreScript {
        var script = RestoreScript()
        let bytes = Array(text.utf8)
        for start in stride(from: 0, to: bytes.count, by: step) {
            bytes[start..<min(bytes.count, start + step)].withUnsafeBytes { script.add($0) }
        }
        return script.ended()
    }

    /// What of an entry is foreign to a schema with table `a`.
    private static func foreign(_ text: String) -> [String] {
        let known = script("SET x = 1;\n" + entry("a", "CREATE TABLE adapt.a (i integer);"))
        return script("SET x = 1;\n" + text).foreign(to: Set(known.entries.map(\.statements))).map(\.words)
    }

    @Test("is read alike however it comes in pieces: rows are passed over, whatever they say")
    func rows() {
        let table = Self.entry("a", "CREATE TABLE adapt.a (i integer);")
        let data =
            "--\n-- Data for Name: a; Type: TABLE DATA; Schema: adapt; Owner: -\n--\n\nCOPY adapt.a (i, \"j k\") FROM stdin;\n"
            + "1\t-- Name: b; Type: TABLE; Schema: adapt; Owner: -\n--\n\\\\.\n\\.\n\n\n"
        let end = "--\n-- PostgreSQL database dump complete\n--\n\n\\unrestrict aB3\n"
        let text =
            "--\n-- PostgreSQL database dump\n--\n\n\\restrict aB3\n\n-- Dumped by pg_dump version 15\n\nSET x = 1;\n\n"
            + table + "SET default_tablespace = '';\n\nSET default_table_access_method = heap;\n\n" + data + end
        for step in [1, 7, 1 << 16] {
            let entries = Self.script(text, by: step).entries
            #expect(entries.map(\.key) == [" ", "TABLE a"])
            #expect(entries.last?.statements == Array("CREATE TABLE adapt.a (i integer);".utf8))
        }
        #expect(Self.foreign(table + data + end) == [])
    }

    @Test(
        "what says where a sequence stands, limits rows or is a comment is let through",
        arguments: [
            "SELECT pg_catalog.setval('adapt.a_seq', 12, true);", "ALTER TABLE adapt.a ENABLE ROW LEVEL SECURITY;",
            "COMMENT ON FUNCTION adapt.f(i integer) IS 'it''s; so';", "CREATE TABLE adapt.a (i integer);",
            "COMMENT ON TABLE adapt.a IS 'two\nlines''';",
        ])
    func harmless(_ statement: String) {
        #expect(Self.foreign(Self.entry("a", statement)) == [])
    }

    @Test(
        "nothing else is, however it is dressed",
        arguments: [
            "CREATE TABLE adapt.a (i integer);\nselect evil();", "CREATE TABLE adapt.A (i integer);",
            "SELECT pg_catalog.setval('adapt.a_seq', evil(), true);", "SELECT pg_catalog.setval('adapt.a', 1); evil;",
            "ALTER TABLE adapt.a ENABLE ROW LEVEL SECURITY; select evil(); ENABLE ROW LEVEL SECURITY;",
            "COMMENT ON TABLE adapt.a IS 'x'; select evil(); --';",
            "COMMENT ON TABLE adapt.a IS 'x\u{0301}'; evil; '';",
            "COMMENT ON TABLE a; select evil() IS 'x';",
            "COPY adapt.a (i) FROM PROGRAM 'evil';", "COPY adapt.a (i) FROM stdin;\nselect evil();\n\\.",
            "SET default_tablespace = evil();",
        ])
    func dressed(_ statement: String) {
        #expect(Self.foreign(Self.entry("a", statement)) == ["table a"], "\(statement)")
    }

    @Test("statements behind rows, before all entries and behind a carriage return are seen")
    func hidden() {
        let rows = Self.entry("a", "COPY adapt.a (i) FROM stdin;\n1\n\\.\nselect evil();", of: "TABLE DATA")
        #expect(Self.foreign(rows) == ["table data a"])
        #expect(Self.foreign("select evil();\n") == ["statements before all entries"])
        let returned = "-- Name: x\rselect evil();; Type: TABLE; Schema: adapt; Owner: -\n"
        #expect(Self.foreign(Self.entry("a", "CREATE TABLE adapt.a (i integer);") + returned) == ["table a"])
    }
}
