-- Taking back what was recorded.

-- name: last_operation
-- One that was taken back and brought again counts as it did at first.
select o.operation_id from operation o
where normalize(o.author, nfc) = normalize($1, nfc) and o.undoes is null
    and not exists (select from undone u where u.operation_id = o.operation_id and u.until = 9223372036854775807)
order by o.operation_id desc limit 1

-- name: operations_to_undo
-- Whatever some operations made count, or not count, otherwise than before them: by the last one that did.
with touched as (
    select distinct undo_base(o.operation_id) as base from operation o
    where o.operation_id between $1::bigint and $2::bigint)
select undo_tip(t.base, 9223372036854775807) as operation_id
from touched t
where (t.base < $1 and not exists (select from undone u where u.operation_id = t.base and u.since < $1 and $1 - 1 <= u.until))
    <> (not exists (select from undone u where u.operation_id = t.base and u.until = 9223372036854775807))
order by operation_id desc

-- name: undo_target
select undo_base(o.operation_id) as base, o.verb, undo_message(o.operation_id) as subject,
    operation_said(o.message) as said, o.author,
    to_char(o.at at time zone 'UTC', 'YYYY-MM-DD HH24:MI') as at,
    undo_tip(o.operation_id, $2::bigint - 1) as tip,
    exists (select from undone u where u.operation_id = undo_base(o.operation_id)
        and u.until = 9223372036854775807) as undone,
    exists (select from batch b where b.operation_id = undo_base(o.operation_id)) as is_import
from operation o where o.operation_id = $1

-- name: undo_obstacles
-- What took back figures is no way to bring them again: the operation that had brought them is named beside it.
select x.operation_id, x.what, o.author, to_char(o.at at time zone 'UTC', 'YYYY-MM-DD HH24:MI') as at,
    (select b.operation_id from batch b
     where b.operation_id = undo_base(x.operation_id) and b.operation_id <> x.operation_id) as figures
from undo_obstacle($1::bigint, $2::bigint) x join operation o using (operation_id)
order by x.operation_id desc, x.what

-- name: rested_on
-- Those of operations $2 that rested on one of operations $1 as of operation $3, when all of them counted.
select distinct r.operation_id
from unnest($1::bigint[]) b(operation_id)
cross join lateral resting_on(b.operation_id, $3::bigint) r
where r.operation_id = any($2::bigint[])

-- name: profiles_gone
-- Import profiles that operation $1 kept and that nothing which counts keeps.
select distinct p.profile from import_profile p
where p.operation_id = $1::bigint
    and not exists (select from import_profile_live(9223372036854775807) x where x.profile = p.profile)
order by p.profile

-- name: toggle
select toggle($1::bigint, $2::bigint)
