-- What came in as lines, recorded again: each fact after what it refers to.

-- name: replay_operations
with clock as (
    select coalesce(max(at), '-infinity') as last, count(*) = 0 as empty from operation),
fresh as (
    select s.operation_id, s.body, coalesce((s.body ->> 'at')::timestamptz, clock_timestamp()) as at, row_number() over (order by s.line) as n
    from staged s where s.type = 'operation' and not s.known),
reached as (
    -- In an empty database the moments stay; in a used one they are those of the import, a microsecond apart.
    select f.operation_id, f.body, f.at as original,
        case when c.empty then f.at else greatest(clock_timestamp(), c.last + interval '1 microsecond')
            + (f.n - 1) * interval '1 microsecond' end as at
    from fresh f cross join clock c),
target as (
    select h.operation_id, u.operation_id as undoes
    from staged h
    join staged u on u.type = 'operation' and u.body ->> 'number' = h.body ->> 'undoes'
        and u.body ->> 'catalogue' = coalesce(h.body ->> 'undoes_in', h.body ->> 'catalogue')
    where h.type = 'operation' and not h.known),
added as (
    insert into operation (operation_id, at, author, verb, message, undoes)
    select r.operation_id, r.at, coalesce(r.body ->> 'author', $1), r.body ->> 'verb', r.body ->> 'message', t.undoes
    from reached r left join target t using (operation_id)
    order by r.operation_id)
insert into operation_origin (operation_id, catalogue, number, at)
select r.operation_id, (r.body ->> 'catalogue')::uuid, (r.body ->> 'number')::bigint, r.original from reached r

-- name: replay_undone
with cleared as (delete from undone)
insert into undone (operation_id, since, until)
select operation_id, since, until from undone_computed
on conflict (operation_id, since) do update set until = excluded.until

-- name: replay_sources
insert into source (code, title, publisher, url, published, operation_id)
select s.body ->> 'code', normalize(s.body ->> 'title', nfc), normalize(s.body ->> 'publisher', nfc), s.body ->> 'url',
    (s.body ->> 'published')::date, s.operation_id
from staged s
where s.type = 'source' and not s.known
    and not exists (select from source_live(s.operation_id) x where x.code = s.body ->> 'code'
        and x.title = normalize(s.body ->> 'title', nfc))
order by s.line

-- name: replay_markets
with code as (
    insert into market (market_code, operation_id)
    select distinct on (s.body ->> 'code') s.body ->> 'code', s.operation_id
    from staged s where s.type = 'market' and not s.known order by s.body ->> 'code', s.line
    on conflict on constraint market_key do nothing)
insert into market_state (market_code, operation_id, name, territories)
select s.body ->> 'code', s.operation_id, normalize(s.body ->> 'name', nfc),
    array(select jsonb_array_elements_text(s.body -> 'territories'))
from staged s where s.type = 'market' and not s.known

-- name: replay_import_profiles
insert into import_profile (profile, operation_id, settings)
select s.body ->> 'profile', s.operation_id, array(select jsonb_array_elements_text(s.body -> 'settings'))
from staged s where s.type = 'import_profile' and not s.known

-- name: replay_vocabularies
insert into vocabulary (vocabulary, operation_id)
select distinct on (v) v, operation_id
from (select split_part(body ->> 'term', ':', 1) as v, operation_id from staged where type = 'term' and not known
      union all
      select body ->> 'vocabulary', operation_id from staged where type = 'element' and not known) x
where v is not null order by v, operation_id
on conflict do nothing

-- name: create_word_key
create temporary table word_key (kind text, file_id bigint, here_id integer, is_new boolean, primary key (kind, file_id))
    on commit drop

-- name: key_terms
insert into word_key (kind, file_id, here_id, is_new)
select 'term', (s.body ->> 'id')::bigint, coalesce(t.term_id, nextval(pg_get_serial_sequence('term', 'term_id'))),
    t.term_id is null
