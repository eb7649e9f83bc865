import AdaptSQL
import Postgres

/// All that this program makes a schema with, to the byte, as PostgreSQL's programs print it: who restores may do more
/// than whoever could add a function, an index or a trigger to the catalogue that was backed up.
actor RestoreReference {
    /// A schema with the extension that it may have, and one without: what each entry is called, by its signature.
    private var schemas: [[[UInt8]: String]] = [[:]]
    /// What rows follow: a statement anywhere else it is not.
    private var copies: Set<[UInt8]> = []
    /// Of which schema of ours it is, without what every migration makes anew; nil: of this program's, with that.
    let schema: Int?
    /// What it is made with, each as its kind and the start of its name.
    private(set) var names: Set<String> = []
    /// What the server said where the extension could not be made.
    private(set) var whyNoTrigrams: String?

    /// What this program makes; or what it made a schema of `number` with, but for what every migration makes anew.
    init(ofSchema number: Int? = nil) { schema = number }

    /// Whether an entry is one of ours, or of no harm. Rows are data, whatever they say: their `COPY` is what counts.
    func knows(_ entry: RestoreEntry) -> Bool {
        entry.hasRows ? copies.contains(entry.signature) : makes(entry) || entry.isHarmless
    }

    /// Whether an entry is one that a schema of ours is made with.
    func makes(_ entry: RestoreEntry) -> Bool {
        let signature = entry.signature
        return !entry.hasRows && schemas.contains { $0[signature] != nil }
    }

    /// What a schema of ours is made with and did not come, by the signatures of what did: names, in order. Of several
    /// schemas it is the one that lacks least.
    func lacking(in came: Set<[UInt8]>) -> [String] {
        let lacking = schemas.map { schema in schema.filter { !came.contains($0.key) }.values.sorted() }
        return lacking.min { $0.count < $1.count } ?? []
    }

    /// Reads it off a schema that is made for it, in a database without one; it stays there.
    func learn(in database: Connection, by programs: RestoreBackup.Programs) async throws {
        let all = DatabaseScripts.migrations
        let migrations = all.prefix(max(0, schema ?? all.count)).map { (name: $0.name, text: $0.text) }
        _ = try await Migrator(database, migrations: migrations, repeatables: false, isOfRestore: true).migrate()
        if schema == nil {
            // Roles are of the whole server, and would stay.
            try await Self.apply(DatabaseScripts.repeatables, to: database, without: "select make_roles();")
        }
        for row in try await database.query(Self.copying) { copies.insert(Array(try row.get(0, as: String.self).utf8)) }
        let extensions = try await TakeBackup.extensions(of: database)
        try await read(database, extensions, programs)
        guard schema == nil else { return }
        guard extensions.contains("pg_trgm") else { return try await tryTrigrams(in: database) }
        // The same schema where the extension was not to be had.
        try await database.run("drop extension pg_trgm cascade")
        let search = DatabaseScripts.repeatables.filter { $0.name == "search" }
        try await Self.apply(search, to: database, without: "create extension if not exists pg_trgm schema adapt;")
        beginAnother()
        try await read(database, [], programs)
    }

    private func tryTrigrams(in database: Connection) async throws {
        do {
            try await database.run("create extension if not exists pg_trgm schema adapt")
        } catch let error as PostgresError where error.kind == .refused {
            whyNoTrigrams = error.message
        }
    }

    /// The rows that its tables take, as the programs write it.
    private static let copying: SQL = """
        select format('COPY adapt.%I (%s) FROM stdin;', c.relname,
            string_agg(quote_ident(a.attname), ', ' order by a.attnum))
        from pg_class c
        join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
        where c.relnamespace = 'adapt'::regnamespace and c.relkind = 'r'
        group by c.oid, c.relname
        """

    private func read(_ database: Connection, _ extensions: [String], _ programs: RestoreBackup.Programs) async throws {
        let name: String = try await database.query("select current_database()::text")[0].get(0)
        try await programs.schema(name, extensions) { pieces in
            let script = RestoreScript(pieces)
            while let entry = try await script.next() { await self.add(entry) }
        }
    }

    /// Takes an entry for one of ours.
    func add(_ entry: RestoreEntry) {
        if entry.hasRows {
            copies.insert(entry.signature)
        } else if !entry.isComment {
            // What is said of things may be said otherwise, or not at all.
            names.insert("\(entry.kind) \(ScriptWords.name(entry.name[...]))")
            schemas[schemas.count - 1][entry.signature] = entry.words
        }
    }

    /// What is added from here on is of another schema of ours.
    func beginAnother() { schemas.append([:]) }

    /// Makes views and functions as a migration does, but for a statement.
    private static func apply(_ scripts: [Script], to database: Connection, without statement: String) async throws {
        try await database.transaction { connection in
            try await connection.run("set local search_path = adapt, pg_temp")
            for script in scripts {
                try await connection.run(
                    script.text.replacing(statement, with: ""), deadline: Workspace.longPatience)
            }
        }
    }
}
