import TestSupport
import Testing

/// What is outdated by an undo of something else than what editions say of the parent.
extension DescendantsTests {
    @Test("the undo of what settled a decision tells that it is outdated again")
    func uncovered() async throws {
        try await Shell.sample { shell in
            for line in [
                "register hockey-star --code mx --title X --from es --method recut --keep male_lead.nature",
                "set hockey-star/es male_lead.nature=vain", "keep hockey-star/mx male_lead.nature",
            ] {
                let done = await shell.run(line)
                #expect(done.status == 0, "\(line): \(done.errors)")
            }
            let receipt = try JSONText(await shell.run("undo --format json").output)
            #expect(receipt["outdated_count"]?.int == 1)
        }
    }

    @Test("the undo of a merger of terms tells what is outdated again, as the parent does not say the same any more")
    func parted() async throws {
        try await Shell.sample { shell in
            for line in [
                "term add sport:pond --label en=pond", "set hockey-star/en male_lead.sport=sport:pond",
                "term merge sport:pond sport:ice_hockey",
            ] {
                let done = await shell.run(line)
                #expect(done.status == 0, "\(line): \(done.errors)")
            }
            #expect(await shell.run("outdated").output.split(separator: "\n").count == 1)
            let receipt = try JSONText(await shell.run("undo --format json").output)
            #expect(receipt["outdated_count"]?.int == 1)
        }
    }
}
