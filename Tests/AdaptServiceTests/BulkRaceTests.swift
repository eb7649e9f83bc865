import AdaptModel
import Postgres
import Synchronization
import Testing

@testable import AdaptService

@Suite("A file of decisions beside other writers")
struct BulkRaceTests {
    @Test("a source that is taken back while the import waits its turn is refused at the row that cites it")
    func source() async throws {
        try await Databases.migrated { url in
            try await Catalogue.open(url) { workspace in
                try await workspace.editions(
                    "series,code,title\ns,a,A\n", .with { $0.mayAddSeries = true })
                try await workspace.elements(
                    "edition,element,value\ns/a,plot.one,x\n", .with { $0.mayAddElements = true })
                _ = try await workspace.addSource(
                    Code("paper", for: "source"), SourceFacts(title: "Paper"), dryRun: false)
            }
            let holder = try await Databases.connect(url)
            _ = try await holder.query("begin")
            _ = try await holder.query("select pg_advisory_xact_lock(hashtextextended('adapt.operation', 0))")
            async let waiting = refusal {
                try await Catalogue.open(url) {
                    _ = try await $0.elements("edition,element,value,source\ns/a,plot.one,y,paper\n")
                }
            }
            while try await holder.query("select count(*) from pg_locks where locktype = 'advisory' and not granted")[0]
                .get(0, as: Int.self) < 1
            { try await Task.sleep(for: .milliseconds(10)) }
            // Taken back as undo does it, in the transaction whose turn it is.
            _ = try await holder.query("set local search_path = adapt")
            _ = try await holder.query(
                """
                with source as (select operation_id from source where code = 'paper'),
                undo as (select begin_operation('eve', 'undo', null, operation_id) as operation_id from source)
                insert into undone (operation_id, since, until)
                select s.operation_id, u.operation_id, 9223372036854775807 from source s, undo u
                """)
            _ = try await holder.query("commit")
            let refused = try await waiting
            #expect(refused.message == "source \"paper\" is not known")
            #expect(refused.place?.line == 2)
            await holder.close()
        }
    }

    @Test("what is near is looked for once a word, and for the first of many alone")
    func hints() {
        let unknown = UnknownWords()
        var searches = 0
        func known(_ word: Int) -> [String] {
            searches += 1
            return ["source-\(word)s"]
        }
        for round in 0..<2 {
            for word in 0..<300 {
                let refusal = unknown.refusal(of: "source", "source-\(word)", among: known(word)) {
                    Refusal(.rule, "not known", hint: Nearest.hint(for: "source-\(word)", among: $0))
                }
                #expect((refusal.hint != nil) == (word < UnknownWords.helped), "\(round) \(word)")
            }
        }
        #expect(searches == UnknownWords.helped)
    }

    @Test("likely duplicates in a file are told before anything is written, by the rule of a registration")
    func told() async throws {
        try await Databases.migrated { url in
            try await Catalogue.open(url) { workspace in
                try await workspace.editions(
                    "series,code,title,language,platform\ns,a,Señor Fútbol,es,App\n", .with { $0.mayAddSeries = true })
                let rows = "series,code,title,language,platform\nt,b,SENOR FUTBOL,es,app\n"
                for dryRun in [true, false] {
                    let told = Told()
                    _ = try await ImportEditions(.with { $0.mayAddSeries = true }).run(
                        ByteSource(name: "ed.csv", bytes: Array(rows.utf8)), in: workspace, dryRun: dryRun,
                        tell: { told.add($0) })
                    #expect(
                        told.all.map(\.other) == ["s/a", "s"] && told.all.map(\.same) == ["language, platform", ""])
                    #expect(told.all.map(\.isOfSeries) == [false, true])
                }
            }
        }
    }
}

private final class Told: Sendable {
    private let found = Mutex<[BulkReceipt.Duplicate]>([])

    var all: [BulkReceipt.Duplicate] { found.withLock { $0 } }

    func add(_ duplicates: [BulkReceipt.Duplicate]) { found.withLock { $0 += duplicates } }
}
