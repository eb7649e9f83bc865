-- What a catalogue that came in calls otherwise than it was called here. $1 is the last operation before it.

-- name: renamed
-- Words, series, editions and markets that were here, with the last operation of the file by which they have another name
-- now: one that says so, or one that takes back, or brings again, what said so.
with doing as materialized (
    select operation_id, operation_id as base from staged where type = 'operation' and not known
    union all
    select operation_id, base from chain where is_new),
pathed as (
    select p.element_id, max(d.operation_id) as operation_id
    from doing d join element_path p on p.operation_id = d.base group by 1),
-- A merger lends the name of one term to another.
naming as (
    select x.term_id, d.operation_id
    from doing d
    join (select term_id, operation_id from term_code
          union all select term_id, operation_id from term_merger) x on x.operation_id = d.base),
meaning as (
    select b.vocabulary || ':' || b.code as was, a.vocabulary || ':' || a.code as now,
        (select max(n.operation_id) from naming n
         where n.term_id in (b.term_id, b.meant_id, a.meant_id)) as operation_id
    from term_as_of($1::bigint) b join term_as_of(9223372036854775807) a using (term_id)
    where exists (select from naming) and (b.vocabulary, b.code) <> (a.vocabulary, a.code)),
-- Who says something else of the same leaves its name.
labelled as (
    select l.term_id, array_agg(distinct d.operation_id) as operations
    from doing d join term_label l on l.operation_id = d.base group by 1),
labelled_element as (
    select x.element_id, array_agg(distinct d.operation_id) as operations
    from doing d join element_state x on x.operation_id = d.base group by 1),
titled_series as (
    select x.series_id, array_agg(distinct d.operation_id) as operations
    from doing d join series_state x on x.operation_id = d.base group by 1),
titled_edition as (
    select x.series_id, x.edition_id, array_agg(distinct d.operation_id) as operations
    from doing d
    join revision r on r.operation_id = d.base
    join edition_state x using (series_id, edition_id, revision)
    join edition e using (series_id, edition_id)
    where e.operation_id <= $1::bigint
    group by 1, 2),
named_market as (
    select x.market_code, array_agg(distinct d.operation_id) as operations
    from doing d join market_state x on x.operation_id = d.base group by 1),
renamed (rank, kind, name, was, now, operation_id) as (
    select 1, 'element', null, b.path, a.path, e.operation_id
    from pathed e
    join element_as_of($1::bigint) b using (element_id)
    join element_as_of(9223372036854775807) a using (element_id)
    union all
    select 2, 'term', null, t.was, t.now, max(t.operation_id) from meaning t group by t.was, t.now
    union all
    select 3, 'label', a.term, b.label, a.label, (
        select max(o) from unnest(l.operations) o
        where (select w.label from term_word(o, array[l.term_id]) w)
            is distinct from (select w.label from term_word(o - 1, array[l.term_id]) w))
    from labelled l
    join term_word($1::bigint, array(select term_id from labelled)) b using (term_id)
    join term_word(9223372036854775807, array(select term_id from labelled)) a using (term_id)
    where b.term = a.term
    union all
    select 3, 'label', a.path, coalesce(b.label, b.path), coalesce(a.label, a.path), (
        select max(o) from unnest(x.operations) o
        where (select y.label from element_as_of(o) y where y.element_id = x.element_id)
            is distinct from (select y.label from element_as_of(o - 1) y where y.element_id = x.element_id))
    from labelled_element x
    join element_as_of($1::bigint) b using (element_id)
    join element_as_of(9223372036854775807) a using (element_id)
    where a.label is distinct from b.label
    union all
    select 4, 'series', s.code, b.title, a.title, (
        select max(o) from unnest(x.operations) o
        where (select y.title from series_state_live(o) y
               where y.series_id = x.series_id order by y.operation_id desc limit 1)
            is distinct from (select y.title from series_state_live(o - 1) y
               where y.series_id = x.series_id order by y.operation_id desc limit 1))
    from titled_series x
    join series s using (series_id)
    cross join lateral (select y.title from series_state_live($1::bigint) y
        where y.series_id = x.series_id order by y.operation_id desc limit 1) b
    cross join lateral (select y.title from series_state_live(9223372036854775807) y
        where y.series_id = x.series_id order by y.operation_id desc limit 1) a
    union all
    select 5, 'edition', edition_name(x.series_id, x.edition_id), b.title, a.title, (
        select max(o) from unnest(x.operations) o
        where (select y.title from edition_state_live(o) y
               where y.series_id = x.series_id and y.edition_id = x.edition_id order by y.revision desc limit 1)
            is distinct from (select y.title from edition_state_live(o - 1) y
               where y.series_id = x.series_id and y.edition_id = x.edition_id order by y.revision desc limit 1))
    from titled_edition x
    cross join lateral (select y.title from edition_state_live($1::bigint) y
        where y.series_id = x.series_id and y.edition_id = x.edition_id order by y.revision desc limit 1) b
    cross join lateral (select y.title from edition_state_live(9223372036854775807) y
        where y.series_id = x.series_id and y.edition_id = x.edition_id order by y.revision desc limit 1) a
    union all
    select 6, 'market', x.market_code, b.name, a.name, (
        select max(o) from unnest(x.operations) o
        where (select y.name from market_state_live(o) y
               where y.market_code = x.market_code order by y.operation_id desc limit 1)
            is distinct from (select y.name from market_state_live(o - 1) y
               where y.market_code = x.market_code order by y.operation_id desc limit 1))
    from named_market x
    cross join lateral (select y.name from market_state_live($1::bigint) y
        where y.market_code = x.market_code order by y.operation_id desc limit 1) b
    cross join lateral (select y.name from market_state_live(9223372036854775807) y
        where y.market_code = x.market_code order by y.operation_id desc limit 1) a)
select r.kind, r.name, r.was, r.now, o.author, r.operation_id
from renamed r left join operation o using (operation_id)
where r.was <> r.now
order by r.rank, r.name collate "C" nulls first, r.was collate "C"
limit $2::bigint
