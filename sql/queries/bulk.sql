-- Importing editions and decisions from files: what is there, read at once; what is new, recorded at once.

-- name: take_turn
select pg_advisory_xact_lock(hashtextextended('adapt.operation', 0))

-- name: vocabularies
select vocabulary from vocabulary order by vocabulary

-- name: series
select series as code, series_id from series_as_of(9223372036854775807) where series = any($1::text[]) order by series

-- name: editions
select x.series_id, x.edition_id, x.series, x.edition, x.title, x.language, x.market_code, x.origin, x.platform,
    x.status, x.note, x.revision, p.code as parent, x.derived, x.method, x.certainty,
    array(select concat(s.code, ':' || c.locator, E' \u201c' || c.quote || E'\u201d')
          from edition_state_live(9223372036854775807) y
          join citation c on c.citation_id = y.citation_id and c.operation_id = y.operation_id
          join source s on s.source_id = c.source_id
          where y.series_id = x.series_id and y.edition_id = x.edition_id) as evidence,
    coalesce((select array_agg(a.kind || coalesce('/' || a.language, '') || '=' || a.title order by a.operation_id)
        from edition_alias_live(9223372036854775807) a
        where a.series_id = x.series_id and a.edition_id = x.edition_id), '{}') as aliases,
    coalesce((select array_agg(i.scheme || ':' || i.value order by i.scheme, i.value) from external_identifier_live(9223372036854775807) i
        where i.series_id = x.series_id and i.edition_id = x.edition_id), '{}') as identifiers,
    coalesce((select array_agg(ss.code || '/' || se.code || ' (' || l.method || ', ' || l.certainty || ')'
            order by ss.code, se.code, l.operation_id)
        from lineage_source_live(9223372036854775807) l
        join series ss on ss.series_id = l.source_series_id
        join edition se on se.series_id = l.source_series_id and se.edition_id = l.source_edition_id
        where l.series_id = x.series_id and l.edition_id = x.edition_id), '{}') as draws_on
from edition_as_of(9223372036854775807) x
left join edition p on p.series_id = x.series_id and p.edition_id = x.parent_id
-- Not by the function's own series: it would be asked anew, of all editions, for each.
where x.series_id = any($1::integer[])
order by x.series, x.edition

-- name: said
-- A term that was merged into another one means that.
with meant as materialized (select term_id, meant_id from term_as_of(9223372036854775807))
select distinct on (d.series_id, d.edition_id, d.element_id) d.edition_id, d.element_id, d.state, d.value,
    m.meant_id as term_id, d.reasons, d.note, s.code as source, c.locator, c.quote,
    o.author, o.operation_id
from decision_live(9223372036854775807) d
join operation o on o.operation_id = d.operation_id
left join meant m on m.term_id = d.term_id
left join citation c on c.citation_id = d.citation_id
left join source s on s.source_id = c.source_id
where d.series_id = any($1::integer[])
order by d.series_id, d.edition_id, d.element_id, d.revision desc

-- name: said_then
-- The same as of some revisions.
with meant as materialized (select term_id, meant_id from term_as_of(9223372036854775807))
select u.n, d.element_id, d.state, d.value, m.meant_id as term_id, d.reasons, d.note, s.code as source, c.locator,
    c.quote, o.author, o.operation_id
from unnest($1::integer[], $2::integer[], $3::integer[]) with ordinality u(series_id, edition_id, revision, n)
join revision r on r.series_id = u.series_id and r.edition_id = u.edition_id and r.revision = u.revision
cross join lateral (select distinct on (x.element_id) x.* from decision_live(r.operation_id) x
                    where x.series_id = u.series_id and x.edition_id = u.edition_id
                    order by x.element_id, x.revision desc) d
join operation o on o.operation_id = d.operation_id
left join meant m on m.term_id = d.term_id
left join citation c on c.citation_id = d.citation_id
left join source s on s.source_id = c.source_id

-- name: said_since
-- Who was the last to say, withdraw, take back or bring again what editions say of elements since some revisions: of
-- others than $4 where there are any, and of all: whose word it is that stands. What was said since and was taken back
-- again came to nothing.
select distinct on (u.n, d.element_id) u.n, d.element_id, o.author, o.operation_id,
    first_value(o.author) over newest as last_author, first_value(o.operation_id) over newest as last_operation_id
from unnest($1::integer[], $2::integer[], $3::integer[]) with ordinality u(series_id, edition_id, revision, n)
join revision r on r.series_id = u.series_id and r.edition_id = u.edition_id and r.revision > u.revision
join operation o on o.operation_id = r.operation_id
join decision d on d.operation_id = undo_base(o.operation_id) and d.series_id = u.series_id
    and d.edition_id = u.edition_id
where d.revision <= u.revision or not exists (select from undone x
    where x.operation_id = d.operation_id and x.until = 9223372036854775807)
window newest as (partition by u.n, d.element_id order by r.revision desc)
order by u.n, d.element_id, o.author = $4::text, r.revision desc

-- name: authors
select operation_id, author from operation where operation_id = any($1::bigint[]) order by operation_id

-- name: add_series
-- A series that was taken back is added again under its old key.
with fresh as materialized (
    select u.n, u.code, u.title, u.language, s.series_id
    from unnest($1::text[], $2::text[], $3::text[]) with ordinality u(code, title, language, n)
    left join series s on s.code = u.code),
added as (
    insert into series (code, operation_id) select code, $4 from fresh where series_id is null order by n
    returning series_id, code),
keyed as (
    select f.n, f.title, f.language, coalesce(f.series_id, a.series_id) as series_id
    from fresh f left join added a on a.code = f.code),
