import AdaptModel
import Testing

@testable import AdaptService

@Suite("What a restore would run")
struct RestoreScriptTests {
    private static func entry(_ title: String, _ statements: String, of type: String = "TABLE") -> String {
        "--\n-- Name: \(title); Type: \(type); Schema: adapt; Owner: -\n--\n\n\(statements)\n\n\n"
    }

    private static let rowsOfA = "COPY adapt.a (i, \"j k\") FROM stdin;"

    /// Hands on a text in pieces.
    private actor Cut {
        private var rest: ArraySlice<UInt8>
        private let step: Int

        init(_ text: String, by step: Int) { (rest, self.step) = (Array(text.utf8)[...], step) }

        func next() -> [UInt8]? {
            guard !rest.isEmpty else { return nil }
            defer { rest = rest.dropFirst(step) }
            return Array(rest.prefix(step))
        }
    }

    /// What a script that comes in pieces is read as: each entry with its rows.
    private static func read(
        _ text: String, by step: Int = 1 << 16
    ) async throws -> [(entry: RestoreEntry, rows: String)] {
        let cut = Cut(text, by: step)
        let script = RestoreScript { await cut.next() }
        var found: [(entry: RestoreEntry, rows: String)] = []
        while let entry = try await script.next() {
            var rows: [UInt8] = []
            while let piece = try await script.rows() { rows += piece }
            found.append((entry, String(decoding: rows, as: UTF8.self)))
        }
        return found
    }

    /// What of a text is foreign to a schema with table `a`.
    private static func foreign(_ text: String) async throws -> [String] {
        let reference = RestoreReference()
        let ours =
            "SET x = 1;\n" + entry("a", "CREATE TABLE adapt.a (i integer);")
            + entry("a", rowsOfA + "\n\\.", of: RestoreEntry.rows)
        for known in try await read(ours) { await reference.add(known.entry) }
        var words: [String] = []
        for found in try await read("SET x = 1;\n" + text) {
            let isKnown = await reference.knows(found.entry)
            if !isKnown { words.append(found.entry.words) }
        }
        return words
    }

    @Test("is read alike however it comes in pieces, and rows are bytes, whatever they say")
    func rows() async throws {
        let table = Self.entry("a", "CREATE TABLE adapt.a (i integer);")
        let rows =
            "1\t-- Name: b; Type: TABLE; Schema: adapt; Owner: -\n--\n\\\\.\nselect evil();\n\\. \n"
            + String(repeating: "2\t\\N\n", count: 20_000)
        let data = Self.entry("a", Self.rowsOfA + "\n" + rows + "\\.", of: RestoreEntry.rows)
        let none = Self.entry("a", Self.rowsOfA + "\n\\.", of: RestoreEntry.rows)
        let end = "--\n-- PostgreSQL database dump complete\n--\n\n\\unrestrict aB3\n"
        let text =
            "--\n-- PostgreSQL database dump\n--\n\n\\restrict aB3\n\n-- Dumped by pg_dump version 15\n\nSET x = 1;\n\n"
            + table + "SET default_tablespace = '';\n\nSET default_table_access_method = heap;\n\n" + data + none + end
        for step in [1, 7, 1 << 16] {
            let found = try await Self.read(text, by: step)
            #expect(found.map { $0.entry.kind } == ["", "TABLE", "TABLE DATA", "TABLE DATA"])
            #expect(found.map { $0.entry.hasRows } == [false, false, true, true])
            #expect(found.map { $0.rows } == ["", "", rows, ""])
            #expect(found[1].entry.statements == Array("CREATE TABLE adapt.a (i integer);".utf8))
        }
        #expect(try await Self.foreign(table + data + none + end) == [])
    }

    @Test("an entry is called by what stands between the first and the last marks of its line, whatever its name holds")
    func titles() {
        for (line, kind, name) in [
            ("Name: a; Type: TABLE; Schema: adapt; Owner: -", "TABLE", "a"),
            ("Data for Name: a; Type: TABLE DATA; Schema: adapt; Owner: -", "TABLE DATA", "a"),
            ("Name: a; Type: b; Schema: c; Type: INDEX; Schema: adapt; Owner: -", "INDEX", "a; Type: b; Schema: c"),
            ("Name: ; Type: ; Type: VIEW; Schema: ", "VIEW", "; Type: "),
            ("Name: \u{0301}세; Type: TABLE; Schema: adapt", "TABLE", "\u{0301}세"),
            ("PostgreSQL database dump complete", "END", ""),
        ] {
            let found = RestoreEntry.title(Array("-- \(line)".utf8))
            #expect(found?.kind == kind && found?.name == name, "\(line)")
        }
        for line in [
            "-- Name: a; Type: table; Schema: adapt", "-- Name: a; Type: TABLE", "-- Name: a; Schema: adapt",
            "-- name: a; Type: TABLE; Schema: adapt", "--Name: a; Type: TABLE; Schema: adapt", "--", "",
            "-- Name: a; Type: TABLE; Schema: adapt\r",
        ] {
            let isNone = RestoreEntry.title(Array(line.utf8)) == nil
            #expect(isNone, "\(line)")
        }
    }

