-- Finding. A cut is the last operation that counts.

-- name: operation_as_of
-- $2: whether the moment is a whole second, as the log writes them: then all of that second counts.
select operation_as_of($1::timestamptz + case when $2 then interval '0.999999 s' else interval '0' end) as cut

-- name: moment_is_open
-- Whether an operation of before the same moment may still come: whoever records one holds the lock of the history. To
-- be asked first. Since when is not told of everybody: no longer then than the longest statement of ours may take.
with asked as (select $1::timestamptz + case when $2 then interval '0.999999 s' else interval '0' end as moment)
select a.moment < clock_timestamp() and exists (
    select from pg_locks l left join pg_stat_activity p on p.pid = l.pid
    where l.locktype = 'advisory' and l.granted and l.pid <> pg_backend_pid()
        and l.database = (select d.oid from pg_database d where d.datname = current_database())
        and (l.classid::bigint << 32 | l.objid::bigint) = hashtextextended('adapt.operation', 0)
        and coalesce(p.xact_start, clock_timestamp() - interval '6 hours') <= a.moment) as is_open
from asked a

-- name: revision_operation
-- The operation of a revision, and whether the edition counts as of it: not where it was taken back by it.
select r.operation_id, to_char(o.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as at,
    exists (select from edition_state_live(r.operation_id) x
            where x.series_id = r.series_id and x.edition_id = r.edition_id) as counts
from revision r join operation o using (operation_id)
where r.series_id = $1 and r.edition_id = $2 and r.revision = $3

-- name: edition_since
-- When an edition was first registered, and whether that was before an operation.
select o.operation_id, o.operation_id <= $3::bigint as was_there,
    to_char(o.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as at
from revision r join operation o using (operation_id)
where r.series_id = $1 and r.edition_id = $2
order by r.revision limit 1

-- name: series_since
-- The same of a series that is there.
select o.operation_id, o.operation_id <= $2::bigint as was_there,
    to_char(o.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as at
from series_as_of(9223372036854775807) s
join lateral (select min(x.operation_id) as first from series_state x where x.series_id = s.series_id) f on true
join operation o on o.operation_id = f.first
where s.series = $1

-- name: edition_ever
-- An edition by its code, also one whose registration was taken back, if it was registered up to an operation.
select e.series_id, e.edition_id
from series s join edition e on e.series_id = s.series_id
where s.code = $1 and e.code = $2 and exists (
    select from revision r
    where r.series_id = e.series_id and r.edition_id = e.edition_id and r.operation_id <= $3::bigint)

-- name: series_codes
select series as code from series_as_of($1::bigint) order by series

-- name: series_exists
select 1 from series_as_of($2::bigint) where series = $1

-- name: identified_editions
select distinct s.code as series, e.code as edition
from external_identifier_live($1::bigint) i
join series s on s.series_id = i.series_id
join edition e on e.series_id = i.series_id and e.edition_id = i.edition_id
where i.scheme = $2 and i.value = $3
order by 1, 2

-- name: current_path
-- The path that an element had as of a cut, of one that it had by then, or else has got since.
select e.path
from (select 1 as rank, p.element_id from element_path_live($1::bigint) p where p.path = $2
      union all
      select 2, p.element_id from element_path_live(9223372036854775807) p where p.path = $2) p
join element_as_of($1::bigint) e on e.element_id = p.element_id
order by p.rank
limit 1

-- name: path_as_of
-- The path that an element of now had as of an operation.
select e.path from element_path_live(9223372036854775807) p
join element_as_of($1::bigint) e on e.element_id = p.element_id
where p.path = $2
limit 1

-- name: overview
select (select count(*) from series_as_of(9223372036854775807)) as series,
    (select count(*) from edition e where exists (select from edition_state_live(9223372036854775807) x
        where x.series_id = e.series_id and x.edition_id = e.edition_id)) as editions,
    -- Each is the last of its element, or does not count; offset 0 has each looked up, instead of all decisions read.
    (select count(*) from decision_live(9223372036854775807) d where d.state = 'unknown' and not exists (
        select from decision_live(9223372036854775807) y
        where y.series_id = d.series_id and y.edition_id = d.edition_id and y.element_id = d.element_id
            and y.revision > d.revision offset 0)) as unknown,
    (select max(week) from weekly_reach) as week

-- name: editions_made_for
-- Editions of a series whose market holds a country.
select e.series || '/' || e.edition as edition, e.market_code as market
from series s
join edition_as_of($1::bigint) e on e.series_id = s.series_id
join market_territory_as_of($1::bigint) t on t.market_code = e.market_code
where s.code = $2 and t.territory = upper($3)
order by e.edition collate "C"

-- name: markets_around
-- Markets that hold another one ($2), and those that lie in it.
with held as (
    select m.market_code, m.everywhere, coalesce(t.territories, '{}') as territories
    from market_as_of($1::bigint) m
    left join (select t.market_code, array_agg(t.territory) as territories
               from market_territory_as_of($1::bigint) t group by t.market_code) t using (market_code))
select m.market_code
from held m join held w on w.market_code = $2
    and (m.everywhere or w.everywhere or m.territories @> w.territories or m.territories <@ w.territories)
order by m.market_code

-- name: taken_back_by
-- The operation by which an edition that is not there was taken back, and the file of the import that registered it,
-- where figures came with it; none: it never was there.
select r.operation_id, (select b.file_name from batch b where b.operation_id = undo_base(r.operation_id)) as file
from series s
join edition e on e.series_id = s.series_id
join revision r on r.series_id = e.series_id and r.edition_id = e.edition_id
where s.code = $2 and e.code = $3 and r.operation_id <= $1
order by r.operation_id desc limit 1

-- name: series_taken_back_by
-- The same of a series: the undo that, taken back, brings it again.
select u.since as operation_id, (select b.file_name from batch b where b.operation_id = u.operation_id) as file
from series s
join series_state x on x.series_id = s.series_id
join undone u on u.operation_id = x.operation_id and u.since <= $1::bigint and u.until = 9223372036854775807
where s.code = $2
order by u.since desc limit 1
