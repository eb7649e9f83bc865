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
        #expect(long[0] < short[0] * 13 / 10 && max(long[0], short[2]) < 150_000, "\(short) \(long) KB")
        Figures.note(
            "T39", "memory of an import",
            "200,000 rows \(short[0]) KB, 1,000,000 rows \(long[0]) KB; a third vintage of 200,000 \(short[2]) KB")
    }

    /// Kilobytes that imports need at most, one after the other, each a later vintage of the same windows.
    private func peaks(of files: [Int], _ shell: Shell) async throws -> [Int] {
        try await TemporaryDirectory.with { directory in
            let stage = FaultStage(directory: directory, home: "", binary: BuiltBinary(url: shell.url))
            var peaks: [Int] = []
            for (number, rows) in files.enumerated() {
                let file = try stage.reachFile(number + 1, rows: rows)
                let child = try stage.binary.start(["import", "reach", file].map { Array($0.utf8) }, in: directory)
                var peak = 0
                while let now = peakOfMemory(child) {
                    peak = max(peak, now)
                    try await Task.sleep(for: .milliseconds(20))
                }
                let result = stage.binary.finish(child, in: directory)
                #expect(result.status == 0, "\(result.errors)")
                peaks.append(peak)
            }
            return peaks
        }
    }

    /// Kilobytes that a process has had in memory at most; nil once it has ended.
    private func peakOfMemory(_ process: pid_t) -> Int? {
        TemporaryDirectory.read("/proc/\(process)/status")?.split(separator: "\n")
            .first { $0.hasPrefix("VmHWM:") }
            .flatMap { Int($0.dropFirst(6).filter(\.isNumber)) }
    }
}
