-- Editions by what others call them: titles, aliases, identifiers. Case, accents and width do not matter.

-- name: called
-- $1 names as in a file, $2 titles of their shows, $3 categories or nulls. An edition is called so by its title, by an
-- alias, or, neither of the two, by a title it had before; by an alias `name [category]` it is told apart from others of
-- that name.
with asked as materialized (
    select u.n, fold(u.name) as name, fold(u.title) as title, fold(u.name || ' [' || u.category || ']') as told
    from unnest($1::text[], $2::text[], $3::text[]) with ordinality u(name, title, category, n)),
hit as (
    select a.n, x.series_id, x.edition_id, not exists (select from edition_state_live(9223372036854775807) y
        where y.series_id = x.series_id and y.edition_id = x.edition_id and y.revision > x.revision) as is_title,
        false as is_alias
    from asked a join edition_state_live(9223372036854775807) x on fold(x.title) = a.name
    union all
    select a.n, x.series_id, x.edition_id, false, true
    from asked a join edition_alias_live(9223372036854775807) x on fold(x.title) = a.name
    union all
    select a.n, x.series_id, x.edition_id, false, true
    from asked a join edition_alias_live(9223372036854775807) x on fold(x.title) = a.told),
found as (
    select n, series_id, edition_id, bool_or(is_title) as is_title, bool_or(is_alias) as is_alias
    from hit group by n, series_id, edition_id)
select a.n, a.name, a.title, a.told, f.series_id, f.edition_id, s.code || '/' || e.code as edition, z.language,
    z.market_code, coalesce(f.is_title, false) as is_title, coalesce(f.is_alias, false) as is_alias,
    exists (select from edition_alias_live(9223372036854775807) y where y.series_id = f.series_id
        and y.edition_id = f.edition_id and fold(y.title) = a.told) as is_told,
    exists (select from edition_alias_live(9223372036854775807) y where y.series_id = f.series_id
        and y.edition_id = f.edition_id and starts_with(fold(y.title), a.name || ' [')) as has_category,
    (select substring(y.title from '^.* \[(.*)\]$') from edition_alias_live(9223372036854775807) y
        where y.series_id = f.series_id and y.edition_id = f.edition_id and starts_with(fold(y.title), a.name || ' [')
        order by y.title limit 1) as category
from asked a
left join found f on f.n = a.n
left join series s on s.series_id = f.series_id
left join edition e on e.series_id = f.series_id and e.edition_id = f.edition_id
left join lateral (select y.language, y.market_code from edition_state_live(9223372036854775807) y
    where y.series_id = f.series_id and y.edition_id = f.edition_id order by y.revision desc limit 1) z on true
order by a.n, edition

-- name: titles_among
-- Those of $1 by which an edition is or was called.
select u.title
from unnest($1::text[]) u(title)
where exists (select from edition_state_live(9223372036854775807) x where fold(x.title) = fold(u.title))
    or exists (select from edition_alias_live(9223372036854775807) x where fold(x.title) = fold(u.title))

-- name: identified
select u.n, i.series_id, i.edition_id, s.code || '/' || e.code as edition
from unnest($1::text[], $2::text[]) with ordinality u(scheme, value, n)
join external_identifier_live(9223372036854775807) i on i.scheme = u.scheme and i.value = normalize(u.value, nfc)
join series s on s.series_id = i.series_id
join edition e on e.series_id = i.series_id and e.edition_id = i.edition_id
order by u.n, edition

-- name: identified_alike
-- Editions, but for $3, that have an identifier which is one of $1, $2 but for noughts before it and its case.
select distinct on (u.n) u.n, i.scheme || ':' || i.value as identifier, s.code || '/' || e.code as edition
from unnest($1::text[], $2::text[]) with ordinality u(scheme, value, n)
join external_identifier_live(9223372036854775807) i on i.scheme = u.scheme
    and ltrim(lower(i.value), '0') = ltrim(lower(normalize(u.value, nfc)), '0')
join series s on s.series_id = i.series_id
join edition e on e.series_id = i.series_id and e.edition_id = i.edition_id
where i.edition_id <> all($3::integer[])
order by u.n, edition, i.value

-- name: without_scheme
-- Those of editions $1 that have no identifier of scheme $2.
select u.n
from unnest($1::integer[], $2::text[]) with ordinality u(edition_id, scheme, n)
where not exists (select from external_identifier_live(9223372036854775807) i
    where i.edition_id = u.edition_id and i.scheme = u.scheme)
order by u.n

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

