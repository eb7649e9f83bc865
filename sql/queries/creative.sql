-- Importing creatives: what is known of those of some series, what is new or said anew.

-- name: known
select c.series_id, c.creative_id, s.code || '/' || e.code as edition, c.code, c.description, c.duration_seconds,
    c.first_seen, c.last_seen, c.beats, c.citation_id, x.code as source, i.locator, i.quote
from creative_as_of(9223372036854775807) c
join series s on s.series_id = c.series_id
join edition e on e.series_id = c.series_id and e.edition_id = c.edition_id
left join citation i on i.citation_id = c.citation_id
left join source x on x.source_id = i.source_id
where s.code = any($1::text[])
order by 1, 2

-- name: add
-- Beats come as one text, parted by U+001F.
with fresh as materialized (
    select u.*, nextval(pg_get_serial_sequence('subject', 'subject_id'))::integer as id
    from unnest($2::integer[], $3::integer[], $4::text[], $5::text[], $6::integer[], $7::date[], $8::date[], $9::text[],
        $10::bigint[]) with ordinality
        u(series_id, edition_id, code, description, duration, first_seen, last_seen, beats, citation_id, n)),
subjects as (
    insert into subject (series_id, subject_id, kind) overriding system value
    select series_id, id, 'creative' from fresh order by n),
added as (
    insert into creative (series_id, creative_id, edition_id, code, description, duration_seconds, first_seen,
        last_seen, citation_id, operation_id)
    select series_id, id, edition_id, code, normalize(description, nfc), duration, first_seen, last_seen, citation_id, $1
    from fresh order by n)
insert into creative_beat (series_id, creative_id, position, beat)
select f.series_id, f.id, b.position, normalize(b.beat, nfc)
from fresh f cross join lateral unnest(string_to_array(f.beats, E'\x1f')) with ordinality b(beat, position)

-- name: say_anew
insert into creative_state (series_id, creative_id, operation_id, description, duration_seconds, first_seen, last_seen,
    beats, citation_id)
select u.series_id, u.creative_id, $1, normalize(u.description, nfc), u.duration, u.first_seen, u.last_seen,
    coalesce(string_to_array(normalize(u.beats, nfc), E'\x1f'), '{}'), u.citation_id
from unnest($2::integer[], $3::integer[], $4::text[], $5::integer[], $6::date[], $7::date[], $8::text[], $9::bigint[])
    u(series_id, creative_id, description, duration, first_seen, last_seen, beats, citation_id)
