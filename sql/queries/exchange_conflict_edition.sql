-- Series, editions and creatives of a catalogue that comes in, beside those that are here.

-- name: conflicts_of_editions
-- $1: whether an edition may have an external identifier that another one has.
with fault (line, message, hint) as (
    select s.line, format('creative "%s" of "%s/%s" is here (operation %s), and in the file (operation %s)', x.code, t.code,
        e.code, x.operation_id, s.number), format('adapt undo %s takes back the one here', x.operation_id)
    from coming s
    join series t on t.code = s.body ->> 'series'
    join edition e on e.series_id = t.series_id and e.code = s.body ->> 'edition'
    join creative_live(9223372036854775807) x on x.series_id = e.series_id and x.edition_id = e.edition_id
        and x.code = s.body ->> 'code'
    where s.type = 'creative' and x.operation_id not in (select operation_id from agreed)
    union all
    select s.line, format('identifier "%s" is given to "%s/%s" here (operation %s), and to "%s/%s" in the file (operation %s)',
        i.written, t.code, e.code, x.operation_id, s.body ->> 'series', s.body ->> 'code', s.number),
        format('adapt undo %s takes back the one here; --shared-id where both go by it', x.operation_id)
    from coming s
    cross join lateral jsonb_array_elements_text(s.body -> 'identifiers') i(written)
    join external_identifier_live(9223372036854775807) x on x.scheme = split_part(i.written, ':', 1)
        and x.value = normalize(substr(i.written, strpos(i.written, ':') + 1), nfc)
    join series t on t.series_id = x.series_id
    join edition e on e.series_id = x.series_id and e.edition_id = x.edition_id
    where s.type = 'edition' and not $1::boolean and (t.code, e.code) <> (s.body ->> 'series', s.body ->> 'code')
        and x.operation_id not in (select operation_id from agreed)
    union all
    -- What the file knows nothing of was made here, or came from elsewhere: only that it is taken back lets the file in.
    select min(s.line), case when bool_or(k.line is not null)
            then format('series "%s" was changed here since it was last imported (operation %s)', t.code, max(x.operation_id))
            else format('series "%s" is here too (operation %s)', t.code, min(x.operation_id)) end,
        case when bool_or(k.line is not null)
            then format('adapt undo %s takes it back, then the file can come in', max(x.operation_id))
            else format('adapt undo %s takes back the one here', min(x.operation_id))
                || case when min(x.operation_id) < max(x.operation_id)
                        or exists (select from edition_state_live(9223372036854775807) e where e.series_id = t.series_id)
                    then ', after what rests on it' else '' end end
    from staged s
    join series t on t.code = s.body ->> 'code'
    join series_state_live(9223372036854775807) x on x.series_id = t.series_id
    left join staged k on k.type = 'series' and k.known and not k.repeated and k.body ->> 'code' = t.code
    where s.type = 'series' and not s.known and x.operation_id not in (select operation_id from in_file)
    group by t.series_id, t.code
    union all
    -- What an operation and those that take it back said of an edition counts where they are odd in number.
    select min(x.line), case when x.was_imported
            then format('edition "%s/%s" was changed here since it was last imported (operation %s)', x.series, x.code,
                max(x.operation_id))
            else format('edition "%s/%s" is here too (operation %s)', x.series, x.code, min(x.operation_id)) end,
        case when bool_or(t.file is not null) then 'figures are not brought back by an undo: record here by hand what only the file has'
            when x.was_imported then format('adapt undo %s takes it back, then the file can come in', max(x.operation_id))
            when count(*) = 1 then format('adapt undo %s takes back the one here', max(x.operation_id))
            else format('adapt undo %s, then what was said of it before, down to adapt undo %s, takes back the one here',
                max(x.operation_id), min(x.operation_id)) end
    from (select min(s.line) as line, t.code as series, e.code, max(r.operation_id) as operation_id,
              (t.code, e.code) in (select k.body ->> 'series', k.body ->> 'code' from staged k
                                   where k.type = 'edition' and k.known and not k.repeated) as was_imported
          from (select body ->> 'series' as series, body ->> 'code' as code, min(line) as line from staged
                where type = 'edition' and not known group by 1, 2) s
          join series t on t.code = s.series
          join edition e on e.series_id = t.series_id and e.code = s.code
          join revision r on r.series_id = e.series_id and r.edition_id = e.edition_id
          where r.operation_id not in (select operation_id from in_file)
          group by t.code, e.code, undo_base(r.operation_id) having count(*) % 2 = 1) x
    left join turned t on t.by = x.operation_id
    group by x.series, x.code, x.was_imported)
