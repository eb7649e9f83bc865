-- What publishers claim: places on their lists, as a file states them, and figures of whole markets.

-- name: create_claimed
create temporary table claimed (
    line integer, source_id integer, list text, market_code text, first_day date, last_day date, rank integer,
    weeks_on_list integer, series_id integer, subject_id integer, published date, stated boolean,
    repeated boolean not null default false) on commit drop

-- name: stage
insert into claimed (line, source_id, list, market_code, first_day, last_day, rank, weeks_on_list, series_id,
    subject_id, published, stated)
select u.line, u.source_id, normalize(u.list, nfc), u.market_code, u.first_day, u.last_day, u.rank, u.weeks_on_list,
    u.series_id, u.subject_id, u.published, u.stated
from unnest($1::integer[], $2::integer[], $3::text[], $4::text[], $5::date[], $6::date[], $7::integer[],
    $8::integer[], $9::integer[], $10::integer[], $11::date[], $12::boolean[])
    u(line, source_id, list, market_code, first_day, last_day, rank, weeks_on_list, series_id, subject_id, published,
        stated)

-- name: contradictions
-- With the first of each, which they contradict.
select x.line, x.rank, x.first_line, x.first_rank from (
    select c.line, c.rank, first_value(c.line) over w as first_line, first_value(c.rank) over w as first_rank,
        first_value(concat_ws(' ', c.rank, c.weeks_on_list)) over w <> concat_ws(' ', c.rank, c.weeks_on_list) as differs
    from claimed c
    window w as (partition by c.series_id, c.subject_id, c.source_id, c.list, c.market_code, c.first_day, c.last_day,
        c.published order by c.line)) x
where x.differs
order by x.line

-- name: find_known
-- A place that the last publication up to it states as well says nothing new. One that states a later publication is kept
-- all the same, by the same rule as figures: what was published between the two is the older one. Rows are found again by
-- where they stand: nothing is known of how many there are.
update claimed c
set repeated = true, stated = c.stated and k.published < c.published
from (
    select x.ctid as place, y.published from claimed x
    cross join lateral (
        select k.rank, k.weeks_on_list, k.published from ranking_claim_live(9223372036854775807) k
        where k.series_id = x.series_id and k.subject_id = x.subject_id and k.source_id = x.source_id
            and k.list = x.list and k.market_code is not distinct from x.market_code
            and k.first_day = x.first_day and k.last_day = x.last_day and k.published <= x.published
        order by k.published desc, k.ranking_claim_id desc limit 1) y
    where y.rank = x.rank and y.weeks_on_list is not distinct from x.weeks_on_list) k
where c.ctid = k.place

-- name: forget_known
delete from claimed where repeated and not stated

-- name: count
select count(*) filter (where not c.repeated) as claims, count(*) filter (where c.repeated) as repeated
from (select distinct series_id, subject_id, source_id, list, market_code, first_day, last_day, published, repeated
    from claimed) c

-- name: apply
insert into ranking_claim (source_id, list, market_code, first_day, last_day, rank, series_id, subject_id,
    weeks_on_list, published, operation_id)
select distinct on (c.list, c.market_code, c.first_day, c.last_day, c.rank, c.series_id, c.subject_id, c.source_id,
        c.published)
    c.source_id, c.list, c.market_code, c.first_day, c.last_day, c.rank, c.series_id, c.subject_id, c.weeks_on_list,
    c.published, $1
from claimed c
order by c.list, c.market_code, c.first_day, c.last_day, c.rank, c.series_id, c.subject_id, c.source_id, c.published,
    c.line

-- name: known_snapshots
-- What publishers say of markets, as it is stored.
select s.code as source, c.scope, c.aspect, c.first_day::text as first_day, c.last_day::text as last_day, c.comparator,
    c.low::text as low, c.high::text as high, c.wording
from snapshot_claim_live(9223372036854775807) c join source s on s.source_id = c.source_id

-- name: add_snapshots
insert into snapshot_claim (source_id, scope, aspect, first_day, last_day, comparator, low, high, unit, wording,
    citation_id, operation_id)
select s.source_id, normalize(u.scope, nfc), u.aspect, u.first_day, u.last_day, u.comparator, u.low::numeric,
    u.high::numeric, case when u.aspect like 'share%' then 'percent' else 'titles' end, normalize(u.wording, nfc),
    u.citation_id, $1
from unnest($2::text[], $3::text[], $4::text[], $5::date[], $6::date[], $7::text[], $8::text[], $9::text[], $10::text[],
    $11::bigint[])
    u(source, scope, aspect, first_day, last_day, comparator, low, high, wording, citation_id)
join source s on s.code = u.source

-- name: latest_place
-- A place on a list in the last week that there is one of, as of $1.
select c.first_day::text, s.code as source
from ranking_claim_live($1::bigint) c join source s on s.source_id = c.source_id
order by c.first_day desc, s.code limit 1