from staged s
left join lateral (
    select c.term_id from term_code c join term t using (term_id)
    where t.vocabulary || ':' || c.code = s.body ->> 'term'
      and case when s.known then c.operation_id = s.operation_id
          else c.operation_id < (select min(operation_id) from staged where type = 'operation' and not known)
            and not exists (select from undone u where u.operation_id = c.operation_id
                and u.until = 9223372036854775807) end
    limit 1) t on true
where s.type = 'term'

-- name: replay_terms
with added as (
    insert into term (term_id, vocabulary, operation_id)
    overriding system value
    select k.here_id, split_part(s.body ->> 'term', ':', 1), s.operation_id
    from staged s join word_key k on k.kind = 'term' and k.file_id = (s.body ->> 'id')::bigint and k.is_new
    where s.type = 'term' order by s.line)
insert into term_code (term_id, operation_id, code)
select k.here_id, s.operation_id, split_part(s.body ->> 'term', ':', 2)
from staged s join word_key k on k.kind = 'term' and k.file_id = (s.body ->> 'id')::bigint
where s.type = 'term' and k.is_new or s.type = 'term_code' and not s.known
order by s.line

-- name: replay_labels
insert into term_label (term_id, language, label, position, operation_id)
select k.here_id, s.body ->> 'language', normalize(s.body ->> 'label', nfc),
    coalesce((s.body ->> 'position')::smallint, 1), s.operation_id
from staged s join word_key k on k.kind = 'term' and k.file_id = (s.body ->> 'id')::bigint
where s.type = 'label' and not s.known

-- name: replay_mergers
insert into term_merger (term_id, operation_id, into_id)
select k.here_id, s.operation_id, i.here_id
from staged s
join word_key k on k.kind = 'term' and k.file_id = (s.body ->> 'id')::bigint
join word_key i on i.kind = 'term' and i.file_id = (s.body ->> 'into')::bigint
where s.type = 'merger' and not s.known

-- name: key_elements
insert into word_key (kind, file_id, here_id, is_new)
select 'element', (s.body ->> 'id')::bigint,
    coalesce(e.element_id, nextval(pg_get_serial_sequence('element', 'element_id'))), e.element_id is null
from staged s
left join lateral (
    select p.element_id from element_path p
    where p.path = s.body ->> 'path'
      and case when s.known then p.operation_id = s.operation_id
          else p.operation_id < (select min(operation_id) from staged where type = 'operation' and not known)
            and not exists (select from undone u where u.operation_id = p.operation_id
                and u.until = 9223372036854775807) end
    limit 1) e on true
where s.type = 'element'

-- name: replay_elements
with added as (
    insert into element (element_id, kind, label, vocabulary, tradition, citation_id, operation_id)
    overriding system value
    select k.here_id, s.body ->> 'kind', normalize(s.body ->> 'label', nfc), s.body ->> 'vocabulary',
        normalize(s.body ->> 'tradition', nfc), replayed_citation(s.body -> 'citation', s.operation_id), s.operation_id
    from staged s join word_key k on k.kind = 'element' and k.file_id = (s.body ->> 'id')::bigint and k.is_new
    where s.type = 'element' order by s.line)
insert into element_path (element_id, operation_id, path)
select k.here_id, s.operation_id, s.body ->> 'path'
from staged s join word_key k on k.kind = 'element' and k.file_id = (s.body ->> 'id')::bigint
where s.type = 'element' and k.is_new or s.type = 'path' and not s.known
order by s.line

-- name: replay_series
with code as (
    insert into series (code, operation_id)
    select distinct on (s.body ->> 'code') s.body ->> 'code', s.operation_id
    from staged s where s.type = 'series' and not s.known order by s.body ->> 'code', s.line
    on conflict on constraint series_code_unique do nothing
    returning series_id, code),
every as (select series_id, code from code union all select series_id, code from series)
insert into series_state (series_id, operation_id, title, language, origin, note, citation_id)
select e.series_id, s.operation_id, normalize(s.body ->> 'title', nfc), s.body ->> 'language', s.body ->> 'origin',
    normalize(s.body ->> 'note', nfc), replayed_citation(s.body -> 'citation', s.operation_id)
