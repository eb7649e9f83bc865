import Postgres
import TestSupport
import Testing

@Suite("The demo")
struct DemoTests {
    @Test("drops what the last one left, and keeps under another name what somebody made in its database")
    func kept() async throws {
        try await FaultStage.with { stage in
            let administrator = try await Connection.open(stage.server.endpoint.url(database: "adapt"))
            try await administrator.run("create database adapt_demo template template0")
            await administrator.close()
            let mine = try await Connection.open(stage.server.endpoint.url(database: "adapt_demo"))
            try await mine.run("create table public.mine as select 42 as x")
            await mine.close()
            for copies in 1...2 {
                let demo = try await stage.binary.run("demo")
                #expect(demo.status == 0, "\(demo.errors)")
                #expect(demo.errors.contains("and is kept as adapt_demo_before_") == (copies == 1))
                let url = stage.server.endpoint.url(database: "adapt")
                let kept = try await databases(like: "adapt_demo_before_%", on: url)
                #expect(kept.count == 1)
            }
        }
    }
}
