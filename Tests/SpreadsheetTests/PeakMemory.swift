import Glibc
import TestSupport

/// How much memory this process takes at most.
enum PeakMemory {
    /// Kilobytes that `body` needs besides what was taken before; nil where that cannot be told, as beside other tests.
    static func kilobytes(of body: () throws -> Void) rethrows -> Int? {
        let isTold = Figures.soaks && forgets()
        let before = figure("VmRSS:")
        try body()
        guard isTold, let before, let peak = figure("VmHWM:") else { return nil }
        return max(0, peak - before)
    }

    /// Lets the peak begin anew; false where the kernel does not do that.
    private static func forgets() -> Bool {
        guard let stream = fopen("/proc/self/clear_refs", "w") else { return false }
        let isWritten = fputs("5", stream) >= 0
        return fclose(stream) == 0 && isWritten
    }

    private static func figure(_ name: String) -> Int? {
        TemporaryDirectory.read("/proc/self/status")?.split(separator: "\n")
            .first { $0.hasPrefix(name) }
            .flatMap { Int($0.filter(\.isNumber)) }
    }
}
