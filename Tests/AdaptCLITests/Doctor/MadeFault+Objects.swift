/// Of what the scripts make in a database, and what others make beside it.
extension MadeFault {
    /// What the scripts make.
    static let ofObjects = [
        MadeFault(
            "a trigger that is off", "alter table adapt.decision disable trigger decision_append_only",
            says: "trigger decision_append_only of table decision is switched off", fix: again),
        MadeFault(
            "a trigger that is gone", "drop trigger series_append_only on adapt.series",
            says: "trigger series_append_only of table series is missing", fix: again),
        MadeFault(
            "a trigger that keeps operations whole, gone", "drop trigger batch_of_its_operation on adapt.batch",
            says: "trigger batch_of_its_operation of table batch is missing", fix: again),
        MadeFault(
            "a trigger that keeps less",
            """
            create or replace trigger market_append_only before update on adapt.market for each statement
                execute function adapt.refuse_change()
            """,
            says: "trigger market_append_only of table market does not do what adapt's does", fix: again),
        MadeFault(
            "a trigger of another kind that is gone", "drop trigger operation_in_order on adapt.operation",
            says: "trigger operation_in_order of table operation is missing", fix: again),
        MadeFault(
            "a constraint that is gone", "alter table adapt.decision drop constraint decision_state_known",
            says: "constraint or index decision_state_known is missing",
            fix: "adapt db psql -c \"alter table adapt.decision add constraint decision_state_known check (state in ("),
        MadeFault(
            "a constraint that holds nothing",
            """
            alter table adapt.lineage drop constraint edition_not_its_own_parent;
            alter table adapt.lineage add constraint edition_not_its_own_parent check (true)
            """,
            says: "constraint edition_not_its_own_parent of table lineage is not as adapt makes it",
            fix: "add constraint edition_not_its_own_parent check (parent_id <> edition_id)\""),
        MadeFault(
            "a constraint that lets more in",
            """
            alter table adapt.subject drop constraint subject_kind_known;
            alter table adapt.subject add constraint subject_kind_known
                check (kind in ('edition', 'joint', 'creative', 'mine'))
            """,
            says: "constraint subject_kind_known of table subject is not as adapt makes it",
            fix: "check (kind in ('edition', 'joint', 'creative'))\""),
        MadeFault(
            "a foreign key that takes rows along",
            """
            alter table adapt.revision drop constraint revision_operation;
            alter table adapt.revision add constraint revision_operation foreign key (operation_id)
                references adapt.operation on delete cascade
            """,
            says: "constraint revision_operation of table revision is not as adapt makes it",
            fix: "add constraint revision_operation foreign key (operation_id) references operation\""),
        MadeFault(
            "a foreign key that is gone", "alter table adapt.decision drop constraint decision_element",
            says: "constraint or index decision_element is missing",
            fix: "add constraint decision_element foreign key (element_id) references element\""),
        MadeFault(
            "an index that is gone", "drop index adapt.operation_by_moment",
            says: "constraint or index operation_by_moment is missing",
            fix: "adapt db psql -c \"create index operation_by_moment on adapt.operation (at)\""),
        MadeFault(
            "a function that is gone", "drop function adapt.toggle(bigint, bigint)",
            says: "function toggle is missing", fix: again),
        MadeFault(
            "a function that does something else",
            """
            create or replace function adapt.owns(relation oid) returns boolean language sql stable
                set search_path = adapt, pg_temp as 'select true'
            """,
            says: "function owns does not do what adapt's does", fix: again),
        MadeFault(
            "a function beside one of the same name",
            "create function adapt.fold(number integer) returns integer language sql as 'select 1'",
            says: "function fold(integer) is not adapt's: it keeps adapt db migrate from making fold anew",
            fix: "adapt db psql -c \"alter function adapt.fold(number integer) set schema public\""),
        MadeFault(
            "a function that one migration makes, gone",
            "drop function adapt.windows_in_weeks(date[], smallint[]) cascade",
            says: "function windows_in_weeks is missing",
            fix: "adapt db psql -c 'create or replace function adapt.windows_in_weeks(first_days date[], "),
        MadeFault(
            "a constraint that went with it", "", says: "constraint or index figure_run_placed_in_weeks is missing",
            fix: "add constraint figure_run_placed_in_weeks check (placed = case"),
        MadeFault(
            "a view that is gone", "drop view adapt.undone_computed",
            says: "view undone_computed is missing", fix: again),
        MadeFault(
            "an index of one's own", "create index mine on adapt.series (lower(series_id::text))",
            says: "index mine of table series is not adapt's: a backup with it comes back only with --trusted",
            fix: "adapt db psql -c \"drop index adapt.mine\"; or leave it, and restore with --trusted"),
        MadeFault(
            "a trigger of one's own",
            "create trigger \"it's\" before delete on adapt.series execute function adapt.refuse_change()",
            says: "trigger it's of table series is not adapt's",
            fix: "adapt db psql -c 'drop trigger \"it'\\''s\" on adapt.series';"),
        MadeFault(
            "a view of one's own", "create view adapt.mine_view as select count(*) as n from adapt.series",
            says: "view mine_view is not adapt's", fix: "\"alter view adapt.mine_view set schema public\""),
        MadeFault(
            "a function of one's own, which migrate --again makes no better",
            """
            create function adapt.mine_too() returns integer language plpgsql security definer
                as 'begin return 1; end'
            """,
            says: "function mine_too", fix: "\"alter routine adapt.mine_too() set schema public\""),
        MadeFault(
            "a trigger of one's own that is off, which is nobody's fault",
            """
            create trigger mine before delete on adapt.edition execute function adapt.refuse_change();
            alter table adapt.edition disable trigger mine
            """,
            says: "trigger mine", fix: "adapt db psql -c \"drop trigger mine on adapt.edition\"; or leave it"),
        MadeFault(
            "a constraint that nobody checked",
            "alter table adapt.note add constraint note_short check (length(body) < 10000) not valid",
            says: "constraint note_short of note was never checked", fix: "validate constraint note_short"),
        MadeFault(
            "an index that is not valid",
            "update pg_index set indisvalid = false where indexrelid = 'adapt.operation_by_moment'::regclass",
            says: "index operation_by_moment is not valid",
            fix: "adapt db psql -c \"reindex index adapt.operation_by_moment\"", alone: true),
        MadeFault(
            "an unlogged table", "alter table adapt.note set unlogged", says: "table note is unlogged",
            fix: "adapt db psql -c \"alter table adapt.note set logged\""),
        MadeFault(
            "foreign keys that are off", "alter table adapt.decision disable trigger all",
            says: "foreign keys of table decision are switched off",
            fix: "as a superuser: adapt db psql -c \"alter table adapt.decision enable trigger all\"", alone: true),
    ]
}