from staged s join every e on e.code = s.body ->> 'code'
where s.type = 'series' and not s.known

-- name: replay_editions
with fresh as (
    select distinct on (t.series_id, s.body ->> 'code') t.series_id, s.body ->> 'code' as code, s.operation_id,
        nextval(pg_get_serial_sequence('subject', 'subject_id')) as id
    from staged s join series t on t.code = s.body ->> 'series'
    where s.type = 'edition' and not s.known
        and not exists (select from edition e where e.series_id = t.series_id and e.code = s.body ->> 'code')
    order by t.series_id, s.body ->> 'code', s.line),
subjects as (
    insert into subject (series_id, subject_id, kind) overriding system value select series_id, id, 'edition' from fresh)
insert into edition (series_id, edition_id, code, operation_id) select series_id, id, code, operation_id from fresh

-- name: create_edition_line
create temporary table edition_line on commit drop as
select s.line, s.body, s.operation_id, e.series_id, e.edition_id,
    coalesce((select max(r.revision) from revision r
              where r.series_id = e.series_id and r.edition_id = e.edition_id), 0)
        + row_number() over (partition by e.series_id, e.edition_id order by s.line)::integer as revision
from staged s
join series t on t.code = s.body ->> 'series'
join edition e on e.series_id = t.series_id and e.code = s.body ->> 'code'
where s.type = 'edition' and not s.known

-- name: replay_revisions
insert into revision (series_id, edition_id, revision, operation_id)
select series_id, edition_id, revision, operation_id from edition_line

-- name: replay_states
insert into edition_state (series_id, edition_id, revision, operation_id, title, language, market_code, origin,
    platform, status, note, citation_id)
select series_id, edition_id, revision, operation_id, normalize(body ->> 'title', nfc), body ->> 'language',
    body ->> 'market', body ->> 'origin', normalize(body ->> 'platform', nfc), body ->> 'status',
    normalize(body ->> 'note', nfc), replayed_citation(body -> 'citation', operation_id)
from edition_line where body ? 'title'

