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
-- What the file brings may contradict it, or it what is here: nothing else is read; where all is of the file nothing
-- is.
edited as materialized (
    select g.* from given g
    where exists (select from operation o where o.operation_id not in (select operation_id from of_file))
        and (g.operation_id in (select operation_id from touched)
            or g.operation_id not in (select operation_id from of_file)
                and g.element_id in (select element_id from decided))),
said as (
    select distinct on (d.element_id, d.series_id, d.edition_id) d.element_id, d.series_id, d.edition_id, d.operation_id,
        d.state, d.value, d.term_id
    from edited x
    cross join lateral (select * from decision_live(9223372036854775807) d where d.element_id = x.element_id offset 0) d
    order by d.element_id, d.series_id, d.edition_id, d.revision desc),
-- One of the two is of the file, and the other is not. Before what a keep holds is looked for, which takes long.
apart as materialized (
    select d.*
    from edited x
    join said d on d.element_id = x.element_id
    where (x.operation_id in (select operation_id from of_file))
            <> (d.operation_id in (select operation_id from of_file))
        and (x.operation_id in (select operation_id from touched)
            or d.operation_id in (select operation_id from touched))),
held as (
    select d.element_id, d.series_id, d.edition_id, d.operation_id, 'says' as how, d.value, d.term_id
    from apart d where d.state = 'value'
    union all
    -- A keep holds what was there when it was taken, whatever became of that.
    select d.element_id, d.series_id, d.edition_id, d.operation_id, 'keeps', k.value, k.term_id
    from apart d
    cross join lateral kept_from(d.series_id, d.edition_id, d.element_id, d.operation_id, 9223372036854775807) f
    cross join lateral (
        select k.* from decision_live(9223372036854775807) k
        where k.series_id = d.series_id and k.edition_id = f.edition_id and k.element_id = d.element_id
            and k.operation_id <= f.moment
        order by k.revision desc limit 1) k
    where d.state = 'keep' and k.state = 'value'),
word as materialized (
    select distinct on (w.term_id) w.term_id, w.term, w.label
    from (select coalesce(array_agg(distinct h.term_id) filter (where h.term_id is not null), '{}') as terms
          from held h) t
    cross join lateral term_word(9223372036854775807, t.terms) w
    order by w.term_id, w.term),
placed as materialized (select t.operation_id, max(t.line) as line from touched t group by t.operation_id),
fault as materialized (
    select greatest(m.line, n.line) as line,
        x.element_id, x.vocabulary, x.operation_id as given_by, f.number as given_there,
        edition_name(d.series_id, d.edition_id) as edition, d.how, coalesce(w.label, d.value) as value, w.term,
        d.operation_id as said_by, g.number as said_there,
        case when f.number is null then x.operation_id else d.operation_id end as here
    from edited x
    join held d on d.element_id = x.element_id
    left join of_file f on f.operation_id = x.operation_id
    left join of_file g on g.operation_id = d.operation_id
    left join placed m on m.operation_id = x.operation_id
    left join placed n on n.operation_id = d.operation_id
    left join word w on w.term_id = d.term_id
    where exists (select from edition_state_live(9223372036854775807) e
            where e.series_id = d.series_id and e.edition_id = d.edition_id)
        and case when x.vocabulary is null then w.term is not null
            else split_part(w.term, ':', 1) is distinct from x.vocabulary end),
before as (select min(operation_id) - 1 as cut from touched where is_new),
-- How each is called and what it has here, and its name in the file.
named as (
    select f.*, b.cut, coalesce(h.path, p.path) as path, h.vocabulary as had, t.path as path_there
    from fault f
    cross join before b
    left join lateral (select * from element_as_of(b.cut) h where h.element_id = f.element_id offset 0) h on true
    join lateral (select p.path from element_path_live(9223372036854775807) p where p.element_id = f.element_id
                  order by p.operation_id desc limit 1) p on true
    left join lateral (
        select s.body ->> 'path' as path
        from word_key k
        join staged s on s.type in ('element', 'path') and s.part = k.part and (s.body ->> 'id')::bigint = k.file_id
        where k.kind = 'element' and k.here_id = f.element_id
            and s.operation_id not in (select operation_id from withdrawn)
        order by s.line desc limit 1) t on true)
select f.line,
    format('element "%s"%s has %s %s, and "%s" %s "%s" of it %s, which is no value of that', f.path,
        case when f.path_there <> f.path then format(' ("%s" in the file)', f.path_there) else '' end,
        coalesce('vocabulary "' || f.vocabulary || '"', 'no vocabulary'),
        coalesce('in the file (operation ' || f.given_there || ')', format('here (operation %s)', f.given_by)),
        f.edition, f.how, f.value,
        coalesce('in the file (operation ' || f.said_there || ')', format('here (operation %s)', f.said_by))) as message,
    -- What is older here may rest on it; what came with the file goes with it.
    coalesce(nullif(concat_ws(', or ',
        case when not exists (select from resting_on(f.here, f.cut, 1))
            then format('adapt undo %s takes back the one here', f.here) end,
        -- A term of it that is here can be said while the element has no vocabulary.
        case when f.said_there is null and f.how = 'says' and f.had is null
            then (select format('adapt set %s %s=%s --minor says it by its term', f.edition, f.path, min(m.term))
                  from (select distinct v.vocabulary || ':' || v.code as term
                        from term_wording(f.cut) w join term_as_of(f.cut) v on v.term_id = w.meant_id
                        where w.word = fold(f.value) and v.vocabulary = f.vocabulary) m
                  having count(*) = 1) end,
        -- One that was taken away here can be given again where all that was said of it here is of it.
        case when f.given_there is null and f.vocabulary is null and not exists (
                select from decision_live(f.cut) y left join term v on v.term_id = y.term_id
                where y.element_id = f.element_id and y.state = 'value'
                    and v.vocabulary is distinct from split_part(f.term, ':', 1))
            then format('adapt element edit %s --vocabulary %s gives it that again', f.path, split_part(f.term, ':', 1)) end),
        '') || ', then the file can come in', 'record here by hand what only the file has') as hint
from named f
order by 1, 2
limit 1000
