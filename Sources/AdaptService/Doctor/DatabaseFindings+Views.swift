import AdaptModel
import Postgres

extension DatabaseFindings {
    static let again = "adapt db migrate --again"

    /// Views that show something else than the scripts let them: each is made once more, for this session alone, and
    /// both are compared as PostgreSQL writes them. Nothing of that stays. A note where the user may make none.
    func lookAtViews() async throws -> [Finding] {
        do {
            let found = try await connection.transaction { connection -> [Finding] in
                try await connection.run("set local search_path = adapt, pg_temp; savepoint nothing")
                var found: [Finding] = []
                for view in MadeView.all {
                    try await connection.run("savepoint made")
                    if let told = try await Self.difference(of: view, in: connection) { found.append(told) }
                }
                try await connection.run("rollback to savepoint nothing")
                return found
            }
            return found.isEmpty ? [Finding("views", .ok, "ok")] : found
        } catch let error as PostgresError where error.kind == .refused && !Refusal(error).isHeldUp {
            // Also a server that is a copy, and takes no changes.
            return [Finding("views", .note, "not looked at: \(error.message)")]
        } catch let error as PostgresError {
            throw Refusal(error)
        }
    }

    /// What is said of a view; nil where it is as it is to be, or where it or what it reads is missing: that is told
    /// elsewhere.
    private static func difference(of view: MadeView, in connection: Connection) async throws -> Finding? {
        do {
            try await connection.run("create temporary view " + view.definition)
        } catch let error as PostgresError where error.sqlState?.hasPrefix("42") == true && error.sqlState != "42501" {
            try await connection.run("rollback to savepoint made")
            return nil
        }
        let rows = try await connection.query(
            """
            select exists (select from pg_attribute a where a.attrelid = v.oid and a.attnum > 0
                and not exists (select from pg_attribute b where b.attrelid = m.oid and b.attnum = a.attnum
                    and (b.attname, b.atttypid, b.atttypmod, b.attcollation)
                        = (a.attname, a.atttypid, a.atttypmod, a.attcollation))) as is_in_the_way
            from pg_class v join pg_class m on m.relname = v.relname and m.relnamespace = pg_my_temp_schema()
            where v.relnamespace = 'adapt'::regnamespace and v.relkind = 'v' and v.relname = \(view.name)::text
                and pg_get_viewdef(v.oid) <> pg_get_viewdef(m.oid)
            """)
        guard let row = rows.first else { return nil }
        guard try row.get("is_in_the_way", as: Bool.self) else {
            return Finding(
                "views", .fault, "view \(view.name) does not show what adapt's does", fix: Self.again, isChange: true)
        }
        // A view is made anew only where its columns stay as they are.
        return Finding(
            "views", .fault, "view \(view.name) has other columns than adapt's",
            fix: "adapt db psql -c " + pasted("drop view adapt.\(view.name) cascade") + "; " + Self.again,
            isChange: true)
    }
}
