import Glibc
import Synchronization
import TestSupport
import Testing

@testable import AdaptService

@Suite("Series that are gone through")
struct ReadAheadTests {
    @Test("are read while those before them are worked on: two hundred more than are put together meanwhile")
    func ahead() async throws {
        try await FilledCatalogue.withURL { url in
            try await LineProxy.with(url) { url, proxy in
                try await Catalogue.open(url) { workspace in
                    // Four statements tell which series there are and what things are called, two tell of each batch.
                    // When the first batch is worked on, the second is put together, and the next two are read.
                    let watch = Watch(4 + 4 * 2, proxy)
                    try await workspace.forEachSeries(of: .all, detail: .values) { _ in watch.wait() }
                    #expect(watch.asked == 12)
                }
            }
        }
    }
}

/// Waits once, until so many statements have been asked for.
private final class Watch: Sendable {
    private let wanted: Int
    private let proxy: LineProxy
    private let seen = Mutex<Int?>(nil)

    init(_ wanted: Int, _ proxy: LineProxy) { (self.wanted, self.proxy) = (wanted, proxy) }

    /// How many had been when the wait was over; nil: nobody has waited.
    var asked: Int? { seen.withLock { $0 } }

    func wait() {
        seen.withLock { seen in
            guard seen == nil else { return }
            let end = ContinuousClock.now + .seconds(20)
            while proxy.asked.statements < wanted, ContinuousClock.now < end { usleep(2_000) }
            seen = proxy.asked.statements
        }
    }
}
