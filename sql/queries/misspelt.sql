-- Finding by words that hold a mistake. What editions decide is looked for beside it.

-- name: search_misspelt
-- $1 the cut, $2 the words, $3 how many, $4 the kind or null. Titles, labels and notes alone.
with asked as (select fold($2) as words),
written as materialized (select misspellings(fold($2)) as patterns),
-- What anything was ever called is found by the indexes of search; then what counts as of the cut is looked at.
titled as (
    select 1 as rank, 'series' as kind, s.code as name, x.title as text, x.language
    from series_state x join series s on s.series_id = x.series_id
    where fold(x.title) like any ((select patterns from written)::text[])
      and x.operation_id = (select max(y.operation_id) from series_state_live($1::bigint) y
                            where y.series_id = x.series_id)
    union all
    select 2, 'edition', s.code || '/' || e.code, x.title, x.language
    from edition_state x
    join series s on s.series_id = x.series_id
    join edition e on e.series_id = x.series_id and e.edition_id = x.edition_id
    where fold(x.title) like any ((select patterns from written)::text[])
      and x.revision = (select max(y.revision) from edition_state_live($1::bigint) y
                        where y.series_id = x.series_id and y.edition_id = x.edition_id)
    union all
    select 3, 'alias', s.code || '/' || e.code, x.title, x.language
    from edition_alias_live($1::bigint) x
    join series s on s.series_id = x.series_id
    join edition e on e.series_id = x.series_id and e.edition_id = x.edition_id
    where fold(x.title) like any ((select patterns from written)::text[])),
noted as (
    select 6, 'note', coalesce(s.code || coalesce('/' || e.code, ''), n.topic), n.body, null
    from note_live($1::bigint) n
    left join series s on s.series_id = n.series_id
    left join edition e on e.series_id = n.series_id and e.edition_id = n.edition_id
    where fold(n.body) like any ((select patterns from written)::text[])
    union all
    select 6, 'note', s.code, x.note, null
    from series_state x join series s on s.series_id = x.series_id
    where x.note is not null and fold(x.note) like any ((select patterns from written)::text[])
      and x.operation_id = (select max(y.operation_id) from series_state_live($1::bigint) y
                            where y.series_id = x.series_id)
    union all
    select 6, 'note', s.code || '/' || e.code, x.note, null
    from edition_state x
    join series s on s.series_id = x.series_id
    join edition e on e.series_id = x.series_id and e.edition_id = x.edition_id
    where x.note is not null and fold(x.note) like any ((select patterns from written)::text[])
      and x.revision = (select max(y.revision) from edition_state_live($1::bigint) y
                        where y.series_id = x.series_id and y.edition_id = x.edition_id)),
named as (
    select * from titled
    union all
    select 4, 'element', e.path, coalesce(e.label, e.path), null from element_as_of($1::bigint) e
    where fold(coalesce(e.label, e.path)) like any ((select patterns from written)::text[])
    union all
    select 5, 'term', m.vocabulary || ':' || m.code, l.label, l.language
    from term_label_live($1::bigint) l join term_as_of($1::bigint) m on m.term_id = l.term_id
    where fold(l.label) like any ((select patterns from written)::text[])
    union all
    select * from noted)
-- The nearer, the more of a text the words are.
select n.kind, n.name, n.text, n.language, n.score::text, (100 * n.score)::integer as hundredths, n.rank
from (select f.*, round(0.5 + 0.2 * least(1, length(a.words)::numeric / greatest(length(fold(f.text)), 1)), 2) as score
      from (select distinct * from named) f, asked a
      where $4::text is null or f.kind = $4) n
order by n.score desc, n.rank, n.name collate "C", n.text collate "C", coalesce(n.language, '') collate "C" limit $3
