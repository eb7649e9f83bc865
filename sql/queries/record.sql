-- Recording. Each statement runs in the transaction of an operation. What is said again beside something new is
-- recorded again: then it stays where one of the two operations is taken back.

-- name: begin
select begin_operation($1, $2, $3, $4) as operation

-- name: add_series
with known as (
    select series_id from series where code = $1),
added as (
    insert into series (code, operation_id) select $1, $2 where not exists (select from known) returning series_id)
insert into series_state (series_id, operation_id, title, language, origin, note, citation_id)
select series_id, $2, normalize($3, nfc), $4, $5, normalize($6, nfc), $7
from (select series_id from known union all select series_id from added) x
returning series_id

-- name: edit_series
insert into series_state (series_id, operation_id, title, language, origin, note, citation_id)
select x.series_id, $2, coalesce(normalize($3, nfc), x.title), coalesce($4, x.language), coalesce($5, x.origin),
    coalesce(normalize($6, nfc), x.note), $7::bigint
from series_as_of($2::bigint) x where x.series = $1
returning series_id

-- name: add_edition
with known as (
    select edition_id from edition where series_id = $1 and code = $2),
subject as (
    insert into subject (series_id, kind) select $1, 'edition' where not exists (select from known) returning subject_id),
added as (
    insert into edition (series_id, edition_id, code, operation_id)
    select $1, subject_id, $2, $3 from subject
    returning edition_id)
select edition_id from known union all select edition_id from added

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

-- name: edit_differs
-- Whether anything of an edit is not so already; what is null is left as it is.
select x.revision,
    (coalesce(normalize($4, nfc), x.title), coalesce($5, x.language), coalesce($6, x.market_code),
        coalesce($7, x.origin), coalesce(normalize($8, nfc), x.platform), coalesce($9, x.status),
        coalesce(normalize($10, nfc), x.note), coalesce($14::integer, x.parent_id), coalesce($15, x.method),
        coalesce($16, x.certainty))
    is distinct from
    (x.title, x.language, x.market_code, x.origin, x.platform, x.status, x.note, x.parent_id, x.method, x.certainty)
    or $11::text is not null and not exists (
        select from citation c join source s using (source_id)
        where c.citation_id = x.citation_id
            and (s.code, c.locator, c.quote) is not distinct from ($11::text, normalize($12, nfc), normalize($13, nfc)))
    or exists (
        select from unnest($17::integer[], $18::integer[]) u(series_id, edition_id)
        where not exists (
            select from (select * from lineage_source_live($1::bigint - 1) l
                         where (l.series_id, l.edition_id, l.source_series_id, l.source_edition_id)
                             = (x.series_id, x.edition_id, u.series_id, u.edition_id)
                         order by l.operation_id desc limit 1) l
            where l.method = coalesce($15, l.method) and l.certainty = coalesce($16, l.certainty)))
    or exists (
        select from unnest($19::text[], $20::text[], $21::text[]) u(title, kind, language)
        where not exists (
            select from (select * from edition_alias_live($1::bigint - 1) a
                         where (a.series_id, a.edition_id, a.title)
                             = (x.series_id, x.edition_id, normalize(u.title, nfc))
                         order by a.operation_id desc limit 1) a
            where a.kind = u.kind and a.language is not distinct from u.language))
    or exists (
        select from unnest($22::text[], $23::text[]) u(scheme, value)
        where not exists (
            select from external_identifier_live($1::bigint - 1) i
            where (i.series_id, i.edition_id, i.scheme, i.value)
                = (x.series_id, x.edition_id, u.scheme, normalize(u.value, nfc)))) as differs
from edition_as_of($1::bigint - 1, $2::integer) x where x.edition_id = $3

-- name: series_differs
select (coalesce(normalize($3, nfc), x.title), coalesce($4, x.language), coalesce($5, x.origin),
        coalesce(normalize($6, nfc), x.note)) is distinct from (x.title, x.language, x.origin, x.note)
    -- Evidence is said of each state anew.
    or $7::bigint is not null as differs
from series_as_of($2::bigint - 1) x where x.series = $1

-- name: add_lineage
insert into lineage (series_id, edition_id, revision, operation_id, parent_id, method, certainty, citation_id)
select $1, $2, $3, $4, coalesce($5::integer, l.parent_id), coalesce($6, l.method, 'unknown'),
    coalesce($7, l.certainty, 'asserted'), $8::bigint