-- name: spelled_otherwise
-- Editions, but for $2, whose title is or was one of $1 but for blanks and punctuation, with the language they have now.
select distinct u.n, x.title, s.code || '/' || e.code as edition, z.language
from unnest($1::text[]) with ordinality u(name, n)
join edition_state_live(9223372036854775807) x on title_key(x.title) = title_key(normalize(u.name, nfc))
join series s on s.series_id = x.series_id
join edition e on e.series_id = x.series_id and e.edition_id = x.edition_id
cross join lateral (select y.language from edition_state_live(9223372036854775807) y
    where y.series_id = x.series_id and y.edition_id = x.edition_id order by y.revision desc limit 1) z
where x.edition_id <> all($2::integer[])
order by u.n, edition, x.title

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
-- Editions $1, $2, registered just now, that are likely others under new titles: those whose figures are of days of
-- which the file has none any more of one that it does not name, none of $3. "same" of the figures of "both" are equal.
--
-- Days are restated where the file names most of those of which figures are known: one equal figure is enough there, if
-- it is most of what both have or both have no others; and figures of the very same two windows or more even if each
-- was corrected. Elsewhere a few equal figures may be chance: of so many that are known, less than one in a hundred may
-- be equal by its digits alone.
with fresh as materialized (
    select f.series_id, f.subject_id, f.measure_id, f.first_day, f.last_day, f.low, f.high
    from unnest($1::integer[], $2::integer[]) u(series_id, edition_id)
    join observation f on f.series_id = u.series_id and f.subject_id = u.edition_id
    -- Not of an import that was taken back; the one that runs is told of when it ends.
    where f.low > 0 and (not exists (select from batch b where b.batch_id = f.batch_id)
        or exists (select from batch_live(9223372036854775807) b where b.batch_id = f.batch_id))),
known as materialized (
    select distinct g.series_id, g.subject_id, g.measure_id, g.first_day, g.last_day, g.low, g.high,
        g.subject_id = any($3::integer[]) as is_named
    from observation g
    join batch_live(9223372036854775807) b on b.batch_id = g.batch_id
    join edition e on e.series_id = g.series_id and e.edition_id = g.subject_id
    where g.measure_id = any(array(select distinct measure_id from fresh)) and g.low > 0
        and g.run_until >= (select min(first_day) from fresh) and g.run_since <= (select max(last_day) from fresh)
        and g.first_day >= (select min(first_day) from fresh) and g.last_day <= (select max(last_day) from fresh)
        and g.subject_id <> all($2::integer[])),
days as (
    select measure_id, first_day, last_day,
        count(distinct subject_id) filter (where not is_named)
            <= count(distinct subject_id) filter (where is_named) as are_restated
    from known group by measure_id, first_day, last_day),
pair as (
    select f.series_id, f.subject_id, g.series_id as other_series, g.subject_id as other,
        count(distinct (f.measure_id, f.first_day)) as both,
        count(distinct (f.measure_id, f.first_day)) filter (where f.low = g.low and f.high is not distinct from g.high)
            as same,
        sum(length(rtrim(f.low::text, '0'))) filter (where f.low = g.low and f.high is not distinct from g.high)
            as digits,
        bool_and(d.are_restated) as are_restated
    from fresh f
    join known g on g.measure_id = f.measure_id and g.first_day = f.first_day and g.last_day = f.last_day
        and not g.is_named
    join days d on d.measure_id = f.measure_id and d.first_day = f.first_day and d.last_day = f.last_day
    group by f.series_id, f.subject_id, g.series_id, g.subject_id),
likely as (
    select p.*
    from pair p
    cross join lateral (
        select p.both = (select count(distinct (f.measure_id, f.first_day)) from fresh f
                where f.series_id = p.series_id and f.subject_id = p.subject_id)
            and p.both = (select count(distinct (g.measure_id, g.first_day)) from known g
                where g.series_id = p.other_series and g.subject_id = p.other) as have_no_others) w
    where case when p.are_restated then p.same > 0 and p.same * 2 > p.both or have_no_others and p.same + p.both > 1
        else p.same * 2 > p.both and (p.other_series = p.series_id
            or (select count(*) from known where not is_named) < 10 ^ least(p.digits - 2, 18)) end)
select s.code as series, e.code as edition, x.title, t.code || '/' || y.code as other, l.same, l.both,
    exists (select from edition z where z.series_id = l.series_id and z.edition_id <> all($2::integer[])) as is_at_home
from likely l
join series s on s.series_id = l.series_id
join edition e on e.series_id = l.series_id and e.edition_id = l.subject_id
join edition_as_of(9223372036854775807) x on x.series_id = l.series_id and x.edition_id = l.subject_id
join series t on t.series_id = l.other_series
join edition y on y.series_id = l.other_series and y.edition_id = l.other
order by x.title, l.same desc, other
