import AdaptModel
import TestSupport
import Testing

@Suite struct ArrangeTests {
    @Test("an array is put in any order without a copy", arguments: [1, 2, 3, 4, 5] as [UInt64])
    func anyOrder(_ seed: UInt64) {
        var random = Seeded(for: "arrange", standard: seed)
        for count in 0..<40 {
            let order = Array(0..<count).shuffled(using: &random)
            var words = (0..<count).map(String.init)
            words.arrange(order)
            #expect(words == order.map(String.init), "seed \(seed), order \(order)")
        }
    }
}