from (select 1) one
left join (select * from lineage_live($4::bigint - 1) where series_id = $1 and edition_id = $2
           order by revision desc limit 1) l on true

-- name: add_lineage_source
insert into lineage_source (series_id, edition_id, source_series_id, source_edition_id, operation_id, method,
    certainty, citation_id)
values ($1, $2, $3, $4, $5, coalesce($6, 'unknown'), coalesce($7, 'asserted'), $8)
on conflict on constraint lineage_source_key do nothing

-- name: add_alias
insert into edition_alias (series_id, edition_id, title, kind, language, operation_id)
values ($1, $2, normalize($3, nfc), $4, $5, $6)
on conflict on constraint edition_alias_key do nothing

-- name: add_identifier
insert into external_identifier (series_id, edition_id, scheme, value, operation_id)
values ($1, $2, $3, normalize($4, nfc), $5)
on conflict on constraint external_identifier_key do nothing

-- name: likely_duplicates
select x.series || '/' || x.edition as edition, x.title,
    concat_ws(', ', case when x.series_id = $2 then 'series' end, case when x.market_code = $3 then 'market' end,
        case when x.language = $5 then 'language' end, case when fold(x.platform) = fold($6) then 'platform' end) as same
from edition_as_of($1::bigint - 1) x
where title_key(x.title) = title_key($4) and (x.market_code = $3 or x.series_id = $2 or x.language = $5)
order by 1

-- name: identified_otherwise
-- Other editions that have one of some external identifiers which this one ($4; null: a new one) has not.
select u.scheme || ':' || u.value as identifier, s.code || '/' || e.code as edition, x.title
from unnest($2::text[], $3::text[]) u(scheme, value)
join external_identifier_live($1::bigint - 1) i on i.scheme = u.scheme and i.value = normalize(u.value, nfc)
join series s on s.series_id = i.series_id
join edition e on e.series_id = i.series_id and e.edition_id = i.edition_id
join lateral (select x.title from edition_state_live($1::bigint - 1) x
              where x.series_id = i.series_id and x.edition_id = i.edition_id
              order by x.revision desc limit 1) x on true
where not exists (
    select from external_identifier_live($1::bigint - 1) o
    where o.scheme = i.scheme and o.value = i.value and o.edition_id = $4::integer)
order by 1, 2

-- name: elements_by_path
select e.element_id, p.path as asked, e.path, e.vocabulary, e.kind
from element_path_live(9223372036854775807) p
join element_as_of(9223372036854775807) e on e.element_id = p.element_id
where p.path = any($1::text[])

-- name: elements_to_decide
-- The same, with what an edition says of each.
select e.element_id, p.path as asked, e.path, e.vocabulary, d.state, d.value, d.term_id is not null as names_term
from element_path_live(9223372036854775807) p
join element_as_of(9223372036854775807) e on e.element_id = p.element_id
left join lateral (select * from decision_live(9223372036854775807) d
                   where d.series_id = $2 and d.edition_id = $3 and d.element_id = e.element_id
                   order by d.revision desc limit 1) d on true
where p.path = any($1::text[])

-- name: add_element
with added as (
    insert into element (kind, label, vocabulary, tradition, citation_id, operation_id)
    values ($2, normalize($3, nfc), $4, normalize($5, nfc), $6, $7)
    returning element_id)
insert into element_path (element_id, operation_id, path) select element_id, $7, $1 from added
returning element_id

-- name: add_vocabulary
insert into vocabulary (vocabulary, operation_id) values ($1, $2) on conflict do nothing

-- name: add_term
with added as (
    insert into term (vocabulary, operation_id) values ($1, $3) returning term_id)
insert into term_code (term_id, operation_id, code) select term_id, $3, $2 from added
returning term_id

-- name: add_term_labels
insert into term_label (term_id, language, label, position, operation_id)
select $1, l.language, normalize(l.label, nfc), l.position, $4
from unnest($2::text[], $3::text[]) with ordinality l(language, label, position)
on conflict on constraint term_label_key do nothing

-- name: find_term
select t.meant_id as term_id, t.vocabulary || ':' || t.code as term,
    coalesce(min(l.label) filter (where lower(l.language) = lower($3)), min(l.label), t.code) as label,
    bool_or(lower(l.language) = lower($3)) as in_language
