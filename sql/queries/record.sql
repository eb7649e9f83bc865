-- Recording. Each statement runs in the transaction of an operation.

-- name: begin
select begin_operation($1, $2, $3) as operation

-- name: add_series
with added as (
    insert into series (code, operation_id) values ($1, $2) returning series_id)
insert into series_state (series_id, operation_id, title, language, origin, note, citation_id)
select series_id, $2, normalize($3, nfc), $4, $5, normalize($6, nfc), $7 from added
returning series_id

-- name: edit_series
insert into series_state (series_id, operation_id, title, language, origin, note, citation_id)
select x.series_id, $2, coalesce(normalize($3, nfc), x.title), coalesce($4, x.language), coalesce($5, x.origin),
    coalesce(normalize($6, nfc), x.note), $7::bigint
from series_as_of($2::bigint) x where x.series = $1
returning series_id

-- name: add_edition
with subject as (
    insert into subject (series_id, kind) values ($1, 'edition') returning subject_id)
insert into edition (series_id, edition_id, code, operation_id)
select $1, subject_id, $2, $3 from subject
returning edition_id

-- name: add_revision
select add_revision($1::integer, $2::integer, $3::bigint) as revision

-- name: add_edition_state
insert into edition_state (series_id, edition_id, revision, operation_id, title, language, market_code, origin,
    platform, status, note, citation_id)
values ($1, $2, $3, $4, normalize($5, nfc), $6, $7, $8, normalize($9, nfc), $10, normalize($11, nfc), $12)

-- name: edit_edition_state
insert into edition_state (series_id, edition_id, revision, operation_id, title, language, market_code, origin,
    platform, status, note, citation_id)
select x.series_id, x.edition_id, $3, $4, coalesce(normalize($5, nfc), x.title), coalesce($6, x.language),
    coalesce($7, x.market_code), coalesce($8, x.origin), coalesce(normalize($9, nfc), x.platform),
    coalesce($10, x.status), coalesce(normalize($11, nfc), x.note), coalesce($12::bigint, x.citation_id)
from edition_as_of($4::bigint - 1, $1::integer) x where x.edition_id = $2

-- name: add_lineage
insert into lineage (series_id, edition_id, revision, operation_id, parent_id, method, certainty, citation_id)
select $1, $2, $3, $4, coalesce($5::integer, l.parent_id), coalesce($6, l.method, 'unknown'),
    coalesce($7, l.certainty, 'asserted'), $8::bigint
from (select 1) one
left join (select * from lineage where series_id = $1 and edition_id = $2 order by revision desc limit 1) l on true

-- name: add_lineage_source
insert into lineage_source (series_id, edition_id, source_series_id, source_edition_id, operation_id, method,
    certainty, citation_id)
values ($1, $2, $3, $4, $5, coalesce($6, 'unknown'), coalesce($7, 'asserted'), $8)
on conflict on constraint lineage_source_key do nothing

-- name: add_alias
insert into edition_alias (series_id, edition_id, title, kind, language, operation_id)
values ($1, $2, normalize($3, nfc), $4, $5, $6) on conflict on constraint edition_alias_key do nothing

-- name: add_identifier
insert into external_identifier (series_id, edition_id, scheme, value, operation_id)
values ($1, $2, $3, $4, $5) on conflict on constraint external_identifier_key do nothing

-- name: add_assertion
insert into edition_assertion (series_id, operation_id, editions, wording, first_day, last_day, citation_id)
select series_id, $2, $3, normalize($4, nfc), $5::date, $6::date, $7::bigint from series where code = $1
returning series_id

-- name: likely_duplicates
select x.series || '/' || x.edition as edition, x.title
from edition_as_of($1::bigint - 1) x
where fold(x.title) = fold($4) and (x.market_code = $3 or x.series_id = $2)
order by 1

-- name: elements_by_path
select e.element_id, e.path, e.vocabulary from element e where e.path = any($1::text[])

-- name: add_element
insert into element (path, kind, label, vocabulary, tradition, citation_id, operation_id)
values ($1, $2, normalize($3, nfc), $4, normalize($5, nfc), $6, $7)
returning element_id

