-- Listing elements, terms, markets and sources. A cut is the last operation that counts.

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
-- Beside what each edition says, what the element is, and at which revision the edition is.
with words as materialized (select * from term_word($1::bigint)),
asked as materialized (select e.* from element_as_of($1::bigint) e where e.path = $2),
said as (
    select distinct on (d.series_id, d.edition_id) d.* from decision_live($1::bigint) d
    where d.element_id = (select a.element_id from asked a limit 1)
    order by d.series_id, d.edition_id, d.revision desc)
select s.code || '/' || e.code as edition, d.state, coalesce(t.label, d.value) as value,
    array_to_string(d.reasons, ' ') as reasons, d.note, t.term, a.path as element, a.kind, a.label, a.vocabulary,
    a.tradition,
    (select max(r.revision) from revision r where r.series_id = d.series_id and r.edition_id = d.edition_id
        and r.operation_id <= $1::bigint) as revision
from asked a
cross join said d
join series s on s.series_id = d.series_id
join edition e on e.series_id = d.series_id and e.edition_id = d.edition_id
left join words t on t.term_id = d.term_id
where d.state <> 'inherit'
order by s.code, e.code

-- name: element_paths
select path from element_as_of(9223372036854775807) order by path

-- name: traditions
-- Of tropes that are said to come from one.
select e.path, e.tradition from element_as_of($1::bigint) e where e.kind = 'trope' and e.tradition is not null

-- name: element_evidence
select s.code as source, c.locator, c.quote
from element_as_of($1::bigint) e
join citation c on c.citation_id = e.citation_id
join source s on s.source_id = c.source_id
where e.path = $2

-- name: treated
-- Tropes of which is said how they are played.
select e.path from element_as_of($1::bigint) e where e.kind = 'trope' and e.vocabulary = 'treatment'

-- name: list_terms
-- label_list: the same labels with U+001F between them, as blanks they hold themselves; one of their own is doubled.
select t.vocabulary || ':' || t.code as term, l.labels,
    (select string_agg(distinct c.code, ' ' order by c.code) from term_as_of($1::bigint) m
     join term_code_live($1::bigint) c on c.term_id = m.term_id
     where m.meant_id = t.term_id and c.code <> t.code) as other_codes, l.label_list
from term_as_of($1::bigint) t
cross join lateral (
    select string_agg(l.called, ' ' order by l."position") as labels,
        string_agg(replace(l.called, chr(31), chr(31) || chr(31)), chr(31) order by l."position") as label_list
    from (select w.language || '=' || w.label as called, min(w."position") as "position"
          from term_label_as_of($1::bigint) w
          where w.meant_id = t.term_id group by w.language, w.label) l) l
where t.term_id = t.meant_id and ($2::text is null or t.vocabulary = $2)
    and ($3::text is null or t.vocabulary || ':' || t.code = $3)
order by t.vocabulary, t.code

-- name: current_term
-- What a name ($2 vocabulary, $3 code) meant as of a cut: one that it had by then, or else has got since.
select m.meant_id as term_id, m.vocabulary || ':' || m.code as term
from (select 1 as rank, c.term_id from term_code_live($1::bigint) c join term t using (term_id)
      where t.vocabulary = $2 and c.code = $3
      union all
      select 2, c.term_id from term_code_live(9223372036854775807) c join term t using (term_id)
      where t.vocabulary = $2 and c.code = $3) p
join term_as_of($1::bigint) m on m.term_id = p.term_id
order by p.rank
limit 1

-- name: term_evidence
-- Of all terms, or one ($2), in the order of their names.
select v.term, v.field, s.code as source, c.locator, c.quote, v.operation_id
from term_evidence_as_of($1::bigint) with ordinality v(term, field, citation_id, operation_id, n)
join citation c on c.citation_id = v.citation_id
join source s on s.source_id = c.source_id
where $2::text is null or v.term = $2
order by v.n

-- name: term_uses
-- What editions say by a term ($2), or by one that was given up for it, in their own words.
with said as (
    select d.* from decision_live($1::bigint) d
    where d.term_id = any (array(select m.term_id from term_as_of($1::bigint) m where m.meant_id = $2::integer))
        and not exists (
            select from decision_live($1::bigint) y
            where y.series_id = d.series_id and y.edition_id = d.edition_id and y.element_id = d.element_id
                and y.revision > d.revision offset 0))
select s.code || '/' || e.code as edition, a.path as element, d.value as said, array_to_string(d.reasons, ' ') as reasons,
    d.note
from said d
join element_as_of($1::bigint) a on a.element_id = d.element_id
join series s on s.series_id = d.series_id
join edition e on e.series_id = d.series_id and e.edition_id = d.edition_id
order by s.code, e.code, a.path

-- name: list_markets
select m.market_code, m.name, m.everywhere::text as everywhere, array_to_string(m.territories, ' ') as territories,
    s.code as source, c.locator, c.quote
from market_as_of($1::bigint) m
left join market_state x on x.market_code = m.market_code and x.operation_id = m.operation_id
left join citation c on c.citation_id = x.citation_id
left join source s on s.source_id = c.source_id
where ($2::text is null or m.market_code = $2)
  and ($3::boolean or m.operation_id is not null or m.everywhere or m.market_code in (
      select x.market_code from edition_state_live($1::bigint) x where x.market_code is not null
      union select x.origin from edition_state_live($1::bigint) x where x.origin is not null))
order by m.market_code

-- name: market_names
select market_code, name from market_as_of(9223372036854775807) order by market_code

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

-- name: list_import_profiles
select distinct on (p.profile) p.profile, p.settings as lines
from import_profile_live($1::bigint) p
order by p.profile, p.operation_id desc
