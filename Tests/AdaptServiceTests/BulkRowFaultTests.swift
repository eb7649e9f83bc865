import AdaptModel
import Testing

@testable import AdaptService

@Suite("A row of editions at fault is judged on: all that is wrong with it is told at once")
struct BulkRowFaultTests {
    /// What is refused of a file of editions, each with its place and without its hint.
    private func faults(_ text: String, _ workspace: Workspace) async throws -> [String] {
        let refused = try await refusal { try await workspace.editions(text) }
        let first = (refused.place?.text ?? "") + ": " + refused.message
        return ([first] + refused.details).map { trimmed(String($0.prefix { $0 != "(" })) }
    }

    @Test("what it names, and the title of a new edition, beside cells that cannot be read and among each other")
    func stages() async throws {
        try await Stage.with { workspace async throws in
            let file = """
                series,code,title,from,method,market,also_from
                s,q4,,zz,remake,us,t/no
                s,q5,,zz,foo,us,
                nope,q6,,zz,foo,us,
                s,q7, ,kr,foo,us,
                s,us,,kr,foo,,
                s,q8,Q,us,,mars,t/no

                """
            #expect(
                try await faults(file, workspace) == [
                    "ed.csv:2:3: title of \"s/q4\" is missing", "ed.csv:2:4: edition \"s/zz\" is not registered",
                    "ed.csv:2:7: edition \"t/no\" is not registered", "ed.csv:3:3: title of \"s/q5\" is missing",
                    "ed.csv:3:4: edition \"s/zz\" is not registered",
                    "ed.csv:3:5: method \"foo\" is not one of the list",
                    "ed.csv:4:1: series \"nope\" is not known", "ed.csv:4:5: method \"foo\" is not one of the list",
                    "ed.csv:5:3: title is only blanks", "ed.csv:5:5: method \"foo\" is not one of the list",
                    "ed.csv:6:5: method \"foo\" is not one of the list", "ed.csv:7:6: market \"mars\" is not known",
                    "ed.csv:7:7: edition \"t/no\" is not registered",
                ])
        }
    }

    @Test("what it says of elements; not where it is not certain of which edition it is, or in which language")
    func words() async throws {
        try await Stage.with { workspace async throws in
            _ = try await workspace.addTerm("sport:soccer", labels: [("en", "football")], dryRun: false)
            try await workspace.decide("s/kr", "lead.sport", .value("x"))
            let file = """
                series,code,title,from,method,market,language,element:lead.sport
                s,a,A,zz,,,,sport:chess
                s,b,B,,foo,,,sport:chess
                s,c,C,,,,qq,sport:chess
                s,,D,zz,foo,mars,en,

                """
            let chess = "value \"sport:chess\" of \"lead.sport\" is no term of vocabulary \"sport\""
            #expect(
                try await faults(file, workspace) == [
                    "ed.csv:2:4: edition \"s/zz\" is not registered", "ed.csv:2:8: \(chess)",
                    "ed.csv:3:5: method \"foo\" is not one of the list", "ed.csv:3:8: \(chess)",
                    "ed.csv:4:7: language \"qq\" does not exist in ISO 639",
                    "ed.csv:5:5: method \"foo\" is not one of the list", "ed.csv:5:6: market \"mars\" is not known",
                ])
        }
    }

    @Test("a parent whose row is at fault is none of the rows that name it, by its market or language too")
    func parentAtFault() async throws {
        try await Stage.with { workspace async throws in
            try await workspace.register("s/orig", title: "O", market: "jp")
            let file = """
                series,code,title,from,method,market,language
                s,first,F,,foo,mx,
                s,a,A,mx,remake,,
                s,,E,,foo,,es
                s,b,B,es,remake,,
                s,orig,,,foo,,
                s,c,C,jp,remake,,
                s,second,S,,,mars,
                s,d,D,mars,remake,,

                """
            let method = "method \"foo\" is not one of the list"
            #expect(
                try await faults(file, workspace) == [
                    "ed.csv:2:5: \(method)", "ed.csv:4:5: \(method)", "ed.csv:6:5: \(method)",
                    "ed.csv:8:6: market \"mars\" is not known",
                ])
            let rejects = Rejects()
            let receipt = try await workspace.editions(file, rejects: rejects)
            #expect((receipt.editions.new, receipt.refused) == (1, 7))
            let why = rejects.rows?.rows.map { $0.last ?? "" } ?? []
            try #require(why.count == 7)
            #expect(why[1].hasPrefix("edition \"s/first\" is refused with line 2"), "\(why)")
            #expect(why[3].hasPrefix("edition \"s/es\" is refused with line 4"), "\(why)")
            #expect(why[6].hasPrefix("edition \"s/second\" is refused with line 8"), "\(why)")
            #expect(try await workspace.editionLines("s").contains { $0.hasPrefix("c C") && $0.contains("from orig") })
        }
    }

    @Test("nor is one whose row says nothing of the market or language that it is recorded with")
    func parentSaysLittle() async throws {
        try await Stage.with { workspace async throws in
            try await workspace.register("s/orig", title: "O", market: "jp", language: "ja")
            let receipt = try await workspace.editions(
                "series,code,title,from,method\ns,orig,O,,\ns,a,A,jp,remake\ns,b,B,ja,remake\n")
            #expect(receipt.editions.new == 2)
        }
    }

    @Test("a parent whose row is at fault is not passed over for another edition that fits less well, or as well")
    func parentNotPassedOver() async throws {
        try await Stage.with { workspace async throws in
            let file = """
                series,code,title,from,method,market,language
                s,m,M,,,,es-MX
                s,n,N,,foo,,es
                s,a,A,es,remake,,
                s,p,P,,,fr,
                s,q,Q,,foo,fr,
                s,b,B,fr,remake,,

                """
            let method = "method \"foo\" is not one of the list"
            #expect(
                try await faults(file, workspace) == [
                    "ed.csv:3:5: \(method)", "ed.csv:6:5: \(method)", "ed.csv:7:4: \"s/fr\" fits 2 editions",
                ])
            let rejects = Rejects()
            let receipt = try await workspace.editions(file, rejects: rejects)
            #expect((receipt.editions.new, receipt.refused) == (2, 4))
            #expect(rejects.rows?.rows.map { $0[1] } == ["n", "a", "q", "b"])
            let why = rejects.rows?.rows.map { $0.last ?? "" } ?? []
            try #require(why.count == 4)
            #expect(why[1].hasPrefix("edition \"s/n\" is refused with line 3"), "\(why)")
            #expect(why[3].hasPrefix("\"s/fr\" fits 2 editions"), "\(why)")
        }
    }

    @Test("and nothing of it is recorded where bad rows are set aside, the same words of another row are")
    func aside() async throws {
        try await Stage.with { workspace async throws in
            try await workspace.decide("s/kr", "ending", .value("x"))
            let rejects = Rejects()
            let receipt = try await workspace.editions(
                "series,code,title,from,method,element:ending\ns,a,A,kr,foo,y\ns,b,,zz,,y\ns,c,C,kr,,y\n",
                rejects: rejects)
            #expect((receipt.editions.new, receipt.decisions.new, receipt.refused) == (1, 1, 2))
            #expect(rejects.rows?.rows.map { $0[1] } == ["a", "b"])
            let why = try #require(rejects.rows?.rows.last?.last)
            #expect(why.contains("edition \"s/zz\" is not registered"))
            #expect(why.contains("title of \"s/b\" is missing"))
        }
    }
}
