import AdaptModel
import AdaptSQL
import Postgres
import Testing

@testable import AdaptService

@Suite("The schema")
struct SchemaTests {
    @Test("says of every table and column what it holds")
    func comments() async throws {
        try await Catalogue.empty { workspace in
            let silent = try await workspace.texts(
                """
                select format('%s.%s', c.relname, a.attname) from pg_class c
                left join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
                where c.relnamespace = 'adapt'::regnamespace and c.relkind in ('r', 'v')
                    and (obj_description(c.oid, 'pg_class') is null or col_description(c.oid, a.attnum) is null)
                """)
            #expect(silent == [])
            let tables = try await workspace.texts(
                "select relname::text from pg_class where relkind = 'r' and relnamespace = 'adapt'::regnamespace")
            #expect(tables.count > 30)
        }
    }

    @Test("says every view so that PostgreSQL writes it the same once it has read what it wrote, as a restore makes it")
    func viewsReadAgain() async throws {
        try await Catalogue.empty { workspace in
            let views = try await workspace.texts("select viewname::text from pg_views where schemaname = 'adapt'")
            #expect(views.count > 8)
            for view in views {
                let written = try await workspace.texts(
                    "select pg_get_viewdef(('adapt.' || $1::text)::regclass)", [view])[0]
                try await workspace.connection.run("create temporary view read_again as \(written)")
                let again = try await workspace.texts("select pg_get_viewdef('pg_temp.read_again'::regclass)")
                #expect(again == [written], "\(view)")
                try await workspace.connection.run("drop view pg_temp.read_again")
            }
        }
    }

    @Test("keeps facts: every table of facts refuses update, delete and truncate")
    func appendOnly() async throws {
        try await Catalogue.sample { workspace in
            let derived: Set<String> = [
                "migration", "schema_state", "catalogue_identity", "editor_market", "weekly_reach", "undone",
                "territory",
                "language_subtag", "script_subtag", "currency",
                "element_kind", "metric",
            ]
            let tables = try await workspace.texts(
                "select relname::text from pg_class where relkind = 'r' and relnamespace = 'adapt'::regnamespace")
            let facts = tables.filter { !derived.contains($0) }
            #expect(facts.count >= 43)
            for table in facts {
                let column = try await workspace.texts(
                    """
                    select attname::text from pg_attribute where attrelid = $1::text::regclass and attnum > 0
                        and attidentity = '' and not attisdropped limit 1
                    """, [table])[0]
                let changes: [SQL] = [
                    "update \(identifier: table) set \(identifier: column) = \(identifier: column)",
                    "delete from \(identifier: table)", "truncate \(identifier: table) cascade",
                ]
                for change in changes {
                    let error = try await refusedByDatabase { _ = try await workspace.connection.query(change) }
                    #expect(error.constraint == "history_append_only", "\(change.text)")
                }
            }
        }
    }

    @Test("lists the same words as the program")
    func closedLists() async throws {
        try await Catalogue.empty { workspace in
            func words(of constraint: String) async throws -> Set<String> {
                let found = try await workspace.texts(
                    """
                    select m[1] from pg_constraint c, regexp_matches(pg_get_constraintdef(c.oid), '''([^'']*)''::text', 'g') m
                    where c.conname = $1
                    """, [constraint])
                return Set(found)
            }
            #expect(try await words(of: "decision_reasons_known") == Set(Reason.allCases.map(\.rawValue)))
            #expect(try await words(of: "lineage_method_known") == Set(Method.allCases.map(\.rawValue)))
            #expect(try await words(of: "lineage_source_method_known") == Set(Method.allCases.map(\.rawValue)))
            #expect(try await words(of: "lineage_certainty_known") == Set(Certainty.allCases.map(\.rawValue)))
            #expect(try await words(of: "lineage_source_certainty_known") == Set(Certainty.allCases.map(\.rawValue)))
            #expect(try await words(of: "edition_status_known") == Set(Status.allCases.map(\.rawValue)))
            let comparators = Set(Figure.Comparator.allCases.map(\.rawValue))
            #expect(try await words(of: "snapshot_claim_comparator_known") == comparators)
            let kinds = try await workspace.texts("select kind from element_kind")
            for kind in kinds where kind != "other" { #expect(try ElementPath(kind + ".x").kind == kind) }
            for path in ["male_lead.sport", "second_character.name", "unheard_of.x"] {
                #expect(kinds.contains(try ElementPath(path).kind))
            }
            for path in kinds.map({ $0 + ".x" }) + ["male_lead.sport", "leads.x", "character", "x.lead", "other"] {
                let suggested = try await workspace.texts("select suggested_kind($1::text)", [path])
                let kind = try ElementPath(path).kind
                #expect(suggested == [kind])
            }
        }
    }

    @Test("means the same in a database that is set to read backslashes in texts otherwise")
    func backslashes() async throws {
        try await Databases.migrated { url in
            let connection = try await Databases.connect(url)
            try await connection.run(
                """
                do $$ begin
                    execute format('alter database %I set standard_conforming_strings = off', current_database());
                end $$
                """)
            await connection.close()
            let keys = try await Catalogue.open(url) { try await $0.texts("select title_key('Sister Act')") }
            #expect(keys == ["sisteract"])
        }
    }

    @Test("is asked without compiling, also in a database that is set to compile what seems to take long")
    func compiling() async throws {
        try await Databases.migrated { url in
            let connection = try await Databases.connect(url)
            try await connection.run(
                "do $$ begin execute format('alter database %I set jit = on', current_database()); end $$")
            await connection.close()
            let jit = try await Catalogue.open(url) { try await $0.texts("show jit") }
            #expect(jit == ["off"])
        }
    }

    @Test("puts the series first in every key that holds one, so that a child is of its parent's series")
    func keys() async throws {
        try await Catalogue.empty { workspace in
            let wrong = try await workspace.texts(
                """
                select c.conname::text from pg_constraint c
                join pg_attribute a on a.attrelid = c.conrelid and a.attname = 'series_id'
                where c.connamespace = 'adapt'::regnamespace and c.contype = 'p' and c.conkey[1] <> a.attnum
                    and c.conrelid::regclass::text not in ('ranking_claim', 'note', 'weekly_reach')
                """)
            #expect(wrong == [])
            let loose = try await workspace.texts(
                """
                select f.conname::text from pg_constraint f
                join pg_constraint k on k.conrelid = f.confrelid and k.contype = 'p'
                join pg_attribute a on a.attrelid = f.confrelid and a.attnum = k.conkey[1] and a.attname = 'series_id'
                where f.connamespace = 'adapt'::regnamespace and f.contype = 'f' and f.confkey[1] <> a.attnum
                """)
            #expect(loose == [])
        }
    }

    @Test("prepares every named query: names and types resolve")
    func queries() async throws {
        try await Catalogue.empty { workspace in
            try await workspace.connection.run("begin")
            var prepared = 0
            for file in [
                Queries.catalogue, .record, .series, .observe, .report, .search, .revision, .rank, .reading, .backup,
                .doctor, .facts, .called, .creative, .standing, .bulk,
            ] {
                // What PostgreSQL does not prepare has no parameters either.
                for name in file.names where !name.hasPrefix("copy_") {
                    try await workspace.connection.run("prepare q\(prepared) as " + file[name])
                    prepared += 1
                }
            }
            #expect(prepared > 70)
            try await workspace.connection.run("rollback")
        }
    }
}
