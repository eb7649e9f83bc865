import AdaptModel
import Testing

@testable import AdaptService

@Suite("Currencies of figures")
struct CurrencyTests {
    private static func file(_ currency: String, metric: String = "revenue") -> String {
        "edition,metric,source,week,value,currency\ns/kr,\(metric),src,2026-W02,1050,\(currency)\n"
    }

    @Test("are taken in any case, and the receipt says what money was read in")
    func anyCase() async throws {
        try await Stage.with { workspace async throws in
            #expect(try await workspace.load(Self.file("Usd")).currencies == ["USD"])
            #expect(try await workspace.load(Self.file("USD") + "\n").unchanged == 1)
            #expect(try await workspace.load(Self.file("krw")).currencies == ["KRW"])
            #expect(try await workspace.texts("select currency from measure order by 1") == ["KRW", "USD"])
            #expect(try await workspace.load(Stage.header + Stage.row("s/kr", 5, 11, "1")).currencies == [])
        }
        #expect(Currency.unit(of: "USD") == "hundredths of USD: 1050 is 10.50 USD")
        #expect(Currency.unit(of: "KRW") == "whole KRW")
        #expect(Currency.unit(of: "KWD") == "thousandths of KWD: 10500 is 10.500 KWD")
    }

    @Test("that do not exist are refused where they stand, and so is one of what is no money")
    func refused() async throws {
        try await Stage.with { workspace async throws in
            let unknown = try await refusal { try await workspace.load(Self.file("UDS")) }
            #expect(unknown.description.hasPrefix("reach.csv:2:6: currency \"UDS\" is not an ISO 4217 code"))
            let views = try await refusal { try await workspace.load(Self.file("USD", metric: "views")) }
            #expect(views.message == "metric \"views\" is no money, and has currency \"USD\"")
            #expect(views.place?.column == 6)
            let none = try await refusal {
                _ = try await workspace.rows(
                    "insert into measure (source_id, metric, currency) values (1, 'revenue', 'QQQ')")
            }
            #expect(none.message.contains("currency does not exist"))
        }
    }

    @Test("that there are none of, recorded before there was a list, stay; the doctor names them and asks for nothing")
    func before() async throws {
        try await Stage.with { workspace async throws in
            try await workspace.load(Self.file("USD"))
            try await workspace.connection.run(
                """
                alter table measure drop constraint measure_currency_known;
                alter table measure disable trigger user;
                update measure set currency = 'QQQ';
                alter table measure enable trigger user;
                alter table measure add constraint measure_currency_known
                    foreign key (currency) references currency not valid;
                """)
            #expect(try await Migrator(workspace.connection).migrate(again: true) == [])
            func found() async throws -> [Finding] {
                try await DatabaseFindings(workspace.connection).all().filter { $0.topic == "constraints" }
            }
            #expect(
                try await found() == [
                    Finding(
                        "constraints", .note,
                        "figures are in QQQ, no currency of ISO 4217: they stay, and no more come in",
                        fix: "take back their imports and import them again by the right code, or leave them")
                ])
            try await workspace.undo(nil)
            #expect(try await found() == [Finding("constraints", .ok, "ok")])
        }
    }

    @Test("are shown with their unit before anything is imported")
    func preview() throws {
        let preview = try ImportReach(ImportReach.Options(today: Catalogue.today)).preview(
            of: ByteSource(name: "reach.csv", bytes: Array(Self.file("usd").utf8)))
        let column = preview?.columns.first { $0.field == "currency" }
        #expect(column?.meaning == .unit("hundredths of USD: 1050 is 10.50 USD"))
    }
}
