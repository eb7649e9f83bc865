import Postgres

extension Connection {
    /// How many rows each table of schema adapt holds, by its name: equal before and after where nothing was written.
    ///
    /// Views follow from tables, and are not asked: it is called often.
    public func rowCounts() async throws -> [String: Int] {
        let parts = try await query(
            """
            select format('select %L::text as name, count(*) as count from adapt.%I', relname, relname) as part
            from pg_catalog.pg_class where relnamespace = to_regnamespace('adapt') and relkind = 'r'
            """
        ).map { try $0.get(0, as: String.self) }
        var counts: [String: Int] = [:]
        guard !parts.isEmpty else { return counts }
        for row in try await query(SQL(parts.joined(separator: " union all "), bind: [])) {
            let (name, count): (String, Int) = (try row.get("name"), try row.get("count"))
            counts[name] = count
        }
        return counts
    }
}
