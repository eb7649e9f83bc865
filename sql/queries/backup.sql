-- Backups: what is known of them.

-- name: last
select b.file, to_char(b.taken_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as taken_at, b.last_operation,
    (select to_char(max(d.drilled_at) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') from adapt.backup_drill d
     where d.sha256 = b.sha256) as tested_at,
    (select coalesce(max(o.operation_id), 0) from adapt.operation o) - b.last_operation as since
from adapt.backup b
-- Earlier programs wrote whole seconds.
order by b.taken_at desc, b.last_operation desc, b.sha256
limit 1

-- name: add
insert into adapt.backup (sha256, file, bytes, taken_at, last_operation, server_version, author)
values ($1, $2, $3, $4::timestamptz, $5, $6, $7)
on conflict (sha256) do nothing

-- name: add_drill
insert into adapt.backup_drill (sha256, rows, author, drilled_at) values ($1, $2, $3, $4::text::timestamptz)
on conflict (sha256, drilled_at) do nothing