stated as (
    insert into series_state (series_id, operation_id, title, language)
    select series_id, $4, normalize(title, nfc), language from keyed)
select series_id from keyed order by n

-- name: add_editions
-- An edition that was taken back is registered again under its old key.
with fresh as materialized (
    select u.n, u.series_id, u.code, e.edition_id is null as is_new,
        coalesce(e.edition_id, nextval(pg_get_serial_sequence('subject', 'subject_id'))::integer) as edition_id
    from unnest($1::integer[], $2::text[]) with ordinality u(series_id, code, n)
    left join edition e on e.series_id = u.series_id and e.code = u.code),
subjects as (
    insert into subject (series_id, subject_id, kind) overriding system value
    select series_id, edition_id, 'edition' from fresh where is_new order by n),
editions as (
    insert into edition (series_id, edition_id, code, operation_id)
    select series_id, edition_id, code, $3 from fresh where is_new order by n)
select edition_id from fresh order by n

-- name: add_revisions
select add_revision(u.series_id, u.edition_id, $3::bigint) as revision
from unnest($1::integer[], $2::integer[]) with ordinality u(series_id, edition_id, n) order by u.n

-- name: add_citations
select add_citation(u.source, u.locator, u.quote, $4::bigint) as citation
from unnest($1::text[], $2::text[], $3::text[]) with ordinality u(source, locator, quote, n) order by u.n

-- name: add_states
insert into edition_state (series_id, edition_id, revision, operation_id, title, language, market_code, origin,
    platform, status, note, citation_id, said)
select u.series_id, u.edition_id, u.revision, $1, normalize(u.title, nfc), u.language, u.market, u.origin,
    normalize(u.platform, nfc), u.status, normalize(u.note, nfc), u.citation_id, string_to_array(u.said, ' ')
from unnest($2::integer[], $3::integer[], $4::integer[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[],
    $10::text[], $11::text[], $12::bigint[], $13::text[])
    u(series_id, edition_id, revision, title, language, market, origin, platform, status, note, citation_id, said)

-- name: add_lineages
insert into lineage (series_id, edition_id, revision, operation_id, parent_id, method, certainty, citation_id)
select u.series_id, u.edition_id, u.revision, $1, u.parent_id, u.method, u.certainty, u.citation_id
from unnest($2::integer[], $3::integer[], $4::integer[], $5::integer[], $6::text[], $7::text[], $8::bigint[])
    u(series_id, edition_id, revision, parent_id, method, certainty, citation_id)

-- name: add_lineage_sources
insert into lineage_source (series_id, edition_id, source_series_id, source_edition_id, operation_id, method,
    certainty, citation_id)
select u.series_id, u.edition_id, u.source_series_id, u.source_edition_id, $1, u.method, u.certainty, u.citation_id
from unnest($2::integer[], $3::integer[], $4::integer[], $5::integer[], $6::text[], $7::text[], $8::bigint[])
    u(series_id, edition_id, source_series_id, source_edition_id, method, certainty, citation_id)

-- name: add_aliases
insert into edition_alias (series_id, edition_id, title, kind, language, operation_id)
select u.series_id, u.edition_id, normalize(u.title, nfc), u.kind, u.language, $1
from unnest($2::integer[], $3::integer[], $4::text[], $5::text[], $6::text[])
    u(series_id, edition_id, title, kind, language)
on conflict on constraint edition_alias_key do nothing

-- name: add_identifiers
insert into external_identifier (series_id, edition_id, scheme, value, operation_id)
select u.series_id, u.edition_id, u.scheme, normalize(u.value, nfc), $1
from unnest($2::integer[], $3::integer[], $4::text[], $5::text[]) u(series_id, edition_id, scheme, value)
where not exists (select from external_identifier_live($1::bigint) i
    where (i.series_id, i.edition_id, i.scheme, i.value) = (u.series_id, u.edition_id, u.scheme, normalize(u.value, nfc)))

-- name: add_elements
with added as (
    insert into element (kind, operation_id) select u.kind, $1 from unnest($2::text[]) with ordinality u(kind, n) order by u.n
    returning element_id),
numbered as (
    select element_id, row_number() over (order by element_id) as n from added),
named as (
    insert into element_path (element_id, operation_id, path)
    select a.element_id, $1, u.path from numbered a join unnest($3::text[]) with ordinality u(path, n) using (n))
select element_id from numbered order by n

-- name: add_said
insert into decision (series_id, edition_id, element_id, revision, operation_id, state, value, term_id, minor,
    reasons, note, citation_id)
select u.series_id, u.edition_id, u.element_id, u.revision, $1, u.state, normalize(u.value, nfc), u.term_id, u.minor,
    string_to_array(u.reasons, ' '), normalize(u.note, nfc), u.citation_id
from unnest($2::integer[], $3::integer[], $4::integer[], $5::integer[], $6::text[], $7::text[], $8::integer[],
    $9::boolean[], $10::text[], $11::text[], $12::bigint[])
    u(series_id, edition_id, element_id, revision, state, value, term_id, minor, reasons, note, citation_id)

-- name: identified
select distinct i.scheme || ':' || i.value as identifier, s.code || '/' || e.code as edition
from unnest($1::text[], $2::text[]) u(scheme, value)
join external_identifier_live(9223372036854775807) i on i.scheme = u.scheme and i.value = normalize(u.value, nfc)
join series s on s.series_id = i.series_id
join edition e on e.series_id = i.series_id and e.edition_id = i.edition_id
order by 1, 2

-- name: element_paths_ever
select distinct path from element_path_live(9223372036854775807)
