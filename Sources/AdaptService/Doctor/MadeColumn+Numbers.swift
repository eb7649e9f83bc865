import Postgres

extension MadeColumn {
    /// Asks of each table whose rows are numbered whether a row can be added to it: as the queries of the doctor.
    static var numbers: SQL {
        let parts = all.filter { $0.kind == "a" }.map { column -> SQL in
            """
            select \(column.table)::text as table_name, \(column.name)::text as name,
                max(\(identifier: column.name)) as highest,
                pg_get_serial_sequence(\("adapt." + column.table)::text, \(column.name)::text) as sequence
            from adapt.\(identifier: column.table)
            """
        }
        let first: SQL = parts.first ?? "select"
        let each: SQL = parts.dropFirst().reduce(first) { so, part -> SQL in "\(so) union all \(part)" }
        return """
            select true as fault, format('rows of table %s are numbered from %s on, and %s is there: none can be added',
                    x.table_name, x.last + 1, x.highest) as what,
                array[format('select setval(%L, max(%I)) from adapt.%I', x.sequence, x.name, x.table_name)]
                    as statements
            from (
                select n.*, coalesce(pg_sequence_last_value(n.sequence::regclass), 0) as last
                from (\(each)) n where n.sequence is not null) x
            where x.highest > x.last
            order by 2
            """
    }
}
