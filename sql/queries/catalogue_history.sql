-- Who did what. A cut is the last operation that counts.

-- name: log
select o.operation_id, to_char(o.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as at, o.author, o.verb,
    coalesce(operation_said(o.message), m.subject) as message,
    t.first || case when n.editions > 5 then ' and ' || (n.editions - 5) || ' more' else '' end as editions, o.undoes,
    case when o.undoes is null then
        (select u.since from undone u where u.operation_id = o.operation_id and u.since <= $1::bigint
            and $1::bigint <= u.until)
    else
        -- An undo is taken back by the next that turns what it turned.
        (select min(t.turn) from undone u
         cross join lateral (values (u.since), (case when u.until < $1::bigint then u.until + 1 end)) t(turn)
         where u.operation_id = undo_base(o.operation_id) and t.turn > o.operation_id and t.turn <= $1::bigint)
    end as undone_by, n.editions as editions_count, m.subject
from operation o
cross join lateral (select case when o.undoes is null then operation_subject(o.message)
    else undo_message(o.operation_id) end as subject) m
cross join lateral (select count(*) as editions from revision r where r.operation_id = o.operation_id) n
-- An import touches tens of thousands: the first few stand for them, and the one that is asked for.
cross join lateral (
    select string_agg(x.name, ' ' order by x.is_asked desc, x.name collate "C") as first
    from (select s.code || '/' || e.code || '@' || r.revision as name, coalesce(r.edition_id = $3, false) as is_asked
          from revision r
          join series s on s.series_id = r.series_id
          join edition e on e.series_id = r.series_id and e.edition_id = r.edition_id
          where r.operation_id = o.operation_id
          order by coalesce(r.edition_id = $3, false) desc, s.code collate "C", e.code collate "C" limit 5) x) t
where o.operation_id <= $1::bigint and ($2::integer is null or exists (
    select from revision x where x.operation_id = o.operation_id and x.series_id = $2 and x.edition_id = $3))
order by o.operation_id desc
limit $4

-- name: log_count
-- How many there are without a limit.
select case when $2::integer is null then (select count(*) from operation o where o.operation_id <= $1::bigint)
    else (select count(distinct r.operation_id) from revision r
          where r.series_id = $2 and r.edition_id = $3::integer and r.operation_id <= $1::bigint) end as count

-- name: blame
-- What editions $2 say of an element, and said before: nearest first, of each the latest first.
select r.revision, d.state, coalesce(t.label, d.value) as value, array_to_string(d.reasons, ' ') as reasons, d.note,
    d.minor::text as minor, o.author, to_char(o.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as at,
    o.operation_id, s.code as source, c.locator, c.quote, t.term, edition_name(d.series_id, d.edition_id) as edition,
    coalesce(operation_said(o.message), operation_subject(o.message)) as message
from unnest($2::integer[]) with ordinality a(edition_id, n)
join decision_live($4::bigint) d on d.series_id = $1 and d.edition_id = a.edition_id
join element_as_of($4::bigint) e on e.element_id = d.element_id
join revision r on r.series_id = d.series_id and r.edition_id = d.edition_id and r.revision = d.revision
join operation o on o.operation_id = d.operation_id
left join term_word($4::bigint) t on t.term_id = d.term_id
left join citation c on c.citation_id = d.citation_id
left join source s on s.source_id = c.source_id
where e.path = $3
order by a.n, d.revision desc
