-- Words of a catalogue that comes in: those that become one with the ones here, and mergers that cannot be.

-- name: united_terms
-- Terms of one name that become one, where the file calls them otherwise: what is said of that.
with labelled as (
    select l.part, l.body ->> 'id' as id, l.body ->> 'language' as language, normalize(l.body ->> 'label', nfc) as label,
        l.line
    from staged l where l.type = 'label')
select format('term "%s" is one with the one here (%s): labels %s come beside %s', s.body ->> 'term',
    'operation ' || t.operation_id, x.there, coalesce(h.here, 'none')) as message
from staged s
join term t on t.vocabulary = split_part(s.body ->> 'term', ':', 1)
join term_code_live(9223372036854775807) c on c.term_id = t.term_id and c.code = split_part(s.body ->> 'term', ':', 2)
cross join lateral (
    select string_agg(l.language || '=' || l.label, ' ' order by l.line) as there
    from labelled l
    where l.part = s.part and l.id = s.body ->> 'id' and not exists (
        select from term_label_live(9223372036854775807) y
        where y.term_id = t.term_id and y.language = l.language and y.label = l.label)) x
cross join lateral (
    select string_agg(y.language || '=' || y.label, ' ' order by y.operation_id, y."position") as here
    from term_label_live(9223372036854775807) y where y.term_id = t.term_id) h
where s.type = 'term' and not s.known and x.there is not null
    and t.operation_id not in (select operation_id from in_file)
order by 1

-- name: shared_words
-- What terms are called since operation $1, by a label or their code, and another one of the vocabulary was before.
with meant as materialized (select * from term_as_of(9223372036854775807)),
said as materialized (
    select m.meant_id, m.vocabulary, m.code, w.word, w.label, w.operation_id
    from (select l.term_id, l.label as word, l.label, l.operation_id from term_label_live(9223372036854775807) l
          union all
          select c.term_id, c.code, null, c.operation_id from term_code_live(9223372036854775807) c) w
    join meant m on m.term_id = w.term_id)
select n.vocabulary || ':' || n.code as own, n.word, o.vocabulary || ':' || o.code as term,
    coalesce(min(o.label), o.code) as label
from said n
join said o on o.vocabulary = n.vocabulary and fold(o.word) = fold(n.word) and o.meant_id <> n.meant_id
where n.operation_id > $1 and o.operation_id <= $1 and not exists (
    select from said b where b.meant_id = n.meant_id and fold(b.word) = fold(n.word) and b.operation_id <= $1)
group by n.vocabulary, n.code, n.word, o.vocabulary, o.code
order by own, n.word, term

-- name: one_word
-- Two of the file that would be one: the name of one was given to the other here.
with word as (
    select k.kind, k.part, k.file_id, k.here_id, s.line, s.known, s.body ->> case k.kind when 'element' then 'path' else 'term' end as name
    from word_key k
    join staged s on s.type = k.kind and s.part = k.part and (s.body ->> 'id')::bigint = k.file_id
    where s.type in ('element', 'term') and s.operation_id not in (select operation_id from withdrawn))
select n.line, format('%s "%s" of the file is another than its "%s", which is called so here (operation %s)', n.kind, n.name,
    o.name, x.operation_id) as message, format('adapt undo %s takes the name back', x.operation_id) as hint
from word n
join word o on o.kind = n.kind and o.part = n.part and o.here_id = n.here_id and o.file_id <> n.file_id
    and (o.known or o.line < n.line)
cross join lateral (
    select max(g.operation_id) as operation_id
    from (select p.operation_id from element_path_live(9223372036854775807) p
          where n.kind = 'element' and p.element_id = n.here_id and p.path = n.name
          union all
          select c.operation_id from term_code_live(9223372036854775807) c join term t on t.term_id = c.term_id
          where n.kind = 'term' and c.term_id = n.here_id and t.vocabulary || ':' || c.code = n.name) g) x
where not n.known
order by n.line, o.line
limit 1000

-- name: merger_conflicts
-- As of each merger that came, every term must mean one other: none that is merged back into it, and no second one.
with recursive fresh as (
    select s.line, s.operation_id, k.here_id as term_id, i.here_id as into_id
    from staged s
    join word_key k on k.kind = 'term' and k.part = s.part and k.file_id = (s.body ->> 'id')::bigint
    join word_key i on i.kind = 'term' and i.part = s.part and i.file_id = (s.body ->> 'into')::bigint
    where s.type = 'merger' and not s.known),
walk(line, operation_id, term_id, into_id, meant_id) as (
    select f.line, f.operation_id, f.term_id, f.into_id, f.term_id from fresh f
    union
    select w.line, w.operation_id, w.term_id, w.into_id, m.into_id
    from walk w
    join term_merger m on m.term_id = w.meant_id and m.operation_id <= w.operation_id
        and not exists (select from undone u where u.operation_id = m.operation_id
            and u.since <= w.operation_id and w.operation_id <= u.until)),
-- Where it ends: none in a circle.
meant as (
    select w.line, w.operation_id, w.term_id, w.into_id, w.meant_id
    from walk w
    where not exists (select from term_merger m where m.term_id = w.meant_id and m.operation_id <= w.operation_id
        and not exists (select from undone u where u.operation_id = m.operation_id
            and u.since <= w.operation_id and w.operation_id <= u.until))),
fault as (
    select f.line, f.operation_id, f.term_id, f.into_id, count(m.line) as ends,
        -- One that counted then, and not as in the file: what both say alike contradicts nothing of the file.
        (select max(h.operation_id) from term_merger h
         where h.term_id in (select w.meant_id from walk w where w.line = f.line)
             and h.operation_id < (select min(operation_id) from fresh)
             and h.operation_id not in (select operation_id from agreed)
             and not exists (select from undone u where u.operation_id = h.operation_id
                 and u.since <= f.operation_id and f.operation_id <= u.until)) as here
    from fresh f left join meant m on m.line = f.line
    group by f.line, f.operation_id, f.term_id, f.into_id having count(m.line) <> 1)
select f.line, case f.ends
        when 0 then format('merging term "%s" into "%s" would close a circle: the second means the first here (operation %s)',
            term_name_at(f.term_id, f.operation_id), term_name_at(f.into_id, f.operation_id), f.here)
        else format('term "%s" is merged into "%s" in the file, and into another one here (operation %s)',
            term_name_at(f.term_id, f.operation_id), term_name_at(f.into_id, f.operation_id), f.here) end as message,
    -- One of the file that only here counts, or only here does not, is as there by what turned it.
    -- What rests on it here and is taken back by the file too would have to go before it, and could not come again.
    coalesce(case when not exists (select from resting_on(f.here, (select min(operation_id) - 1 from touched where is_new)) r
                where r.operation_id in (select base from chain where is_new))
            then 'adapt undo ' || coalesce(t.by, f.here) || ' takes the merger here back, then the file can come in' end,
        'record here by hand what only the file has') as hint
from fault f left join turned t on t.base = f.here
order by f.line
