-- Recording editions: what is said of them, and from what they derive.

-- name: sources_of
-- Editions of a series that derive from none, the first of many.
select e.edition as code from edition_as_of($2::bigint, $1::integer) e
where not e.derived order by e.edition collate "C" limit 100

-- name: add_edition
with known as (
    select edition_id from edition where series_id = $1 and code = $2),
subject as (
    insert into subject (series_id, kind) select $1, 'edition' where not exists (select from known) returning subject_id),
added as (
    insert into edition (series_id, edition_id, code, operation_id)
    select $1, subject_id, $2, $3 from subject
    returning edition_id)
select edition_id from known union all select edition_id from added

-- name: add_revision
select add_revision($1::integer, $2::integer, $3::bigint) as revision

-- name: add_edition_state
insert into edition_state (series_id, edition_id, revision, operation_id, title, language, market_code, origin,
    platform, status, note, citation_id)
values ($1, $2, $3, $4, normalize($5, nfc), $6, $7, $8, normalize($9, nfc), $10, normalize($11, nfc), $12)

-- name: edit_edition_state
insert into edition_state (series_id, edition_id, revision, operation_id, title, language, market_code, origin,
    platform, status, note, citation_id, said)
select x.series_id, x.edition_id, $3, $4, coalesce(normalize($5, nfc), x.title),
    case when 'language' <> all(w.fields) then coalesce($6, x.language) end,
    case when 'market' <> all(w.fields) then coalesce($7, x.market_code) end,
    case when 'origin' <> all(w.fields) then coalesce($8, x.origin) end,
    case when 'platform' <> all(w.fields) then coalesce(normalize($9, nfc), x.platform) end,
    coalesce($10, x.status),
    case when 'note' <> all(w.fields) then coalesce(normalize($11, nfc), x.note) end, $12::bigint, $13::text[]
from (select $14::text[]) w(fields), edition_as_of($4::bigint - 1, $1::integer) x where x.edition_id = $2

-- name: edit_differs
-- Whether anything of an edit is not so already; what is null is left as it is. Evidence ($11 to $13) is so already
-- where all that the edit names ($24; nothing: all that is said of the edition) stands on it. $25: what is taken away.
select x.revision, x.derived,
    (coalesce(normalize($4, nfc), x.title), coalesce($5, x.language), coalesce($6, x.market_code),
        coalesce($7, x.origin), coalesce(normalize($8, nfc), x.platform), coalesce($9, x.status),
        coalesce(normalize($10, nfc), x.note), coalesce($14::integer, x.parent_id),
        case when x.derived or $14::integer is not null or cardinality($17::integer[]) = 0 then coalesce($15, x.method) end,
        case when x.derived or $14::integer is not null or cardinality($17::integer[]) = 0 then coalesce($16, x.certainty) end)
    is distinct from
    (x.title, x.language, x.market_code, x.origin, x.platform, x.status, x.note, x.parent_id, x.method, x.certainty)
    or $11::text is not null and exists (
        select from (select normalize(u.field, nfc) as field from unnest($24::text[]) u(field)
              union all
              select f.field
              from (values ('title', x.title), ('language', x.language), ('market', x.market_code), ('origin', x.origin),
                  ('platform', x.platform), ('status', x.status), ('note', x.note), ('from', x.parent_id::text),
                  ('method', x.method), ('certainty', x.certainty)) f(field, value)
              where cardinality($24::text[]) = 0 and f.value is not null) asked
        where not exists (
            select from edition_evidence($1::bigint - 1, $2::integer, $3::integer) v
            join citation c on c.citation_id = v.citation_id
            join source s on s.source_id = c.source_id
            where v.field = asked.field and (s.code, c.locator, c.quote)
                is not distinct from ($11::text, normalize($12, nfc), normalize($13, nfc))))
    or exists (
        select from (values ('language', x.language), ('market', x.market_code), ('origin', x.origin),
            ('platform', x.platform), ('note', x.note), ('from', x.method)) f(field, value)
        where f.field = any($25::text[]) and f.value is not null)
    or exists (
        select from unnest($17::integer[], $18::integer[]) u(series_id, edition_id)
        where not exists (
            select from (select * from lineage_source_live($1::bigint - 1) l
                         where (l.series_id, l.edition_id, l.source_series_id, l.source_edition_id)
                             = (x.series_id, x.edition_id, u.series_id, u.edition_id)
                         order by l.operation_id desc limit 1) l
            where l.method = coalesce($15, l.method) and l.certainty = coalesce($16, l.certainty)))
    or exists (
        select from unnest($19::text[], $20::text[], $21::text[]) u(title, kind, language)
        where not exists (
            select from (select * from edition_alias_live($1::bigint - 1) a
                         where (a.series_id, a.edition_id, a.title)
                             = (x.series_id, x.edition_id, normalize(u.title, nfc))
                         order by a.operation_id desc limit 1) a
            where a.kind = u.kind and a.language is not distinct from u.language))
    or exists (
        select from unnest($22::text[], $23::text[]) u(scheme, value)
        where not exists (
            select from external_identifier_live($1::bigint - 1) i
            where (i.series_id, i.edition_id, i.scheme, i.value)
                = (x.series_id, x.edition_id, u.scheme, normalize(u.value, nfc)))) as differs
