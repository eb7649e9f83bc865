import AdaptModel
import Glibc
import TestSupport
import Testing

@Suite("Memory")
struct MemoryTests {
    @Test(
        "of an import does not grow with the file: a million rows need what 200,000 do; known vintages come in blocks",
        .enabled(if: Figures.soaks, "skipped: part of make soak, a million rows take a minute"))
    func flat() async throws {
        let short = try await Shell.sample { try await peaks(of: [200_000, 200_000, 200_000], $0) }
        let long = try await Shell.sample { try await peaks(of: [1_000_000], $0) }
        #expect(long[0] < short[0] * 13 / 10 && max(long[0], short[2]) < 100_000, "\(short) \(long) KB")
        Figures.note(
            "T39", "memory of an import",
            "200,000 rows \(short[0]) KB, 1,000,000 rows \(long[0]) KB; a third vintage of 200,000 \(short[2]) KB")
    }

    @Test(
        "of a planning file does not grow with its weeks in any format, not even where each series has a sum in each",
        .enabled(if: Figures.soaks, "skipped: part of make soak, 100,000 rows of a workbook take a while"))
    func flatFiles() async throws {
        try await Shell.empty { shell in
            try await TemporaryDirectory.with { directory in
                let binary = BuiltBinary(url: shell.url)
                let (series, weeks) = (500, 200)
                let editions = (1...series).map { "s\($0),us,Title \($0),in_promotion\n" }
                let register = try directory.write("series,market,title,status\n" + editions.joined(), to: "e.csv")
                _ = try await peak(of: ["import", "editions", register, "--new-series"], binary, directory)
                _ = try await peak(of: ["source", "add", "src", "--title", "Source"], binary, directory)
                let last = try Week(parsing: "2026-W30")
                let figures = (0..<weeks).reversed().flatMap { back in
                    (1...series).map { "s\($0)/us,views,src,\(last + -back),\(1000 + $0 * back)\n" }
                }
                let file = try directory.write("edition,metric,source,week,value\n" + figures.joined(), to: "r.csv")
                _ = try await peak(of: ["import", "reach", file], binary, directory)
                for format in ["csv", "html", "xlsx"] {
                    func peak(_ weeks: Int) async throws -> Int {
                        let line =
                            "export reach --week \(last) --weeks \(weeks) --output \(directory.path)/plan.\(format)"
                        return try await self.peak(of: Shell.words(line), binary, directory)
                    }
                    let (short, long) = (try await peak(weeks / 5), try await peak(weeks))
                    #expect(long < short + 10_000, "\(format): \(short) \(long) KB")
                    Figures.note(
                        "T39", "memory of a planning file, \(format)",
                        "\(series * weeks / 5) rows \(short) KB, \(series * weeks) rows \(long) KB")
                }
            }
        }
    }

    /// Kilobytes that imports need at most, one after the other, each a later vintage of the same windows.
    private func peaks(of files: [Int], _ shell: Shell) async throws -> [Int] {
        try await TemporaryDirectory.with { directory in
            let stage = FaultStage(directory: directory, home: "", binary: BuiltBinary(url: shell.url))
            var peaks: [Int] = []
            for (number, rows) in files.enumerated() {
                let file = try stage.reachFile(number + 1, rows: rows)
                peaks.append(try await peak(of: ["import", "reach", file], stage.binary, directory))
            }
            return peaks
        }
    }

    /// Kilobytes that a command needs at most.
    private func peak(of words: [String], _ binary: BuiltBinary, _ directory: TemporaryDirectory) async throws -> Int {
        let child = try binary.start(words.map { Array($0.utf8) }, in: directory)
        var peak = 0
        while let now = peakOfMemory(child) {
            peak = max(peak, now)
            try await Task.sleep(for: .milliseconds(20))
        }
        let result = await binary.finish(child, in: directory)
        #expect(result.status == 0, "\(result.errors)")
        return peak
    }

    /// Kilobytes that a process has had in memory at most; nil once it has ended.
    private func peakOfMemory(_ process: pid_t) -> Int? {
        TemporaryDirectory.read("/proc/\(process)/status")?.split(separator: "\n")
            .first { $0.hasPrefix("VmHWM:") }
            .flatMap { Int($0.dropFirst(6).filter(\.isNumber)) }
    }
}
