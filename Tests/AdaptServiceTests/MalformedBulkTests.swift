import AdaptModel
import Testing

@testable import AdaptService

@Suite("A malformed file of editions or decisions")
struct MalformedBulkTests {
    typealias Case = MalformedFile

    private static let columns = [
        "series", "code", "title", "language", "market", "origin", "status", "from", "method", "certainty", "also_from",
        "alias", "id", "source", "locator", "quote", "platform", "note", "element:a.b",
    ]

    /// A file of one good row and one in which some fields are at fault.
    private static func edition(_ faults: [String: String], _ message: String, at column: String? = nil) -> Case {
        func row(_ fields: [String: String]) -> String {
            columns.map { fields[$0] ?? "" }.joined(separator: ",") + "\n"
        }
        let row = row(["series": "s", "code": "bad", "title": "Bad"].merging(faults) { $1 })
        let number = (column ?? faults.keys.first).flatMap { columns.firstIndex(of: $0) }.map { ":\($0 + 1)" } ?? ""
        return Case(
            columns.joined(separator: ",") + "\n" + MalformedBulkTests.good + row, "ed.csv:3" + number, message)
    }

    private static let good =
        (["s", "good", "Good"] + columns.dropFirst(3).map { _ in "" }).joined(separator: ",") + "\n"

    static let editionCases: [Case] = [
        Case("", "ed.csv:1", "file is empty"),
        Case("code,title\na,A\n", "ed.csv:1", "column \"series\" is missing"),
        Case("series,title\ns,A\n", "ed.csv:1", "column \"code\", or \"market\", or \"language\" is missing"),
        Case("series,code,code,title\n", "ed.csv:1", "column \"code\" is there twice"),
        Case("series,code,title,element:a.b,Element:A.B\n", "ed.csv:1", "column \"Element:A.B\" is there twice"),
        Case("series,code,title,element:a.c\n", "ed.csv:1:4", "element \"a.c\" is not known"),
        Case("series,code,title,element:A b\n", "ed.csv:1:4", "element \"a b\" is not a path"),
        Case("series,code,title\ns,a\n", "ed.csv:2", "row has 2 fields, the header 3"),
        Case("series,code,title\ns,a,A,x\n", "ed.csv:2", "row has 4 fields, the header 3"),
        Case("series,code,title\ns,a,\"A\n", "ed.csv:2:3", "quote is opened and never closed"),
        Case("series,code,title\ns,a,A\"B\n", "ed.csv:2:3", "quote inside a field"),
        Case("series,code,title\ns,a,A\u{0}\n", "ed.csv:2:3", "field holds a NUL"),
        edition(["series": ""], "series is empty"),
        edition(["series": "S One"], "series \"S One\" is not a code"),
        edition(["series": "ss"], "series \"ss\" is not known"),
        edition(["code": "Bad Code"], "edition code \"Bad Code\" is not a code"),
        edition(["code": ""], "has neither code, market nor language"),
        edition(["code": "good"], "edition \"s/good\" is in line 2 with something else", at: "code"),
        edition(["title": ""], "title of \"s/bad\" is missing"),
        edition(["title": "  "], "title is only blanks"),
        edition(["language": "klingonese"], "language \"klingonese\" is not a BCP 47 tag"),
        edition(["language": "qq"], "language \"qq\" does not exist"),
        edition(["market": "mars"], "market \"mars\" is not known"),
        edition(["origin": "venus"], "market \"venus\" is not known"),
        edition(["status": "done"], "status \"done\" is not one of the list"),
        edition(["from": "nobody"], "edition \"s/nobody\" is not registered"),
        edition(["from": "t/jp"], "parent \"t/jp\" is of another series"),
        edition(["from": "bad"], "edition \"s/bad\" cannot derive from itself"),
        edition(["from": "kr@1"], "names a moment"),
        edition(["method": "remade"], "method \"remade\" is not one of the list"),
        edition(["certainty": "sure"], "certainty \"sure\" is not one of the list"),
        edition(["also_from": "t/nobody"], "edition \"t/nobody\" is not registered"),
        edition(["also_from": "t/jp + "], "also_from \"t/jp + \" has an empty part"),
        edition(["also_from": "s/bad"], "cannot draw on itself"),
        edition(["alias": "One |  | Two"], "has an empty part"),
        edition(["id": "tt123"], "identifier \"tt123\" is not written as scheme:value"),
        edition(["id": "im_db:1"], "scheme \"im_db\" is not a code"),
        edition(["source": "srd"], "source \"srd\" is not known"),
        edition(["locator": "p. 1"], "locator needs a source"),
        edition(["quote": "words"], "quote needs a source"),
        edition(["platform": " "], "platform is only blanks"),
        edition(["note": "\u{2003}"], "note is only blanks"),
        edition(["element:a.b": " "], "value is only blanks"),
        edition(["element:a.b": "(kept)"], "value \"(kept)\" is no state"),
        edition(["element:a.b": "(keep)"], "element \"a.b\" of \"s/bad\" cannot be kept"),
    ]

    private static func element(_ row: String, _ column: Int?, _ message: String) -> Case {
        Case(
            "edition,series,market,element,value,state,reason,minor,source,locator,quote,note\n"
                + "s/kr,,,a.b,good,,,,,,,\n" + row + "\n", "el.csv:3" + (column.map { ":\($0)" } ?? ""), message)
    }

