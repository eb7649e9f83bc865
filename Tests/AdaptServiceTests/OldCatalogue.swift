import FoundationEssentials
import Postgres
import Testing

@testable import AdaptService

/// The small catalogue of `Tests/Upgrades`, in databases of earlier schemas as their programs left it.
enum OldCatalogue {
    /// What a catalogue holds up to its twelfth operation, as `export catalogue` writes it; the identity of the catalogue
    /// itself is `C`.
    static var lines: [String] {
        get throws { try file("catalogue.jsonl").filter { !$0.isEmpty }.map(String.init) }
    }

    /// Brings a bare database to a schema, and records what there was room for in that.
    static func make(_ schema: Int, in connection: Connection) async throws {
        let migrations = Array(MigratorTests.all.prefix(schema))
        _ = try await Migrator(connection, migrations: migrations, repeatables: false).migrate()
        try await connection.run(statements(of: schema))
    }

    /// The blocks of the files that are for a schema.
    private static func statements(of schema: Int) throws -> String {
        var statements = ""
        var isMeant = false
        for line in try file("catalogue.sql") + file("later.sql") {
            if line.hasPrefix("-- schemas ") {
                isMeant = try schemas(of: line).contains(schema)
            } else if isMeant {
                statements += line + "\n"
            }
        }
        return statements
    }

    /// Those that the first line of a block names, as in `-- schemas 4-13: ...`, `-- schemas 14-: ...`, `-- schemas 13: ...`.
    private static func schemas(of line: Substring) throws -> ClosedRange<Int> {
        let named = line.dropFirst(11).prefix { $0 != ":" }.split(separator: "-", omittingEmptySubsequences: false)
        let first = try #require(Int(named[0]))
        return first...(named.count == 1 ? first : Int(named[1]) ?? Int.max)
    }

    private static func file(_ name: String) throws -> [Substring] {
        let tests = "/" + #filePath.split(separator: "/").dropLast(2).joined(separator: "/")
        let text = try String(contentsOfFile: "\(tests)/Upgrades/\(name)", encoding: .utf8)
        return text.split(separator: "\n", omittingEmptySubsequences: false)
    }

    /// Copies every table of schema adapt into schema `was`, for `changes`.
    static func keep(in connection: Connection) async throws {
        try await connection.run(
            """
            create schema was;
            do $$
            declare name text;
            begin
                for name in select relname from pg_class where relnamespace = 'adapt'::regnamespace and relkind = 'r' loop
                    execute format('create table was.%1$I as table adapt.%1$I', name);
                end loop;
            end $$;
            create function was.changes() returns setof text language plpgsql as $$
            declare old record;
            begin
                for old in
                    select c.relname::text as name,
                        string_agg(quote_ident(a.attname), ', ' order by a.attnum) filter (where n.attname is not null) as columns,
                        array_agg(a.attname::text order by a.attnum) filter (where n.attname is null) as gone
                    from pg_class c
                    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0
                    left join pg_attribute n on n.attrelid = to_regclass('adapt.' || c.relname) and n.attname = a.attname
                        and not n.attisdropped
                    where c.relnamespace = 'was'::regnamespace and c.relkind = 'r'
                    group by c.relname
                    order by c.relname
                loop
                    return query select format('gone %s.%s', old.name, x) from unnest(old.gone) x;
                    continue when old.columns is null;
                    return query execute format('select %L || x::text
                        from (select %s from was.%I except all select %2$s from adapt.%3$I) x',
                        'lost ' || old.name || ' ', old.columns, old.name);
                    return query execute format('select distinct %L::text
                        from (select %s from adapt.%I except all select %2$s from was.%3$I) x',
                        'gained ' || old.name, old.columns, old.name);
                end loop;
            end $$;
            """)
    }

    /// What is another than `keep` found it, of the tables and columns that there were, a line each: `gone` a column,
    /// `lost` a row with these values, `gained` rows of a table.
    static func changes(in connection: Connection) async throws -> [String] {
        try await connection.query("select x from was.changes() x order by x collate \"C\"").map {
            try $0.get(0, as: String.self)
        }
    }
}
