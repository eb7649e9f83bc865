import AdaptModel
import Testing

@Suite struct ListingTests {
    private let listing = Listing(columns: ["series", "title", "market"], rows: [["a", "A", nil], ["b", nil, "us"]])

    @Test("a column gives its cells from the top; one that is not there gives none")
    func column() {
        #expect(listing["market"] == [nil, "us"])
        #expect(listing["series"] == ["a", "b"])
        #expect(listing["language"] == [])
    }

    @Test("selecting keeps the rows and puts the columns in the order asked for, without those that are not there")
    func selecting() {
        let selected = listing.selecting(["market", "language", "series"])
        #expect(selected.columns == ["market", "series"])
        #expect(selected.rows == [[nil, "a"], ["us", "b"]])
    }
}
