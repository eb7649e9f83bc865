-- Finding by name, in any script: $1 the cut, $2 the words, $3 how many, $4 the kind or null.

-- name: has_trigrams
select to_regprocedure('word_similarity(text, text)') is not null as forgives

-- name: forgive
select set_config('pg_trgm.word_similarity_threshold', '0.45', true)

-- name: search
with asked as (
    select fold($2) as words, nullif(btrim(translate(fold($2), '._-', '   ')), '') as spaced,
        '%' || replace(replace(replace(fold($2), '\', '\\'), '%', '\%'), '_', '\_') || '%' as part),
-- What each term means is worked out once, not for each that is found.
meant as materialized (select * from term_as_of($1::bigint)),
called as materialized (
    select m.meant_id, m.vocabulary || ':' || m.code as term, l.label, l.language, fold(l.label) like a.part as is_part
    from asked a
    cross join term_label_live($1::bigint) l
    join meant m on m.term_id = l.term_id
    where fold(l.label) like a.part or alike(a.words, fold(l.label))),
found as (
    select 1 as rank, 'series' as kind, s.code as name, x.title as text, x.language
    from asked a, series_state x join series s on s.series_id = x.series_id
    where (fold(x.title) like a.part or alike(a.words, fold(x.title)))
      and x.operation_id = (select max(y.operation_id) from series_state_live($1::bigint) y
                            where y.series_id = x.series_id)
    union all
    select 2, 'edition', s.code || '/' || e.code, x.title, x.language
    from asked a, edition_state x
    join series s on s.series_id = x.series_id
    join edition e on e.series_id = x.series_id and e.edition_id = x.edition_id
    where (fold(x.title) like a.part or alike(a.words, fold(x.title)))
      and x.revision = (select max(y.revision) from edition_state_live($1::bigint) y
                        where y.series_id = x.series_id and y.edition_id = x.edition_id)
    union all
    select 3, 'alias', s.code || '/' || e.code, x.title, x.language
    from asked a, edition_alias_live($1::bigint) x
    join series s on s.series_id = x.series_id
    join edition e on e.series_id = x.series_id and e.edition_id = x.edition_id
    where fold(x.title) like a.part or alike(a.words, fold(x.title))
    union all
    select 2, 'edition', s.code || '/' || e.code, i.scheme || ':' || i.value, null
    from asked a, external_identifier_live($1::bigint) i
    join series s on s.series_id = i.series_id
    join edition e on e.series_id = i.series_id and e.edition_id = i.edition_id
    where i.value = $2 or i.scheme || ':' || i.value = $2
    union all
    select 1, 'series', s.series, s.series, null from asked a, series_as_of($1::bigint) s
    where strpos(translate(s.series, '-', ' '), a.spaced) > 0 and fold(s.title) not like a.part
    union all
    select 4, 'element', e.path, coalesce(e.label, e.path), null
    from asked a, element_as_of($1::bigint) e
    where fold(coalesce(e.label, '')) like a.part or alike(a.words, fold(coalesce(e.label, '')))
      or strpos(translate(e.path, '._', '  '), a.spaced) > 0 or alike(a.words, translate(e.path, '._', '  '))
    union all
    select 4, 'element', e.path, p.path, null
    from asked a, element_path_live($1::bigint) p join element_as_of($1::bigint) e on e.element_id = p.element_id
    where p.path <> e.path and strpos(translate(p.path, '._', '  '), a.spaced) > 0
    union all
    -- A term by a code that it has or had; where a label says as much, that is shown.
    select 5, 'term', t.vocabulary || ':' || t.code, t.vocabulary || ':' || c.code, null
    from asked a, term_code_live($1::bigint) c join meant t on t.term_id = c.term_id
    where (strpos(translate(c.code, '_', ' '), a.spaced) > 0 or t.vocabulary || ':' || c.code = $2)
        and not exists (select from called l where l.meant_id = t.meant_id and l.is_part)
    union all
    select 5, 'term', l.term, l.label, l.language from called l
    union all
    select 6, 'note', coalesce(s.code, n.topic), n.body, null
    from asked a, note_live($1::bigint) n left join series s on s.series_id = n.series_id
    where fold(n.body) like a.part or fold(n.topic) like a.part
    union all
    select 6, 'note', x.series, x.note, null from asked a, series_as_of($1::bigint) x where fold(x.note) like a.part
    union all
    select 6, 'note', s.code || '/' || e.code, x.note, null
    from asked a, edition_state x
    join series s on s.series_id = x.series_id
    join edition e on e.series_id = x.series_id and e.edition_id = x.edition_id
    where x.note is not null and fold(x.note) like a.part
      and x.revision = (select max(y.revision) from edition_state_live($1::bigint) y
                        where y.series_id = x.series_id and y.edition_id = x.edition_id)
    union all
    select case m.kind when 'value' then 5 else 6 end, m.kind, s.code || '/' || e.code || ' ' || p.path, m.text, null
    from asked a, decision d
    cross join lateral (values ('value', d.value), ('note', d.note)) m(kind, text)
    join series s on s.series_id = d.series_id
    join edition e on e.series_id = d.series_id and e.edition_id = d.edition_id
    join lateral (select p.path from element_path_live($1::bigint) p where p.element_id = d.element_id
                  order by p.operation_id desc limit 1) p on true
    where (fold(d.value) like a.part or alike(a.words, fold(d.value)) or fold(d.note) like a.part)
      and (fold(m.text) like a.part or m.kind = 'value' and alike(a.words, fold(m.text)))
      and d.revision = (select max(y.revision) from decision_live($1::bigint) y
                        where y.series_id = d.series_id and y.edition_id = d.edition_id
                            and y.element_id = d.element_id)),
scored as (
    select distinct f.kind, f.name, f.text, f.language, f.rank,
        case when fold(f.text) = a.words then 1.0 when fold(f.text) like a.part then 0.9
            else likeness(a.words, fold(f.text)) * 0.9 end as score
    from found f, asked a
    where $4::text is null or f.kind = $4)
select kind, name, text, language, round(score::numeric, 2)::text as score
from scored order by score desc, rank, name collate "C", text collate "C" limit $3

-- name: names_of_series
select s.series as name from series_as_of(9223372036854775807) s
where starts_with(s.series, $1) order by s.series collate "C" limit 200

-- name: names_of_edition
select s.code || '/' || e.code as name
from series s
join edition e on e.series_id = s.series_id
where starts_with(s.code, split_part($1, '/', 1)) and starts_with(s.code || '/' || e.code, $1)
  and exists (select from edition_state_live(9223372036854775807) x
              where x.series_id = e.series_id and x.edition_id = e.edition_id)
order by s.code collate "C", e.code collate "C" limit 200

-- name: names_of_element
-- $2 and $3: only those that an edition or one that it ever derived from said something of; null: all.
select e.path as name from element_as_of(9223372036854775807) e
where starts_with(e.path, split_part($1, '=', 1)) and ($3::text is null or e.element_id in (
    select d.element_id
    from series s
    join edition n on n.series_id = s.series_id and n.code = $3
    cross join lateral ancestors_ever(n.series_id, n.edition_id, 9223372036854775807) a
    join decision d on d.series_id = n.series_id and d.edition_id = a.edition_id
    where s.code = $2))
order by e.path collate "C" limit 200

-- name: terms_of_element
-- Terms that an element can have as its value, by their codes; by their full names where a value begins so.
select w.name
from element_path_live(9223372036854775807) p
join element e on e.element_id = p.element_id
join term_as_of(9223372036854775807) t on t.vocabulary = e.vocabulary and t.term_id = t.meant_id
cross join lateral (select case when strpos($2, ':') > 0 then t.vocabulary || ':' else '' end || t.code) w(name)
where p.path = $1 and starts_with(w.name, $2) order by w.name collate "C" limit 200

-- name: names_of_week
select to_char(week, 'IYYY-"W"IW') as name from (select distinct week from weekly_reach) w
where starts_with(to_char(week, 'IYYY-"W"IW'), $1) order by week desc limit 200

-- name: names_of_market
select market_code as name from market_as_of(9223372036854775807)
where starts_with(market_code, $1) order by market_code collate "C" limit 200

-- name: names_of_kind
select kind as name from element_kind where starts_with(kind, $1) order by kind collate "C" limit 200

-- name: names_of_source
select code as name from source_live(9223372036854775807)
where starts_with(code, $1) order by code collate "C" limit 200