    @Test(
        "what says where a sequence stands, limits rows or says what something is for is let through",
        arguments: [
            "SELECT pg_catalog.setval('adapt.a_seq', 12, true);", "ALTER TABLE adapt.a ENABLE ROW LEVEL SECURITY;",
            "CREATE TABLE adapt.a (i integer);", "COMMENT ON TABLE adapt.a IS 'it''s mine; yours\n''x';",
            "COMMENT ON FUNCTION adapt.f(words text, numbers integer[]) IS 'x';", "COMMENT ON SCHEMA adapt IS '';",
            "COMMENT ON CONSTRAINT a_b ON adapt.a IS 'x';", "COMMENT ON POLICY b ON adapt.a IS 'it''s';",
            "COMMENT ON TRIGGER b ON adapt.a IS 'x';", "COMMENT ON EXTENSION pg_trgm IS 'x';",
        ])
    func harmless(_ statement: String) async throws {
        #expect(try await Self.foreign(Self.entry("a", statement)) == [])
    }

    @Test(
        "nothing else is, however it is dressed",
        arguments: [
            "CREATE TABLE adapt.a (i integer);\nselect evil();", "CREATE TABLE adapt.A (i integer);",
            "SELECT pg_catalog.setval('adapt.a_seq', evil(), true);", "SELECT pg_catalog.setval('adapt.a', 1); evil;",
            "ALTER TABLE adapt.a ENABLE ROW LEVEL SECURITY; select evil(); ENABLE ROW LEVEL SECURITY;",
            "COMMENT ON TABLE adapt.a IS 'x'; select evil(); --';",
            "COMMENT ON TABLE adapt.a IS 'x\u{0301}'; evil; '';",
            "COMMENT ON TABLE a; select evil() IS 'x';", "COMMENT ON TABLE adapt.a; select evil() IS 'x';",
            #"COMMENT ON TABLE adapt.a IS 'x\''; select evil(); --';"#, "COMMENT ON TABLE adapt.a IS 'x''; evil;';';",
            "COMMENT ON TRIGGER b ON public.a IS 'x';", "COMMENT ON TRIGGER b; evil ON adapt.a IS 'x';",
            "COMMENT ON POLICY b ON adapt.a;evil IS 'x';", "COMMENT ON CONSTRAINT b ON DOMAIN adapt.a IS 'x';",
            "COMMENT ON EXTENSION mine IS 'x';", "COMMENT ON RULE b ON adapt.a IS 'x';",
            "COMMENT ON DATABASE adapt IS 'x';", "COMMENT ON TABLE public.a IS 'x';", "COMMENT ON TABLE adapt.a IS ';",
            "COPY adapt.a (i) FROM PROGRAM 'evil';", "COPY adapt.a (i) FROM stdin;\nselect evil();\n\\.",
            "SET default_tablespace = evil();", "COPY adapt.a (i, \"j k\") FROM stdin;",
        ])
    func dressed(_ statement: String) async throws {
        #expect(try await Self.foreign(Self.entry("a", statement)) == ["table a"], "\(statement)")
    }

    @Test("rows of another table, or of other columns, are foreign, and so is what stands in the place of a COPY")
    func otherRows() async throws {
        for copy in [
            "COPY adapt.b (i) FROM stdin;", "COPY adapt.a (i) FROM stdin;", "COPY adapt.a (evil()) FROM stdin;",
            "COPY adapt.a (i) FROM stdin; select evil(); COPY adapt.a (i) FROM stdin;", "select evil();",
        ] {
            let found = try await Self.foreign(Self.entry("a", copy + "\n1\n\\.", of: RestoreEntry.rows))
            #expect(found == ["table data a"], "\(copy)")
        }
    }

    @Test("statements behind rows, before all entries and behind a carriage return are seen")
    func hidden() async throws {
        let rows = Self.entry("a", Self.rowsOfA + "\n1\n\\.\nselect evil();", of: RestoreEntry.rows)
        #expect(try await Self.foreign(rows) == ["table data a"])
        #expect(try await Self.foreign("select evil();\n") == ["statements before all entries"])
        let returned = "-- Name: x\rselect evil();; Type: TABLE; Schema: adapt; Owner: -\n"
        let table = Self.entry("a", "CREATE TABLE adapt.a (i integer);")
        #expect(try await Self.foreign(table + returned) == ["table a"])
    }

    @Test("an entry longer than any of ours is refused before it takes the memory")
    func long() async throws {
        let line = String(repeating: "x", count: 400_000)
        let text = Self.entry("a", [line, line, line].joined(separator: "\n"))
        let refusal = await #expect(throws: Refusal.self) { _ = try await Self.read(text) }
        #expect(refusal?.kind == .input && refusal?.details == ["TABLE a"])
        #expect(try await Self.read(Self.entry("a", line)).count == 1)
    }
}