select line, message, hint from fault order by line, message limit 1000

-- name: conflicts_of_lineage
-- Editions that would come from themselves by what the file says, takes back or brings again, and what was said here.
with recursive parent as (
    select distinct on (c.body ->> 'series', c.body ->> 'code') c.line, c.body ->> 'series' as series,
        c.body ->> 'code' as code, c.body #>> '{lineage,parent}' as parent
    from coming c where c.type = 'edition' and c.body ? 'lineage'
    order by c.body ->> 'series', c.body ->> 'code', c.operation_id desc),
drawn as (
    select distinct on (c.body ->> 'series', c.body ->> 'code', d ->> 'series', d ->> 'code') c.line,
        c.body ->> 'series' as series, c.body ->> 'code' as code, d ->> 'series' as from_series, d ->> 'code' as from_code,
        coalesce((d ->> 'withdrawn')::boolean, false) as withdrawn
    from coming c cross join lateral jsonb_array_elements(c.body -> 'also_from') d
    where c.type = 'edition'
    order by c.body ->> 'series', c.body ->> 'code', d ->> 'series', d ->> 'code', c.operation_id desc),
-- Editions of whose lineage the file takes something back.
touched as (
    select l.series_id, l.edition_id, max(s.line) as line
    from chain c
    join staged s on s.type = 'operation' and s.operation_id = c.operation_id
    join (select series_id, edition_id, operation_id from lineage
          union all select series_id, edition_id, operation_id from lineage_source) l on l.operation_id = c.base
    where c.is_new group by l.series_id, l.edition_id),
-- By: the operation here that the file knows nothing of.
here as (
    select x.series_id, x.edition_id, t.code as series, e.code, f.code as from_series, p.code as from_code,
        case when x.operation_id not in (select operation_id from agreed) then x.operation_id end as by, x.is_parent
    from (select l.series_id, l.edition_id, l.series_id as from_series_id, l.parent_id as from_edition_id, l.operation_id,
              true as is_parent
          from (select distinct on (y.series_id, y.edition_id) y.* from lineage_live(9223372036854775807) y
                where y.operation_id not in (select operation_id from ended)
                order by y.series_id, y.edition_id, y.revision desc) l
          union all
          select y.series_id, y.edition_id, y.source_series_id, y.source_edition_id, y.operation_id, false
          from lineage_source_live(9223372036854775807) y
          where y.operation_id not in (select operation_id from ended)) x
    join series t on t.series_id = x.series_id
    join edition e on e.series_id = x.series_id and e.edition_id = x.edition_id
    join series f on f.series_id = x.from_series_id
    join edition p on p.series_id = x.from_series_id and p.edition_id = x.from_edition_id),
origin (line, series, code, from_series, from_code, by) as (
    select s.line, s.series, s.code, s.series, s.parent, null::bigint from parent s where s.parent is not null
    union all
    select d.line, d.series, d.code, d.from_series, d.from_code, null from drawn d where not d.withdrawn
    union all
    select t.line, h.series, h.code, h.from_series, h.from_code, h.by
    from here h
    left join touched t on t.series_id = h.series_id and t.edition_id = h.edition_id
    left join parent s on h.is_parent and s.series = h.series and s.code = h.code
    left join drawn d on not h.is_parent and d.series = h.series and d.code = h.code
        and d.from_series = h.from_series and d.from_code = h.from_code
    where s.line is null and d.line is null),
-- From each edition that is here up, with the last that was said here alone of those on the way.
way (line, series, code, from_series, from_code, by) as (
    select o.line, o.series, o.code, o.from_series, o.from_code, o.by
    from origin o
    join series t on t.code = o.series
    join edition e on e.series_id = t.series_id and e.code = o.code
    where o.line is not null
    union
    select w.line, w.series, w.code, o.from_series, o.from_code, greatest(w.by, o.by)
    from way w join origin o on o.series = w.from_series and o.code = w.from_code)
select max(w.line) as line, format('"%s/%s" would become its own ancestor', w.series, w.code) as message,
    format('adapt undo %s takes back what was said here, then the file can come in', max(w.by)) as hint
from way w
where w.series = w.from_series and w.code = w.from_code and w.by is not null
group by w.series, w.code
order by 1, 2
limit 1000
