import Postgres
import TestSupport
import Testing

@testable import AdaptService

/// Databases without a schema, and connections to them.
enum Databases {
    /// A database with nothing in it.
    static func bare<Result: Sendable>(_ body: @Sendable (String) async throws -> Result) async throws -> Result {
        try await TestServer.withDatabase(template: "bare", body)
    }

    /// A database with the schema, by its URL.
    static func migrated<Result: Sendable>(_ body: @Sendable (String) async throws -> Result) async throws -> Result {
        try await TestServer.withDatabase(template: "adapt", prepare: Catalogue.migrate, body)
    }

    /// A database with the schema that orders text as a language does, by its URL.
    static func ordered<Result: Sendable>(
        by language: String, _ body: @Sendable (String) async throws -> Result
    ) async throws -> Result {
        try await bare { url in
            let place = try #require(url.lastIndex(of: "/"))
            let end = url[place...].firstIndex(of: "?") ?? url.endIndex
            let name = url[url.index(after: place)..<end] + "_ordered"
            let administration = try await connect(url)
            let making = "create database \(Connection.quoted(identifier: String(name))) template template0 "
            _ = try await administration.query(SQL(making + "locale_provider icu icu_locale '\(language)'", bind: []))
            let own = url[...place] + name + url[end...]
            let result: Swift.Result<Result, any Error>
            do {
                try await Catalogue.migrate(String(own))
                result = .success(try await body(String(own)))
            } catch {
                result = .failure(error)
            }
            _ = try await administration.query("drop database \(identifier: String(name)) with (force)")
            await administration.close()
            return try result.get()
        }
    }

    static func connect(_ url: String) async throws -> Connection {
        try await Connection.open(url, options: Workspace.options)
    }
}

/// Everything that the catalogue of PostgreSQL says of schema adapt, a line a fact.
enum SchemaDescription {
    static func of(_ connection: Connection) async throws -> [String] {
        try await connection.query(
            """
            select line from (
                select format('column %s.%s %s %s %s', c.relname, a.attname, format_type(a.atttypid, a.atttypmod),
                    a.attnotnull, pg_get_expr(d.adbin, d.adrelid)) as line
                from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
                left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
                where c.relnamespace = to_regnamespace('adapt')
                union all select format('constraint %s %s %s', conrelid::regclass, conname, pg_get_constraintdef(oid))
                from pg_constraint where connamespace = to_regnamespace('adapt')
                union all select 'index ' || indexdef from pg_indexes where schemaname = 'adapt'
                union all select 'function ' || pg_get_functiondef(oid) from pg_proc
                where pronamespace = to_regnamespace('adapt')
                union all select 'trigger ' || pg_get_triggerdef(t.oid) from pg_trigger t
                join pg_class c on c.oid = t.tgrelid
                where c.relnamespace = to_regnamespace('adapt') and not t.tgisinternal
                union all select format('comment %s %s %s', c.relname, d.objsubid, d.description)
                from pg_description d join pg_class c on c.oid = d.objoid and d.classoid = 'pg_class'::regclass
                where c.relnamespace = to_regnamespace('adapt')) x
            order by line collate "C"
            """
        ).map { try $0.get(0, as: String.self) }
    }
}
