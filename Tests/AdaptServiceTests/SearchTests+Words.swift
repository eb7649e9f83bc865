import AdaptModel
import Testing

@testable import AdaptService

/// What stands as a word goes before what is part of one.
extension SearchTests {
    /// Says some values of elements `plot.a`, `plot.b` and so on.
    private func say(_ values: [String], _ workspace: Workspace) async throws {
        for (value, letter) in zip(values, "abcdefgh") {
            try await workspace.decide("hockey-star/en", "plot.\(letter)", .value(value))
        }
    }

    /// What is found, of which the first are what is found of so few.
    private func texts(_ words: String, _ kind: Search.Kind, _ workspace: Workspace) async throws -> [String] {
        let all = try await Search(words, kind: kind).run(in: workspace).found
        for limit in 1...2 {
            let few = try await Search(words, kind: kind, limit: limit).run(in: workspace).found
            #expect(few.rows == Array(all.rows.prefix(limit)), "\(words), \(limit)")
        }
        return all["text"].compactMap { $0 }
    }

    @Test("titles: the words alone, then what they stand in, then what they are part of")
    func titledWords() async throws {
        try await Catalogue.empty { workspace async throws in
            for (code, title) in [
                ("a", "Police"), ("b", "Nice (ice-cold)"), ("c", "The ICE palace"), ("d", "Ice"), ("e", "Vice2"),
            ] {
                try await workspace.addSeries(code, title: title)
            }
            let forgiving = try await found("ice", workspace)
            #expect(forgiving == ["d", "b", "c", "a", "e"])
            try await workspace.dropTrigrams()
            let plain = try await Search("ice").run(in: workspace).found
            #expect(plain["name"].compactMap { $0 } == forgiving)
            #expect(plain["score"].compactMap { $0 } == ["1.00", "0.95", "0.95", "0.90", "0.90"])
        }
    }

    @Test("what editions say of elements and in notes too, words of two letters and signs in them as well")
    func saidWords() async throws {
        try await Catalogue.sample { workspace async throws in
            try await say(
                ["police", "Taiwan", "ice palace", "the AI", "abc++ (old)", "in C++, mostly", "ice"], workspace)
            for (path, note) in [("plot.h", "polices"), ("plot.i", "of ice.")] {
                let request = Decide.Request(try ElementPath(path), .value("x"), note: note, mayBeNew: true)
                _ = try await Decide(edition: EditionReference(parsing: "hockey-star/en"), requests: [request])
                    .run(in: workspace, verb: "set", dryRun: false)
            }
            for forgives in [true, false] {
                if !forgives { try await workspace.dropTrigrams() }
                let ice = try await texts("ice", .value, workspace)
                #expect(ice == ["ice", "ice hockey", "ice palace", "police"], "\(forgives)")
                let ai = try await texts("ai", .value, workspace)
                let last = ai.firstIndex(of: "Taiwan")
                #expect(ai.contains("the AI") && last == ai.count - 1, "\(forgives): \(ai)")
                let signs = try await texts("c++", .value, workspace)
                #expect(Array(signs.prefix(2)) == ["in C++, mostly", "abc++ (old)"], "\(forgives): \(signs)")
                let notes = try await texts("ice", .note, workspace)
                #expect(Array(notes.prefix(2)) == ["of ice.", "polices"], "\(forgives): \(notes)")
            }
        }
    }

    @Test("where no blank sets words apart, what holds them goes by name as before; where one does, it counts")
    func unspacedWords() async throws {
        try await Catalogue.sample { workspace async throws in
            try await say(["我愛你", "愛 人", "사랑이", "그 사랑", "รักเธอ", "รัก เธอ"], workspace)
            for forgives in [true, false] {
                if !forgives { try await workspace.dropTrigrams() }
                for (words, expected) in [
                    ("愛", ["我愛你", "愛 人"]), ("รัก", ["รักเธอ", "รัก เธอ"]), ("사랑", ["그 사랑", "사랑이"]),
                ] {
                    let found = try await texts(words, .value, workspace)
                    #expect(Array(found.prefix(2)) == expected, "\(words), \(forgives): \(found)")
                }
            }
        }
    }
}
