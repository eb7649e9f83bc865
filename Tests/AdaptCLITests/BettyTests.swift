import Glibc
import Testing

@testable import AdaptCLI

/// The national remakes of one show, as published facts: `ADAPT_REAL_DATA`, else `shared/data` beside the checkout.
private enum BettyFile {
    /// Its path; nil: not on this machine.
    static let path: String? = {
        let root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
        let folder = getenv("ADAPT_REAL_DATA").map { String(cString: $0) } ?? "/\(root)/../shared/data"
        let file = folder + "/betty/betty.csv"
        return access(file, R_OK) == 0 ? file : nil
    }()
}

@Suite("Ten editions of Betty", .enabled(if: BettyFile.path != nil, "skipped: no real data"))
struct BettyTests {
    @Test("come in with two commands from one file that repeats each edition with each of its elements")
    func betty() async throws {
        let file = try #require(BettyFile.path)
        try await Shell.empty { shell in
            let editions = "import editions \(file) --map series=family --from co --method remake --new-series"
            let first = await shell.run(editions)
            #expect(first.output.contains("27 rows read, editions: 10 new"), "\(first.transcript)")
            _ = await shell.run("source add betty-pages --title Pages")
            let elements =
                "import elements \(file) --map series=family --map locator=source_url --cite betty-pages --new"
            let second = await shell.run(elements)
            #expect(second.output.contains("decisions: 26 new"), "\(second.transcript)")
            let compared = await shell.onTerminal.run("compare betty co de")
            #expect(compared.output.contains("EcoModa"))
            #expect(compared.output.contains("Kerima Moda"))
            #expect(compared.output.contains("Beatriz \"Betty\" Pinzón Solano"))
            let before = try await rowCounts(shell.url)
            _ = await shell.run(editions)
            #expect(await shell.run(elements).output.contains("26 unchanged (nothing was changed)"))
            #expect(try await rowCounts(shell.url) == before)
        }
    }
}
