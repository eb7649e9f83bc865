-- Names of what both catalogues have, before those that come are recorded.

-- name: create_called_there
-- What the file calls elements and terms that are here already and that it names anew: each name, whether it is one that
-- they have not here yet, and until under which heading.
create temporary table called_there on commit drop as
with one as (
    select k.kind, k.part, k.file_id, k.here_id
    from word_key k
    where not k.is_new and exists (
        select from staged s
        where s.type = case k.kind when 'element' then 'path' else 'term_code' end and s.part = k.part
            and (s.body ->> 'id')::bigint = k.file_id and (not s.known or s.line in (select line from coming))))
select o.kind, o.part, o.file_id, o.here_id, s.line, s.heading, s.operation_id,
    s.type in ('path', 'term_code') and not s.known as is_new, s.body ->> n.field as name,
    min(s.heading) over (partition by o.kind, o.part, o.file_id order by s.line desc
        rows between unbounded preceding and 1 preceding) as until
from one o
join (values ('element', 'element', 'path'), ('element', 'path', 'path'), ('term', 'term', 'term'),
    ('term', 'term_code', 'term')) n(kind, type, field) on n.kind = o.kind
join staged s on s.type = n.type and s.part = o.part and (s.body ->> 'id')::bigint = o.file_id
where s.operation_id not in (select operation_id from withdrawn)

-- name: create_called_here
-- What they are called here, and until which operation. What the file brings back now is of the file.
create temporary table called_here on commit drop as
select o.kind, o.here_id, x.operation_id, x.name,
    lead(x.operation_id) over (partition by o.kind, o.here_id order by x.operation_id) as until
from (select distinct kind, here_id from called_there) o
cross join lateral (
    select p.operation_id, p.path as name from element_path_live(9223372036854775807) p
    where o.kind = 'element' and p.element_id = o.here_id
    union all
    select c.operation_id, t.vocabulary || ':' || c.code
    from term_code_live(9223372036854775807) c join term t on t.term_id = c.term_id
    where o.kind = 'term' and c.term_id = o.here_id) x
where x.operation_id not in (select operation_id from coming)

-- name: analyze_named
analyze called_there, called_here

-- name: create_called
-- For each of them: what both called it last (base), what each calls it since, and whether the names that come are older
-- than that (is_stale).
create temporary table called on commit drop as
with alike as (
    select t.kind, t.part, t.file_id, max(h.line) as heading
    from (select kind, here_id, operation_id from called_here
          union select kind, here_id, operation_id from called_there) x
    join staged h on h.type = 'operation' and not h.repeated and h.operation_id = x.operation_id
    -- What each called it by then: not searched for again each time.
    join called_here y on y.kind = x.kind and y.here_id = x.here_id and y.operation_id <= x.operation_id
        and (y.until > x.operation_id or y.until is null)
    join called_there t on t.kind = x.kind and t.here_id = x.here_id and t.name = y.name and t.heading <= h.line
        and (t.until > h.line or t.until is null)
    where x.operation_id in (select operation_id from agreed)
        and x.operation_id not in (select operation_id from coming)
    group by t.kind, t.part, t.file_id),
-- By the order of the file: what was alike last, the last name, and the last that is new here.
named as (
    select t.kind, t.part, t.file_id, t.here_id,
        coalesce((array_agg(t.name order by t.line desc) filter (where t.heading <= a.heading))[1],
            (array_agg(t.name order by t.line))[1]) as base,
        (array_agg(t.name order by t.line desc))[1] as name, max(t.line) as line,
        (array_agg(t.operation_id order by t.line desc))[1] as operation_id,
        (array_agg(t.name order by t.line desc) filter (where t.is_new))[1] as fresh
    from called_there t left join alike a using (kind, part, file_id)
    group by t.kind, t.part, t.file_id, t.here_id),
moved as (
    select n.*, n.name <> n.base and n.operation_id in (select operation_id from coming) as is_anew from named n)
select m.kind, m.part, m.file_id, m.base, h.name as here, h.operation_id as by, m.name as there, m.line,
    m.is_anew and h.name <> m.base and h.name <> m.name as is_split, not m.is_anew and m.fresh <> h.name as is_stale
from moved m
join (select distinct on (kind, here_id) kind, here_id, operation_id, name from called_here
      order by kind, here_id, operation_id desc) h on h.kind = m.kind and h.here_id = m.here_id
