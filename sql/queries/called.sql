-- Editions by what others call them: titles, aliases, identifiers. Case, accents and width do not matter.

-- name: called
-- $1 names as in a file, $2 titles of their shows, $3 categories or nulls. An edition is called so by its title, by an
-- alias, or by a title it had before; by an alias `name [category]` it is told apart from others of that name.
with asked as materialized (
    select u.n, fold(u.name) as name, fold(u.title) as title, fold(u.name || ' [' || u.category || ']') as told
    from unnest($1::text[], $2::text[], $3::text[]) with ordinality u(name, title, category, n)),
hit as (
    select a.n, x.series_id, x.edition_id, not exists (select from edition_state_live(9223372036854775807) y
        where y.series_id = x.series_id and y.edition_id = x.edition_id and y.revision > x.revision) as is_current
    from asked a join edition_state_live(9223372036854775807) x on fold(x.title) = a.name
    union all
    select a.n, x.series_id, x.edition_id, true
    from asked a join edition_alias_live(9223372036854775807) x on fold(x.title) = a.name
    union all
    select a.n, x.series_id, x.edition_id, true
    from asked a join edition_alias_live(9223372036854775807) x on fold(x.title) = a.told),
found as (
    select n, series_id, edition_id, bool_or(is_current) as is_current from hit group by n, series_id, edition_id)
select a.n, a.name, a.title, f.series_id, f.edition_id, s.code || '/' || e.code as edition, z.language, z.market_code,
    coalesce(f.is_current, false) as is_current,
    exists (select from edition_alias_live(9223372036854775807) y where y.series_id = f.series_id
        and y.edition_id = f.edition_id and fold(y.title) = a.told) as is_told,
    exists (select from edition_alias_live(9223372036854775807) y where y.series_id = f.series_id
        and y.edition_id = f.edition_id and starts_with(fold(y.title), a.name || ' [')) as has_category
from asked a
left join found f on f.n = a.n
left join series s on s.series_id = f.series_id
left join edition e on e.series_id = f.series_id and e.edition_id = f.edition_id
left join lateral (select y.language, y.market_code from edition_state_live(9223372036854775807) y
    where y.series_id = f.series_id and y.edition_id = f.edition_id order by y.revision desc limit 1) z on true
order by a.n, edition

-- name: identified
select u.n, i.series_id, i.edition_id, s.code || '/' || e.code as edition
from unnest($1::text[], $2::text[]) with ordinality u(scheme, value, n)
join external_identifier_live(9223372036854775807) i on i.scheme = u.scheme and i.value = normalize(u.value, nfc)
join series s on s.series_id = i.series_id
join edition e on e.series_id = i.series_id and e.edition_id = i.edition_id
order by u.n, edition

-- name: homes
-- Series that hold something called as one of $1: the series itself, or an edition of it.
select distinct u.title, s.code as series, e.code as edition, z.language, z.market_code as market
from unnest($1::text[]) u(title)
cross join lateral (
    select x.series_id, null::integer as edition_id from series_state_live(9223372036854775807) x
    where fold(x.title) = u.title
    union
    select x.series_id, x.edition_id from edition_state_live(9223372036854775807) x where fold(x.title) = u.title
    union
    select x.series_id, x.edition_id from edition_alias_live(9223372036854775807) x where fold(x.title) = u.title) h
join series s on s.series_id = h.series_id
left join edition e on e.series_id = h.series_id and e.edition_id = h.edition_id
left join lateral (select y.language, y.market_code from edition_state_live(9223372036854775807) y
    where y.series_id = h.series_id and y.edition_id = h.edition_id order by y.revision desc limit 1) z on true
order by u.title, s.code, e.code nulls first

-- name: near
-- Up to three editions that are, or were, called something like each of $1, nearest first.
select u.n, c.title, c.edition
from unnest($1::text[]) with ordinality u(name, n)
cross join lateral (
    select * from (
        select distinct on (x.edition) x.title, x.edition, x.score
        from (
            select t.title, s.code || '/' || e.code as edition, likeness(fold(u.name), fold(t.title)) as score
            from (
                select x.series_id, x.edition_id, x.title from edition_state_live(9223372036854775807) x
                union all
                select a.series_id, a.edition_id, a.title from edition_alias_live(9223372036854775807) a) t
            join series s on s.series_id = t.series_id
            join edition e on e.series_id = t.series_id and e.edition_id = t.edition_id
            where alike(fold(u.name), fold(t.title))) x
        order by x.edition, x.score desc) x
    order by x.score desc, x.edition limit 3) c
order by u.n, c.score desc, c.edition

-- name: renamed
-- Editions $1, $2, registered just now, most of whose figures another one that the file does not name, none of $3, has
-- of the same days. In another series a few equal figures may be chance: of so many figures that the file does not
-- name, less than one in a hundred may be equal by their digits alone.
with fresh as materialized (
    select f.series_id, f.subject_id, f.measure_id, f.first_day, f.last_day, f.low, f.high
    from unnest($1::integer[], $2::integer[]) u(series_id, edition_id)
    join observation f on f.series_id = u.series_id and f.subject_id = u.edition_id
    where f.low > 0),
known as materialized (
    select distinct g.series_id, g.subject_id, g.measure_id, g.first_day, g.last_day, g.low, g.high
    from observation g
    join batch_live(9223372036854775807) b on b.batch_id = g.batch_id
    join edition e on e.series_id = g.series_id and e.edition_id = g.subject_id
    where g.measure_id = any(array(select distinct measure_id from fresh)) and g.low > 0
        and g.run_until >= (select min(first_day) from fresh) and g.run_since <= (select max(last_day) from fresh)
        and e.edition_id <> all($2::integer[]) and e.edition_id <> all($3::integer[])),
likely as (
    select f.series_id, f.subject_id, g.series_id as other_series, g.subject_id as other, count(*) as figures,
        sum(length(rtrim(f.low::text, '0'))) as digits
    from fresh f
    join known g on g.measure_id = f.measure_id and g.first_day = f.first_day and g.last_day = f.last_day
        and g.low = f.low and g.high is not distinct from f.high
    group by f.series_id, f.subject_id, g.series_id, g.subject_id)
select s.code as series, e.code as edition, x.title, t.code || '/' || y.code as other, l.figures
from likely l
join series s on s.series_id = l.series_id
join edition e on e.series_id = l.series_id and e.edition_id = l.subject_id
join edition_as_of(9223372036854775807) x on x.series_id = l.series_id and x.edition_id = l.subject_id
join series t on t.series_id = l.other_series
join edition y on y.series_id = l.other_series and y.edition_id = l.other
where (l.other_series = l.series_id or (select count(*) from known) < 10 ^ least(l.digits - 2, 18))
    and l.figures * 2 > (
        select count(*) from fresh f
        join known g on g.measure_id = f.measure_id and g.first_day = f.first_day and g.last_day = f.last_day
        where f.series_id = l.series_id and f.subject_id = l.subject_id
            and g.series_id = l.other_series and g.subject_id = l.other)
order by series, other, edition
