import TestSupport
import Testing

@testable import AdaptCLI

/// What we wrote ourselves comes back as it is.
extension BulkCommandTests {
    @Test(
        "a list of editions comes back as it is, with other titles and what they draw on; what is mended there is edited"
    )
    func ownList() async throws {
        try await Self.with("") { shell, directory, list in
            let edit = "edition edit hockey-star/en"
            _ = await shell.run("\(edit) --alias 'former=Uno; dos' --alias 'season/en=Two (old)' --alias Drei")
            _ = await shell.run("\(edit) --also-from my-assertive-lover/us --method dub --certainty inferred")
            #expect(await shell.run("edition list --format csv --output \(list)").status == 0)
            let text = try Self.text(list)
            #expect(text.contains("Drei (alternative); Two (old) (season, en); Uno; dos (former)"), "\(text)")
            #expect(text.contains("my-assertive-lover/us (dub, inferred)"))
            for option in ["", " --update"] {
                let done = await shell.run("import editions \(list)\(option) --format json")
                #expect(done.status == 0, "\(done.errors)")
                #expect(try JSONText(done.output)["operation"]?.isNull == true)
            }
            let mended = text.replacing("(dub, inferred)", with: "(recut, asserted)")
                .replacing("Drei (alternative)", with: "Drei (working)")
            try Self.write(mended, to: list)
            let refused = await shell.run("import editions \(list)")
            #expect(
                refused.errors.contains(
                    "also_from \"my-assertive-lover/us (dub, inferred)\" -> "
                        + "\"my-assertive-lover/us (recut, asserted)\""), "\(refused.errors)")
            #expect(await shell.run("import editions \(list) --update").status == 0)
            let after = await shell.run("edition list --format csv").output
            #expect(after.contains("my-assertive-lover/us (recut, asserted)") && after.contains("Drei (working)"))
        }
    }

    @Test("of two terms of one label our own reports say which is meant, until another value is written there")
    func twoOfOneLabel() async throws {
        try await Self.with("") { shell, directory, _ in
            _ = await shell.run("term add sport:american_football --label en-US=football")
            let report = directory.path + "/own.csv"
            for line in ["edition show hockey-star/es", "compare hockey-star --against-parent"] {
                #expect(await shell.run("\(line) --format csv --output \(report)").status == 0)
                let text = try Self.text(report)
                #expect(text.contains(",football,") && text.contains(",sport:association_football"), "\(text)")
                let done = await shell.run("import elements \(report) --format json")
                #expect(done.status == 0, "\(done.errors)")
                #expect(try JSONText(done.output)["operation"]?.isNull == true, "\(line): \(text)")
                try Self.write(text.replacing(",sport:association_football", with: ","), to: report)
                #expect(await shell.run("import elements \(report)").errors.contains("can mean 2 terms"))
                try Self.write(text.replacing(",football,", with: ",ice hockey,"), to: report)
                let edited = try JSONText(await shell.run("import elements \(report) --dry-run --format json").output)
                #expect(edited["decisions"]?["changed"]?.int == 1)
            }
        }
    }

    @Test("what compare and edition show wrote comes back as it is: what is kept stays so, and nothing else is said")
    func ownReports() async throws {
        try await Self.with("") { shell, directory, _ in
            _ = await shell.run("keep hockey-star/es male_lead.nature --note \"on purpose\"")
            let report = directory.path + "/own.csv"
            for line in ["compare hockey-star --against-parent", "edition show hockey-star/es"] {
                #expect(await shell.run("\(line) --format csv --output \(report)").status == 0)
                let text = try Self.text(report)
                #expect(text.contains(",kept,"))
                let done = try JSONText(await shell.run("import elements \(report) --format json").output)
                #expect(done["operation"]?.isNull == true, "\(line): \(text)")
                #expect(done["decisions"]?["new"]?.int == 0)
            }
            let ignoring = "edition,element,value,basis\nhockey-star/es,male_lead.nature,kind,an interview\n"
            try Self.write(ignoring, to: report)
            #expect(await shell.run("import elements \(report)").status == 65)
            #expect(await shell.run("import elements \(report) --ignore basis").status == 0)
        }
    }

    @Test("rows that say why and not what are passed over and told in a line, but for what our own reports leave empty")
    func whyAlone() async throws {
        try await Self.with("") { shell, _, file in
            let header = "edition,element,value,state,reason,note\n"
            let said = "hockey-star/es,male_lead.nature,vain,,local_taste,\n"
            let (alone, noted) = ("hockey-star/es,male_lead.sport,,,rating,\n", "hockey-star/es,,,,,filled down\n")
            try Self.write(header + said + alone + noted + "hockey-star/es,male_lead.age,,,,\n", to: file)
            let dry = await shell.run("import elements \(file) --dry-run")
            #expect(dry.status == 0, "\(dry.errors)")
            #expect(dry.errors.contains("adapt: 2 rows say why and not what, the first in line 3\n"), "\(dry.errors)")
            let done = try JSONText(await shell.run("import elements \(file) --format json").output)
            #expect(done["reasons_alone_count"]?.int == 2 && done["reasons_alone_line"]?.int == 3)
            try Self.write("edition,male_lead.nature,note\nhockey-star/es,,mine\n", to: file)
            let wide = await shell.run("import elements \(file)")
            #expect(wide.errors.contains("adapt: 1 row says why and not what, in line 2\n"), "\(wide.errors)")
            let unsaid = "hockey-star/es,male_lead.sport,,not_recorded,rating,\n"
            try Self.write(header + unsaid, to: file)
            let none = try JSONText(await shell.run("import elements \(file) --format json").output)
            #expect(none["reasons_alone_count"]?.int == 0 && none["reasons_alone_line"]?.isNull == true)
        }
    }
}
