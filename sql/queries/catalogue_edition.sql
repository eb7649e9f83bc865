-- Listing series and editions, with what they stand on. A cut is the last operation that counts.

-- name: list_series
-- revision: 1 when it was added, then one more with each operation that changed what is said of it. asserted: editions
-- that somebody says it has, beside those registered; null: nobody does.
with revised as (
    select c.series_id, count(*) as revision
    from series_change($1::bigint, (select s.series_id from series s where s.code = $2::text)) c
    group by c.series_id)
select s.series, s.title, s.language, s.origin, s.note, count(e.edition_id) as editions,
    count(distinct e.market_code) as markets, r.revision, a.editions as asserted, a.registered,
    a.source_known::text as source_known
from series_as_of($1::bigint) s
left join revised r on r.series_id = s.series_id
left join assertion_as_of($1::bigint, $2::text) a on a.series_id = s.series_id
left join edition_as_of($1::bigint) e on e.series_id = s.series_id
where $2::text is null or s.series = $2
group by s.series, s.title, s.language, s.origin, s.note, r.revision, a.editions, a.registered, a.source_known
order by s.series

-- name: list_editions
-- $2 series, $3 edition; null: all. What editions are called and draw on is put together once, not for each of them.
-- Where a title itself holds what would end it, as in "A (former); B", one semicolon more says that it goes on.
with called as (
    select a.series_id, a.edition_id,
        string_agg(
            case when strpos(a.title, ');') = 0 then a.title || ' '
                else regexp_replace(a.title || ' ',
                    '(.\((?:alternative|working|former|season|transliteration)(?:, [^(),]*)?\);*);(?= )', '\1;;', 'g') end
                || '(' || concat_ws(', ', a.kind, a.language) || ')', '; ' order by a.title) as aliases
    from (select distinct on (a.series_id, a.edition_id, a.title) a.* from edition_alias_live($1::bigint) a
          where $2::text is null or a.series_id = (select series_id from series where code = $2)
          order by a.series_id, a.edition_id, a.title, a.operation_id desc) a
    group by a.series_id, a.edition_id),
identified as (
    select i.series_id, i.edition_id,
        string_agg(distinct i.scheme || ':' || i.value, ' ' order by i.scheme || ':' || i.value) as identifiers
    from external_identifier_live($1::bigint) i
    where $2::text is null or i.series_id = (select series_id from series where code = $2)
    group by i.series_id, i.edition_id),
drawn as (
    select l.series_id, l.edition_id,
        string_agg(s.code || '/' || e.code || ' (' || l.method || ', ' || l.certainty || ')', '; '
            order by s.code, e.code) as draws_on
    from (select distinct on (l.series_id, l.edition_id, l.source_series_id, l.source_edition_id) l.*
          from lineage_source_live($1::bigint) l
          where $2::text is null or l.series_id = (select series_id from series where code = $2)
          order by l.series_id, l.edition_id, l.source_series_id, l.source_edition_id, l.operation_id desc) l
    join series s on s.series_id = l.source_series_id
    join edition e on e.series_id = l.source_series_id and e.edition_id = l.source_edition_id
    group by l.series_id, l.edition_id)
select x.series, x.edition, x.title, x.language, x.market_code, x.origin, x.platform, x.status, x.note, x.revision,
    x.method, x.certainty, p.code as parent, c.aliases, i.identifiers, d.draws_on
from edition_as_of($1::bigint) x
left join edition p on p.series_id = x.series_id and p.edition_id = x.parent_id
left join called c on c.series_id = x.series_id and c.edition_id = x.edition_id
left join identified i on i.series_id = x.series_id and i.edition_id = x.edition_id
left join drawn d on d.series_id = x.series_id and d.edition_id = x.edition_id
where ($2::text is null or x.series = $2) and ($3::text is null or x.edition = $3)
order by x.series, x.edition

-- name: list_aliases
select distinct on (a.title) a.title, a.kind, a.language from edition_alias_live($1::bigint) a
where a.series_id = $2 and a.edition_id = $3 order by a.title, a.operation_id desc

-- name: list_assertions
select a.series, a.editions, a.wording, a.first_day, a.last_day, a.registered, a.source_known
from assertion_as_of($1::bigint, $2::text) a
order by a.series_id

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
    -- Where no tradition is said it is of what is.
    select 'element', p.path,
        case when p.tradition is not null then 'tradition' when p.label is not null then 'label' else 'kind' end,
        p.citation_id, 0
    from element_as_of($1::bigint) p
    union all
    select 'term', v.term, v.field, v.citation_id, v.n
    from term_evidence_as_of($1::bigint) with ordinality v(term, field, citation_id, operation_id, n)
    union all
    select 'market', m.market_code, 'territories', x.citation_id, 0
    from market_as_of($1::bigint) m
    join market_state x on x.market_code = m.market_code and x.operation_id = m.operation_id)
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
