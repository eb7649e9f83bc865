import AdaptModel
import AdaptService
import Postgres

/// A database beside the one worked on, for a copy of it. It carries a mark, and none without one is ever dropped.
struct ScratchDatabase: Sendable {
    let name: String
    let target: DatabaseTarget
    private let neighbour: Connection
    private static let patience = Duration.seconds(600)

    /// Describes a database on the server of `neighbour`, named after it; nothing is made yet.
    init(suffix: String, of target: DatabaseTarget, beside neighbour: Connection) async throws {
        // PostgreSQL cuts names at 63 bytes: the suffix must not be what is lost. A name that somebody's own database
        // has is passed over, and one that is another's.
        let free = try await neighbour.query(
            """
            with stem as (
                select left(d, (select max(n) from generate_series(0, length(d)) n where octet_length(left(d, n)) < 50))
                    || \(suffix)::text as name
                from current_database() d),
            candidate as (
                select n, name || case when n = 1 then '' else '_' || n end as name from stem, generate_series(1, 99) n)
            select name from candidate c
            where not exists (select from pg_database d where d.datname = c.name
                and (not pg_has_role(d.datdba, 'usage')
                    or shobj_description(d.oid, 'pg_database') is distinct from \(ScratchMark.text)::text
                        and d.datconnlimit not in (
                            \(ScratchMark.connections)::bigint, \(ScratchMark.halfDropped)::bigint)))
            order by n limit 1
            """)
        guard let name: String = try free.first?.get(0) else {
            throw Refusal(.rule, "no name with \"\(suffix)\" is free for a scratch database", hint: "adapt db psql -l")
        }
        self.name = name
        self.target = target
        self.neighbour = neighbour
    }

    /// Makes it, empty, of the same kind as its neighbour. A marked one that nobody is connected to is dropped first: a
    /// drill that was killed left it. Throws a `Refusal`: busy where somebody is, forbidden where the user may not.
    func make() async throws {
        try await requireRight()
        try await drop()
        let row = try await neighbour.query(
            "select datcollate, datctype from pg_database where datname = current_database()")[0]
        let (collate, type): (String, String) = (try row.get(0), try row.get(1))
        let (quotedCollate, quotedType) = (
            await neighbour.quoted(literal: collate), await neighbour.quoted(literal: type)
        )
        do {
            try await neighbour.run(
                "create database \(Connection.quoted(identifier: name)) template template0 encoding 'UTF8' "
                    + "lc_collate \(quotedCollate) lc_ctype \(quotedType) connection limit \(ScratchMark.connections)",
                deadline: Self.patience)
        } catch let error as PostgresError where error.sqlState == "42P04" {
            throw Refusal(.busy, "database \"\(name)\" was just made by somebody else", hint: "try again")
        }
        do {
            let mark = await neighbour.quoted(literal: ScratchMark.text)
            try await neighbour.run("comment on database \(Connection.quoted(identifier: name)) is \(mark)")
        } catch {
            try await remove(by: neighbour, force: false)
            throw error
        }
    }

    /// Throws a `Refusal` (forbidden) where the user may make no database.
    func requireRight() async throws {
        let rows = try await neighbour.query(
            """
            select oid::regrole::text as name from pg_roles
            where rolname = current_user and not (rolcreatedb or rolsuper)
            """)
        guard let user: String = try rows.first?.get("name") else { return }
        throw Refusal(
            .forbidden, "scratch database \"\(name)\" cannot be made: user \"\(user)\" may make no database",
            hint: "ask the administrator for: alter role \(user) createdb")
    }

    /// Drops it, if it is there and ours. `connection`: where the neighbour's may be closed. `force`: who is still
    /// connected to it is what we ended.
    func drop(by connection: Connection? = nil, force: Bool = false) async throws {
        try await remove(by: connection ?? neighbour, force: force) { connection in
            try await !connection.query(
                """
                select 1 from pg_database where datname = \(name)
                    and (shobj_description(oid, 'pg_database') = \(ScratchMark.text)
                        or datconnlimit in (\(ScratchMark.connections)::bigint, \(ScratchMark.halfDropped)::bigint))
                """
            ).isEmpty
        }
    }

    /// In a task of its own: a command that was told to stop leaves nothing either.
    private func remove(
        by connection: Connection, force: Bool,
        where condition: @escaping @Sendable (Connection) async throws -> Bool = { _ in true }
    ) async throws {
        try await Task.detached {
            do {
                guard try await condition(connection) else { return }
                try await connection.run(
                    "drop database if exists \(Connection.quoted(identifier: name))" + (force ? " with (force)" : ""),
                    deadline: Self.patience)
            } catch let error as PostgresError where error.sqlState == "55006" {
                throw Refusal(
                    .busy, "database \"\(name)\" is in use: another drill or restore may be under way",
                    hint: "try again")
            }
        }.value
    }
}
