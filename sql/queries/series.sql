-- Series with their editions and what is said in them, for comparisons of two editions or of all.
-- $1 is the cut, $2 the codes of the series. Plain statements: what they find is put together by the program.

-- name: codes
select s.series as code
from series_as_of($1::bigint) s
where $2::boolean or exists (select from lineage_live($1::bigint) l
                             where l.series_id = s.series_id and l.parent_id is not null)
order by s.series

-- name: codes_moved_on
-- Only those in which something may be outdated: somebody from whom an edition derives, or ever derived, said something
-- after it did, a parent was changed, or something was taken back. What each said first and last is read of series that
-- were touched again alone.
-- $2: only of these; null: of all.
with recursive touched as materialized (
    select distinct r.series_id from revision r
    where r.revision > 1 and r.operation_id <= $1::bigint
        and ($2::text[] is null or r.series_id in (select s.series_id from series s where s.code = any($2)))),
step as materialized (
    select distinct l.series_id, l.edition_id, l.parent_id
    from touched t join lineage_live($1::bigint) l on l.series_id = t.series_id
    where l.parent_id is not null),
line as (
    select * from step
    union
    select n.series_id, n.edition_id, p.parent_id
    from line n join step p on p.series_id = n.series_id and p.edition_id = n.parent_id),
said as materialized (
    select d.series_id, d.edition_id, min(d.operation_id) as first, max(d.operation_id) as last
    from touched t
    cross join lateral (select * from decision_live($1::bigint) d where d.series_id = t.series_id offset 0) d
    group by d.series_id, d.edition_id)
select s.series as code
from series_as_of($1::bigint) s
where s.series_id in (
    select n.series_id
    from line n
    join said own on own.series_id = n.series_id and own.edition_id = n.edition_id
    join said above on above.series_id = n.series_id and above.edition_id = n.parent_id
    where above.last > own.first
    union all
    select l.series_id from lineage_live($1::bigint) l where l.revision > 1
    union all
    select r.series_id from operation o join revision r on r.operation_id = o.operation_id
    where o.undoes is not null and o.operation_id <= $1::bigint)
    and ($2::text[] is null or s.series = any($2))
order by s.series

-- name: codes_spoken_of
-- Those in which two editions or more ever said something of an element ($2), also what was taken back: where one alone
-- did, nothing that it said that on can have moved on. With the key of the element.
select s.code, x.element_id
from (select d.series_id, d.element_id from decision d
      where d.operation_id <= $1::bigint
          and d.element_id = (select e.element_id from element_as_of($1::bigint) e where e.path = $2 limit 1)
      group by d.series_id, d.element_id having min(d.edition_id) <> max(d.edition_id)) x
join series s on s.series_id = x.series_id
order by s.code

-- name: codes_turned
-- Those in which some operations, the last ones, may have made something outdated: of an edition that was there before
-- and that another derives from, they said something or took it back, or gave it another parent; or they made two terms
-- of one again.
-- Sets are laid over each other, so that it takes as long as there are editions, however many one series has.
with touched as materialized (
    select r.series_id, r.edition_id from revision r
    where r.operation_id between $1::bigint and $2::bigint and r.revision > 1),
among as materialized (select distinct t.series_id from touched t),
-- What they took back, or brought again.
taken as materialized (
    select undo_base(o.operation_id) as operation_id from operation o
    where o.operation_id between $1::bigint and $2::bigint and o.undoes is not null),
line as materialized (
    select l.series_id, l.edition_id, l.parent_id
    from among a
    cross join lateral (select * from lineage_live($2::bigint) l where l.series_id = a.series_id offset 0) l),
moved as (
    select l.series_id, l.edition_id
    from among a
    cross join lateral (select * from lineage l where l.series_id = a.series_id offset 0) l
    where l.operation_id between $1::bigint and $2::bigint
        or l.operation_id = any(array(select b.operation_id from taken b))),
turned as (
    (select t.series_id, t.edition_id from touched t intersect select l.series_id, l.parent_id from line l)
    union all
    (select t.series_id, t.edition_id from touched t intersect select l.series_id, l.edition_id from line l
     intersect select m.series_id, m.edition_id from moved m)
    union all
    -- What is taken back may have stood over what was outdated already.
    (select t.series_id, t.edition_id from touched t
     intersect select l.series_id, l.edition_id from line l where l.parent_id is not null and exists (select from taken))
    union all
    -- What was said by either of two terms that were one is not the same any more.
    select d.series_id, d.edition_id from decision d
    where d.term_id = any(array(
        select t.term_id from term_as_of($1::bigint - 1) t
        where exists (select from taken b join term_merger m on m.operation_id = b.operation_id)
            and t.meant_id in (
                select x.meant_id
                from taken b
                join term_merger m on m.operation_id = b.operation_id
                join term_as_of($1::bigint - 1) x on x.term_id = m.term_id))))
