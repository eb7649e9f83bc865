-- Whole series: their editions and everything said in them, for comparisons of many editions at once.

-- name: history
with wanted as (
    select s.series_id, s.series as code
    from series_as_of($1::bigint) s
    where ($2::text is null or s.series = $2)
      and ($3::boolean or exists (select from lineage_live($1::bigint) l
                                  where l.series_id = s.series_id and l.parent_id is not null)))
select * from (
    select w.code as series, 0 as part, x.edition_id, x.edition as path, null::bigint as operation_id,
        x.parent_id, x.method, x.title, x.language, x.market_code, x.revision,
        null as kind, null as state, null as value, null as term, null::boolean as minor, null::text[] as reasons,
        null as note, null as source, null as locator, null as quote
    from wanted w
    join edition_as_of($1::bigint, (select series_id from series where code = $2)) x on x.series_id = w.series_id
    union all
    select w.code, 1, l.edition_id, null, l.operation_id, l.parent_id, null, null, null, null, null,
        null, null, null, null, null, null, null, null, null, null
    from wanted w
    join lineage_live($1::bigint) l on l.series_id = w.series_id
    union all
    select w.code, 2, d.edition_id, e.path, d.operation_id, null, null, null, null, null, null,
        e.kind, d.state, coalesce(t.label, d.value), t.term, d.minor, d.reasons,
        d.note, s.code, c.locator, c.quote
    from wanted w
    join decision_live($1::bigint) d on d.series_id = w.series_id
    join element_as_of($1::bigint) e on e.element_id = d.element_id
    left join term_word($1::bigint) t on t.term_id = d.term_id
    left join citation c on c.citation_id = d.citation_id
    left join source s on s.source_id = c.source_id) x
order by series, part, path, edition_id, operation_id

-- name: kinds
select kind from element_kind order by kind

-- name: elements_of_kinds
select path from element_as_of(9223372036854775807) where kind = any($1::text[]) order by path
