-- Elements and terms of a catalogue that comes in, beside those here: what each says or calls otherwise since both said the
-- same, and names that something else has.

-- name: conflicts_of_elements
with fault (line, message, hint) as (
    select s.line, format('element "%s" has %s here (operation %s), and %s in the file (operation %s)', p.path,
        s.field || ' ' || coalesce('"' || s.here || '"', 'not recorded'), s.by,
        s.field || ' ' || coalesce('"' || s.there || '"', 'not recorded'), o.body ->> 'number'),
        format('adapt element edit %s %s says here what the file says; or say there what is said here', p.path,
            case when s.there is null then '--no-' || s.field else format('--%s %s', s.field, pasted(s.there)) end
            -- Elsewhere in other letters, it would be taken as that.
            || case when s.field = 'tradition' and exists (
                select from element_as_of(9223372036854775807) e
                where e.element_id <> s.here_id and fold(e.tradition) = fold(s.there) and e.tradition <> s.there)
                then ' --everywhere' else '' end)
    from settled s
    join staged l on l.line = s.line
    join staged o on o.line = l.heading
    join lateral (select p.path from element_path_live(9223372036854775807) p where p.element_id = s.here_id
                  order by p.operation_id desc limit 1) p on true
    where s.is_split
    union all
    select max(t.line), format('element "%s" is in two catalogues of the file, each with its own', p.path),
        'give the catalogues one after the other, each in a file of its own'
    from settled s
    join settled f on f.here_id = s.here_id and f.part < s.part and f.is_taken
    join telling t on t.part = s.part and t.file_id = s.file_id and t.counts
    join lateral (select p.path from element_path_live(9223372036854775807) p where p.element_id = s.here_id
                  order by p.operation_id desc limit 1) p on true
    where s.is_taken
        -- A later copy has what the earlier one says.
        and exists (select from telling x
            where x.part = f.part and x.file_id = f.file_id and x.counts and not x.known and not exists (
                select from telling y where y.part = s.part and y.file_id = s.file_id and y.operation_id = x.operation_id))
    group by s.here_id, p.path)
select line, message, hint from fault order by line, message limit 1000

-- name: conflicts_of_renaming
-- Names that the file gives to what has another one here, or that name something else here.
with given as (
    select c.type, c.line, c.part, c.number, k.file_id, k.here_id, f.name as was, c.body ->> n.field as name
    from coming c
    join (values ('path', 'element', 'path'), ('term_code', 'term', 'term')) n(type, kind, field) on n.type = c.type
    join word_key k on k.kind = n.kind and k.part = c.part and k.file_id = (c.body ->> 'id')::bigint
    join lateral (select s.body ->> n.field as name from staged s
                  where s.type = n.kind and s.part = c.part and s.body ->> 'id' = c.body ->> 'id' limit 1) f on true
    where not exists (select from called x
        where x.is_stale and x.kind = n.kind and x.part = c.part and x.file_id = k.file_id)),
fault (line, message, hint) as (
    select c.line, format('%s "%s" is renamed "%s" here (operation %s), and "%s" in the file (operation %s)', c.kind,
        c.base, c.here, c.by, c.there, o.body ->> 'number'),
        format('adapt undo %s takes the name here back, then the file can come in', coalesce(t.by, c.by))
    from called c
    join staged l on l.line = c.line
    join staged o on o.line = l.heading
    left join turned t on t.base = c.by
    where c.is_split
    union all
    select g.line, format('element "%s" is renamed "%s" in the file (operation %s), and that names another one here (operation %s)',
        g.was, g.name, g.number, p.operation_id),
        format('adapt undo %s takes back the one here', p.operation_id)
    from given g
    join element_path_live(9223372036854775807) p on p.path = g.name
    where g.type = 'path' and p.element_id <> g.here_id
    union all
    select g.line, format('term "%s" is renamed "%s" in the file (operation %s), and that names another one here (operation %s)',
        g.was, g.name, g.number, c.operation_id),
        format('adapt undo %s takes back the one here', c.operation_id)
    from given g
    join term t on t.vocabulary = split_part(g.name, ':', 1)
    join term_code_live(9223372036854775807) c on c.term_id = t.term_id and c.code = split_part(g.name, ':', 2)
    where g.type = 'term_code' and c.term_id <> g.here_id)
select line, message, hint from fault order by line, message limit 1000

-- name: united_elements
-- What elements that became one are called, where the file calls them otherwise; and what it takes back of them, where
-- an edit that came between says it here still.
select format('element "%s" is one with the one here (operation %s), and called "%s" as here, not "%s"', l.body ->> 'path',
    e.operation_id, coalesce(s.here, l.body ->> 'path'), s.there) as message
from settled s
join element e on e.element_id = s.here_id
join staged l on l.type = 'element' and l.part = s.part and (l.body ->> 'id')::bigint = s.file_id
where s.field = 'label' and s.line is not null and not s.is_taken and s.there is not null
    and s.here is distinct from s.there
union all
select format('element "%s" has %s "%s" here still, though the file takes back operation %s, which said so: an edit since says it too',
    w.path, v.field, v.said, c.base)
from (select base from chain where is_new intersect select operation_id from withdrawn) c
join element_state x on x.operation_id = c.base
cross join lateral (select * from element_as_of(c.base - 1) b where b.element_id = x.element_id offset 0) b
join element_as_of(9223372036854775807) w on w.element_id = x.element_id
cross join lateral (values ('kind', x.kind, b.kind, w.kind), ('label', x.label, b.label, w.label),
    ('vocabulary', x.vocabulary, b.vocabulary, w.vocabulary),
    ('tradition', x.tradition, b.tradition, w.tradition)) v(field, said, before, now)
where v.said is distinct from v.before and v.now = v.said
    and exists (select from element_state_live(9223372036854775807) y
        where y.element_id = x.element_id and y.operation_id > c.base)
order by 1
