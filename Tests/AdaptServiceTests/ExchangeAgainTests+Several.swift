import AdaptModel
import Testing

@testable import AdaptService

/// Several catalogues, and several copies of one.
extension ExchangeAgainTests {
    @Test("a copy of a catalogue that went its own way is refused, and of two in one file the second")
    func copies() async throws {
        let seed = try await Catalogue.empty { workspace in
            try await workspace.addSeries("a")
            return try await exported(workspace)
        }
        // Databases of the template that keep its name are copies of one catalogue.
        try await Databases.migrated { first in
            try await Catalogue.open(first) { one in
                try await one.addSeries("only-here")
                let here = try await exported(one)
                try await Catalogue.empty { two in
                    try await two.addSeries("only-there")
                    let there = try await exported(two)
                    let refused = try await refusal { try await bring(there, into: one) }
                    #expect(refused.message.hasPrefix("operation 1 of catalogue "), "\(refused.message)")
                    #expect(refused.message.contains("\"series add only-here\" by mia of 20"))
                    #expect(refused.message.contains("\"series add only-there\" by mia of 20"))
                    #expect(
                        refused.hint
                            == "the file is of a copy of the same catalogue that went its own way; record here by hand what only the copy has"
                    )
                    try await Catalogue.empty { three in
                        try await makeOwn(three)
                        let both = try await refusal { try await bring(here + there, into: three) }
                        #expect(both.message.contains(" stands in the file twice"), "\(both.message)")
                        try await bring(here, into: three)
                        #expect(try await refusal { try await bring(seed, into: three) }.kind == .input)
                    }
                }
            }
        }
    }

    @Test("a file twice in one is the file once; two catalogues one below the other are both, with words of their own")
    func twiceInOne() async throws {
        try await twoCatalogues { a, b in
            for (workspace, path) in [(a, "alpha"), (b, "beta")] {
                try await workspace.addSeries("s-\(path)")
                try await workspace.register("s-\(path)/en")
                try await workspace.decide("s-\(path)/en", path, .value(path))
            }
            let (first, second) = (try await exported(a), try await exported(b))
            try await a.decide("s-alpha/en", "alpha", .value("more"))
            let later = try await exported(a)
            try await Catalogue.empty { c in
                try await makeOwn(c)
                let receipt = try await bring(first + first, into: c)
                #expect(receipt.read == 6 && receipt.new == 3)
                #expect(try await exported(c) == first)
            }
            try await Catalogue.empty { c in
                try await makeOwn(c)
                #expect(try await bring(first + second + later, into: c).new == 7)
                #expect(try await c.resolved("s-alpha/en", "alpha").state == .value(ElementValue("more")))
                #expect(try await c.resolved("s-beta/en", "beta").state == .value(ElementValue("beta")))
            }
        }
    }
}