from term_as_of(9223372036854775807) t
left join term_label_live(9223372036854775807) l on l.term_id = t.term_id and fold(l.label) = fold($2)
where t.vocabulary = $1 and (l.term_id is not null or exists (
    select from term_code_live(9223372036854775807) c where c.term_id = t.term_id
        and (c.code = $2 or t.vocabulary || ':' || c.code = $2)))
group by t.meant_id, t.vocabulary, t.code
order by t.vocabulary, t.code

-- name: terms_of
select vocabulary || ':' || code as term from term_as_of(9223372036854775807)
where vocabulary = $1 and term_id = meant_id order by code

-- name: add_decisions
insert into decision (series_id, edition_id, element_id, revision, operation_id, state, value, term_id, minor,
    reasons, note, citation_id)
select $1, $2, d.element_id, $3, $4, d.state, normalize(d.value, nfc), d.term_id, $9, $10::text[],
    normalize($11, nfc), $12::bigint
from unnest($5::integer[], $6::text[], $7::text[], $8::integer[]) d(element_id, state, value, term_id)

-- name: changes_since
-- The revisions after one that was seen, and what each changed; where none came after it, the last one.
with later as (
    select r.revision, o.operation_id, o.author, o.verb, o.message,
        to_char(o.at at time zone 'UTC', 'YYYY-MM-DD HH24:MI') as at
    from revision r join operation o using (operation_id)
    where r.series_id = $1 and r.edition_id = $2 and r.revision > least($3::integer, (
        select max(y.revision) - 1 from revision y where y.series_id = $1 and y.edition_id = $2))),
changed as (
    select l.revision, 1 as rank, v.what, '"' || v.old || '"' as old, '"' || v.new || '"' as new
    from later l
    join edition_state x on x.series_id = $1 and x.edition_id = $2 and x.revision = l.revision
    left join lateral (select * from edition_state_live(l.operation_id - 1) y
                       where y.series_id = $1 and y.edition_id = $2 order by y.revision desc limit 1) b on true
    cross join lateral (values ('title', b.title, x.title), ('language', b.language, x.language),
        ('market', b.market_code, x.market_code), ('origin', b.origin, x.origin),
        ('platform', b.platform, x.platform), ('status', b.status, x.status), ('note', b.note, x.note))
        v(what, old, new)
    where v.old is distinct from v.new
    union all
    select l.revision, 2, v.what, '"' || v.old || '"', '"' || v.new || '"'
    from later l
    join lineage x on x.series_id = $1 and x.edition_id = $2 and x.revision = l.revision
    left join lateral (select * from lineage_live(l.operation_id - 1) y
                       where y.series_id = $1 and y.edition_id = $2 order by y.revision desc limit 1) b on true
    left join edition p on p.series_id = $1 and p.edition_id = x.parent_id
    left join edition q on q.series_id = $1 and q.edition_id = b.parent_id
    cross join lateral (values ('from', q.code, p.code), ('method', b.method, x.method),
        ('certainty', b.certainty, x.certainty)) v(what, old, new)
    where v.old is distinct from v.new
    union all
    select l.revision, 3, a.what, null, '"' || a.name || '"'
    from later l
    join (select operation_id, 'alias' as what, title as name from edition_alias
          where series_id = $1 and edition_id = $2
          union all select operation_id, 'id', scheme || ':' || value from external_identifier
          where series_id = $1 and edition_id = $2
          union all select f.operation_id, 'also_from', s.code || '/' || e.code from lineage_source f
          join series s on s.series_id = f.source_series_id
          join edition e on e.series_id = f.source_series_id and e.edition_id = f.source_edition_id
          where f.series_id = $1 and f.edition_id = $2) a on a.operation_id = l.operation_id
    union all
    -- What is inherited is told by the line of descent.
    select l.revision, 4, n.path,
        case b.state when 'value' then '"' || b.value || '"' when 'inherit' then null else '(' || b.state || ')' end,
        case d.state when 'value' then '"' || d.value || '"' when 'inherit' then null else '(' || d.state || ')' end
    from later l
    join decision d on d.series_id = $1 and d.edition_id = $2 and d.revision = l.revision
    join lateral (select p.path from element_path_live(9223372036854775807) p where p.element_id = d.element_id
                  order by p.operation_id desc limit 1) n on true
    left join lateral (select * from decision_live(l.operation_id - 1) y
                       where y.series_id = $1 and y.edition_id = $2 and y.element_id = d.element_id
                       order by y.revision desc limit 1) b on true)
