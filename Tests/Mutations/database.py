"""Mutations of the database: the line of the model, what is done to the schema, which tests."""

# Elements and terms themselves are not among them: they come and go with their first path and code.
LIVE = ["source", "series_state", "edition_state", "edition_alias", "external_identifier", "lineage", "lineage_source",
        "edition_assertion", "decision", "element_path", "element_state", "term_code", "term_label", "term_merger",
        "market_state", "batch", "creative", "snapshot_claim", "note"]
FACTS = ["operation", "source", "citation", "series", "series_state", "subject", "edition", "revision", "edition_state",
         "edition_alias", "external_identifier", "lineage", "lineage_source", "edition_assertion", "decision", "batch",
         "creative", "snapshot_claim", "note", "element_path", "element_state", "term_code", "term_merger", "term_label",
         "market_state"]
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


def fold(body):
    # An index on titles uses it, and would hold what it gave before.
    return f"""create or replace function fold(words text) returns text language sql immutable parallel safe as
        $$ select {body} $$; reindex schema adapt"""


UNDONE = "not exists (select from undone u where u.operation_id = x.operation_id and u.since <= cut and cut <= u.until)"

MUTATIONS = (
    [(f"1 append only: {table}", f"drop trigger {table}_append_only on {table}", "SchemaTests") for table in FACTS]
    + [(f"1 as of a moment: {table}", live(table, UNDONE), "AsOfEverythingTests") for table in LIVE]
    + [(f"1 what was taken back does not count: {table}", live(table, "x.operation_id <= cut"), "AsOfEverythingTests")
       for table in LIVE]
    + [
        ("1 numbers follow the order of commit",
         "create or replace function begin_operation(author text, verb text, message text default null, undoes bigint"
         " default null) returns bigint language sql as $$ insert into operation select coalesce(max(o.operation_id), 0)"
         " + 1, clock_timestamp(), $1, $2, $3, $4 from operation o returning operation_id $$", "ConcurrencyTests"),
        ("1 a moment is that of its last operation",
         "create or replace function operation_as_of(moment timestamptz) returns bigint language sql stable as"
         " $$ select coalesce((select operation_id from operation where at > moment order by at limit 1), 0) $$",
         "ReferenceTests"),
        ("1 each operation is one revision of what it touches",
         "create or replace function add_revision(series_id integer, edition_id integer, operation_id bigint) returns"
         " integer language sql as $$ insert into revision select $1, $2, coalesce(max(r.revision), 0) + 2, $3"
         " from revision r where r.series_id = $1 and r.edition_id = $2 returning revision $$", "ReferenceTests"),
        ("2 no circles in the lineage", "drop trigger lineage_has_no_cycle on lineage",
         "ConstraintTests|LineageRaceTests"),
        ("2 no circles by an undo",
         "create or replace function refuse_cycle(series_id integer, edition_id integer) returns void language sql as"
         " $$ select $$", "ConstraintTests|UndoTests"),
        ("10 a fact carries where it is from",
         "create or replace function add_citation(source_code text, locator text, quote text, operation_id bigint)"
         " returns bigint language sql as $$ insert into citation (source_id, operation_id) select source_id, $4 from"
         " source_live(9223372036854775807) where code = $1 returning citation_id $$",
         "BulkElementTests|BulkEditionTests"),
        ("10 likely duplicates whatever the case", fold("regexp_replace(normalize(words, nfkd), '[\\u0300-\\u036f]', '', 'g')"),
         "RegistrationTests"),
        ("10 likely duplicates whatever the accents", fold("lower(normalize(words, nfkc))"), "RegistrationTests"),
        ("10 likely duplicates whatever the width",
         fold("lower(regexp_replace(normalize(words, nfd), '[\\u0300-\\u036f]', '', 'g'))"), "RegistrationTests"),
        ("11 series, market and language are no key",
         "create unique index on edition_state (series_id, market_code, language) where revision = 1",
         "RegistrationTests"),
        ("12 search ignores case", fold("regexp_replace(normalize(words, nfkd), '[\\u0300-\\u036f]', '', 'g')"),
         "SearchTests"),
        ("12 search ignores accents", fold("lower(normalize(words, nfkc))"), "SearchTests"),
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
