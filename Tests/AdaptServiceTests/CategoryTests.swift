import AdaptModel
import Testing

@testable import AdaptService

@Suite("Works told apart by category")
struct CategoryTests {
    private typealias File = CalledEditionTests

    @Test("works of one title are told apart by category, and found again by it")
    func categories() async throws {
        try await Stage.with { workspace async throws in
            let text =
                File.header + File.row("Erbe", "1", category: "Films (English)")
                + File.row("Erbe", "2", category: "Films") + File.row("Allein", "3", category: "Films")
            let receipt = try await workspace.load(text, File.missing())
            #expect(receipt.registered == ["erbe-films-english/main", "erbe-films/main", "allein/main"])
            #expect(receipt.toldApart == ["erbe-films-english/main", "erbe-films/main"])
            let later = try await workspace.load(
                File.header + File.row("Erbe", "9", category: "Films", week: 3)
                    + File.row("Allein", "9", category: "Films", week: 3) + File.row("Allein", "7", week: 4))
            #expect(later.new == 3)
            // Of another category it may be another work: it neither takes the place of this one nor doubles it.
            let other = try await refusal {
                try await workspace.load(File.header + File.row("Allein", "5", category: "TV", week: 3), File.missing())
            }
            #expect(other.message == "title \"Allein\" [TV] may be allein/main")
            #expect(other.hint?.contains("adapt edition edit allein/main --alias \"Allein [TV]\"") == true)
            #expect(
                try await workspace.texts(
                    "select s.code from weekly_reach join series s using (series_id) where low = 9 order by 1")
                    == ["allein", "erbe-films"])
            let doubtful = try await refusal {
                try await workspace.load(File.header + File.row("Erbe", category: "TV", week: 4), File.missing())
            }
            #expect(doubtful.message == "title \"Erbe\" [TV] is that of 2 editions")
            // Registered by hand it has no category.
            try await workspace.register("s/hand", title: "Hand")
            let words = "stands in categories \"TV\" and \"Films\", one edition is called so"
            let shared = try await refusal {
                try await workspace.load(
                    File.header + File.row("Hand", "1", category: "TV", week: 5)
                        + File.row("Hand", "2", category: "Films", week: 5), File.missing())
            }
            #expect(shared.message == "title \"Hand\" " + words + " (also in line 3)")
        }
    }

    @Test("categories that a publisher renames are said once for all works of them, and nothing is doubled")
    func renamedCategories() async throws {
        try await Stage.with { workspace async throws in
            func file(_ films: String, _ more: String = "") -> String {
                File.header
                    + ["Heat", "Cold", "Speed"].enumerated().map {
                        File.row($1, "\($0 + 1)", category: films)
                    }.joined() + File.row("Heat", "9", category: "TV") + more
            }
            try await workspace.load(file("Films (English)"), File.missing())
            let next = file("Films", File.row("New", "5", category: "Films", week: 3))
            let refused = try await refusal { try await workspace.load(next, File.missing()) }
            #expect(refused.message.contains(" [Films] "))
            let all = "where all of \"Films (English)\" is called so now: --same-category \"Films=Films (English)\""
            #expect(refused.details.contains { $0.contains(all) } || refused.hint?.contains(all) == true, "\(refused)")
            let settings = ImportSettings(["same-category.1": "Films=Films (English)", "register-missing": "yes"])
            let receipt = try await workspace.load(next, settings.options(today: Catalogue.today))
            #expect((receipt.registered, receipt.new, receipt.unchanged) == (["new/main"], 1, 4))
            #expect(try await workspace.number("select count(*) from weekly_reach") == 5)
            #expect(
                try await workspace.texts("select title from edition_alias where title like 'New%'")
                    == ["New [Films (English)]"])
            // A list goes by the former name too.
            let places = "edition,source,week,rank,list,published\ncold/main,src,2026-W02,1,LIST,2026-01-1DAY\n"
            try await workspace.load(places.replacing("LIST", with: "Films (English)").replacing("DAY", with: "2"))
            let same = try await workspace.load(
                places.replacing("LIST", with: "Films").replacing("DAY", with: "3"),
                settings.options(today: Catalogue.today))
            #expect((same.places, same.repeatedPlaces) == (0, 1))
            for wrong in [["Films"], ["Films=A", "Films=B"]] {
                let values = wrong.enumerated().map { ("same-category.\($0)", $1) }
                #expect(throws: Refusal.self) {
                    try ImportSettings(Dictionary(uniqueKeysWithValues: values)).options(today: Catalogue.today)
                }
            }
        }
    }
}
