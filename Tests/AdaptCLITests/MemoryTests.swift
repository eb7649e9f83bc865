import Glibc
import TestSupport
import Testing

@Suite("Memory")
struct MemoryTests {
    @Test(
        "of an import does not grow with the file: a million rows need what 200,000 do",
        .enabled(if: Figures.soaks, "skipped: part of make soak, a million rows take a minute"))
    func flat() async throws {
        try await Shell.sample { shell in
            try await TemporaryDirectory.with { directory in
                let stage = FaultStage(directory: directory, home: "", binary: BuiltBinary(url: shell.url))
                var peaks: [Int] = []
                for (number, rows) in [200_000, 1_000_000].enumerated() {
                    let file = try stage.reachFile(number + 1, rows: rows)
                    let child = try stage.binary.start(
                        ["import", "reach", file].map { Array($0.utf8) }, in: directory)
                    var peak = 0
                    while let now = peakOfMemory(child) {
                        peak = max(peak, now)
                        try await Task.sleep(for: .milliseconds(20))
                    }
                    let result = stage.binary.finish(child, in: directory)
                    #expect(result.status == 0, "\(result.errors)")
                    peaks.append(peak)
                }
                #expect(peaks[1] < 150_000 && peaks[1] < peaks[0] * 13 / 10, "\(peaks) KB")
                Figures.note("T39", "memory of an import", "200,000 rows \(peaks[0]) KB, 1,000,000 rows \(peaks[1]) KB")
            }
        }
    }

    /// Kilobytes that a process has had in memory at most; nil once it has ended.
    private func peakOfMemory(_ process: pid_t) -> Int? {
        TemporaryDirectory.read("/proc/\(process)/status")?.split(separator: "\n")
            .first { $0.hasPrefix("VmHWM:") }
            .flatMap { Int($0.dropFirst(6).filter(\.isNumber)) }
    }
}
