-- Finding and listing. A cut is the last operation that counts.

-- name: operation_as_of
-- $2: whether the moment is a whole second, as the log writes them: then all of that second counts.
select operation_as_of($1::timestamptz + case when $2 then interval '0.999999 s' else interval '0' end) as cut

-- name: revision_operation
select r.operation_id, to_char(o.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as at
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

-- name: list_series
select s.series, s.title, s.language, s.origin, s.note, count(e.edition_id) as editions,
    count(distinct e.market_code) as markets
from series_as_of($1::bigint) s
left join edition_as_of($1::bigint) e on e.series_id = s.series_id
where $2::text is null or s.series = $2
group by s.series, s.title, s.language, s.origin, s.note
order by s.series

-- name: list_editions
select x.series, x.edition, x.title, x.language, x.market_code, x.origin, x.platform, x.status, x.note, x.revision,
    x.method, x.certainty, p.code as parent,
    (select string_agg(a.title || ' (' || concat_ws(', ', a.kind, a.language) || ')', '; ' order by a.title)
     from (select distinct on (a.title) a.title, a.kind, a.language from edition_alias_live($1::bigint) a
           where a.series_id = x.series_id and a.edition_id = x.edition_id order by a.title, a.operation_id desc) a) as aliases,
    (select string_agg(distinct i.scheme || ':' || i.value, ' ' order by i.scheme || ':' || i.value)
     from external_identifier_live($1::bigint) i
     where i.series_id = x.series_id and i.edition_id = x.edition_id) as identifiers,
    (select string_agg(ss.code || '/' || se.code || ' (' || ls.method || ', ' || ls.certainty || ')', '; '
            order by ss.code, se.code)
     from (select distinct on (l.source_series_id, l.source_edition_id) l.* from lineage_source_live($1::bigint) l
           where l.series_id = x.series_id and l.edition_id = x.edition_id
           order by l.source_series_id, l.source_edition_id, l.operation_id desc) ls
     join series ss on ss.series_id = ls.source_series_id
     join edition se on se.series_id = ls.source_series_id and se.edition_id = ls.source_edition_id) as draws_on
from edition_as_of($1::bigint, (select series_id from series where code = $2)) x
left join edition p on p.series_id = x.series_id and p.edition_id = x.parent_id
where ($2::text is null or x.series = $2) and ($3::text is null or x.edition = $3)
order by x.series, x.edition

-- name: list_aliases
select distinct on (a.title) a.title, a.kind, a.language from edition_alias_live($1::bigint) a
where a.series_id = $2 and a.edition_id = $3 order by a.title, a.operation_id desc

-- name: list_assertions
select * from (select distinct on (a.series_id) s.code as series, a.editions, a.wording, a.first_day, a.last_day,
    (select count(*)
     from (select l.edition_id
           from (select distinct on (x.edition_id) x.edition_id, x.parent_id from lineage_live($1::bigint) x
                 where x.series_id = a.series_id order by x.edition_id, x.revision desc) l
           where l.parent_id is not null
           union
           select d.edition_id from lineage_source_live($1::bigint) d where d.series_id = a.series_id) e) as registered
from edition_assertion_live($1::bigint) a
join series s on s.series_id = a.series_id
where ($2::text is null or s.code = $2)
order by a.series_id, a.operation_id desc) x
where x.editions > 0

-- name: edition_evidence
select e.code as edition, v.field, s.code as source, c.locator, c.quote, v.operation_id
from series x
cross join lateral edition_evidence($1::bigint, x.series_id,
    (select e.edition_id from edition e where e.series_id = x.series_id and e.code = $3::text)) v
join edition e on e.series_id = v.series_id and e.edition_id = v.edition_id
join citation c on c.citation_id = v.citation_id
join source s on s.source_id = c.source_id
where x.code = $2 and exists (select from edition_state_live($1::bigint) y
    where y.series_id = v.series_id and y.edition_id = v.edition_id)

-- name: series_evidence
select null as edition, v.field, s.code as source, c.locator, c.quote, v.operation_id
from series x
cross join lateral series_evidence($1::bigint, x.series_id) v
join citation c on c.citation_id = v.citation_id
join source s on s.source_id = c.source_id
where x.code = $2

-- name: cited_by
-- What stands on a source as of an operation, at most $3 of it; what it says of the market and notes have lists of
-- their own.
with citing as materialized (
    select c.citation_id, c.locator, c.quote, c.operation_id
    from citation c join source s on s.source_id = c.source_id
    where s.code = $2 and c.operation_id <= $1::bigint),
touched as materialized (
    select distinct r.series_id, r.edition_id, r.revision
    from revision r where r.operation_id in (select operation_id from citing)),
fact as (
    select 'series' as kind, x.code as name, v.field as fact, v.citation_id, v.n
    from (select distinct y.series_id from series_state y where y.operation_id in (select operation_id from citing)
          union select y.series_id from edition_assertion y where y.operation_id in (select operation_id from citing)) t
    join series x on x.series_id = t.series_id
    cross join lateral series_evidence($1::bigint, x.series_id) with ordinality v(field, citation_id, operation_id, n)
    union all
    select 'edition', x.code || '/' || e.code, v.field, v.citation_id, v.n
    from (select distinct series_id, edition_id from touched) t
    join series x on x.series_id = t.series_id
    join edition e on e.series_id = t.series_id and e.edition_id = t.edition_id
    cross join lateral edition_evidence($1::bigint, t.series_id, t.edition_id)
        with ordinality v(series_id, edition_id, field, citation_id, operation_id, n)
    union all
    select 'decision', x.code || '/' || e.code, p.path, d.citation_id, 0
    from touched t
    join series x on x.series_id = t.series_id
    join edition e on e.series_id = t.series_id and e.edition_id = t.edition_id
    cross join lateral (select * from decision_live($1::bigint) d where d.series_id = t.series_id
        and d.edition_id = t.edition_id and d.revision = t.revision offset 0) d
    join element_as_of($1::bigint) p on p.element_id = d.element_id
    where not exists (select from decision_live($1::bigint) y where y.series_id = d.series_id
        and y.edition_id = d.edition_id and y.element_id = d.element_id and y.revision > d.revision offset 0)
    union all
    select 'creative', x.code || '/' || e.code, k.code, k.citation_id, 0
    from creative_as_of($1::bigint) k
    join series x on x.series_id = k.series_id
    join edition e on e.series_id = k.series_id and e.edition_id = k.edition_id
    union all
    select 'element', p.path, 'tradition', k.citation_id, 0
    from element_live($1::bigint) k join element_as_of($1::bigint) p on p.element_id = k.element_id)
select f.kind, f.name, string_agg(f.fact, ', ' order by f.n, f.fact collate "C") as facts, c.locator, c.quote, c.operation_id
from fact f join citing c on c.citation_id = f.citation_id
group by f.kind, f.name, c.locator, c.quote, c.operation_id
order by f.kind collate "C", f.name collate "C", c.operation_id, facts
limit $3

-- name: list_notes
select n.topic, n.body, s.code as series, c.locator, x.code as source
from note_live($1::bigint) n
left join series s on s.series_id = n.series_id
left join citation c on c.citation_id = n.citation_id
left join source x on x.source_id = c.source_id
where ($2::text is null or s.code = $2)
order by n.note_id

-- name: list_creatives
select s.code as series, e.code as edition, c.code, c.description, c.duration_seconds, c.first_seen, c.last_seen,
    nullif(array_to_string(c.beats, ' > '), '') as beats
from creative_as_of($1::bigint) c
join series s on s.series_id = c.series_id
join edition e on e.series_id = c.series_id and e.edition_id = c.edition_id
where s.code = $2 and ($3::text is null or e.code = $3)
order by e.code, c.code

-- name: list_elements
select e.path, e.kind, e.label, e.vocabulary, e.tradition,
    (select string_agg(distinct p.path, ' ' order by p.path) from element_path_live($1::bigint) p
     where p.element_id = e.element_id and p.path <> e.path) as former_paths,
    coalesce(d.editions, 0) as editions
from element_as_of($1::bigint) e
-- An edition counts once an element: by its first decision, which is nearly always that of its first revision. Apart,
-- so that the others' looking for an earlier one does not weigh on all.
left join (select f.element_id, sum(f.editions) as editions
           from (select d.element_id, count(*) as editions from decision_live($1::bigint) d
                 where d.revision = 1 and ($2::text is null
                     or d.element_id in (select p.element_id from element_path p where p.path = $2))
                 group by d.element_id
                 union all
                 select d.element_id, count(*) from decision_live($1::bigint) d
                 where d.revision > 1 and ($2::text is null
                         or d.element_id in (select p.element_id from element_path p where p.path = $2))
                     and not exists (
                         select from decision_live($1::bigint) y
                         where y.series_id = d.series_id and y.edition_id = d.edition_id
                             and y.element_id = d.element_id and y.revision < d.revision offset 0)
                 group by d.element_id
                 union all
                 -- One that has withdrawn what it said says nothing.
                 select d.element_id, -count(*) from decision_live($1::bigint) d
                 where d.state = 'inherit' and ($2::text is null
                         or d.element_id in (select p.element_id from element_path p where p.path = $2))
                     and not exists (
                         select from decision_live($1::bigint) y
                         where y.series_id = d.series_id and y.edition_id = d.edition_id
                             and y.element_id = d.element_id and y.revision > d.revision offset 0)
                 group by d.element_id) f
           group by f.element_id) d on d.element_id = e.element_id
where ($2::text is null or e.path = $2) and ($3::text is null or e.kind = $3)
order by e.path

-- name: element_uses
with words as materialized (select * from term_word($1::bigint))
select s.code || '/' || e.code as edition, d.state, coalesce(t.label, d.value) as value,
    array_to_string(d.reasons, ' ') as reasons, d.note
from (select distinct on (d.series_id, d.edition_id) d.* from decision_live($1::bigint) d
      where d.element_id = (select p.element_id from element_path_live($1::bigint) p where p.path = $2 limit 1)
      order by d.series_id, d.edition_id, d.revision desc) d
join series s on s.series_id = d.series_id
join edition e on e.series_id = d.series_id and e.edition_id = d.edition_id
left join words t on t.term_id = d.term_id
where d.state <> 'inherit'
order by s.code, e.code

-- name: element_paths
select path from element_as_of(9223372036854775807) order by path

-- name: list_terms
select t.vocabulary || ':' || t.code as term,
    (select string_agg(l.language || '=' || l.label, ' ' order by l."position")
     from (select w.language, w.label, min(w."position") as "position" from term_label_as_of($1::bigint) w
           where w.meant_id = t.term_id group by w.language, w.label) l) as labels,
    (select string_agg(distinct c.code, ' ' order by c.code) from term_as_of($1::bigint) m
     join term_code_live($1::bigint) c on c.term_id = m.term_id
     where m.meant_id = t.term_id and c.code <> t.code) as other_codes
from term_as_of($1::bigint) t
where t.term_id = t.meant_id and ($2::text is null or t.vocabulary = $2)
order by t.vocabulary, t.code

-- name: list_markets
select m.market_code, m.name, m.everywhere, array_to_string(m.territories, ' ') as territories
from market_as_of($1::bigint) m
where ($2::text is null or m.market_code = $2)
  and ($3::boolean or m.operation_id is not null or m.everywhere or m.market_code in (
      select x.market_code from edition_state_live($1::bigint) x where x.market_code is not null
      union select x.origin from edition_state_live($1::bigint) x where x.origin is not null))
order by m.market_code

-- name: market_codes
select market_code from market_as_of(9223372036854775807) order by market_code

-- name: list_sources
select s.code, s.title, s.publisher, s.url, s.published from source_live($1::bigint) s
where ($2::text is null or s.code = $2) order by s.code

-- name: claims_of
select to_char(c.first_day, 'IYYY-"W"IW') as week, c.scope, c.aspect, c.comparator, c.low::text as low,
    c.high::text as high, c.unit, c.wording
from snapshot_claim_live($1::bigint) c join source s on s.source_id = c.source_id
where s.code = $2
order by c.first_day, c.snapshot_claim_id

-- name: notes_of
select n.topic, n.body
from note_live($1::bigint) n
join citation c on c.citation_id = n.citation_id
join source s on s.source_id = c.source_id
where s.code = $2
order by n.note_id

-- name: source_codes
select code from source_live(9223372036854775807) order by code

-- name: log
select o.operation_id, to_char(o.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as at, o.author, o.verb, o.message,
    t.first || case when n.editions > 5 then ' and ' || (n.editions - 5) || ' more' else '' end as editions, o.undoes,
    case when o.undoes is null then
        (select u.since from undone u where u.operation_id = o.operation_id and u.since <= $1::bigint
            and $1::bigint <= u.until)
    else
        -- An undo is taken back by the next that turns what it turned.
        (select min(t.turn) from undone u
         cross join lateral (values (u.since), (case when u.until < $1::bigint then u.until + 1 end)) t(turn)
         where u.operation_id = undo_base(o.operation_id) and t.turn > o.operation_id and t.turn <= $1::bigint)
    end as undone_by, n.editions as editions_count
from operation o
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

-- name: blame
select r.revision, d.state, coalesce(t.label, d.value) as value, array_to_string(d.reasons, ' ') as reasons, d.note,
    d.minor::text as minor, o.author, to_char(o.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as at,
    o.operation_id, s.code as source, c.locator, c.quote
from decision_live($4::bigint) d
join element_as_of($4::bigint) e on e.element_id = d.element_id
join revision r on r.series_id = d.series_id and r.edition_id = d.edition_id and r.revision = d.revision
join operation o on o.operation_id = d.operation_id
left join term_word($4::bigint) t on t.term_id = d.term_id
left join citation c on c.citation_id = d.citation_id
left join source s on s.source_id = c.source_id
where d.series_id = $1 and d.edition_id = $2 and e.path = $3
order by d.revision desc

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

-- name: list_import_profiles
select distinct on (p.profile) p.profile, p.settings as lines
from import_profile_live($1::bigint) p
order by p.profile, p.operation_id desc