from edition_as_of($1::bigint - 1, $2::integer) x where x.edition_id = $3

-- name: facts_replaced
-- What an operation ($3) says of an edition ($2; null: of the series itself) otherwise than it was said before, by whom:
-- who changed it last.
select c.what, c.before as value, o.author, o.operation_id
from fact_changes($3::bigint, array[$1::integer], array[$2::integer]) c
join operation o on o.operation_id = c.by
where c.operation_id = $3::bigint and c.before is not null
order by c.place, c.what

-- name: facts_said
-- Who was the last to change what is said of some editions.
select distinct on (c.n, c.place, c.what) c.n, c.what, o.author, o.operation_id
from fact_changes(9223372036854775807, $1::integer[], $2::integer[]) c
join operation o on o.operation_id = c.operation_id
order by c.n, c.place, c.what, c.operation_id desc

-- name: add_lineage
insert into lineage (series_id, edition_id, revision, operation_id, parent_id, method, certainty, citation_id, said)
select $1, $2, $3, $4, coalesce($5::integer, l.parent_id), coalesce($6, l.method, 'unknown'),
    coalesce($7, l.certainty, 'asserted'), $8::bigint, $9::text[]
from (select 1) one
left join (select * from lineage_live($4::bigint - 1) where series_id = $1 and edition_id = $2
           order by revision desc limit 1) l on true

-- name: has_heirs
-- Whether another edition derives from one, or did once.
select exists (select from lineage l where l.series_id = $1 and l.parent_id = $2) as has_heirs

-- name: add_lineage_source
insert into lineage_source (series_id, edition_id, source_series_id, source_edition_id, operation_id, method,
    certainty, citation_id, said)
select $1::integer, $2::integer, $3::integer, $4::integer, $5::bigint, coalesce($6, l.method, 'unknown'),
    coalesce($7, l.certainty, 'asserted'), $8::bigint, $9::text[]
from (select 1) one
left join (select * from lineage_source_live($5::bigint - 1)
           where (series_id, edition_id, source_series_id, source_edition_id) = ($1, $2, $3, $4)
           order by operation_id desc limit 1) l on true
on conflict on constraint lineage_source_key do nothing

-- name: add_alias
insert into edition_alias (series_id, edition_id, title, kind, language, operation_id)
values ($1, $2, normalize($3, nfc), $4, $5, $6)
on conflict on constraint edition_alias_key do nothing

-- name: add_identifier
insert into external_identifier (series_id, edition_id, scheme, value, operation_id)
values ($1, $2, $3, normalize($4, nfc), $5)
on conflict on constraint external_identifier_key do nothing

