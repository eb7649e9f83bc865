import TestSupport
import Testing

@Suite("Comparisons that are read back")
struct ReadBackTests {
    @Test(
        "say nothing of their own that is kept or inherited, of two editions and of all of a series",
        arguments: [("compare s/a s/b", "right"), ("compare s", "b")])
    func kept(command: String, value: String) async throws {
        try await Shell.empty { shell in
            try await TemporaryDirectory.with { directory in
                for line in [
                    "series add s", "register s --code a --title A --set x.one=v --set x.two=w --new",
                    "register s --code b --market mx --title B --from a --method dub --keep x.one",
                ] {
                    let done = await shell.run(line)
                    #expect(done.status == 0, "\(done.errors)")
                }
                let file = directory.path + "/compared.csv"
                #expect(await shell.run("\(command) --format csv --output \(file)").status == 0)
                let read = await shell.run("import elements \(file) --series s --market mx --map value=\(value)")
                #expect(read.status == 0, "\(read.errors)")
                #expect(read.output.contains("decisions: 0 new, 0 changed, 1 unchanged"), "\(read.output)")
                // Who wants it as a word of its own says so.
                let own = await shell.run(
                    "import elements \(file) --series s --market mx --map value=\(value) --ignore \(value)_basis -n")
                #expect(own.output.contains("decisions: 1 new, 1 changed, 0 unchanged"), "\(own.output)")
            }
        }
    }
}
