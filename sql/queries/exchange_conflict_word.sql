-- Markets, sources, elements and terms of a catalogue that comes in, beside those that are here.

-- name: conflicts_of_words
with fault (line, message, hint) as (
    select s.line, format('market "%s" is %s here, and %s in the file', m.market_code,
        array_to_string(m.territories, ' '), array_to_string(x.territories, ' ')),
        format('one of the two needs another code; adapt undo %s takes back the one here', m.operation_id)
    from staged s
    join market_as_of(9223372036854775807) m on m.market_code = s.body ->> 'code'
    cross join lateral (select array(select jsonb_array_elements_text(s.body -> 'territories'))) x(territories)
    where s.type = 'market' and not s.known and not (m.territories @> x.territories and m.territories <@ x.territories)
        and s.operation_id not in (select operation_id from withdrawn)
        and m.operation_id not in (select operation_id from agreed)
    union all
    select s.line, format('source "%s" is "%s" here (operation %s), and "%s" in the file (operation %s)', x.code, x.title,
        x.operation_id, s.body ->> 'title', s.number),
        format('adapt undo %s takes back the one here; or write in line %s the title it has here', x.operation_id, s.line)
    from coming s
    join source_live(9223372036854775807) x on x.code = s.body ->> 'code'
    where s.type = 'source' and x.title <> normalize(s.body ->> 'title', nfc)
        and x.operation_id not in (select operation_id from agreed))
select line, message, hint from fault order by line, message limit 1000

-- name: conflicts_of_names
-- Names that the file gives, and that something else has here, or in another catalogue of the file.
with named as (
    select c.line, c.type, c.part, c.operation_id, c.body ->> n.field as name
    from coming c
    join (values ('element', 'path'), ('term', 'term'), ('source', 'code')) n(type, field) on n.type = c.type),
fault (line, message, hint) as (
    -- What the file has beside one that it brings back: there they are one, here they would be two.
    select s.line, format('%s "%s" of the file would be two here: the file brings back operation %s, which named another one so',
        s.type, g.name, g.operation_id), 'record here by hand what only the file has'
    from named s
    join (select 'element' as type, p.path as name, p.operation_id, e.operation_id as made_by
          from element_path p join element e on e.element_id = p.element_id
          union all
          select 'term', t.vocabulary || ':' || c.code, c.operation_id, t.operation_id
          from term_code c join term t on t.term_id = c.term_id) g on g.type = s.type and g.name = s.name
    join (select base from chain where is_new group by base having count(*) % 2 = 1) b on b.base = g.operation_id
    where g.made_by <> s.operation_id and g.operation_id not in (select operation_id from withdrawn)
    union all
    -- By their names, so that not each is held against all others.
    select s.line, format('%s "%s" is in two catalogues of the file, each with its own', s.type, s.name),
        'give the catalogues one after the other, each in a file of its own'
    from named s
    join named o on o.type = s.type and o.name = s.name and o.part < s.part and o.operation_id <> s.operation_id
    where not exists (select from element_path_live(9223372036854775807) p where s.type = 'element' and p.path = s.name)
        and not exists (select from term_code_live(9223372036854775807) c join term t on t.term_id = c.term_id
            where s.type = 'term' and t.vocabulary || ':' || c.code = s.name)
        and not exists (select from source_live(9223372036854775807) y where s.type = 'source' and y.code = s.name))
select line, message, hint from fault order by line, message limit 1000
