-- Finding by name, in any script: $1 the cut, $2 the words, $3 how many, $4 the kind or null.

-- name: has_trigrams
select to_regprocedure('word_similarity(text, text)') is not null as forgives

-- name: forgive
-- $1: how much alike words must be, 0 to 1.
select set_config('pg_trgm.word_similarity_threshold', $1, true)

-- name: search
-- All but what editions decide.
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
                        where y.series_id = x.series_id and y.edition_id = x.edition_id)),
scores as materialized (
    select t.text, score(a.words, a.part, t.folded) as score
    from asked a, (select x.text, fold(x.text) as folded
                   from (select distinct text from found where $4::text is null or kind = $4) x offset 0) t),
listed as (
    select distinct f.kind, f.name, f.text, f.language, f.rank, c.score
    from found f join scores c using (text)
    where $4::text is null or f.kind = $4)
select kind, name, text, language, score::text as score, (100 * score)::integer as hundredths, rank
from listed order by listed.score desc, rank, name collate "C", text collate "C" limit $3
