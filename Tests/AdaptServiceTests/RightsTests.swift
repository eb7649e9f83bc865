import Postgres
import TestSupport
import Testing

@testable import AdaptService

@Suite("Rights")
struct RightsTests {
    static let verbs = ["select", "insert", "update", "delete", "truncate"]

    @Test("every table of the schema has stated rights, and none that is not there is stated")
    func stated() async throws {
        try await Catalogue.empty { workspace in
            let open = try await workspace.texts(
                """
                select coalesce(c.relname, r.table_name)::text
                from (select relname from pg_class where relkind = 'r' and relnamespace = 'adapt'::regnamespace) c
                full join (select distinct table_name from table_right) r on r.table_name = c.relname
                where c.relname is null or r.table_name is null
                """)
            #expect(open == [], "say in sql/repeatable/table.sql who may do what with them")
            let doubled = try await workspace.texts(
                "select table_name from table_right group by table_name, role_name having count(*) > 1")
            #expect(doubled == [])
        }
    }

    @Test("each role can do with each table what is stated, and nothing else: tried, role by table by verb")
    func matrix() async throws {
        try await Catalogue.empty { workspace in
            let rights = try await workspace.texts(
                "select format('%s %s %s', role_name, table_name, verbs) from table_right")
            var allowed: [String: Set<String>] = [:]
            for right in rights {
                let words = right.split(separator: " ", maxSplits: 2).map(String.init)
                allowed["\(words[0]) \(words[1])"] = Set(
                    words[2].split(separator: ",").map { String($0.drop { $0 == " " }) })
            }
            let tables = Set(rights.map { String($0.split(separator: " ")[1]) }).sorted()
            var cells = 0
            for role in Roles.all.map(\.name) {
                try await workspace.connection.run("set role \(role)")
                for table in tables {
                    let verbs = try #require(allowed["\(role) \(table)"])
                    for verb in Self.verbs {
                        let state = try await outcome(of: verb, table, workspace)
                        // A statement that is allowed still meets the trigger that keeps facts.
                        #expect(verbs.contains(verb) ? state != "42501" : state == "42501", "\(role) \(verb) \(table)")
                        cells += 1
                    }
                }
                try await workspace.connection.run("reset role")
            }
            #expect(cells == 4 * 5 * tables.count)
            Figures.note("T41", "role x table x verb", "\(cells) of \(cells) cells as stated")
        }
    }

    @Test("facts are only added to: no role may update, delete or truncate a table whose trigger keeps it")
    func insertOnly() async throws {
        try await Catalogue.empty { workspace in
            let loose = try await workspace.texts(
                """
                select format('%s: %s', r.role_name, r.table_name) from table_right r
                join pg_trigger t on t.tgrelid = to_regclass(r.table_name) and t.tgname = r.table_name || '_append_only'
                where r.verbs ~ 'update|delete|truncate'
                """)
            #expect(loose == [])
            // What is not kept by a trigger is stated to be derived or fixed, or only added to.
            let unkept = try await workspace.texts(
                """
                select distinct r.table_name from table_right r
                where r.role_name = 'adapt_edit' and r.verbs = 'select, insert'
                    and not exists (select from pg_trigger t where t.tgrelid = to_regclass(r.table_name)
                        and t.tgname = r.table_name || '_append_only')
                order by 1
                """)
            #expect(unkept == [])
        }
    }

    @Test("functions that write have their search path pinned, and temporary tables come last in it")
    func searchPath() async throws {
        try await Catalogue.empty { workspace in
            #expect(try await workspace.texts("show search_path") == ["adapt, pg_temp"])
            let loose = try await workspace.texts(
                """
                select p.proname::text from pg_proc p join pg_language l on l.oid = p.prolang
                where p.pronamespace = 'adapt'::regnamespace and l.lanname = 'plpgsql'
                    and not coalesce(p.proconfig, '{}') @> array['search_path=adapt, pg_temp']
                """)
            #expect(Set(loose).subtracting(["refuse_change", "json_or_null"]) == [])
            let definers = try await workspace.texts(
                "select proname::text from pg_proc where pronamespace = 'adapt'::regnamespace and prosecdef")
            // It writes only what follows from the operations.
            #expect(definers == ["derive_undone"])
            #expect(
                try await workspace.texts(
                    "select 1 from pg_proc where prosecdef and not coalesce(proconfig, '{}') @> array['search_path=adapt, pg_temp'] and pronamespace = 'adapt'::regnamespace"
                ) == [])
        }
    }

    private func outcome(of verb: String, _ table: String, _ workspace: Workspace) async throws -> String? {
        let column = try await workspace.texts(
            "select attname::text from pg_attribute where attrelid = to_regclass($1::text) and attnum > 0 limit 1",
            [table])[0]
        let (name, of) = (Connection.quoted(identifier: table), Connection.quoted(identifier: column))
        let statement =
            switch verb {
            case "select": "select 1 from \(name) limit 0"
            // Whoever may, meets the columns that need a value.
            case "insert": "insert into \(name) default values"
            case "update": "update \(name) set \(of) = default where false"
            case "delete": "delete from \(name) where false"
            default: "truncate \(name) cascade"
            }
        do {
            try await workspace.connection.run(statement)
            return nil
        } catch let error as PostgresError {
            return error.sqlState
        }
    }
}
