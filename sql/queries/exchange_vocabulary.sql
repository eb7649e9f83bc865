-- Vocabularies of elements once a catalogue came in, beside what editions say.

-- name: vocabulary_conflicts
-- What one side says or keeps of an element that the other has given another vocabulary, and that is no value of it.
with of_file as (
    select operation_id, body ->> 'number' as number from staged where type = 'operation' and not repeated),
said_of as (
    select e.element_id, e.operation_id, e.vocabulary from element_live(9223372036854775807) e
    union all
    select x.element_id, x.operation_id, x.vocabulary from element_state_live(9223372036854775807) x),
-- The last that gave each another one, or took it.
given as (
    select distinct on (g.element_id) g.element_id, g.operation_id, g.vocabulary
    from (select s.*, lag(s.vocabulary) over (partition by s.element_id order by s.operation_id) as before
          from said_of s) g
    where g.vocabulary is distinct from g.before
    order by g.element_id, g.operation_id desc),
decided as (
    select distinct d.element_id
    from touched t
    join revision r on r.operation_id = t.operation_id
    join decision d on d.series_id = r.series_id and d.edition_id = r.edition_id and d.revision = r.revision),
-- What the file brings may contradict it, or it what is here: nothing else is read.
edited as materialized (
    select g.* from given g
    where g.operation_id in (select operation_id from touched)
        or g.operation_id not in (select operation_id from of_file)
            and g.element_id in (select element_id from decided)),
said as (
    select distinct on (d.element_id, d.series_id, d.edition_id) d.element_id, d.series_id, d.edition_id, d.operation_id,
        d.state, d.value, d.term_id
    from edited x
    cross join lateral (select * from decision_live(9223372036854775807) d where d.element_id = x.element_id offset 0) d
    order by d.element_id, d.series_id, d.edition_id, d.revision desc),
held as (
    select d.element_id, d.series_id, d.edition_id, d.operation_id, 'says' as how, d.value, d.term_id
    from said d where d.state = 'value'
    union all
    -- A keep holds what was there when it was taken, whatever became of that.
    select d.element_id, d.series_id, d.edition_id, d.operation_id, 'keeps', k.value, k.term_id
    from said d
    cross join lateral kept_from(d.series_id, d.edition_id, d.element_id, d.operation_id, 9223372036854775807) f
    cross join lateral (
        select k.* from decision_live(9223372036854775807) k
        where k.series_id = d.series_id and k.edition_id = f.edition_id and k.element_id = d.element_id
            and k.operation_id <= f.moment
        order by k.revision desc limit 1) k
    where d.state = 'keep' and k.state = 'value')
select (select max(t.line) from touched t where t.operation_id in (x.operation_id, d.operation_id)) as line,
    format('element "%s" has %s %s, and "%s" %s "%s" of it %s, which is no value of that', p.path,
        coalesce('vocabulary "' || x.vocabulary || '"', 'no vocabulary'),
        coalesce('in the file (operation ' || f.number || ')', format('here (operation %s)', x.operation_id)),
        edition_name(d.series_id, d.edition_id), d.how, coalesce(w.label, d.value),
        coalesce('in the file (operation ' || g.number || ')', format('here (operation %s)', d.operation_id))) as message,
    -- What is older here may rest on it; what came with the file goes with it.
    case when exists (select from resting_on(o.here, (select min(operation_id) - 1 from touched where is_new), 1))
            then 'record here by hand what only the file has'
        else format('adapt undo %s takes back the one here, then the file can come in', o.here) end as hint
from edited x
join held d on d.element_id = x.element_id
left join of_file f on f.operation_id = x.operation_id
left join of_file g on g.operation_id = d.operation_id
cross join lateral (select case when f.number is null then x.operation_id else d.operation_id end as here) o
left join lateral (select w.term, w.label from term_word(9223372036854775807, array[d.term_id]) w
                   where d.term_id is not null limit 1) w on true
join lateral (select p.path from element_path_live(9223372036854775807) p where p.element_id = x.element_id
              order by p.operation_id desc limit 1) p on true
where (f.operation_id is null) <> (g.operation_id is null)
    and exists (select from touched t where t.operation_id in (x.operation_id, d.operation_id))
    and exists (select from edition_state_live(9223372036854775807) e
        where e.series_id = d.series_id and e.edition_id = d.edition_id)
    and case when x.vocabulary is null then w.term is not null
        else split_part(w.term, ':', 1) is distinct from x.vocabulary end
order by 1, 2
limit 1000
