import Glibc

/// The seed of random tests: `ADAPT_TEST_SEED` if set, else a new one each time.
enum TestSeed {
    /// Prints it under `name`, so that a failure can be run again.
    static func seed(for name: String) -> UInt64 {
        let asked = getenv("ADAPT_TEST_SEED").flatMap { UInt64(String(cString: $0)) }
        let seed = asked ?? UInt64.random(in: 0...UInt64.max)
        print("\(name): ADAPT_TEST_SEED=\(seed)")
        return seed
    }
}
