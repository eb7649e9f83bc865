-- What came in as lines, recorded again: each fact after what it refers to.

-- name: replay_operations
with clock as (
    select coalesce(max(at), '-infinity') as last, count(*) = 0 as empty from operation),
fresh as (
    select s.operation_id, s.body, coalesce((s.body ->> 'at')::timestamptz, clock_timestamp()) as at, row_number() over (order by s.line) as n
    from staged s where s.type = 'operation' and not s.known),
reached as (
    -- In an empty database the moments stay, each at least a microsecond after the one before it; in a used one they are
    -- those of the import.
    select f.operation_id, f.body, f.at as original,
        case when c.empty then max(f.at - f.n * interval '1 microsecond') over (order by f.n)
                + f.n * interval '1 microsecond'
            else greatest(clock_timestamp(), c.last + interval '1 microsecond')
            + (f.n - 1) * interval '1 microsecond' end as at
    from fresh f cross join clock c),
target as (
    select h.operation_id, u.operation_id as undoes
    from staged h
    join staged u on u.type = 'operation' and not u.repeated and u.body ->> 'number' = h.body ->> 'undoes'
        and u.body ->> 'catalogue' = coalesce(h.body ->> 'undoes_in', h.body ->> 'catalogue')
    where h.type = 'operation' and not h.known),
added as (
    insert into operation (operation_id, at, author, verb, message, undoes)
    select r.operation_id, r.at, coalesce(r.body ->> 'author', $1), r.body ->> 'verb',
        -- What names no author is the importer's, and what he says is said of it.
        case when r.body ->> 'author' is null and $2::text is not null
            then operation_message(operation_subject(r.body ->> 'message'), $2::text) else r.body ->> 'message' end,
        t.undoes
    from reached r left join target t using (operation_id)
    order by r.operation_id)
insert into operation_origin (operation_id, catalogue, number, at)
select r.operation_id, (r.body ->> 'catalogue')::uuid, (r.body ->> 'number')::bigint, r.original from reached r

-- name: replay_undone
select derive_undone(null)

-- name: replay_creatives
with fresh as (
    select e.series_id, e.edition_id, s.body, s.operation_id, s.line,
        nextval(pg_get_serial_sequence('subject', 'subject_id')) as id
    from staged s
    join series t on t.code = s.body ->> 'series'
    join edition e on e.series_id = t.series_id and e.code = s.body ->> 'edition'
    where s.type = 'creative' and not s.known),
subjects as (
    insert into subject (series_id, subject_id, kind) overriding system value select series_id, id, 'creative' from fresh),
added as (
    insert into creative (series_id, creative_id, edition_id, code, description, duration_seconds, first_seen,
        last_seen, citation_id, operation_id)
    select series_id, id, edition_id, body ->> 'code', normalize(body ->> 'description', nfc),
        (body ->> 'duration_seconds')::integer, (body ->> 'first_seen')::date, (body ->> 'last_seen')::date,
        replayed_citation(body -> 'citation', operation_id), operation_id
    from fresh order by line)
insert into creative_beat (series_id, creative_id, position, beat)
select f.series_id, f.id, b.position, normalize(b.beat, nfc)
from fresh f cross join lateral jsonb_array_elements_text(f.body -> 'beats') with ordinality b(beat, position)

-- name: replay_creative_states
insert into creative_state (series_id, creative_id, operation_id, description, duration_seconds, first_seen, last_seen,
    beats, citation_id)
select c.series_id, c.creative_id, s.operation_id, normalize(s.body ->> 'description', nfc),
    (s.body ->> 'duration_seconds')::integer, (s.body ->> 'first_seen')::date, (s.body ->> 'last_seen')::date,
    array(select normalize(b, nfc) from jsonb_array_elements_text(s.body -> 'beats') with ordinality x(b, n) order by n),
    replayed_citation(s.body -> 'citation', s.operation_id)
from staged s
join series t on t.code = s.body ->> 'series'
join edition e on e.series_id = t.series_id and e.code = s.body ->> 'edition'
cross join lateral (select x.series_id, x.creative_id from creative x where x.series_id = e.series_id
    and x.edition_id = e.edition_id and x.code = s.body ->> 'creative' and x.operation_id < s.operation_id
    order by x.operation_id desc limit 1) c
where s.type = 'creative_state' and not s.known
order by s.line

-- name: replay_snapshots
insert into snapshot_claim (source_id, scope, aspect, first_day, last_day, low, high, comparator, unit, wording,
    citation_id, operation_id)
select c.source_id, s.body ->> 'scope', s.body ->> 'aspect', (s.body ->> 'from')::date, (s.body ->> 'until')::date,
    (s.body ->> 'low')::numeric, (s.body ->> 'high')::numeric, s.body ->> 'comparator', s.body ->> 'unit',
    s.body ->> 'wording', replayed_citation(s.body -> 'citation', s.operation_id), s.operation_id
from staged s
cross join lateral (select source_at(s.body ->> 'source', s.operation_id)) c(source_id)
where s.type = 'snapshot' and not s.known
order by s.line

-- name: replay_rankings
insert into ranking_claim (source_id, list, market_code, first_day, last_day, rank, series_id, subject_id,
    weeks_on_list, published, citation_id, operation_id)
select c.source_id, normalize(s.body ->> 'list', nfc), s.body ->> 'market', (s.body ->> 'from')::date,
    (s.body ->> 'until')::date, (s.body ->> 'rank')::integer, e.series_id, e.edition_id,
    (s.body ->> 'weeks_on_list')::integer, (s.body ->> 'published')::date,
    replayed_citation(s.body -> 'citation', s.operation_id), s.operation_id
from staged s
join series t on t.code = s.body ->> 'series'
join edition e on e.series_id = t.series_id and e.code = s.body ->> 'edition'
cross join lateral (select source_at(s.body ->> 'source', s.operation_id)) c(source_id)
where s.type = 'ranking' and not s.known
order by s.line

-- name: replay_notes
insert into note (series_id, edition_id, topic, body, citation_id, operation_id)
select t.series_id, e.edition_id, normalize(s.body ->> 'topic', nfc), normalize(s.body ->> 'body', nfc),
    replayed_citation(s.body -> 'citation', s.operation_id), s.operation_id
from staged s
left join series t on t.code = s.body ->> 'series'
left join edition e on e.series_id = t.series_id and e.code = s.body ->> 'edition'
where s.type = 'note' and not s.known
order by s.line
