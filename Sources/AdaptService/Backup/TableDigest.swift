import AdaptModel
public import Postgres

/// What a table holds: how many rows, and a text that differs where any of them does.
public struct TableDigest: Sendable, Equatable {
    /// Name of the table, without its schema.
    public let table: String
    /// Number of rows.
    public let rows: Int
    /// Independent of the order of rows; two sums over their MD5.
    public let hash: String

    /// A digest.
    public init(table: String, rows: Int, hash: String) {
        self.table = table
        self.rows = rows
        self.hash = hash
    }
}

/// Digests of everything that schema adapt holds, taken from PostgreSQL's catalogue: a new table is in them unasked.
public enum DatabaseDigest {
    /// Tables that say what was done with copies of the database, and so are not equal in them.
    static let exceptions = ["backup", "backup_drill"]
    /// How long the largest table may take.
    private static let patience = Duration.seconds(3600)

    /// A digest of each table, ordered by name. Inside a transaction, whose settings it changes.
    public static func tables(of connection: Connection) async throws -> [TableDigest] {
        try await refusing {
            // What is written of a time stamp or a number depends on these.
            try await connection.run(
                """
                set local timezone = 'UTC'; set local datestyle = 'ISO'; set local intervalstyle = 'iso_8601';
                set local extra_float_digits = 1; set local bytea_output = 'hex'; set local lc_monetary = 'C'
                """)
            let names = try await connection.query(
                """
                select relname::text as name from pg_catalog.pg_class
                where relnamespace = to_regnamespace('adapt') and relkind = 'r' and relname <> all(\(exceptions)::text[])
                order by relname collate "C"
                """)
            var digests: [TableDigest] = []
            for row in names {
                let name: String = try row.get("name")
                let found = try await connection.query(
                    """
                    select count(*) as rows,
                        coalesce(sum(('x' || left(h, 16))::bit(64)::bigint::numeric), 0)::text || ' '
                            || coalesce(sum(('x' || right(h, 16))::bit(64)::bigint::numeric), 0) as hash
                    from (select md5("a row"::text) as h from adapt.\(identifier: name) "a row") x
                    """, deadline: patience)[0]
                digests.append(
                    TableDigest(table: name, rows: try found.get("rows"), hash: try found.get("hash")))
            }
            return digests
        }
    }

    /// Where each sequence stands, by its name.
    public static func sequences(of connection: Connection) async throws -> [String: Int] {
        try await refusing {
            let rows = try await connection.query(
                """
                select sequencename::text as name, coalesce(last_value, 0) as value from pg_catalog.pg_sequences
                where schemaname = 'adapt' and sequencename::text not like 'backup%'
                order by sequencename collate "C"
                """
            )
            return Dictionary(uniqueKeysWithValues: try rows.map { (try $0.get("name"), try $0.get("value")) })
        }
    }
}