-- name: names_to_withdraw
-- Which of some names ($4 of kinds $3) an edition has, and whether it ever had the others; with all that it has of the
-- kind.
with has (kind, name) as (
    select 'alias', a.title from edition_alias_live($5::bigint - 1) a where a.series_id = $1 and a.edition_id = $2
    union select 'id', i.scheme || ':' || i.value from external_identifier_live($5::bigint - 1) i
    where i.series_id = $1 and i.edition_id = $2
    union select 'also_from', edition_name(l.source_series_id, l.source_edition_id)
    from lineage_source_live($5::bigint - 1) l where l.series_id = $1 and l.edition_id = $2),
had (kind, name) as (
    select 'alias', a.title from edition_alias a where a.series_id = $1 and a.edition_id = $2
    union select 'id', i.scheme || ':' || i.value from external_identifier i where i.series_id = $1 and i.edition_id = $2
    union select 'also_from', edition_name(l.source_series_id, l.source_edition_id)
    from lineage_source l where l.series_id = $1 and l.edition_id = $2)
select u.kind, u.name, (u.kind, normalize(u.name, nfc)) in (select kind, name from has) as has,
    (u.kind, normalize(u.name, nfc)) in (select kind, name from had) as had,
    array(select h.name from has h where h.kind = u.kind order by h.name) as others
from unnest($3::text[], $4::text[]) with ordinality u(kind, name, n) order by u.n

-- name: found_by_alias
-- The last import that found an edition by one of some aliases ($3) of it.
select f.operation_id, u.title
from unnest($3::text[]) u(title)
cross join lateral found_by($1::integer, $2::integer, normalize(u.title, nfc), $4::bigint - 1) f
order by f.operation_id desc limit 1

-- name: withdraw_aliases
insert into edition_alias (series_id, edition_id, title, kind, language, operation_id, withdrawn)
select distinct on (a.title) a.series_id, a.edition_id, a.title, a.kind, a.language, $3::bigint, true
from edition_alias_live($3::bigint - 1) a
where a.series_id = $1 and a.edition_id = $2 and a.title in (select normalize(u.name, nfc) from unnest($4::text[]) u(name))
order by a.title, a.operation_id desc

-- name: withdraw_identifiers
insert into external_identifier (series_id, edition_id, scheme, value, operation_id, withdrawn)
select distinct i.series_id, i.edition_id, i.scheme, i.value, $3::bigint, true
from external_identifier_live($3::bigint - 1) i
where i.series_id = $1 and i.edition_id = $2
    and i.scheme || ':' || i.value in (select normalize(u.name, nfc) from unnest($4::text[]) u(name))

-- name: withdraw_sources
insert into lineage_source (series_id, edition_id, source_series_id, source_edition_id, operation_id, method, certainty,
    withdrawn)
select distinct on (l.source_series_id, l.source_edition_id) l.series_id, l.edition_id, l.source_series_id,
    l.source_edition_id, $3::bigint, l.method, l.certainty, true
from lineage_source_live($3::bigint - 1) l
where l.series_id = $1 and l.edition_id = $2
    and edition_name(l.source_series_id, l.source_edition_id) = any($4::text[])
order by l.source_series_id, l.source_edition_id, l.operation_id desc

-- name: withdraw_lineage
insert into lineage (series_id, edition_id, revision, operation_id)
select x.series_id, x.edition_id, $3, $4
from edition_as_of($4::bigint - 1, $1::integer) x where x.edition_id = $2 and x.derived

-- name: likely_duplicates
-- What editions are called ($2 to $7, a row a title), each with those that may be the same: registered by the cut, or
-- further up in the list, which says what these are called then.
with asked as (
    select u.*, title_key(normalize(u.title, nfc)) as key
    from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[]) with ordinality
        u(edition, series, title, market, language, platform, n)),
wanted as (select distinct key from asked),
-- Whatever an edition was ever called is found by its index; then what it is called as of the cut is looked at.
alike as materialized (
    select x.series_id, x.edition_id from wanted w join edition_state x on title_key(x.title) = w.key
    union
    select x.series_id, x.edition_id from wanted w join edition_alias x on title_key(x.title) = w.key),
