import Postgres
import TestSupport
import Testing

extension BackupTests {
    /// PostgreSQL's own look at what a restored catalogue is kept in.
    func sound(_ url: String) async throws {
        let connection = try await Connection.open(url)
        try await connection.run("create extension amcheck schema public")
        let broken = try await connection.query(
            """
            select c.relname::text || ': ' || v.msg from pg_class c
            cross join lateral public.verify_heapam(c.oid::regclass) v
            where c.relnamespace = to_regnamespace('adapt') and c.relkind = 'r'
            """
        ).map { try $0.get(0, as: String.self) }
        #expect(broken == [])
        // Throws where one does not hold each row.
        let indices = try await connection.query(
            """
            select count(*) from (
                select public.bt_index_check(c.oid::regclass, true)::text
                from pg_class c join pg_am a on a.oid = c.relam
                where c.relnamespace = to_regnamespace('adapt') and c.relkind = 'i' and a.amname = 'btree'
                offset 0) i
            """)[0].get(0, as: Int.self)
        #expect(indices > 50)
        Figures.note("T32", "amcheck of what was restored", "\(indices) indices and all tables sound")
        try await connection.run("drop extension amcheck")
        await connection.close()
    }
}
