import Glibc

/// A small random generator whose whole state is its seed, so that a failure can be run again.
///
/// After Steele, Lea and Flood, "Fast splittable pseudorandom number generators" (2014).
struct SplitMix64: RandomNumberGenerator {
    private var state: UInt64

    /// Starts from `ADAPT_TEST_SEED` if that is set, else from `standard`; prints which, under `name`.
    init(for name: String, standard: UInt64) {
        let asked = getenv("ADAPT_TEST_SEED").flatMap { UInt64(String(cString: $0)) }
        state = asked ?? standard
        print("\(name): ADAPT_TEST_SEED=\(state)")
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// A number in `range`.
    mutating func pick(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &self) }

    /// True once in `times`.
    mutating func once(in times: Int) -> Bool { pick(1...times) == 1 }
}
