-- What a catalogue that comes in says otherwise than the one that is here, and what was said here since: nothing of
-- either is dropped without a word.

-- name: conflicts_of_operations
-- Operations of the file beside those here: other ones of the same number, and what both took back.
with fault (line, message, hint) as (
    select s.line, format('operation %s of catalogue %s is "%s" by %s of %s here and "%s" by %s of %s in the file',
        s.body ->> 'number', left(s.body ->> 'catalogue', 8), concat_ws(' ', o.verb, operation_subject(o.message)), o.author,
        moment_text(coalesce(g.at, o.at)), concat_ws(' ', s.body ->> 'verb', operation_subject(s.body ->> 'message')),
        coalesce(s.body ->> 'author', o.author), moment_text(coalesce((s.body ->> 'at')::timestamptz, o.at))),
        'the file is of a copy of the same catalogue that went its own way; record here by hand what only the copy has'
    from staged s
    join operation o on o.operation_id = s.operation_id
    left join operation_origin g on g.operation_id = o.operation_id
    -- The sample is the same, whoever loaded it and when.
    where s.type = 'operation' and s.known and o.verb <> 'import sample'
        and ((s.body ->> 'at')::timestamptz <> coalesce(g.at, o.at) or normalize(s.body ->> 'author', nfc) <> normalize(o.author, nfc)
            or s.body ->> 'verb' <> o.verb)
    union all
    select s.line, format('operation %s of catalogue %s stands in the file twice, by %s of %s and by %s of %s',
        s.body ->> 'number', left(s.body ->> 'catalogue', 8), f.body ->> 'author', f.body ->> 'at',
        s.body ->> 'author', s.body ->> 'at'), 'give one of the two copies of that catalogue'
    from staged s
    join staged f on f.type = 'operation' and not f.repeated and f.operation_id = s.operation_id
    where s.type = 'operation' and s.repeated
        and (f.body ->> 'at', f.body ->> 'author', f.body ->> 'verb')
            is distinct from (s.body ->> 'at', s.body ->> 'author', s.body ->> 'verb')
    union all
    select s.line, format('operation %s was %s here (operation %s), and in the file too', t.base,
            case when w.counts then 'brought back' else 'taken back' end, t.by),
        case when w.counts then format('adapt undo %s takes it back here; then the file can bring it back', t.by)
            when t.file is null then t.way || ' here; then the file can take it back'
            else 'figures are not brought back by an undo: record here by hand what only the file has' end
    from staged s
    join staged u on u.type = 'operation' and u.known and not u.repeated and u.body ->> 'number' = s.body ->> 'undoes'
        and u.body ->> 'catalogue' = coalesce(s.body ->> 'undoes_in', s.body ->> 'catalogue')
    join turned t on t.base = undo_base(u.operation_id)
    -- What the file takes back and brings back again stays as it is here.
    join (select base from chain where is_new group by base having count(*) % 2 = 1) odd on odd.base = t.base
    cross join lateral (select not exists (select from undone y
        where y.operation_id = t.base and y.until = 9223372036854775807) as counts) w
    where s.type = 'operation' and not s.known
    union all
    -- What the file takes back, or brings again, is asked what an undo here is: nothing that is here alone may rest on
    -- it, or stand where it stood.
    select max(u.line), format(case when w.counts then 'operation %s here %s, and the file takes back what that rests on'
            else 'operation %s here %s, and the file brings that back' end, x.operation_id, x.what),
        format('adapt undo %s takes it back, then the file can come in', x.operation_id)
    from (select c.base, not exists (select from undone y
              where y.operation_id = c.base and y.until = 9223372036854775807) as counts
          from chain c join operation o on o.operation_id = c.base
          where c.base not in (select base from turned)
          group by c.base) w
    join chain c on c.base = w.base
    join staged u on u.type = 'operation' and u.operation_id = c.operation_id and not u.known
    cross join lateral undo_obstacle(w.base) x
    where w.counts = (w.base in (select operation_id from withdrawn))
        and x.operation_id not in (select operation_id from agreed)
    group by x.operation_id, x.what, w.counts)
select line, message, hint from fault order by line, message limit 1000
