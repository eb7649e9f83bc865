import Testing

@testable import AdaptSQL

@Suite("Statements in files")
struct QueriesTests {
    @Test("stand below their names, without comments and empty lines; a file may end within a line")
    func statements() {
        let first = "-- What is here.\n\n-- name: a\n-- Why.\nselect 'ñ -- 가'\n\n    from x -- y\n-- name: b\nselect 1"
        let second = "-- name: c\n-- name: d\nselect 2\n--\n  --\nwhere true\n"
        let queries = Queries(Array(first.utf8), Array(second.utf8))
        #expect(queries.names == ["a", "b", "d"])
        #expect(queries["a"] == "select 'ñ -- 가'\n    from x -- y\n")
        #expect(queries["b"] == "select 1\n")
        #expect(queries["d"] == "select 2\n  --\nwhere true\n")
    }
}
