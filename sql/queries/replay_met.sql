-- Elements that both catalogues have, before what comes is recorded: each fact, as both said it last and as each says it
-- since.

-- name: create_met
-- Elements of the file that are here already, and of which it says something that does not count here yet.
create temporary table met on commit drop as
select k.part, k.file_id, k.here_id
from word_key k
where k.kind = 'element' and not k.is_new and exists (
    select from staged s
    where s.type in ('element', 'element_state') and s.part = k.part and (s.body ->> 'id')::bigint = k.file_id
        and (not s.known or s.line in (select line from coming)))

-- name: create_telling
-- What the file says of them, a fact of a line in each row, and whether it says otherwise than before. A kind that the
-- path suggests is what is recorded where nobody says one. Until is the heading of what it says next that counts.
create temporary table telling on commit drop as
with said as (
    select m.part, m.file_id, m.here_id, s.line, s.heading, s.operation_id, s.known,
        s.type = 'element_state' as is_edit, s.operation_id not in (select operation_id from withdrawn) as counts, v.field, v.value,
        case v.field when 'kind' then suggested_kind(first_value(s.body ->> 'path') over w) end as unsaid
    from met m
    join staged s on s.type in ('element', 'element_state') and s.part = m.part
        and (s.body ->> 'id')::bigint = m.file_id
    cross join lateral (values ('kind', s.body ->> 'kind'), ('label', normalize(s.body ->> 'label', nfc)),
        ('vocabulary', s.body ->> 'vocabulary'), ('tradition', normalize(s.body ->> 'tradition', nfc)),
        ('evidence', s.body ->> 'citation')) v(field, value)
    window w as (partition by m.part, m.file_id order by s.line)),
followed as (
    select s.*, array_agg(s.value) filter (where s.counts) over (partition by s.part, s.file_id, s.field order by s.line
        rows between unbounded preceding and 1 preceding) as earlier
    from said s)
select f.part, f.file_id, f.here_id, f.line, f.heading, f.operation_id, f.known, f.is_edit, f.counts, f.field, f.value,
    f.value is distinct from
        case when f.earlier is null then f.unsaid else f.earlier[cardinality(f.earlier)] end as changes,
    min(f.heading) filter (where f.counts) over (partition by f.part, f.file_id, f.field order by f.line desc
        rows between unbounded preceding and 1 preceding) as until
from followed f

-- name: create_standing
-- What is said of them here, a fact of an operation in each row, and whether it is said otherwise than before. Until is the
-- operation that says it next. What the file brings back now is of the file.
create temporary table standing on commit drop as
select m.here_id, y.operation_id, y.is_edit, v.field, v.value, v.value is distinct from
    lag(v.value, 1, case v.field when 'kind' then suggested_kind(p.path) end) over w as changes,
    lead(y.operation_id) over w as until
from (select distinct here_id from met) m
join element e on e.element_id = m.here_id
join element_path p on p.element_id = e.element_id and p.operation_id = e.operation_id
cross join lateral (
    select x.operation_id, false as is_edit, x.kind, x.label, x.vocabulary, x.tradition, x.citation_id
    from element_live(9223372036854775807) x where x.element_id = m.here_id
    union all
    select x.operation_id, true, x.kind, x.label, x.vocabulary, x.tradition, x.citation_id
    from element_state_live(9223372036854775807) x where x.element_id = m.here_id) y
cross join lateral (values ('kind', y.kind), ('label', y.label), ('vocabulary', y.vocabulary),
    ('tradition', y.tradition), ('evidence', citation_json(y.citation_id)::jsonb::text)) v(field, value)
where y.operation_id not in (select operation_id from coming)
window w as (partition by m.here_id, v.field order by y.operation_id)

-- name: analyze_told
-- Laid beside each other they are as many as the elements: without this each would be held against all.
analyze met, telling, standing

-- name: create_settled
-- Each fact of them: what is said here, by whom alone (by), what the file says in the end, and whether it is taken from
-- there, from which line on (since). Anew is what was said after the last operation by which both say the same.
create temporary table settled on commit drop as
with alike as (
    select m.part, m.file_id, c.field, max(c.operation_id) as operation_id, max(o.line) as heading
    from met m
    join (select here_id, field, operation_id from standing where changes
          union select here_id, field, operation_id from telling where counts and changes) c on c.here_id = m.here_id
    join staged o on o.type = 'operation' and not o.repeated and o.operation_id = c.operation_id
    -- What each said last by then: not searched for again each time.
    left join standing h on h.here_id = m.here_id and h.field = c.field and h.operation_id <= c.operation_id
        and (h.until > c.operation_id or h.until is null)
    left join telling t on t.part = m.part and t.file_id = m.file_id and t.field = c.field and t.counts
        and t.heading <= o.line and (t.until > o.line or t.until is null)
    where c.operation_id in (select operation_id from agreed)
        and c.operation_id not in (select operation_id from coming)
        and h.value is not distinct from t.value
    group by m.part, m.file_id, c.field),
own as (
    select m.part, m.file_id, h.field, max(h.operation_id) as by, bool_or(h.is_edit) as is_edit
    from met m
    join standing h on h.here_id = m.here_id
    left join alike a on a.part = m.part and a.file_id = m.file_id and a.field = h.field
    where h.changes and h.operation_id > coalesce(a.operation_id, 0)
        and h.operation_id not in (select operation_id from agreed)
    group by m.part, m.file_id, h.field),
anew as (
    select t.part, t.file_id, t.field, min(t.heading) as since, max(t.line) as line, bool_or(t.is_edit) as is_edit
    from telling t left join alike a using (part, file_id, field)
    where t.counts and t.changes and t.heading > coalesce(a.heading, 0)
        and t.operation_id in (select operation_id from coming)
    group by t.part, t.file_id, t.field),
fact as (
    select m.part, m.file_id, m.here_id, k.field, h.value as here, o.by, t.value as there, n.line,
        case when h.here_id is null then 0 else n.since end as since,
        -- A label that was given with the element stands back behind one that it was given since.
        h.here_id is null or n.since is not null
            and (o.by is null or k.field = 'label' and n.is_edit and not o.is_edit) as is_taken,
        n.since is not null and o.by is not null and h.value is distinct from t.value
            and (k.field in ('kind', 'vocabulary', 'tradition')
                or k.field = 'label' and n.is_edit and o.is_edit) as is_split
    from met m
    cross join (values ('kind'), ('label'), ('vocabulary'), ('tradition'), ('evidence')) k(field)
    left join (select distinct on (here_id, field) here_id, field, value from standing
               order by here_id, field, operation_id desc) h on h.here_id = m.here_id and h.field = k.field
    left join (select distinct on (part, file_id, field) part, file_id, field, value from telling where counts
               order by part, file_id, field, line desc) t
        on t.part = m.part and t.file_id = m.file_id and t.field = k.field
    left join own o on o.part = m.part and o.file_id = m.file_id and o.field = k.field
    left join anew n on n.part = m.part and n.file_id = m.file_id and n.field = k.field)
select f.part, f.file_id, f.here_id, f.field, f.here, f.by, f.there, f.line, f.is_split,
    -- Evidence is of the tradition, and goes where that goes.
    case when g.is_taken then g.since else f.since end as since,
    case when g.part is null then f.is_taken
        else g.is_taken or f.is_taken and g.here is not distinct from g.there end as is_taken
from fact f
left join fact g on f.field = 'evidence' and g.field = 'tradition' and g.part = f.part and g.file_id = f.file_id

-- name: analyze_met
analyze settled, called