-- name: replay_lineage
insert into lineage (series_id, edition_id, revision, operation_id, parent_id, method, certainty, citation_id)
select l.series_id, l.edition_id, l.revision, l.operation_id, p.edition_id, l.body #>> '{lineage,method}',
    coalesce(l.body #>> '{lineage,certainty}', 'asserted'),
    replayed_citation(l.body #> '{lineage,citation}', l.operation_id)
from edition_line l
left join edition p on p.series_id = l.series_id and p.code = l.body #>> '{lineage,parent}'
where l.body ? 'lineage'
order by l.operation_id, l.line

-- name: replay_sources_drawn_on
insert into lineage_source (series_id, edition_id, source_series_id, source_edition_id, operation_id, method,
    certainty, citation_id)
select l.series_id, l.edition_id, e.series_id, e.edition_id, l.operation_id, coalesce(d ->> 'method', 'unknown'),
    coalesce(d ->> 'certainty', 'asserted'), replayed_citation(d -> 'citation', l.operation_id)
from edition_line l
cross join lateral jsonb_array_elements(l.body -> 'also_from') d
join series t on t.code = d ->> 'series'
join edition e on e.series_id = t.series_id and e.code = d ->> 'code'

-- name: replay_aliases
insert into edition_alias (series_id, edition_id, title, kind, language, operation_id)
select l.series_id, l.edition_id, normalize(a ->> 'title', nfc), coalesce(a ->> 'kind', 'alternative'),
    a ->> 'language', l.operation_id
from edition_line l cross join lateral jsonb_array_elements(l.body -> 'aliases') a

-- name: replay_identifiers
insert into external_identifier (series_id, edition_id, scheme, value, operation_id)
select l.series_id, l.edition_id, split_part(i, ':', 1), normalize(substr(i, strpos(i, ':') + 1), nfc), l.operation_id
from edition_line l cross join lateral jsonb_array_elements_text(l.body -> 'identifiers') i

-- name: replay_decisions
insert into decision (series_id, edition_id, element_id, revision, operation_id, state, value, term_id, minor,
    reasons, note, citation_id)
select l.series_id, l.edition_id, k.here_id, l.revision, l.operation_id, d ->> 'state',
    normalize(d ->> 'value', nfc), t.here_id, coalesce((d ->> 'minor')::boolean, false),
    array(select jsonb_array_elements_text(d -> 'reasons')), normalize(d ->> 'note', nfc),
    replayed_citation(d -> 'citation', l.operation_id)
from edition_line l
cross join lateral jsonb_array_elements(l.body -> 'decisions') d
join word_key k on k.kind = 'element' and k.file_id = (d ->> 'id')::bigint
left join word_key t on t.kind = 'term' and t.file_id = (d ->> 'term_id')::bigint

-- name: replay_assertions
insert into edition_assertion (series_id, operation_id, editions, wording, first_day, last_day, citation_id)
select t.series_id, s.operation_id, (s.body ->> 'editions')::integer, normalize(s.body ->> 'wording', nfc),
    (s.body ->> 'from')::date, (s.body ->> 'until')::date, replayed_citation(s.body -> 'citation', s.operation_id)
from staged s join series t on t.code = s.body ->> 'series'
where s.type = 'assertion' and not s.known

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
cross join lateral (select x.source_id from source x where x.code = s.body ->> 'source'
    and x.operation_id <= s.operation_id order by x.operation_id desc limit 1) c
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
cross join lateral (select x.source_id from source x where x.code = s.body ->> 'source'
    and x.operation_id <= s.operation_id order by x.operation_id desc limit 1) c
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

-- name: replay_batches
insert into batch (operation_id, content_hash, attempt, file_name, rows_read, rows_new, rows_revised, rows_unchanged,
    rows_refused, rows_unplaced)
select s.operation_id, s.body ->> 'content_hash', coalesce((s.body ->> 'attempt')::integer, 1), s.body ->> 'file_name',
    coalesce((s.body ->> 'read')::bigint, 0), coalesce((s.body ->> 'new')::bigint, 0),
    coalesce((s.body ->> 'revised')::bigint, 0), coalesce((s.body ->> 'unchanged')::bigint, 0),
    coalesce((s.body ->> 'refused')::bigint, 0), coalesce((s.body ->> 'unplaced')::bigint, 0)
from staged s where s.type = 'batch' and not s.known
order by s.line

-- name: replay_confirmations
insert into batch_confirmation (batch_id, confirmed_id)
select b.batch_id, x.batch_id
from staged s
join batch b on b.operation_id = s.operation_id
cross join lateral jsonb_array_elements_text(s.body -> 'confirms') c
join batch x on x.content_hash || ' ' || x.attempt = c
where s.type = 'batch' and not s.known

-- name: create_figure_line
create temporary table figure_line on commit drop as
select s.line as at, s.body, b.batch_id, t.series_id, src.source_id,
    array(select e.edition_id from jsonb_array_elements_text(s.body -> 'editions') x
          join edition e on e.series_id = t.series_id and e.code = x order by 1) as editions, s.operation_id
from staged s
join batch b on b.operation_id = s.operation_id
join series t on t.code = s.body ->> 'series'
cross join lateral (select x.source_id from source x where x.code = s.body ->> 'source'
    and x.operation_id <= s.operation_id order by x.operation_id desc limit 1) src
where s.type = 'figure' and not s.known

-- name: replay_figures
with measures as (
    select x.source_id, x.metric, x.market, x.currency,
        ensure_measure(x.source_id, x.metric, x.market, x.currency) as measure_id
    from (select distinct source_id, body ->> 'metric' as metric, body ->> 'market' as market,
            body ->> 'currency' as currency from figure_line) x),
joints as (
    select x.series_id, x.editions, ensure_joint(x.series_id, x.editions) as joint_id
    from (select distinct series_id, editions from figure_line where cardinality(editions) > 1) x),
figure as (
    select f.series_id, coalesce(j.joint_id, c.creative_id, f.editions[1]) as subject_id, m.measure_id, f.batch_id,
        (f.body ->> 'from')::date as first_day, (f.body ->> 'until')::date as last_day,
        (f.body ->> 'published')::date as published, (f.body ->> 'line')::integer as line,
        (f.body ->> 'low')::bigint as low, (f.body ->> 'high')::bigint as high, (f.body ->> 'days')::smallint as days,
        f.body ->> 'wording' as wording, f.at,
        coalesce((f.body ->> 'estimated')::boolean, false)::integer
            + 2 * coalesce((f.body ->> 'window_inferred')::boolean, false)::integer
            + case f.body ->> 'comparator' when '~' then 4 when '>' then 8 when '<' then 24 when '<=' then 16 else 0 end
            + 32 * coalesce((f.body ->> 'imputed')::boolean, false)::integer as mark
    from figure_line f
    join measures m on m.source_id = f.source_id and m.metric = f.body ->> 'metric'
        and m.market is not distinct from f.body ->> 'market' and m.currency is not distinct from f.body ->> 'currency'
    left join joints j on j.series_id = f.series_id and j.editions = f.editions
    left join lateral (select x.creative_id from creative x where x.series_id = f.series_id
        and x.edition_id = f.editions[1] and x.code = f.body ->> 'creative' and x.operation_id <= f.operation_id
        order by x.operation_id desc limit 1) c on true),
track as (
    select f.*, row_number() over track as n, (row_number() over track - 1) / 64 as part
    from (select f.*, (f.first_day - date '0001-01-01') / 56 as stretch,
              coalesce(f.last_day - f.first_day <= 7 - extract(isodow from f.first_day), false) as placed
          from figure f) f
    window track as (partition by series_id, subject_id, measure_id, batch_id, stretch, placed
        order by first_day, last_day, published, line, at))
insert into figure_run (series_id, subject_id, measure_id, batch_id, run, since, until, placed, first_days, lengths,
    published, lines, lows, widths, marks, wordings)
select series_id, subject_id, measure_id, batch_id, row_number() over (partition by batch_id order by min(at)),
    min(first_day), max(last_day), placed, case when min(first_day) is not null then array_agg(first_day order by n) end,
    case when min(first_day) is null or max(last_day - first_day) > 0
        then array_agg(coalesce(last_day - first_day + 1, days)::smallint order by n) end,
    array_agg(published order by n), array_agg(line order by n), array_agg(low order by n),
    case when bool_or(high is distinct from low) then array_agg(high - low order by n) end,
    case when bool_or(mark > 0) then array_agg(mark::smallint order by n) end,
    case when bool_or(wording is not null) then array_agg(wording order by n) end
from track
group by series_id, subject_id, measure_id, batch_id, stretch, placed, part

-- name: replay_readings
insert into counter_reading (series_id, subject_id, measure_id, day, operation_id, value, published, line)
select e.series_id, e.edition_id, ensure_measure(c.source_id, s.body ->> 'metric', s.body ->> 'market',
    s.body ->> 'currency'), (s.body ->> 'day')::date, s.operation_id, (s.body ->> 'value')::bigint,
    (s.body ->> 'published')::date, (s.body ->> 'line')::integer
from staged s
join series t on t.code = s.body ->> 'series'
join edition e on e.series_id = t.series_id and e.code = s.body ->> 'edition'
cross join lateral (select x.source_id from source x where x.code = s.body ->> 'source'
    and x.operation_id <= s.operation_id order by x.operation_id desc limit 1) c
where s.type = 'reading' and not s.known
order by s.line

-- name: replay_weeks
select recompute_weeks(array(
    select b.batch_id from batch b
    where b.operation_id in (select operation_id from staged where not known and type = 'batch')
       or b.operation_id in (select undo_base(operation_id) from staged where not known and type = 'operation')))
