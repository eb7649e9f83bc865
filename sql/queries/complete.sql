-- Names that begin so, for the completion of shells: $1 the beginning.

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
join element_as_of(9223372036854775807) e on e.element_id = p.element_id
join term_as_of(9223372036854775807) t on t.vocabulary = e.vocabulary and t.term_id = t.meant_id
cross join lateral (select case when strpos($2, ':') > 0 then t.vocabulary || ':' else '' end || t.code) w(name)
where p.path = $1 and starts_with(w.name, $2) order by w.name collate "C" limit 200

-- name: names_of_term
select t.vocabulary || ':' || t.code as name from term_as_of(9223372036854775807) t
where t.term_id = t.meant_id and starts_with(t.vocabulary || ':' || t.code, $1)
order by (t.vocabulary || ':' || t.code) collate "C" limit 200

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