-- name: add_vocabulary
insert into vocabulary (vocabulary, operation_id) values ($1, $2) on conflict do nothing

-- name: add_term
insert into term (vocabulary, code, operation_id) values ($1, $2, $3) returning term_id

-- name: add_term_labels
insert into term_label (term_id, language, label, position, operation_id)
select $1, l.language, normalize(l.label, nfc), l.position, $4
from unnest($2::text[], $3::text[]) with ordinality l(language, label, position)

-- name: find_term
select t.term_id, t.vocabulary || ':' || t.code as term,
    coalesce(min(l.label) filter (where lower(l.language) = lower($3)), min(l.label), t.code) as label,
    bool_or(lower(l.language) = lower($3)) as in_language
from term t
left join term_label l on l.term_id = t.term_id and fold(l.label) = fold($2)
where t.vocabulary = $1 and (l.term_id is not null or t.code = $2 or t.vocabulary || ':' || t.code = $2)
group by t.term_id
order by t.vocabulary, t.code

-- name: terms_of
select vocabulary || ':' || code as term from term where vocabulary = $1 order by code

-- name: add_decisions
insert into decision (series_id, edition_id, element_id, revision, operation_id, state, value, term_id, minor,
    reasons, note, citation_id)
select $1, $2, d.element_id, $3, $4, d.state, normalize(d.value, nfc), d.term_id, $9, $10::text[],
    normalize($11, nfc), $12::bigint
from unnest($5::integer[], $6::text[], $7::text[], $8::integer[]) d(element_id, state, value, term_id)

-- name: current_revision
select r.revision, o.operation_id, o.author, o.verb, o.message,
    to_char(o.at at time zone 'UTC', 'YYYY-MM-DD HH24:MI') as at
from revision r join operation o using (operation_id)
where r.series_id = $1 and r.edition_id = $2
order by r.revision desc limit 1

-- name: add_market
with added as (
    insert into market (market_code, name, operation_id) values ($1, normalize($2, nfc), $3) returning market_code)
insert into market_territory (market_code, territory)
select market_code, unnest($4::text[]) from added

-- name: unknown_territories
select t from unnest($1::text[]) t where not exists (select from territory x where x.territory = t)

-- name: unknown_languages
select t from unnest($1::text[]) t where not exists (select from language_subtag x where x.subtag = t)

-- name: add_source
insert into source (code, title, publisher, url, published, operation_id)
values ($1, normalize($2, nfc), normalize($3, nfc), $4, $5::date, $6) returning source_id

-- name: add_citation
select add_citation($1, $2, $3, $4) as citation

-- name: add_creative
with subject as (
    insert into subject (series_id, kind) values ($1, 'creative') returning subject_id),
added as (
    insert into creative (series_id, creative_id, edition_id, code, description, duration_seconds, first_seen,
        last_seen, citation_id, operation_id)
    select $1, subject_id, $2, $3, normalize($4, nfc), $5, $6::date, $7::date, $8, $9 from subject
    returning creative_id)
insert into creative_beat (series_id, creative_id, position, beat)
select $1, creative_id, b.position, normalize(b.beat, nfc)
from added cross join unnest($10::text[]) with ordinality b(beat, position)

-- name: add_snapshot
insert into snapshot_claim (source_id, scope, aspect, first_day, last_day, low, high, comparator, unit, wording,
    citation_id, operation_id)
select source_id, $2, $3, $4::date, $5::date, $6::numeric, $7::numeric, $8, $9, $10, $11, $12
from source where code = $1
returning snapshot_claim_id

-- name: add_note
insert into note (series_id, topic, body, citation_id, operation_id)
values ((select series_id from series where code = $1), $2, normalize($3, nfc), $4, $5)

-- name: add_batch
insert into batch (batch_id, operation_id, content_hash, file_name, rows_read, rows_new, rows_revised, rows_unchanged,
    rows_refused, rows_unplaced, attempt)
overriding system value
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
