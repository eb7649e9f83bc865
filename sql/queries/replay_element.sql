-- What came in as lines, recorded again: elements. One that is here already under its name is that one, with what is
-- said here alone of it and what the file says.

-- name: key_elements
with word as (
    select distinct s.operation_id, s.body ->> 'path' as word from staged s where s.type = 'element'),
keyed as (
    select w.operation_id, w.word,
        coalesce(e.element_id, nextval(pg_get_serial_sequence('element', 'element_id'))) as here_id,
        e.element_id is null as is_new
    from word w
    left join lateral (
        select p.element_id from element_path p
        where p.path = w.word and p.operation_id <= w.operation_id
            and not exists (select from undone u where u.operation_id = p.operation_id
                and u.since <= w.operation_id and w.operation_id <= u.until)
        order by p.operation_id desc limit 1) e on true)
insert into word_key (kind, part, file_id, here_id, is_new)
select 'element', s.part, (s.body ->> 'id')::bigint, k.here_id, k.is_new
from staged s
join keyed k on k.operation_id = s.operation_id and k.word = s.body ->> 'path'
where s.type = 'element'

-- name: replay_elements
insert into element (element_id, kind, label, vocabulary, tradition, citation_id, operation_id)
overriding system value
select k.here_id, s.body ->> 'kind', normalize(s.body ->> 'label', nfc), s.body ->> 'vocabulary',
    normalize(s.body ->> 'tradition', nfc), replayed_citation(s.body -> 'citation', s.operation_id), s.operation_id
from staged s
join word_key k on k.kind = 'element' and k.part = s.part and k.file_id = (s.body ->> 'id')::bigint and k.is_new
where s.type = 'element' and not s.known
order by s.line

-- name: replay_element_paths
insert into element_path (element_id, operation_id, path)
select k.here_id, s.operation_id, s.body ->> 'path'
from staged s join word_key k on k.kind = 'element' and k.part = s.part and k.file_id = (s.body ->> 'id')::bigint
where not s.known and (s.type = 'element' and k.is_new or s.type = 'path')
    and not exists (select from called c where c.is_stale and c.kind = 'element' and c.part = s.part
        and c.file_id = k.file_id and s.operation_id not in (select operation_id from withdrawn))
order by s.line

-- name: replay_element_states
-- Of an element that is here already, what its lines say is said beside what is said here alone.
with fact as (
    select t.line, t.here_id, t.operation_id, t.is_edit, t.field, h.here,
        case when h.is_taken and t.heading >= h.since or not t.counts and t.changes then t.value else h.here end as value
    from telling t join settled h on h.part = t.part and h.file_id = t.file_id and h.field = t.field
    where not t.known),
told as (
    select f.line, f.here_id, f.operation_id, max(f.value) filter (where f.field = 'kind') as kind,
        max(f.value) filter (where f.field = 'label') as label,
        max(f.value) filter (where f.field = 'vocabulary') as vocabulary,
        max(f.value) filter (where f.field = 'tradition') as tradition,
        max(f.value) filter (where f.field = 'evidence') as evidence
    from fact f
    group by f.line, f.here_id, f.operation_id, f.is_edit
    -- A line that adds it adds nothing where all of it is so here.
    having f.is_edit or bool_or(f.value is distinct from f.here)
    union all
    select s.line, k.here_id, s.operation_id, s.body ->> 'kind', normalize(s.body ->> 'label', nfc),
        s.body ->> 'vocabulary', normalize(s.body ->> 'tradition', nfc), s.body ->> 'citation'
    from staged s join word_key k on k.kind = 'element' and k.part = s.part and k.file_id = (s.body ->> 'id')::bigint
    where s.type = 'element_state' and not s.known and k.is_new)
insert into element_state (element_id, operation_id, kind, label, vocabulary, tradition, citation_id)
select t.here_id, t.operation_id, t.kind, t.label, t.vocabulary, t.tradition,
    replayed_evidence(t.here_id, t.tradition, t.evidence::jsonb, t.operation_id)
from told t
order by t.line
