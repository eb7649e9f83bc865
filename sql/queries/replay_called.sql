-- Names of what both catalogues have, before those that come are recorded.

-- name: create_called
-- Elements and terms that are here already and that the file names anew: what both called them last (base), what each
-- calls them since, and whether the names that come are older than that (is_stale).
create temporary table called on commit drop as
with one as (
    select k.kind, k.part, k.file_id, k.here_id
    from word_key k
    where not k.is_new and exists (
        select from staged s
        where s.type = case k.kind when 'element' then 'path' else 'term_code' end and s.part = k.part
            and (s.body ->> 'id')::bigint = k.file_id and (not s.known or s.line in (select line from coming)))),
here as (
    select o.kind, o.here_id, x.operation_id, x.name
    from (select distinct kind, here_id from one) o
    cross join lateral (
        select p.operation_id, p.path as name from element_path_live(9223372036854775807) p
        where o.kind = 'element' and p.element_id = o.here_id
        union all
        select c.operation_id, t.vocabulary || ':' || c.code
        from term_code_live(9223372036854775807) c join term t on t.term_id = c.term_id
        where o.kind = 'term' and c.term_id = o.here_id) x
    -- What the file brings back now is of the file.
    where x.operation_id not in (select operation_id from coming)),
there as (
    select o.kind, o.part, o.file_id, o.here_id, s.line, s.heading, s.operation_id,
        s.type in ('path', 'term_code') and not s.known as is_new, s.body ->> n.field as name
    from one o
    join (values ('element', 'element', 'path'), ('element', 'path', 'path'), ('term', 'term', 'term'),
        ('term', 'term_code', 'term')) n(kind, type, field) on n.kind = o.kind
    join staged s on s.type = n.type and s.part = o.part and (s.body ->> 'id')::bigint = o.file_id
    where s.operation_id not in (select operation_id from withdrawn)),
alike as (
    select o.kind, o.part, o.file_id, max(h.line) as heading
    from one o
    join (select kind, here_id, operation_id from here
          union select kind, here_id, operation_id from there) x on x.kind = o.kind and x.here_id = o.here_id
    join staged h on h.type = 'operation' and not h.repeated and h.operation_id = x.operation_id
    where x.operation_id in (select operation_id from agreed)
        and x.operation_id not in (select operation_id from coming)
        and (select y.name from here y
             where y.kind = o.kind and y.here_id = o.here_id and y.operation_id <= x.operation_id
             order by y.operation_id desc limit 1)
            = (select y.name from there y
               where y.kind = o.kind and y.part = o.part and y.file_id = o.file_id and y.heading <= h.line
               order by y.line desc limit 1)
    group by o.kind, o.part, o.file_id),
-- By the order of the file: what was alike last, the last name, and the last that is new here.
named as (
    select t.kind, t.part, t.file_id, t.here_id,
        coalesce((array_agg(t.name order by t.line desc) filter (where t.heading <= a.heading))[1],
            (array_agg(t.name order by t.line))[1]) as base,
        (array_agg(t.name order by t.line desc))[1] as name, max(t.line) as line,
        (array_agg(t.operation_id order by t.line desc))[1] as operation_id,
        (array_agg(t.name order by t.line desc) filter (where t.is_new))[1] as fresh
    from there t left join alike a using (kind, part, file_id)
    group by t.kind, t.part, t.file_id, t.here_id),
moved as (
    select n.*, n.name <> n.base and n.operation_id in (select operation_id from coming) as is_anew from named n)
select m.kind, m.part, m.file_id, m.base, h.name as here, h.operation_id as by, m.name as there, m.line,
    m.is_anew and h.name <> m.base and h.name <> m.name as is_split, not m.is_anew and m.fresh <> h.name as is_stale
from moved m
join (select distinct on (kind, here_id) kind, here_id, operation_id, name from here
      order by kind, here_id, operation_id desc) h on h.kind = m.kind and h.here_id = m.here_id
