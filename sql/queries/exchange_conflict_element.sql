-- Elements that both catalogues have, and of which each says something else since both said the same.

-- name: conflicts_of_elements
with fault (line, message, hint) as (
    select s.line, format('element "%s" has %s here (operation %s), and %s in the file (operation %s)', p.path,
        s.field || ' ' || coalesce('"' || s.here || '"', 'not recorded'), s.by,
        s.field || ' ' || coalesce('"' || s.there || '"', 'not recorded'), o.body ->> 'number'),
        format('adapt element edit %s %s says here what the file says; or say there what is said here', p.path,
            case when s.there is null then '--no-' || s.field else format('--%s "%s"', s.field, s.there) end)
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

-- name: united_elements
-- What elements that became one are called, where the file calls them otherwise.
select format('element "%s" is one with the one here (operation %s), and called "%s" as here, not "%s"', l.body ->> 'path',
    e.operation_id, coalesce(s.here, l.body ->> 'path'), s.there) as message
from settled s
join element e on e.element_id = s.here_id
join staged l on l.type = 'element' and l.part = s.part and (l.body ->> 'id')::bigint = s.file_id
where s.field = 'label' and s.line is not null and not s.is_taken and s.there is not null
    and s.here is distinct from s.there
order by 1