select s.code
from series s
where s.series_id in (select t.series_id from turned t)
order by s.code

-- name: index
-- The editions of the series with the revision that each is at, then every parent that one of them ever had, and what
-- was ever taken back, and with each row the last operation of all. One statement, so that all of it is of one moment,
-- whoever writes meanwhile.
-- offset 0 has each series looked up by its code and its key, however many there are.
with asked as materialized (
    select s.series_id, s.code
    from (select distinct c from unnest($2::text[]) c) a(code)
    cross join lateral (select s.series_id, s.code from series s where s.code = a.code offset 0) s)
select x.series_id, x.series, x.edition_id, x.code, x.title, x.language, x.market_code, x.revision, x.operation_id,
    x.parent_id, x.method, (select coalesce(max(operation_id), 0) from operation) as last, x.since, x.until
from (
    select e.series_id, a.code as series, e.edition_id, e.code, c.title, c.language, c.market_code, r.revision,
        null::bigint as operation_id, null::integer as parent_id, null::text as method, null::bigint as since,
        null::bigint as until
    from asked a
    cross join lateral (
        select distinct on (y.edition_id) y.series_id, y.edition_id, y.title, y.language, y.market_code
        from edition_state_live($1::bigint) y where y.series_id = a.series_id
        order by y.edition_id, y.revision desc offset 0) c
    join edition e on e.series_id = c.series_id and e.edition_id = c.edition_id
    cross join lateral (
        select max(r.revision) as revision from revision r
        where r.series_id = c.series_id and r.edition_id = c.edition_id and r.operation_id <= $1::bigint) r
    union all
    select l.series_id, null, l.edition_id, null, null, null, null, l.revision, l.operation_id, l.parent_id, l.method,
        null, null
    from asked a
    cross join lateral (select * from lineage l where l.series_id = a.series_id and l.operation_id <= $1::bigint
                        offset 0) l
    union all
    select r.series_id, null, null, null, null, null, null, null, u.operation_id, null, null, u.since, u.until
    from asked a
    cross join lateral (select distinct r.series_id, r.operation_id from revision r
                        where r.series_id = a.series_id and r.operation_id <= $1::bigint offset 0) r
    join undone u on u.operation_id = r.operation_id and u.since <= $1::bigint) x
order by x.series_id, x.edition_id, x.operation_id nulls first, x.revision

-- name: decisions
-- Also those that were taken back: what others took theirs on is what counted then. Citations by their keys: most have
-- none, and a join with all that there are takes as long as all else.
select d.series_id, d.edition_id, d.element_id, d.operation_id, d.state, d.value, d.term_id, d.minor, d.reasons, d.note,
    d.citation_id
from decision_ever($2::text[], $3::integer[], $1::bigint) d

-- name: decisions_alone
-- The same without notes and evidence, for what is counted over many.
select d.series_id, d.edition_id, d.element_id, d.operation_id, d.state, d.value, d.term_id, d.minor, d.reasons
from decision_ever($2::text[], $3::integer[], $1::bigint) d

-- name: decisions_of
-- The same of some elements ($3). offset 0 has each series looked up by its code and its key.
select d.series_id, d.edition_id, d.element_id, d.operation_id, d.state, d.value, d.term_id, d.minor, d.reasons
from (select distinct c from unnest($2::text[]) c) a(code)
cross join lateral (
    select d.*
    from series s
    cross join lateral (select * from decision d where d.operation_id <= $1::bigint
                        and d.series_id = s.series_id and d.element_id = any($3::integer[]) offset 0) d
    where s.code = a.code offset 0) d

-- name: decisions_stated
-- Only what kind of thing is said, for whoever asks whether anything is known. What is kept goes from known to unknown in
-- no way, so that it needs no values either.
select d.series_id, d.edition_id, d.element_id, d.operation_id, d.state, null as value, null as term_id,
    nullif(d.minor, false) as minor, null as reasons
from decision_ever($2::text[], $3::integer[], $1::bigint) d

-- name: elements
select distinct on (p.element_id) p.element_id, p.path, coalesce(x.kind, e.kind) as kind
from element_path_live($1::bigint) p
join element e on e.element_id = p.element_id
left join lateral (select y.kind from element_state_live($1::bigint) y where y.element_id = p.element_id
                   order by y.operation_id desc limit 1) x on true
where $2::integer[] is null or p.element_id = any($2)
order by p.element_id, p.operation_id desc

-- name: terms
select t.term_id, t.term, t.label from term_word($1::bigint, $2::integer[]) t

-- name: citations
select c.citation_id, x.code, c.locator, c.quote
from citation c join source x on x.source_id = c.source_id
where c.citation_id = any($1::bigint[])

-- name: last_operation
select coalesce(max(operation_id), 0) as cut from operation

-- name: kinds
select kind from element_kind order by kind
