-- What a catalogue that comes in takes back and brings again, beside what was taken back here.

-- name: create_in_file
-- Operations of the file that are here already.
create temporary table in_file on commit drop as
select operation_id from staged where type = 'operation' and known and not repeated

-- name: create_turned
-- Operations that were taken back here alone, or brought again.
create temporary table turned on commit drop as
select x.base, x.by, b.file_name as file, case when b.batch_id is null then format('adapt undo %s brings it back', x.by)
    else format('import "%s" again (adapt import reach FILE --register-missing)', b.file_name) end as way
from (select undo_base(o.operation_id) as base, max(o.operation_id) as by
      from operation o
      where o.undoes is not null and o.operation_id not in (select operation_id from in_file)
      group by 1 having count(*) % 2 = 1) x
left join batch b on b.operation_id = x.base

-- name: create_undoing
-- Operations of the file that take back others of it.
create temporary table undoing on commit drop as
select u.operation_id, t.operation_id as base
from staged u
join staged t on t.type = 'operation' and not t.repeated and t.body ->> 'number' = u.body ->> 'undoes'
    and t.body ->> 'catalogue' = coalesce(u.body ->> 'undoes_in', u.body ->> 'catalogue')
where u.type = 'operation' and not u.repeated and u.body ? 'undoes'

-- name: create_chain
-- The same, with what they take back or bring again in the end, and whether they are new.
create temporary table chain on commit drop as
with recursive link (operation_id, base) as (
    select operation_id, base from undoing
    union all
    select c.operation_id, u.base from link c join undoing u on u.operation_id = c.base)
select l.operation_id, l.base, l.operation_id not in (select operation_id from in_file) as is_new
from link l where l.base not in (select operation_id from undoing)

-- name: create_withdrawn
-- Operations of the file that count no more at its end.
create temporary table withdrawn on commit drop as
select base as operation_id from chain group by base having count(*) % 2 = 1

-- name: create_agreed
-- Operations of the file that are here and that nothing here alone took back or brought again: what they say is said alike.
create temporary table agreed on commit drop as
select operation_id from in_file where operation_id not in (select base from turned)

-- name: create_ended
-- Those of them that the file ends here too: what they said stands in nobody's way.
create temporary table ended on commit drop as
select operation_id from withdrawn where operation_id not in (select base from turned)

-- name: create_coming
-- What is new in the file, or was taken back so far, and counts at its end, with the number of its operation there.
-- What was taken back here alone stays so.
create temporary table coming on commit drop as
select s.line, s.type, s.part, s.body, s.operation_id, h.body ->> 'number' as number
from staged s join staged h on h.line = s.heading
where s.type in ('element', 'element_state', 'path', 'term', 'term_code', 'source', 'edition', 'creative')
    and (not s.known or exists (select from undone u where u.operation_id = s.operation_id
        and u.until = 9223372036854775807) and s.operation_id not in (select base from turned))
    and s.operation_id not in (select operation_id from withdrawn)

-- name: analyze_turned
analyze in_file, turned, undoing, chain, withdrawn, agreed, ended, coming
