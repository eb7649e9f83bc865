-- The lineage that is there once a catalogue came in.

-- name: lineage_conflicts
-- Editions that would come from themselves by what the file takes back, or brings again.
with touched as (
    select t.line, l.series_id, l.edition_id
    from (select s.line, undo_base(s.operation_id) as base from staged s
          where s.type = 'operation' and not s.known and s.body ? 'undoes') t
    cross join lateral (
        select x.series_id, x.edition_id from lineage x where x.operation_id = t.base
        union select x.series_id, x.edition_id from lineage_source x where x.operation_id = t.base) l)
select max(t.line) as line, format('"%s" would become its own ancestor', edition_name(t.series_id, t.edition_id)) as message,
    format('the file takes back, or brings again, what it comes from: adapt log %s lists what was said of that here; '
        'take that back, then the file can come in', edition_name(t.series_id, t.edition_id)) as hint
from touched t
where exists (
    with recursive line(series_id, edition_id) as (
        select o.series_id, o.edition_id from origin_of(t.series_id, t.edition_id) o
        union
        select o.series_id, o.edition_id from line a cross join lateral origin_of(a.series_id, a.edition_id) o)
    select from line w where w.series_id = t.series_id and w.edition_id = t.edition_id)
group by t.series_id, t.edition_id
order by 1
