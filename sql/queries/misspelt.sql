-- Finding by words that hold a mistake: a letter too many, too few or wrong, or two in the other order. Of a short word
-- with one of these hardly three letters in a row are right, so that it is like nothing.

-- name: search_misspelt
-- $1 the cut, $2 the words, $3 how many, $4 the kind or null. Titles and labels alone.
with asked as (select translate(fold($2), '%_\', '___') as words),
written as materialized (
    select array_agg('%' || overlay(a.words placing m.part from n for m.length) || '%') as patterns
    from asked a
    cross join generate_series(1, length(a.words)) n
    cross join lateral (values ('_', 1), ('', 1), ('_' || substr(a.words, n, 1), 1), (reverse(substr(a.words, n, 2)), 2))
        m(part, length)
    where length(a.words) between 5 and 60),
named as (
    select 1 as rank, 'series' as kind, s.series as name, s.title as text, s.language
    from series_as_of($1::bigint) s
    union all
    select 2, 'edition', x.series || '/' || x.edition, x.title, x.language from edition_as_of($1::bigint) x
    union all
    select 3, 'alias', s.code || '/' || e.code, x.title, x.language
    from edition_alias_live($1::bigint) x
    join series s on s.series_id = x.series_id
    join edition e on e.series_id = x.series_id and e.edition_id = x.edition_id
    union all
    select 4, 'element', e.path, coalesce(e.label, e.path), null from element_as_of($1::bigint) e
    union all
    select 5, 'term', m.vocabulary || ':' || m.code, l.label, l.language
    from term_label_live($1::bigint) l join term_as_of($1::bigint) m on m.term_id = l.term_id)
select n.kind, n.name, n.text, n.language, '0.70' as score
from (select distinct * from named) n, written w
where fold(n.text) like any (w.patterns) and ($4::text is null or n.kind = $4)
order by n.rank, n.name collate "C", n.text collate "C" limit $3
