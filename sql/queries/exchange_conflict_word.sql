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
with fault (line, message, hint) as (
    -- What the file has beside one that it brings back: there they are one, here they would be two.
    select s.line, format('%s "%s" of the file would be two here: the file brings back operation %s, which named another one so',
        s.type, g.name, g.operation_id), 'record here by hand what only the file has'
    from coming s
    join (select 'element' as type, p.path as name, p.operation_id, e.operation_id as made_by
          from element_path p join element e on e.element_id = p.element_id
          union all
          select 'term', t.vocabulary || ':' || c.code, c.operation_id, t.operation_id
          from term_code c join term t on t.term_id = c.term_id) g
        on g.type = s.type and g.name = s.body ->> case s.type when 'element' then 'path' else 'term' end
    join (select base from chain where is_new group by base having count(*) % 2 = 1) b on b.base = g.operation_id
    where g.made_by <> s.operation_id and g.operation_id not in (select operation_id from withdrawn)
    union all
    select s.line, format('%s "%s" is in two catalogues of the file, each with its own', s.type, x.name),
        'give the catalogues one after the other, each in a file of its own'
    from coming s
    join coming o on o.type = s.type and o.part < s.part and o.operation_id <> s.operation_id
    cross join lateral (select s.body ->> n.field as name, o.body ->> n.field as other
        from (values ('element', 'path'), ('term', 'term'), ('source', 'code')) n(type, field) where n.type = s.type) x
    where x.name = x.other
        and not exists (select from element_path_live(9223372036854775807) p where s.type = 'element' and p.path = x.name)
        and not exists (select from term_code_live(9223372036854775807) c join term t on t.term_id = c.term_id
            where s.type = 'term' and t.vocabulary || ':' || c.code = x.name)
        and not exists (select from source_live(9223372036854775807) y where s.type = 'source' and y.code = x.name))
select line, message, hint from fault order by line, message limit 1000

-- name: conflicts_of_what_is_gone
-- What something of the file is said of, and was taken back here.
with fault (line, message, hint) as (
    select min(s.line), format('%s "%s" was taken back here since it was last imported (operation %s)', k.type,
        coalesce(k.body ->> 'code', k.body ->> 'term', k.body ->> 'path'), max(t.by)),
        (array_agg(t.way order by t.by desc))[1] || ', then the file can come in'
    from staged k
    join turned t on t.base = k.operation_id
    join (select s.line, s.part, 'series' as type, s.body ->> 'series' as name from staged s
          where not s.known and s.body ? 'series'
          union all select s.line, s.part, 'series', s.body ->> 'code' from staged s where not s.known and s.type = 'series'
          union all select s.line, s.part, s.type, s.body ->> 'id' from staged s
          where not s.known and s.type in ('label', 'term_code', 'merger', 'path', 'element_state')
          union all select s.line, s.part, 'element', d ->> 'id'
          from staged s cross join lateral jsonb_array_elements(s.body -> 'decisions') d
          where not s.known and s.type = 'edition'
          union all select s.line, s.part, 'term', d ->> 'term_id'
          from staged s cross join lateral jsonb_array_elements(s.body -> 'decisions') d
          where not s.known and s.type = 'edition' and d ? 'term_id') s
        on case s.type when 'path' then 'element' when 'element_state' then 'element' when 'series' then 'series' when 'element' then 'element' else 'term' end = k.type
        and s.name = case k.type when 'series' then k.body ->> 'code' else k.body ->> 'id' end
        and (k.type = 'series' or s.part = k.part)
    where k.type in ('series', 'element', 'term') and k.known
        and (k.type <> 'series' or not k.repeated)
        -- A series that is there again, if by another operation, is that of its code.
        and not (k.type = 'series' and exists (select from series c
            join series_state_live(9223372036854775807) y on y.series_id = c.series_id where c.code = k.body ->> 'code'))
    group by k.line, k.type, k.body
    union all
    -- What rests on an edition that is not there any more would come in, and be seen nowhere.
    select min(n.line), format('edition "%s/%s" was taken back here since it was last imported (operation %s)', t.code,
        e.code, max(x.by)), (array_agg(x.way order by x.by desc))[1] || ', then the file can come in'
    from turned x
    join (select base, base as operation_id from turned
          union all
          select undo_base(o.operation_id), o.operation_id from operation o where o.undoes is not null) a on a.base = x.base
    join revision r on r.operation_id = a.operation_id
    join series t on t.series_id = r.series_id
    join edition e on e.series_id = r.series_id and e.edition_id = r.edition_id
    -- Each edition once: many rest on one code.
    join (select min(v.line) as line, v.series, v.code from (
          select s.line, s.body ->> 'series' as series, v.code
          from staged s
          cross join lateral (select s.body #>> '{lineage,parent}' as code where s.type = 'edition'
              union all select s.body ->> 'edition' where s.type in ('creative', 'creative_state', 'note', 'ranking', 'reading')
              union all select jsonb_array_elements_text(s.body -> 'editions') where s.type = 'figure') v
          where not s.known and s.operation_id not in (select operation_id from withdrawn)
          union all
          select s.line, d ->> 'series', d ->> 'code'
          from staged s cross join lateral jsonb_array_elements(s.body -> 'also_from') d
          where s.type = 'edition' and not s.known and s.operation_id not in (select operation_id from withdrawn)) v
          group by v.series, v.code) n
        on n.series = t.code and n.code = e.code
    where not exists (select from edition_state_live(9223372036854775807) y
            where y.series_id = e.series_id and y.edition_id = e.edition_id)
        and not exists (select from staged s where s.type = 'edition' and not s.known and s.body ->> 'series' = t.code
            and s.body ->> 'code' = e.code)
    group by t.code, e.code)
select line, message, hint from fault order by line, message limit 1000
