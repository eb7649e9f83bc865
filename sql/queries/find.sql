-- Finding by name, in any script: $1 the cut, $2 the words, $3 how many, $4 the kind or null.

-- name: has_trigrams
select to_regprocedure('word_similarity(text, text)') is not null as forgives

-- name: forgive
-- $1: how much alike words must be, 0 to 1.
select set_config('pg_trgm.word_similarity_threshold', $1, true)

-- name: search
-- All but what editions decide.
with asked as (
    -- What has no letters is like nothing, and no index tells what is like it.
    select fold($2) as words, case when likeness(fold($2), fold($2)) > 0 then fold($2) end as spelt,
        nullif(btrim(translate(fold($2), '._-', '   ')), '') as spaced,
        '%' || replace(replace(replace(fold($2), '\', '\\'), '%', '\%'), '_', '\_') || '%' as part,
        set_apart(fold($2)) as apart),
-- What each term means is worked out once, not for each that is found.
meant as materialized (select * from term_as_of($1::bigint)),
called as materialized (
    select m.meant_id, m.vocabulary || ':' || m.code as term, l.label, l.language, fold(l.label) like a.part as is_part
    from asked a
    cross join term_label_live($1::bigint) l
    join meant m on m.term_id = l.term_id
    where fold(l.label) like a.part or alike(a.spelt, fold(l.label))),
found(rank, kind, name, text, language, by) as (
    select 1, 'series', s.code, x.title, x.language, x.title
    from asked a, series_state x join series s on s.series_id = x.series_id
    where (fold(x.title) like a.part or alike(a.spelt, fold(x.title)))
      and x.operation_id = (select max(y.operation_id) from series_state_live($1::bigint) y
                            where y.series_id = x.series_id)
    union all
    select 2, 'edition', s.code || '/' || e.code, x.title, x.language, x.title
    from asked a, edition_state x
    join series s on s.series_id = x.series_id
    join edition e on e.series_id = x.series_id and e.edition_id = x.edition_id
    where (fold(x.title) like a.part or alike(a.spelt, fold(x.title)))
      and x.revision = (select max(y.revision) from edition_state_live($1::bigint) y
                        where y.series_id = x.series_id and y.edition_id = x.edition_id)
    union all
    select 3, 'alias', s.code || '/' || e.code, x.title, x.language, x.title
    from asked a, edition_alias_live($1::bigint) x
    join series s on s.series_id = x.series_id
    join edition e on e.series_id = x.series_id and e.edition_id = x.edition_id
    where fold(x.title) like a.part or alike(a.spelt, fold(x.title))
    union all
    select 2, 'edition', s.code || '/' || e.code, i.scheme || ':' || i.value, null, $2
    from asked a, external_identifier_live($1::bigint) i
    join series s on s.series_id = i.series_id
    join edition e on e.series_id = i.series_id and e.edition_id = i.edition_id
    where fold(i.value) = a.words or fold(i.scheme || ':' || i.value) = a.words
    union all
    select 1, 'series', x.series, x.title, x.language, w.by
    from asked a, series_as_of($1::bigint) x
    cross join lateral (values (x.series), (translate(x.series, '-', ' '))) w(by)
    where strpos(translate(x.series, '-', ' '), a.spaced) > 0 or alike(a.spelt, translate(x.series, '-', ' '))
    union all
    -- An edition by its name.
    select 2, 'edition', s.code || '/' || e.code, x.title, x.language, $2
    from series s
    join edition e on e.series_id = s.series_id and e.code = split_part(lower($2), '/', 2)
    cross join lateral (select y.title, y.language from edition_state_live($1::bigint) y
                        where y.series_id = e.series_id and y.edition_id = e.edition_id
                        order by y.revision desc limit 1) x
    where s.code = split_part(lower($2), '/', 1)
    union all
    select 4, 'element', e.path, coalesce(e.label, e.path), null, e.label
    from asked a, element_as_of($1::bigint) e
    where fold(e.label) like a.part or alike(a.spelt, fold(e.label))
    union all
    -- By a path that it has or had, however that is spelt.
    select 4, 'element', e.path, case when p.path = e.path then coalesce(e.label, e.path) else p.path end, null, w.by
    from asked a, element_path_live($1::bigint) p
    join element_as_of($1::bigint) e on e.element_id = p.element_id
    cross join lateral (values (p.path), (translate(p.path, '._', '  '))) w(by)
    where strpos(translate(p.path, '._', '  '), a.spaced) > 0 or alike(a.spelt, translate(p.path, '._', '  '))
    union all
    -- A term by a code that it has or had; where a label says as much, that is shown.
    select 5, 'term', t.vocabulary || ':' || t.code, t.vocabulary || ':' || c.code, null, w.by
    from asked a, term_code_live($1::bigint) c
    join meant t on t.term_id = c.term_id
    cross join lateral (values (t.vocabulary || ':' || c.code), (translate(c.code, '_', ' '))) w(by)
    where case when strpos(translate(c.code, '_', ' '), a.spaced) > 0 or t.vocabulary || ':' || c.code = a.words
        then not exists (select from called l where l.meant_id = t.meant_id and l.is_part)
        else alike(a.spelt, translate(c.code, '_', ' '))
            and not exists (select from called l where l.meant_id = t.meant_id) end
    union all
    select 5, 'term', l.term, l.label, l.language, l.label from called l
    union all
    select 6, 'note', coalesce(s.code || coalesce('/' || e.code, ''), n.topic), n.body, null, w.by
    from asked a, note_live($1::bigint) n
    left join series s on s.series_id = n.series_id
    left join edition e on e.series_id = n.series_id and e.edition_id = n.edition_id
    cross join lateral (values (n.body), (n.topic)) w(by)
    where fold(w.by) like a.part or alike(a.spelt, fold(w.by))
    union all
    select 6, 'note', s.code, x.note, null, x.note
    from asked a, series_state x join series s on s.series_id = x.series_id
    where x.note is not null and (fold(x.note) like a.part or alike(a.spelt, fold(x.note)))
      and x.operation_id = (select max(y.operation_id) from series_state_live($1::bigint) y
                            where y.series_id = x.series_id)
    union all
    select 6, 'note', s.code || '/' || e.code, x.note, null, x.note
    from asked a, edition_state x
    join series s on s.series_id = x.series_id
    join edition e on e.series_id = x.series_id and e.edition_id = x.edition_id
    where x.note is not null and (fold(x.note) like a.part or alike(a.spelt, fold(x.note)))
      and x.revision = (select max(y.revision) from edition_state_live($1::bigint) y
                        where y.series_id = x.series_id and y.edition_id = x.edition_id)),
scores as materialized (
    select t.by, score(a.words, a.part, a.apart, t.folded) as score
    from asked a, (select x.by, fold(x.by) as folded
                   from (select distinct by from found where $4::text is null or kind = $4) x offset 0) t),
listed as (
    select f.kind, f.name, f.text, f.language, f.rank, max(c.score) as score
    from found f join scores c using (by)
    where $4::text is null or f.kind = $4
    group by f.kind, f.name, f.text, f.language, f.rank)
select kind, name, text, language, score::text as score, (100 * score)::integer as hundredths, rank
from listed
order by listed.score desc, rank, name collate "C", text collate "C", coalesce(language, '') collate "C" limit $3
