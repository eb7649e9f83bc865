-- What came in as lines, recorded again: series and editions, and what they decide.

-- name: replay_series
with code as (
    insert into series (code, operation_id)
    select distinct on (s.body ->> 'code') s.body ->> 'code', s.operation_id
    from staged s where s.type = 'series' and not s.known order by s.body ->> 'code', s.line
    on conflict on constraint series_code_unique do nothing
    returning series_id, code),
every as (select series_id, code from code union all select series_id, code from series)
insert into series_state (series_id, operation_id, title, language, origin, note, citation_id, said)
select e.series_id, s.operation_id, normalize(s.body ->> 'title', nfc), s.body ->> 'language', s.body ->> 'origin',
    normalize(s.body ->> 'note', nfc), replayed_citation(s.body -> 'citation', s.operation_id),
    texts_in(s.body -> 'said')
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
select s.line, s.part, s.body, s.operation_id, e.series_id, e.edition_id,
    coalesce((select max(r.revision) from revision r
              where r.series_id = e.series_id and r.edition_id = e.edition_id), 0)
        + row_number() over (partition by e.series_id, e.edition_id order by s.line)::integer as revision
from staged s
join series t on t.code = s.body ->> 'series'
join edition e on e.series_id = t.series_id and e.code = s.body ->> 'code'
where s.type = 'edition' and not s.known

-- name: analyze_edition_line
-- Nothing else tells the planner how much came, and it would read all lines again for each word.
analyze edition_line

-- name: replay_revisions
insert into revision (series_id, edition_id, revision, operation_id)
select series_id, edition_id, revision, operation_id from edition_line

-- name: replay_states
insert into edition_state (series_id, edition_id, revision, operation_id, title, language, market_code, origin,
    platform, status, note, citation_id, said)
select series_id, edition_id, revision, operation_id, normalize(body ->> 'title', nfc), body ->> 'language',
    body ->> 'market', body ->> 'origin', normalize(body ->> 'platform', nfc), body ->> 'status',
    normalize(body ->> 'note', nfc), replayed_citation(body -> 'citation', operation_id), texts_in(body -> 'said')
from edition_line where body ? 'title'

-- name: replay_lineage
-- One that is empty says that the edition is a source.
insert into lineage (series_id, edition_id, revision, operation_id, parent_id, method, certainty, citation_id, said)
select l.series_id, l.edition_id, l.revision, l.operation_id, p.edition_id,
    case when l.body -> 'lineage' ?| '{parent,method,certainty}'
        then coalesce(l.body #>> '{lineage,method}', 'unknown') end,
    case when l.body -> 'lineage' ?| '{parent,method,certainty}'
        then coalesce(l.body #>> '{lineage,certainty}', 'asserted') end,
    replayed_citation(l.body #> '{lineage,citation}', l.operation_id), texts_in(l.body #> '{lineage,said}')
from edition_line l
left join edition p on p.series_id = l.series_id and p.code = l.body #>> '{lineage,parent}'
where l.body ? 'lineage'
order by l.operation_id, l.line

-- name: replay_sources_drawn_on
insert into lineage_source (series_id, edition_id, source_series_id, source_edition_id, operation_id, method,
    certainty, citation_id, said, withdrawn)
select l.series_id, l.edition_id, e.series_id, e.edition_id, l.operation_id, coalesce(d ->> 'method', 'unknown'),
    coalesce(d ->> 'certainty', 'asserted'), replayed_citation(d -> 'citation', l.operation_id), texts_in(d -> 'said'),
    coalesce((d ->> 'withdrawn')::boolean, false)
from edition_line l
cross join lateral jsonb_array_elements(l.body -> 'also_from') d
join series t on t.code = d ->> 'series'
join edition e on e.series_id = t.series_id and e.code = d ->> 'code'

-- name: replay_aliases
insert into edition_alias (series_id, edition_id, title, kind, language, operation_id, withdrawn)
select l.series_id, l.edition_id, normalize(a ->> 'title', nfc), coalesce(a ->> 'kind', 'alternative'),
    a ->> 'language', l.operation_id, coalesce((a ->> 'withdrawn')::boolean, false)
from edition_line l cross join lateral jsonb_array_elements(l.body -> 'aliases') a

-- name: replay_identifiers
insert into external_identifier (series_id, edition_id, scheme, value, operation_id, withdrawn)
select l.series_id, l.edition_id, split_part(i, ':', 1), normalize(substr(i, strpos(i, ':') + 1), nfc), l.operation_id,
    k.withdrawn
from edition_line l
cross join (values ('identifiers', false), ('identifiers_withdrawn', true)) k(key, withdrawn)
cross join lateral jsonb_array_elements_text(l.body -> k.key) i

-- name: replay_decisions
insert into decision (series_id, edition_id, element_id, revision, operation_id, state, value, term_id, minor,
    reasons, note, citation_id)
select l.series_id, l.edition_id, k.here_id, l.revision, l.operation_id, d ->> 'state',
    normalize(d ->> 'value', nfc), t.here_id, coalesce((d ->> 'minor')::boolean, false),
    array(select jsonb_array_elements_text(d -> 'reasons')), normalize(d ->> 'note', nfc),
    replayed_citation(d -> 'citation', l.operation_id)
from edition_line l
cross join lateral jsonb_array_elements(l.body -> 'decisions') d
join word_key k on k.kind = 'element' and k.part = l.part and k.file_id = (d ->> 'id')::bigint
left join word_key t on t.kind = 'term' and t.part = l.part and t.file_id = (d ->> 'term_id')::bigint

-- name: replay_assertions
insert into edition_assertion (series_id, operation_id, editions, wording, first_day, last_day, citation_id)
select t.series_id, s.operation_id, (s.body ->> 'editions')::integer, normalize(s.body ->> 'wording', nfc),
    (s.body ->> 'from')::date, (s.body ->> 'until')::date, replayed_citation(s.body -> 'citation', s.operation_id)
from staged s join series t on t.code = s.body ->> 'series'
where s.type = 'assertion' and not s.known
