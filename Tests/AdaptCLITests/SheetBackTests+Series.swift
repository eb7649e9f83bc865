import TestSupport
import Testing

/// Where each row names its series, beside the edition of all rows.
extension SheetBackTests {
    @Test("a row of another series than that edition's is refused, until its column is left out; so is --series")
    func otherSeries() async throws {
        try await Shell.sample { shell in
            try await TemporaryDirectory.with { directory in
                let file = try directory.write(
                    "series,element,value\nhockey-star,male_lead.nature,vain\nsecond-life,male_lead.sport,Futbol\n",
                    to: "rows.csv")
                let line = "import elements \(file) --edition hockey-star/es"
                let refused = await shell.run(line)
                let told = ":3:1: series \"second-life\" is not that of \"hockey-star/es\", which --edition says of all"
                #expect(refused.status == 65 && refused.errors.contains(told), "\(refused.errors)")
                #expect(refused.errors.contains("is left out with --ignore series"), "\(refused.errors)")
                let beside = await shell.run(line + " --series second-life")
                #expect(beside.status == 64 && beside.errors.contains("hint: leave out --series"), "\(beside.errors)")
                let ignoring = await shell.run(line + " --ignore series")
                #expect(ignoring.output.contains("decisions: 0 new, 1 changed, 1 unchanged"), "\(ignoring.transcript)")
            }
        }
    }
}