    static let elementCases: [Case] = [
        Case("element,value\n", "el.csv:1", "column \"edition\", or \"series\" and \"code\", or"),
        Case("edition,element\n", "el.csv:1", "column \"value\", or \"state\" is missing"),
        Case("edition,titel\n", "el.csv:1", "column \"element\", or a column named like an element is missing"),
        Case("edition,a.c\ns/kr,1\n", "el.csv:1:2", "element \"a.c\" is not known"),
        Case("edition,a.b\ns/kr,Unknown\n", "el.csv:2:2", "value \"Unknown\" does not say what is meant"),
        Case("edition,a.b\ns/kr,(absnt)\n", "el.csv:2:2", "value \"(absnt)\" is no state"),
        element(",,,a.b,1,,,,,,,", 1, "edition is empty"),
        element("s/xx,,,a.b,1,,,,,,,", 1, "edition \"s/xx\" is not registered"),
        element("x/kr,,,a.b,1,,,,,,,", 1, "series \"x\" is not known"),
        element("s/kr@1,,,a.b,1,,,,,,,", 1, "names a moment"),
        element(",s,de,a.b,1,,,,,,,", 3, "market \"de\" is that of 2 editions of \"s\""),
        element(",s,fr,a.b,1,,,,,,,", 3, "market \"fr\" is that of no edition of \"s\""),
        element(",s,,a.b,1,,,,,,,", 3, "edition of \"s\" has neither code nor market"),
        element("s/us,,,,1,,,,,,,", 4, "element is empty, though something is said of it"),
        element("s/us,,,a.bb,1,,,,,,,", 4, "element \"a.bb\" is not known"),
        element("s/us,,,A b,1,,,,,,,", 4, "element \"A b\" is not a path"),
        element("s/us,,,a.b,1,keep,,,,,,", 5, "value \"1\" is given, though the state is keep"),
        element("s/us,,,a.b,inherited,,,,,,,", 5, "value \"inherited\" does not say what is meant"),
        element("s/us,,,a.b,,value,,,,,,", 6, "state is value, though there is none"),
        element("s/us,,,a.b,,kept,,,,,,", 6, "state \"kept\" is not one of the list"),
        element("s/us,,,a.b,1,,taste,,,,,", 7, "reason \"taste\" is not one of the list"),
        element("s/us,,,a.b,1,,,perhaps,,,,", 8, "minor \"perhaps\" is neither yes nor no"),
        element("s/us,,,a.b,1,,,,nobody,,,", 9, "source \"nobody\" is not known"),
        element("s/us,,,a.b,1,,,,,p,,", 10, "locator needs a source"),
        element("s/us,,,a.b,1,,,,,,,\" \"", 12, "note is only blanks"),
        element("s/kr,,,a.b,,keep,,,,,,", nil, "decided in line 2"),
        element("t/jp,,,a.b,,keep,,,,,,", nil, "element \"a.b\" of \"t/jp\" cannot be kept"),
        element("s/us,,,a.b", nil, "row has 4 fields, the header 12"),
    ]

    private static func staged(_ body: @Sendable (Workspace) async throws -> Void) async throws {
        try await Stage.with { workspace in
            try await workspace.decide("s/us-2", "a.b", .value("x"))
            for code in ["de-1", "de-2"] { try await workspace.register("s/\(code)", title: "V", market: "de") }
            try await body(workspace)
        }
    }

    @Test("of editions is refused where the fault is, and changes nothing", arguments: editionCases)
    func refusedEditions(_ fault: Case) async throws {
        try await MalformedBulkTests.staged { workspace in
            try await fault.isRefused(in: workspace) { try await workspace.editions(fault.text) }
        }
    }

    @Test("of decisions is refused where the fault is, and changes nothing", arguments: elementCases)
    func refusedElements(_ fault: Case) async throws {
        try await MalformedBulkTests.staged { workspace in
            try await fault.isRefused(in: workspace) { try await workspace.elements(fault.text) }
        }
    }

    @Test("of editions tells all that is wrong with a row")
    func wholeRow() async throws {
        try await Stage.with { workspace in
            let file = "series,code,title,market,language,status,method\ns,x,T,zz,xx-xx-xx,begun,guess\n"
            let source = try ByteSource(name: "e.csv", bytes: Array(file.utf8))
            let refusal = try await refusal {
                _ = try await ImportEditions(BulkOptions()).run(source, in: workspace, dryRun: false, setAside: nil)
            }
            let told = refusal.description
            for place in ["e.csv:2:4: ", "e.csv:2:5: ", "e.csv:2:6: ", "e.csv:2:7: "] {
                #expect(told.contains(place), "\(told)")
            }
        }
    }

    @Test("tells all its faults at once, in the order of the file, twenty of them in full")
    func allAtOnce() async throws {
        try await Stage.with { workspace in
            let rows = (1...25).map { "s,c\($0),T,\($0 % 2 == 0 ? "mars" : "us"),\($0 == 5 ? "c5" : "")\n" }.joined()
            let refusal = try await refusal {
                try await workspace.editions(
                    "series,code,title,market,from\n" + rows + "s,d,D,pluto,\ns,e,E,,d\n" + "s,f,F,us,zz\n"
                        + String(repeating: "s,g,,,\n", count: 1))
            }
            #expect(refusal.place?.text == "ed.csv:3:4")
            #expect(refusal.details.count == 15)
            #expect(refusal.details.last?.hasPrefix("ed.csv:30:3: title of \"s/g\" is missing") == true)
        }
    }

    @Test("with a field mapped twice, or a field that does not exist, is refused as words that do not fit")
    func badMap() async throws {
        try await Stage.with { workspace in
            for (map, message) in [
                ([("title", "a"), ("title", "b")], "field \"title\" is mapped twice"),
                ([("titel", "a")], "field \"titel\" is not one of the list"),
            ] {
                let refusal = try await refusal {
                    try await workspace.editions(
                        "series,code,a,b\n",
                        .with { $0.map = map.map { (field: $0.0, column: $0.1) } })
                }
                #expect(refusal.kind == .usage)
                #expect(refusal.message == message)
            }
        }
    }
}
