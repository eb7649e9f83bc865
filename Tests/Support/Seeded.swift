import Glibc

/// A small random generator whose whole state is its seed, so that a failure can be run again.
///
/// After Steele, Lea and Flood, "Fast splittable pseudorandom number generators" (2014): SplitMix64.
public struct Seeded: RandomNumberGenerator, Sendable {
    /// What it started from.
    public let seed: UInt64
    private var state: UInt64

    /// Starts from `seed`.
    public init(_ seed: UInt64) { (self.seed, state) = (seed, seed) }

    /// Starts from `ADAPT_TEST_SEED` if that is set, else from `standard`, else anew each time; prints which, under
    /// `name`.
    public init(for name: String, standard: UInt64? = nil) {
        let asked = getenv("ADAPT_TEST_SEED").flatMap { UInt64(String(cString: $0)) }
        self.init(asked ?? standard ?? UInt64.random(in: 0...UInt64.max))
        print("\(name): ADAPT_TEST_SEED=\(seed)")
    }

    /// The next 64 bits.
    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// A number in `range`.
    public mutating func pick(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &self) }

    /// One of `0..<count`.
    public mutating func pick(below count: Int) -> Int { Int.random(in: 0..<count, using: &self) }

    /// True once in `times`.
    public mutating func once(in times: Int) -> Bool { pick(1...times) == 1 }
}
