import AdaptModel
import Postgres

/// The role that the tables of a catalogue belong to: it alone changes their form, and who may what.
struct Owner: Sendable {
    /// Its name, as SQL writes it.
    let name: String
    /// The user who is connected, as SQL writes it.
    let user: String
    /// Whether the user is the owner, or has all of its rights.
    let isUser: Bool

    private let hint: String

    /// Asks; nil where there are no tables yet. Looks at nothing that anybody might not.
    init?(of connection: Connection) async throws {
        let rows = try await connection.query(
            """
            select c.relowner::regrole::text as owner, current_user::regrole::text as name,
                pg_has_role(current_user, c.relowner, 'usage') as owns, r.rolsuper as super
            from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_roles r on r.oid = c.relowner
            where n.nspname = 'adapt' and c.relname = 'operation'
            """)
        guard let row = rows.first else { return nil }
        (name, user, isUser) = (try row.get("owner"), try row.get("name"), try row.get("owns"))
        // What a superuser may is not lent for this.
        hint =
            "run it as \(name)"
            + (try row.get("super") ? "" : "; or ask the administrator for: grant \(name) to \(user)")
    }

    /// Throws a `Refusal` (forbidden) where the user has not the owner's rights. `what`: is done by the owner alone.
    func require(_ what: String) throws {
        guard !isUser else { return }
        throw Refusal(
            .forbidden, "user \"\(user)\" does not own the catalogue: \(what) by who does", hint: hint)
    }
}
