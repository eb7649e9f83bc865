import Testing

/// Who said what, why and on what evidence.
extension JournalTests {
    @Test("blame and element show tell two terms apart that are called the same")
    func sameLabel() async throws {
        try await Shell.sample { shell in
            _ = await shell.run("term add sport:american_football --label en-US=football")
            _ = await shell.run("set hockey-star/es male_lead.sport=sport:american_football")
            for line in ["blame hockey-star/es male_lead.sport", "element show male_lead.sport"] {
                let rows = try JSONText(await shell.run("\(line) --format json").output)
                #expect((0..<2).contains { rows[$0]?["term"]?.string == "sport:american_football" }, "\(line)")
            }
        }
    }

    @Test("element show tells programs what the element is beside what each edition says")
    func element() async throws {
        try await Shell.sample { shell in
            let rows = try JSONText(await shell.run("element show trope.chaebol --format json").output)
            #expect(rows[0]?["edition"]?.string == "second-life/ko" && rows[0]?["kind"]?.string == "trope")
            #expect(rows[0]?["revision"]?.int == 1 && rows[0]?["outdated"]?.bool == false)
            #expect(rows[0]?["tradition"]?.string == "Korean" && rows[0]?["vocabulary"]?.isNull == true)
            let csv = await shell.run("element show male_lead.sport --format csv").output.split(separator: "\n")
            let facts = "element,kind,label,vocabulary,tradition,revision,outdated"
            #expect(csv[0] == "edition,state,value,reasons,note,term,\(facts)")
            #expect(csv[1].hasSuffix(",sport:ice_hockey,male_lead.sport,character,the male lead's sport,sport,,1,"))
        }
    }

    @Test("blame names who decided, why and on what evidence, also of what is inherited")
    func blame() async throws {
        try await Shell.sample { shell in
            _ = await shell.run("set hockey-star/es male_lead.nature=vain --reason test_result --author ana")
            let own = await shell.run("blame hockey-star/es male_lead.nature")
            let lines = own.output.split(separator: "\n")
            #expect(lines.count == 3)
            #expect(lines[1].hasPrefix("2\tvalue\tvain\ttest_result\t\tfalse\tana\t"))
            #expect(lines[2].hasPrefix("1\tkeep\t"))
            _ = await shell.run("register hockey-star --market mx --title M --from es --method dub")
            let inherited = await shell.run("blame hockey-star/mx male_lead.sport")
            #expect(inherited.errors.contains("decided by hockey-star/es"))
            #expect(inherited.output.contains("to better suit local tastes"))
            let nobody = await shell.run("blame hockey-star/en male_lead.spot")
            #expect(nobody.status == 2)
            #expect(nobody.errors.contains("element \"male_lead.spot\" is not known"), "\(nobody.errors)")
            #expect(nobody.errors.contains("male_lead.sport"))
            _ = await shell.run("set hockey-star/mx some.thing=x --new")
            let unsaid = await shell.run("blame hockey-star/en some.thing")
            #expect(unsaid.status == 2)
            #expect(unsaid.errors.contains("element \"some.thing\" of \"hockey-star/en\" is not recorded"))
        }
    }

    @Test("blame names who withdrew what an edition said, when and in which operation, above what counts since")
    func blameOfWithdrawn() async throws {
        try await Shell.sample { shell in
            _ = await shell.run("set hockey-star/es male_lead.nature=vain --author ana")
            _ = await shell.run("inherit hockey-star/es male_lead.nature --author ben")
            let told = await shell.run("blame hockey-star/es male_lead.nature")
            let lines = told.output.split(separator: "\n")
            try #require(lines.count == 5, "\(told.output)")
            #expect(lines[1].hasPrefix("3\tinherit\t\t\t\tfalse\tben\t") && lines[1].contains("Z\t4\t"))
            #expect(
                lines[1].hasSuffix("\thockey-star/es\thockey-star/es male_lead.nature")
                    && lines[2].hasPrefix("2\tvalue\tvain\t"))
            #expect(
                lines[4].hasPrefix("1\tvalue\tscumbag\t") && lines[4].hasSuffix("\thockey-star/en\tsample catalogue"))
            #expect(
                told.errors.contains(
                    "decided by hockey-star/en, which hockey-star/es inherits from; what hockey-star/es said was "
                        + "withdrawn by ben, operation 4"), "\(told.errors)")
            #expect(await shell.run("set hockey-star/es some.thing=x --new").status == 0)
            #expect(await shell.run("inherit hockey-star/es some.thing").status == 0)
            let nothing = await shell.run("blame hockey-star/es some.thing")
            #expect(nothing.status == 0 && nothing.output.contains("\n5\tinherit\t"))
            #expect(nothing.output.split(separator: "\n").count == 3, "\(nothing.output)")
            #expect(
                nothing.errors.contains(
                    "some.thing of hockey-star/es is not recorded, here or in any ancestor; what hockey-star/es said "
                        + "was withdrawn by mia, operation 6"), "\(nothing.errors)")
        }
    }
}