select l.revision, l.operation_id, l.author, l.at, l.verb, l.message, c.what, c.old, c.new, c.rank = 4 as is_element
from later l left join changed c on c.revision = l.revision
order by l.revision, c.rank, c.what collate "C", c.new

-- name: add_market
with known as (
    insert into market (market_code, operation_id) values ($1, $3)
    on conflict on constraint market_key do nothing)
insert into market_state (market_code, operation_id, name, territories)
values ($1, $3, normalize($2, nfc), $4)

-- name: unknown_territories
select t from unnest($1::text[]) t where not exists (select from territory x where x.territory = t)

-- name: unknown_languages
select 'language' as kind, t as subtag from unnest($1::text[]) t
where not exists (select from language_subtag x where x.subtag = t)
union all
select 'script', t from unnest($2::text[]) t where not exists (select from script_subtag x where x.subtag = t)
union all
select 'region', t from unnest($3::text[]) t where not exists (select from territory x where x.territory = t)

-- name: add_source
insert into source (code, title, publisher, url, published, operation_id)
values ($1, normalize($2, nfc), normalize($3, nfc), $4, $5::date, $6) returning source_id

-- name: add_citation
select add_citation($1, $2, $3, $4) as citation

-- name: add_batch
insert into batch (batch_id, operation_id, content_hash, file_name, rows_read, rows_new, rows_revised, rows_unchanged,
    rows_refused, rows_unplaced, attempt)
overriding system value
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)

-- name: rename_element
insert into element_path (element_id, operation_id, path)
select e.element_id, $3, $2 from element_as_of($3::bigint) e where e.path = $1
returning element_id

-- name: merge_term
insert into term_merger (term_id, operation_id, into_id) values ($1, $3, $2)

-- name: rename_term
insert into term_code (term_id, operation_id, code) values ($1, $3, $2)

-- name: term_by_name
select m.meant_id as term_id, m.vocabulary, m.vocabulary || ':' || m.code as term
from term_code_live(9223372036854775807) c
join term t on t.term_id = c.term_id
join term_as_of(9223372036854775807) m on m.term_id = c.term_id
where t.vocabulary = $1 and c.code = $2

-- name: market_taken
select 1 from market_as_of(9223372036854775807) where market_code = $1

-- name: edition_taken
select 1 from edition_as_of($3::bigint, $1::integer) where edition = $2

-- name: last_operation
select o.operation_id from operation o
where o.author = $1 and o.undoes is null
    and not exists (select from undone u where u.operation_id = o.operation_id and u.until = 9223372036854775807)
order by o.operation_id desc limit 1

-- name: operations_to_undo
-- Whatever some operations made count, or not count, otherwise than before them: by the last one that did.
with touched as (
    select distinct undo_base(o.operation_id) as base from operation o
    where o.operation_id between $1::bigint and $2::bigint)
select undo_tip(t.base, 9223372036854775807) as operation_id
from touched t
where (t.base < $1 and not exists (select from undone u where u.operation_id = t.base and u.since < $1 and $1 - 1 <= u.until))
    <> (not exists (select from undone u where u.operation_id = t.base and u.until = 9223372036854775807))
order by operation_id desc

-- name: undo_target
select undo_base(o.operation_id) as base, o.verb, o.message, o.author,
    to_char(o.at at time zone 'UTC', 'YYYY-MM-DD HH24:MI') as at,
    undo_tip(o.operation_id, $2::bigint - 1) as tip,
    exists (select from undone u where u.operation_id = undo_base(o.operation_id)
        and u.until = 9223372036854775807) as undone,
    exists (select from batch b where b.operation_id = undo_base(o.operation_id)) as is_import
from operation o where o.operation_id = $1

-- name: undo_obstacles
select x.operation_id, x.what, o.author, to_char(o.at at time zone 'UTC', 'YYYY-MM-DD HH24:MI') as at
from undo_obstacle($1::bigint, $2::bigint) x join operation o using (operation_id)
order by x.operation_id desc, x.what

-- name: toggle
select toggle($1::bigint, $2::bigint)

-- name: add_import_profile
insert into import_profile (profile, operation_id, settings)
select $1, $2, array(select normalize(x, nfc) from unnest($3::text[]) with ordinality u(x, n) order by n)
