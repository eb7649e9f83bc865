-- What was taken back here, and a catalogue that comes in says something of.

-- name: conflicts_of_what_is_gone
-- What something of the file is said of, and was taken back here.
with fault (line, message, hint) as (
    select min(s.line), format('%s "%s" was taken back here since it was last imported (operation %s)', k.type,
        coalesce(k.body ->> 'code', k.body ->> 'term', k.body ->> 'path'), max(t.by)),
        (array_agg(t.way order by t.by desc))[1] || ', then the file can come in'
    from staged k
    join turned t on t.base = k.operation_id
    join (select s.line, s.part, 'series' as type, s.body ->> 'series' as name, s.operation_id from staged s
          where not s.known and s.body ? 'series'
          union all select s.line, s.part, 'series', s.body ->> 'code', s.operation_id from staged s
          where not s.known and s.type = 'series'
          union all select s.line, s.part, s.type, s.body ->> 'id', s.operation_id from staged s
          where not s.known and s.type in ('label', 'term_code', 'merger', 'term_evidence', 'path', 'element_state')
          union all select s.line, s.part, 'element', d ->> 'id', s.operation_id
          from staged s cross join lateral jsonb_array_elements(s.body -> 'decisions') d
          where not s.known and s.type = 'edition'
          union all select s.line, s.part, 'term', d ->> 'term_id', s.operation_id
          from staged s cross join lateral jsonb_array_elements(s.body -> 'decisions') d
          where not s.known and s.type = 'edition' and d ? 'term_id') s
        on case s.type when 'path' then 'element' when 'element_state' then 'element' when 'series' then 'series' when 'element' then 'element' else 'term' end = k.type
        and s.name = case k.type when 'series' then k.body ->> 'code' else k.body ->> 'id' end
        and (k.type = 'series' or s.part = k.part)
        -- What the file takes back again needs nothing.
        and s.operation_id not in (select operation_id from withdrawn)
    where k.type in ('series', 'element', 'term') and k.known
        and (k.type <> 'series' or not k.repeated)
        -- A series that is there again, if by another operation, is that of its code.
        and not (k.type = 'series' and exists (select from series c
            join series_state_live(9223372036854775807) y on y.series_id = c.series_id where c.code = k.body ->> 'code'))
    group by k.line, k.type, k.body
    union all
    -- An edit says again what it leaves, and rests on the one before.
    select min(s.line), format('operation %s, which edits element "%s", was taken back here (operation %s), and the file says more of that',
        k.operation_id, e.body ->> 'path', t.by), t.way || ', then the file can come in'
    from staged k
    join turned t on t.base = k.operation_id
    join staged s on s.type = 'element_state' and not s.known and s.part = k.part and s.body ->> 'id' = k.body ->> 'id'
    join staged e on e.type = 'element' and e.part = k.part and e.body ->> 'id' = k.body ->> 'id'
    where k.type = 'element_state' and k.known and s.operation_id not in (select operation_id from withdrawn)
        and exists (select from undone u where u.operation_id = k.operation_id and u.until = 9223372036854775807)
    group by k.operation_id, e.body, t.by, t.way
    union all
    -- Evidence that is given later is of the merger that counted then.
    select min(s.line), format('operation %s, which gives up term "%s" for another, was taken back here (operation %s), and the file says more of that',
        k.operation_id, e.body ->> 'term', t.by), t.way || ', then the file can come in'
    from staged k
    join turned t on t.base = k.operation_id
    join staged s on s.type = 'term_evidence' and not s.known and s.part = k.part and s.body ->> 'id' = k.body ->> 'id'
    join staged h on h.line = s.heading and h.body ->> 'verb' = 'term merge'
    join staged e on e.type = 'term' and e.part = k.part and e.body ->> 'id' = k.body ->> 'id'
    where k.type = 'merger' and k.known and s.operation_id not in (select operation_id from withdrawn)
        and k.operation_id not in (select operation_id from withdrawn)
        and exists (select from undone u where u.operation_id = k.operation_id and u.until = 9223372036854775807)
        -- Where two catalogues gave it up the other one may count.
        and not exists (select from staged y where y.type = 'merger' and y.part = k.part
            and y.body ->> 'id' = k.body ->> 'id' and y.line <= s.line
            and y.operation_id not in (select operation_id from withdrawn)
            and not exists (select from undone u where u.operation_id = y.operation_id and u.until = 9223372036854775807))
    group by k.operation_id, e.body, t.by, t.way
    union all
    -- A market that is said again, on other evidence, would be there again.
    select min(s.line), format('market "%s" was taken back here since it was last imported (operation %s)',
        k.body ->> 'code', max(t.by)), (array_agg(t.way order by t.by desc))[1] || ', then the file can come in'
    from staged k
    join turned t on t.base = k.operation_id
    join staged s on s.type = 'market' and not s.known and s.body ->> 'code' = k.body ->> 'code'
        and s.operation_id not in (select operation_id from withdrawn)
    where k.type = 'market' and k.known and k.operation_id not in (select operation_id from withdrawn)
        and not exists (select from market_state_live(9223372036854775807) y where y.market_code = k.body ->> 'code')
    group by k.body ->> 'code'
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
