-- Profiles and comparison: the chains of some editions, and everything said along them up to each one's cut.

-- name: chains
select c.side, a.depth, a.edition_id, s.code || '/' || e.code as name, x.title, x.language, x.market_code, r.revision
from unnest($1::integer[], $2::integer[], $3::integer[], $4::bigint[]) c(side, series_id, edition_id, cut)
cross join lateral chain_of(c.series_id, c.edition_id, c.cut) a
join series s on s.series_id = c.series_id
join edition e on e.series_id = c.series_id and e.edition_id = a.edition_id
join lateral (select * from edition_state_live(c.cut) x where x.series_id = c.series_id and x.edition_id = a.edition_id
              order by x.revision desc limit 1) x on true
join lateral (select r.revision from revision r where r.series_id = c.series_id and r.edition_id = a.edition_id
              and r.operation_id <= c.cut order by r.revision desc limit 1) r on true
order by c.side, a.depth

-- name: history
with words as materialized (select * from term_word($3::bigint))
select d.edition_id, e.path, d.operation_id, d.state, coalesce(t.label, d.value) as value, t.term, d.minor, d.reasons,
    d.note, s.code as source, c.locator, c.quote
from (select distinct c.series_id, a.edition_id
      from unnest($1::integer[], $2::integer[]) c(series_id, edition_id)
      cross join lateral ancestors_ever(c.series_id, c.edition_id, $3::bigint) a) chain
join decision_live($3::bigint) d on d.series_id = chain.series_id and d.edition_id = chain.edition_id
join element_as_of($3::bigint) e on e.element_id = d.element_id
left join words t on t.term_id = d.term_id
left join citation c on c.citation_id = d.citation_id
left join source s on s.source_id = c.source_id
order by d.edition_id, e.path, d.operation_id

-- name: lineage
select distinct l.edition_id, l.operation_id, l.parent_id
from unnest($1::integer[], $2::integer[]) c(series_id, edition_id)
cross join lateral ancestors_ever(c.series_id, c.edition_id, $3::bigint) a
join lineage_live($3::bigint) l on l.series_id = c.series_id and l.edition_id = a.edition_id
order by l.edition_id, l.operation_id