called as materialized (
    select x.series_id, x.edition_id, x.series || '/' || x.edition as edition, x.series, x.title,
        x.market_code as market, x.language, x.platform
    from alike a join edition_as_of($1::bigint) x on x.series_id = a.series_id and x.edition_id = a.edition_id
    where x.series || '/' || x.edition not in (select edition from asked)),
other as (
    select c.edition, c.series, k.title, c.market, c.language, c.platform, 0::bigint as n, title_key(k.title) as key
    from called c
    cross join lateral (
        select c.title
        union select l.title from edition_alias_live($1::bigint) l
        where l.series_id = c.series_id and l.edition_id = c.edition_id) k
    union all select * from asked)
select distinct on (a.edition, o.edition) a.edition, o.edition as other, o.title,
    concat_ws(', ', case when o.series = a.series then 'series' end, case when o.market = a.market then 'market' end,
        case when o.language = a.language then 'language' end,
        case when fold(o.platform) = fold(a.platform) then 'platform' end) as same
from asked a join other o on o.key = a.key and o.n < a.n and o.edition <> a.edition
where o.series = a.series or o.market = a.market or o.language = a.language
order by a.edition, o.edition, o.n, o.title

-- name: editions_alike
-- What editions are for ($2 to $6, a row each), each with the last few ($7) others of its series that are for the same
-- market and language: registered by the cut, or further up in the list, which says what these are for then. Not those
-- that are told already ($8 of an edition, $9).
with asked as (
    select u.* from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[]) with ordinality
        u(edition, series, title, market, language, n)),
placed as (
    select y.*, row_number() over (partition by y.series, y.market, y.language order by y.n, y.edition) as place
    from (select a.* from asked a
          union all
          select x.series || '/' || x.edition, x.series, x.title, x.market_code, x.language, 0
          from edition_as_of($1::bigint) x
          where x.series = any($3::text[]) and x.series || '/' || x.edition not in (select a.edition from asked a)) y
    where y.market is not null and y.language is not null),
told as materialized (select * from unnest($8::text[], $9::text[]) t(edition, other)),
-- The places before each; as many more as are told, which may be the last ones. By themselves, so that they are looked
-- up by all that they have in common.
before as materialized (
    select a.n, a.edition, a.series, a.market, a.language, a.place - k as place
    from placed a
    left join (select t.edition, count(*)::integer as n from told t group by t.edition) t on t.edition = a.edition
    cross join lateral generate_series(1, $7::integer + coalesce(t.n, 0)) k
    where a.n > 0)
select f.edition, f.other, f.title, f.market, f.language
from (select b.*, o.edition as other, o.title, row_number() over (partition by b.n order by b.place desc) as nearness
      from before b
      join placed o on (o.series, o.market, o.language, o.place) = (b.series, b.market, b.language, b.place)
      where not exists (select from told t where t.edition = b.edition and t.other = o.edition)) f
where f.nearness <= $7::integer
order by f.n, f.place

-- name: identified_otherwise
-- Other editions that have one of some external identifiers which this one ($4; null: a new one) has not.
select u.scheme || ':' || u.value as identifier, s.code || '/' || e.code as edition, x.title
from unnest($2::text[], $3::text[]) u(scheme, value)
join external_identifier_live($1::bigint - 1) i on i.scheme = u.scheme and i.value = normalize(u.value, nfc)
join series s on s.series_id = i.series_id
join edition e on e.series_id = i.series_id and e.edition_id = i.edition_id
join lateral (select x.title from edition_state_live($1::bigint - 1) x
              where x.series_id = i.series_id and x.edition_id = i.edition_id
              order by x.revision desc limit 1) x on true
where not exists (
    select from external_identifier_live($1::bigint - 1) o
    where o.scheme = i.scheme and o.value = i.value and o.edition_id = $4::integer)
order by 1, 2

-- name: edition_taken
select 1 from edition_as_of($3::bigint, $1::integer) where edition = $2
