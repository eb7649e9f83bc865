import AdaptModel
import Testing

@testable import AdaptService

@Suite("Faults of a file of editions or decisions are all told, each once and in its column")
struct BulkFaultPlaceTests {
    private func faults(_ refusal: Refusal) -> [String] {
        let first = (refusal.place?.text ?? "") + ": " + refusal.message.prefix { $0 != "(" }
        return ([first] + refusal.details).map { String($0.prefix { $0 != "(" }).trimmingSpaces }
    }

    @Test("an element that is not known is told at the header, and what is wrong with the rows too")
    func header() async throws {
        try await Stage.with { workspace async throws in
            try await workspace.decide("s/kr", "ending", .value("happy"))
            let file = "series,code,title,market,element:endign,element:ending\ns,x,X,mars,a,b\ns,y,Y,de,a, \n"
            let refused = try await refusal { try await workspace.editions(file) }
            #expect(
                faults(refused) == [
                    "ed.csv:1:5: element \"endign\" is not known", "ed.csv:2:4: market \"mars\" is not known",
                    "ed.csv:3:6: value is only blanks",
                ])
            let wide = try await refusal {
                try await workspace.elements("edition,lead.endign,element:ending\ns/kr,a,b\ns/nope,a,b\n")
            }
            #expect(
                faults(wide) == [
                    "el.csv:1:2: element \"lead.endign\" is not known",
                    "el.csv:3:1: edition \"s/nope\" is not registered",
                ])
            let rejects = Rejects()
            let aside = try await refusal { try await workspace.editions(file, rejects: rejects) }
            #expect(aside.message == "element \"endign\" is not known")
            #expect(rejects.rows == nil)
        }
    }

    @Test("a header at fault is no row that is refused, and keeps a file out alone too")
    func headerAlone() async throws {
        try await Stage.with { workspace async throws in
            try await workspace.decide("s/kr", "ending", .value("happy"))
            let unknown = "el.csv:1:3: element \"lead.endign\" is not known"
            let file = "edition,ending,lead.endign\ns/kr,x,\ns/us,y,a\ns/nope,b,\n"
            let refused = try await refusal { try await workspace.elements(file) }
            #expect(faults(refused) == [unknown, "el.csv:4:1: edition \"s/nope\" is not registered"])
            let dry = try await workspace.elements(file, dryRun: true)
            #expect((dry.read, dry.refused, dry.refusedForOthers) == (3, 1, 0))
            #expect(dry.faults?.description == refused.description)
            let sound = "edition,ending,lead.endign\ns/us,b,a\n"
            let alone = try await workspace.elements(sound, dryRun: true)
            #expect((alone.refused, alone.operation) == (0, nil))
            let told = try #require(alone.faults)
            #expect(faults(told) == [unknown])
            for rejects in [Rejects?.none, Rejects()] {
                let kept = try await refusal { try await workspace.elements(sound, rejects: rejects) }
                #expect(faults(kept) == [unknown])
            }
        }
    }

    @Test("a series that is not known is told once a row, also where the row names a parent in it")
    func unknownSeries() async throws {
        try await Stage.with { workspace async throws in
            let refused = try await refusal {
                try await workspace.editions("series,code,title,from\nnope,a,A,\nnope,b,B,a\nnope,c,C,zz\n")
            }
            #expect(
                faults(refused) == (2...4).map { "ed.csv:\($0):1: series \"nope\" is not known" })
            for (header, row) in [
                ("series,market", "nope,us"), ("series,code", "nope,us"), ("edition,note", "nope/us,"),
            ] {
                let elements = try await refusal {
                    try await workspace.elements(
                        "\(header),element,value\n\(row),ending,x\n", .with { $0.mayAddElements = true })
                }
                #expect(faults(elements) == ["el.csv:2:1: series \"nope\" is not known"])
            }
        }
    }

    @Test("all that is wrong with a row of decisions is told, whatever part of it comes first")
    func several() async throws {
        try await Stage.with { workspace async throws in
            for path in ["lead.name", "lead.sport", "plot.end"] {
                try await workspace.decide("s/kr", path, .value("x"))
            }
            let long = "edition,element,value,state,reason,minor,source\ns/nope,plot.edn,,gone,taste,maybe,where\n"
            let told = try await refusal { try await workspace.elements(long) }
            #expect(
                faults(told) == [
                    "el.csv:2:1: edition \"s/nope\" is not registered",
                    "el.csv:2:4: state \"gone\" is not one of the list",
                    "el.csv:2:5: reason \"taste\" is not one of the list",
                    "el.csv:2:6: minor \"maybe\" is neither yes nor no",
                    "el.csv:2:7: source \"where\" is not known",
                ])
            let unsaid = try await refusal {
                try await workspace.elements("edition,element,value\ns/nope,plot.edn,x\n")
            }
            #expect(
                faults(unsaid) == [
                    "el.csv:2:1: edition \"s/nope\" is not registered",
                    "el.csv:2:2: element \"plot.edn\" is not known",
                ])
            let wide = "edition,lead.name,lead.sport,plot.end\ns/nope,(kept),ok,(absnt)\ns/us,(keep),-,\n"
            let cells = try await refusal { try await workspace.elements(wide) }
            #expect(
                faults(cells) == [
                    "el.csv:2:1: edition \"s/nope\" is not registered", "el.csv:2:2: value \"",
                    "el.csv:2:4: value \"", "el.csv:3:3: value \"-\" does not say what is meant",
                ])
        }
    }

    @Test("a dry run tells the faults that the import itself tells, all of them, and counts what else is in the file")
    func dryRun() async throws {
        try await Stage.with { workspace async throws in
            try await workspace.decide("s/kr", "plot.end", .value("old"))
            let decisions =
                "edition,element,value,state,basis\ns/us,plot.end,other,value,inherited\ns/nope,plot.end,x,value,own\n"
            let refused = try await refusal { try await workspace.elements(decisions) }
            #expect(
                faults(refused) == [
                    "el.csv:2:3: value \"other\" of \"plot.end\" is not what \"s/us\" inherits: old",
                    "el.csv:3:1: edition \"s/nope\" is not registered",
                ])
            let dry = try await workspace.elements(decisions, dryRun: true)
            #expect(dry.faults?.description == refused.description)
            let editions = "series,code,title,market,from\ns,b,B,mars,\ns,c,C,,b\ns,d,,,c\ns,e,E,,\ns,e,F,,\n"
            let faulty = try await refusal { try await workspace.editions(editions) }
            #expect(faults(faulty).count == 3, "\(faulty)")
            let told = try await workspace.editions(editions, dryRun: true)
            #expect(told.faults?.description == faulty.description)
            // With --rejects what derives from a bad row goes with it, and both of two that contradict each other.
            #expect((told.refused, told.refusedForOthers, told.operation) == (5, 2, nil))
            #expect(told.editions.new == 0)
            let two = "edition,element,value\ns/us,plot.end,one\ns/us,plot.end,two\ns/kr,plot.end,new\n"
            for rejects in [Rejects?.none, Rejects()] {
                let counted = try await workspace.elements(two, dryRun: true, rejects: rejects)
                #expect((counted.refused, counted.decisions.new, counted.decisions.changed) == (2, 0, 1))
            }
        }
    }

    @Test("what cannot be kept and what differs is told in its column")
    func columns() async throws {
        try await Stage.with { workspace async throws in
            try await workspace.decide("s/kr", "ending", .unknown)
            try await workspace.decide("s/us", "ending", .value("x"))
            for (file, place) in [
                ("edition,element,value,state\ns/us,ending,,keep\n", "el.csv:2:4"),
                ("edition,element,value\ns/us,ending,(keep)\n", "el.csv:2:3"),
                ("edition,element,state\ns/us,ending,keep\n", "el.csv:2:3"),
            ] {
                let refused = try await refusal { try await workspace.elements(file) }
                #expect(refused.message.contains("cannot be kept"))
                #expect(refused.place?.text == place)
            }
            for (file, place) in [
                ("series,code,title,market\ns,us,Other,us\n", "ed.csv:2:3"),
                ("series,code,title,market\ns,us,U,kr\n", "ed.csv:2:4"),
                ("series,code,element:ending\ns,us,y\n", "ed.csv:2:3"),
            ] {
                let refused = try await refusal { try await workspace.editions(file) }
                #expect(refused.message.contains("is registered and differs"))
                #expect(refused.place?.text == place)
            }
        }
    }
}

extension String {
    fileprivate var trimmingSpaces: String {
        var text = self[...]
        while text.last == " " { text = text.dropLast() }
        return String(text)
    }
}
