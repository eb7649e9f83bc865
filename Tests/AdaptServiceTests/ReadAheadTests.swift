import AdaptModel
import Glibc
import Synchronization
import TestSupport
import Testing

@testable import AdaptService

@Suite("The server is asked for what comes next", .serialized)
struct ReadAheadTests {
    @Test("while series are worked on: for two batches more than the one that is put together meanwhile")
    func series() async throws {
        try await FilledCatalogue.withURL { url in
            try await LineProxy.with(url) { url, proxy in
                try await Catalogue.open(url) { workspace in
                    let watch = Watch(proxy)
                    // Four statements tell which series there are and what things are called, two tell of each batch.
                    try await workspace.forEachSeries(of: .all, detail: .values) { _ in watch.wait(until: 4 + 4 * 2) }
                    #expect(watch.isMet == true)
                }
            }
        }
    }

    @Test("while the last week of figures is put together and handed on: for what stands beside them")
    func figures() async throws {
        let last = try #require(Week(year: 2026, week: 9))
        try await FilledCatalogue.withURL { url in
            try await LineProxy.with(url) { url, proxy in
                try await Catalogue.open(url) { workspace in
                    let watch = Watch(proxy)
                    let figuresAsked = Mutex<Int?>(nil)
                    var request = WeeklyReach(week: last, weeks: 2)
                    request.handOn = { _ in
                        // The week before the last is handed on while figures are still read.
                        let asked = figuresAsked.withLock { asked in
                            defer { asked = asked ?? proxy.asked.statements }
                            return asked
                        }
                        if let asked { watch.wait(until: asked + 3) }
                    }
                    _ = try await request.run(in: workspace)
                    #expect(watch.isMet == true)
                }
            }
        }
    }
}

/// Waits where something is worked on until the program has asked for more.
private final class Watch: Sendable {
    private let proxy: LineProxy
    private let met = Mutex<Bool?>(nil)

    init(_ proxy: LineProxy) { self.proxy = proxy }

    /// Whether it has; nil: nobody has waited.
    var isMet: Bool? { met.withLock { $0 } }

    /// Waits the first time that it is called, for so many statements in all.
    func wait(until statements: Int) {
        met.withLock { met in
            guard met == nil else { return }
            // Beside all other tests, what asks next may get no thread for long.
            let end = ContinuousClock.now + .seconds(120)
            while proxy.asked.statements < statements, ContinuousClock.now < end { usleep(2_000) }
            met = proxy.asked.statements >= statements
        }
    }
}
