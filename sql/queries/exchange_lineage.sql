-- The lineage and the names that are there once a catalogue came in, by what of the file touched them.

-- name: create_touched
-- Operations that are new, and those that new ones take back or bring again, each at the line of the new one.
create temporary table touched on commit drop as
select s.line, o.operation_id, o.operation_id = s.operation_id as is_new
from staged s cross join lateral (select s.operation_id
    union select undo_base(s.operation_id) where s.body ? 'undoes') o
where s.type = 'operation' and not s.known

-- name: analyze_touched
analyze touched

-- name: lineage_conflicts
-- Editions that would come from themselves by what the file takes back, or brings again.
with said as (
    select t.line, l.series_id, l.edition_id
    from touched t
    join (select series_id, edition_id, operation_id from lineage
          union select series_id, edition_id, operation_id from lineage_source) l using (operation_id)
    where not t.is_new)
select max(t.line) as line, format('"%s" would become its own ancestor', edition_name(t.series_id, t.edition_id)) as message,
    format('the file takes back, or brings again, what it comes from: adapt log %s lists what was said of that here; '
        'take that back, then the file can come in', edition_name(t.series_id, t.edition_id)) as hint
from said t
where exists (select from back_to_itself(t.series_id, t.edition_id))
group by t.series_id, t.edition_id
order by 1

-- name: name_conflicts
-- Names that two things have once the file came in, by what it takes back or brings again.
select (select max(t.line) from touched t where t.operation_id = any(d.operations)) as line,
    format('%s "%s" would be two: operations %s each give one that name', d.what, d.name,
        array_to_string(array(select unnest(d.operations) order by 1), ', ')) as message,
    coalesce('adapt undo ' || (select max(o) from unnest(d.operations) o
                where o not in (select operation_id from touched where is_new))
            || ' takes the one here back, then the file can come in',
        'record here by hand what only the file has') as hint
from doubled_name() d
where exists (select from touched t where t.operation_id = any(d.operations))
order by 1, 2

-- name: series_conflicts
-- Editions that would be of a series that was taken back, here or in the file, by what the file says.
select (select max(t.line) from touched t where t.operation_id in (u.by, x.last)) as line,
    format('edition "%s" would be of series "%s", which was taken back (operation %s)',
        edition_name(x.series_id, x.edition_id), t.code, u.by) as message,
    case when u.by not in (select operation_id from touched where is_new)
            then format('adapt undo %s brings the series back, then the file can come in', u.by)
        when x.last not in (select operation_id from touched where is_new)
            then format('adapt undo %s takes the edition back, then the file can come in', x.last)
        else 'give the catalogues one after the other, each in a file of its own' end as hint
from (select y.series_id, y.edition_id, max(y.operation_id) as last
      from edition_state_live(9223372036854775807) y
      where not exists (select from series_state_live(9223372036854775807) z where z.series_id = y.series_id)
      group by y.series_id, y.edition_id) x
join series t on t.series_id = x.series_id
cross join lateral (select max(n.since) as by from series_state y join undone n on n.operation_id = y.operation_id
    where y.series_id = x.series_id and n.until = 9223372036854775807) u
where exists (select from touched t where t.operation_id in (u.by, x.last))
order by 1, 2
limit 1000
