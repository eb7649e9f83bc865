"""Mutations of the database: the line of the model, what is done to the schema, which tests."""
import pathlib
import re

REPEATABLE = pathlib.Path(__file__).resolve().parents[2] / "sql/repeatable"

# Elements and terms themselves are not among them: they come and go with their first path and code.
LIVE = ["source", "series_state", "edition_state", "edition_alias", "external_identifier", "lineage", "lineage_source",
        "edition_assertion", "decision", "element_path", "element_state", "term_code", "term_label", "term_merger",
        "term_evidence", "market_state", "batch", "creative", "snapshot_claim", "note"]
FACTS = ["operation", "source", "citation", "series", "series_state", "subject", "edition", "revision", "edition_state",
         "edition_alias", "external_identifier", "lineage", "lineage_source", "edition_assertion", "decision", "batch",
         "creative", "snapshot_claim", "note", "element_path", "element_state", "term_code", "term_merger", "term_label",
         "term_evidence", "market_state"]
# What is refused by name: a constraint of a table (table, constraint).
CHECKED = {
    "1 who did it is named": ("operation", "operation_author_named"),
    "1 an undo is of something earlier": ("operation", "operation_undoes_earlier"),
    "2 a value where one is stated": ("decision", "decision_value_where_stated"),
    "2 statements are of the list": ("decision", "decision_state_known"),
    "2 reasons are of the list": ("decision", "decision_reasons_known"),
    "2 methods are of the list": ("lineage", "lineage_method_known"),
    "2 no edition is its own parent": ("lineage", "edition_not_its_own_parent"),
    "2 a parent is of the same series": ("lineage", "edition_parent_in_same_series"),
    "12 titles are NFC": ("edition_state", "edition_title_text"),
    "12 titles are not empty": ("series_state", "series_title_text"),
}


def live(table, body):
    return (f"create or replace function {table}_live(cut bigint) returns setof {table} language sql stable as $$ "
            f"select x.* from {table} x where {body} $$")


def changed(function, old, new):
    """A function as it is, but for one thing. What its indexes hold is no matter: nothing is recorded yet."""
    text = "".join(path.read_text() for path in sorted(REPEATABLE.glob("*.sql")))
    found = re.findall(rf"create or replace function {function}\(.*?\$\$.*?\$\$", text, re.DOTALL)
    if len(found) != 1 or found[0].count(old) != 1:
        UNPLACED.append(f"function {function} is made {len(found)} times, {old!r} stands in it"
                        f" {''.join(found).count(old)} times")
    return "".join(found).replace(old, new)


# What changed() did not find exactly once.
UNPLACED = []
# How a text is taken apart, before what does not matter is left out.
PARTS = "regexp_replace(normalize(words, nfkd)"
UNDONE = "not exists (select from undone u where u.operation_id = x.operation_id and u.since <= cut and cut <= u.until)"

MUTATIONS = (
    [(f"1 append only: {table}", f"drop trigger {table}_append_only on {table}", "SchemaTests") for table in FACTS]
    + [(f"1 as of a moment: {table}", live(table, UNDONE), "AsOfEverythingTests") for table in LIVE]
    + [(f"1 what was taken back does not count: {table}", live(table, "x.operation_id <= cut"), "AsOfEverythingTests")
       for table in LIVE]
    + [
        ("1 numbers follow the order of commit",
         changed("begin_operation", "perform pg_advisory_xact_lock(hashtextextended('adapt.operation', 0));", ""),
         "ConcurrencyTests"),
        ("1 a moment is that of its last operation",
         changed("operation_as_of", "where at <= moment order by at desc", "where at > moment order by at"),
         "ReferenceTests"),
        ("1 each operation is one revision of what it touches",
         changed("add_revision", "coalesce(max(r.revision), 0) + 1", "coalesce(max(r.revision), 0) + 2"),
         "ReferenceTests"),
        ("2 no circles in the lineage", "drop trigger lineage_has_no_cycle on lineage",
         "ConstraintTests|LineageRaceTests"),
        ("2 no circles by an undo",
         changed("toggle", "perform refuse_cycle(l.series_id, l.edition_id)", "perform l.series_id"),
         "SourceCycleTests"),
        ("10 a fact carries where it is from",
         changed("add_citation", "normalize($2, nfc), normalize($3, nfc), $4", "null, null, $4"),
         "BulkElementTests|BulkEditionTests"),
        ("10 likely duplicates whatever the case",
         changed("title_key", "translate(lower(regexp_replace(", "translate((regexp_replace("), "RegistrationTests"),
        ("10 likely duplicates whatever the accents", changed("title_key", PARTS, PARTS.replace("nfkd", "nfkc")),
         "RegistrationTests"),
        ("10 likely duplicates whatever the width", changed("title_key", PARTS, PARTS.replace("nfkd", "nfd")),
         "RegistrationTests"),
        ("11 series, market and language are no key",
         "create unique index on edition_state (series_id, market_code, language) where revision = 1",
         "RegistrationTests"),
        ("12 search ignores case", changed("fold", "translate(lower(regexp_replace(", "translate((regexp_replace("),
         "SearchTests"),
        ("12 search ignores accents", changed("fold", PARTS, PARTS.replace("nfkd", "nfkc")), "SearchTests"),
        ("12 search ignores width", changed("fold", PARTS, PARTS.replace("nfkd", "nfd")), "SearchTests"),
        ("12 names keep their spelling",
         "create function spell() returns trigger language plpgsql as $$ begin new.title := lower(new.title); return new;"
         " end $$; create trigger spell before insert on edition_state for each row execute function spell()",
         "RegistrationTests"),
        ("12 any script",
         "create function spell() returns trigger language plpgsql as $$ begin"
         " new.title := regexp_replace(new.title, '[^\\x01-\\x7f]', '?', 'g'); return new; end $$;"
         " create trigger spell before insert on edition_state for each row execute function spell()", "RegistrationTests"),
    ]
    + [(line, f"alter table {table} drop constraint {constraint}", "ConstraintTests")
       for line, (table, constraint) in CHECKED.items()]
)
