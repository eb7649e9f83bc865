-- What a catalogue that comes in says otherwise than the one that is here.

-- name: conflicts
-- What the file says and what was said here since: nothing of either is dropped without a word. $1: whether an edition
-- may have an external identifier that another one has.
with recursive in_file as (
    select operation_id from staged where type = 'operation' and known and not repeated),
-- Operations of the file that were taken back here alone, or brought again.
turned as (
    select x.base, x.by, b.file_name as file, case when b.batch_id is null then format('adapt undo %s brings it back', x.by)
        else format('import "%s" again (adapt import reach FILE --register-missing)', b.file_name) end as way
    from (select undo_base(o.operation_id) as base, max(o.operation_id) as by
          from operation o
          where o.undoes is not null and o.operation_id not in (select operation_id from in_file)
          group by 1 having count(*) % 2 = 1) x
    left join batch b on b.operation_id = x.base),
-- Operations of the file that take back others of it, and those that count no more at its end.
undoing (operation_id, base) as (
    select u.operation_id, t.operation_id
    from staged u
    join staged t on t.type = 'operation' and not t.repeated and t.body ->> 'number' = u.body ->> 'undoes'
        and t.body ->> 'catalogue' = coalesce(u.body ->> 'undoes_in', u.body ->> 'catalogue')
    where u.type = 'operation' and not u.repeated and u.body ? 'undoes'),
chain (operation_id, base) as (
    select operation_id, base from undoing
    union all
    select c.operation_id, u.base from chain c join undoing u on u.operation_id = c.base),
withdrawn as (
    select base as operation_id from chain where base not in (select operation_id from undoing)
    group by base having count(*) % 2 = 1),
-- What is new in the file, or was taken back so far, and counts at its end, with the number of its operation there.
-- What was taken back here alone stays so.
coming as (
    select s.line, s.type, s.part, s.body, s.operation_id, h.body ->> 'number' as number
    from staged s join staged h on h.line = s.heading
    where s.type in ('element', 'path', 'term', 'term_code', 'source', 'edition', 'creative')
        and (not s.known or exists (select from undone u where u.operation_id = s.operation_id
            and u.until = 9223372036854775807) and s.operation_id not in (select base from turned))
        and s.operation_id not in (select operation_id from withdrawn)),
fault (line, message, hint) as (
    select s.line, format('operation %s of catalogue %s is "%s" by %s of %s here and "%s" by %s of %s in the file',
        s.body ->> 'number', left(s.body ->> 'catalogue', 8), concat_ws(' ', o.verb, o.message), o.author,
        moment_text(coalesce(g.at, o.at)), concat_ws(' ', s.body ->> 'verb', s.body ->> 'message'),
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
    select s.line, format('operation %s was taken back here (operation %s), and in the file too', t.base, t.by),
        case when t.file is null then t.way || ' here; then the file can take it back'
            else 'figures are not brought back by an undo: record here by hand what only the file has' end
    from staged s
    join staged u on u.type = 'operation' and u.known and not u.repeated and u.body ->> 'number' = s.body ->> 'undoes'
        and u.body ->> 'catalogue' = coalesce(s.body ->> 'undoes_in', s.body ->> 'catalogue')
    join turned t on t.base = undo_base(u.operation_id)
    where s.type = 'operation' and not s.known
    union all
    select s.line, format('market "%s" is %s here, and %s in the file', m.market_code,
        array_to_string(m.territories, ' '), array_to_string(x.territories, ' ')),
        format('one of the two needs another code; adapt undo %s takes back the one here', m.operation_id)
    from staged s
    join market_as_of(9223372036854775807) m on m.market_code = s.body ->> 'code'
    cross join lateral (select array(select jsonb_array_elements_text(s.body -> 'territories'))) x(territories)
    where s.type = 'market' and not s.known and not (m.territories @> x.territories and m.territories <@ x.territories)
        and m.operation_id not in (select operation_id from in_file)
    union all
    select s.line, format('element "%s" has %s here (operation %s), and %s in the file (operation %s)', s.body ->> 'path',
        x.here, e.operation_id, x.there, s.number),
        format('adapt undo %s takes back the one here; or write in line %s what it is here', e.operation_id, s.line)
    from coming s
    join element_path_live(9223372036854775807) p on p.path = s.body ->> 'path'
    join element e on e.element_id = p.element_id
    cross join lateral (
        select string_agg(concat_ws(' ', v.name, coalesce('"' || v.here || '"', 'not recorded')), ', ') as here,
            string_agg(concat_ws(' ', v.name, coalesce('"' || v.there || '"', 'not recorded')), ', ') as there
        from (values ('kind', e.kind, s.body ->> 'kind'), ('vocabulary', e.vocabulary, s.body ->> 'vocabulary'),
            ('tradition', e.tradition, normalize(s.body ->> 'tradition', nfc))) v(name, here, there)
        where v.here is distinct from v.there) x
    where s.type = 'element' and x.here is not null and e.operation_id not in (select operation_id from in_file)
    union all
    select s.line, format('element "%s" is renamed "%s" in the file (operation %s), and that names another one here (operation %s)',
        k.body ->> 'path', s.body ->> 'path', s.number, p.operation_id),
        format('adapt undo %s takes back the one here', p.operation_id)
    from coming s
    join staged k on k.type = 'element' and k.part = s.part and k.body ->> 'id' = s.body ->> 'id'
    join element_path_live(9223372036854775807) p on p.path = s.body ->> 'path'
    where s.type = 'path' and p.operation_id not in (select operation_id from in_file)
        and not exists (select from element_path_live(9223372036854775807) q
            where q.element_id = p.element_id and q.path = k.body ->> 'path')
    union all
    select s.line, format('term "%s" is renamed "%s" in the file (operation %s), and that names another one here (operation %s)',
        k.body ->> 'term', s.body ->> 'term', s.number, c.operation_id),
        format('adapt undo %s takes back the one here', c.operation_id)
    from coming s
    join staged k on k.type = 'term' and k.part = s.part and k.body ->> 'id' = s.body ->> 'id'
    join term t on t.vocabulary = split_part(s.body ->> 'term', ':', 1)
    join term_code_live(9223372036854775807) c on c.term_id = t.term_id
        and t.vocabulary || ':' || c.code = s.body ->> 'term'
    where s.type = 'term_code' and c.operation_id not in (select operation_id from in_file)
        and not exists (select from term_code_live(9223372036854775807) q
            where q.term_id = c.term_id and t.vocabulary || ':' || q.code = k.body ->> 'term')
    union all
    -- Two of the file that would be one: the name of one was given to the other here.
    select s.line, format('element "%s" of the file is another than its "%s", which is called so here (operation %s)',
        s.body ->> 'path', k.body ->> 'path', p.operation_id),
        format('adapt undo %s takes the name back', p.operation_id)
    from coming s
    join element_path_live(9223372036854775807) p on p.path = s.body ->> 'path'
    join staged k on k.type = 'element' and k.part = s.part and k.known and not k.repeated
        and k.body ->> 'id' <> s.body ->> 'id'
    join element_path q on q.element_id = p.element_id and q.operation_id = k.operation_id and q.path = k.body ->> 'path'
    where s.type = 'element' and p.operation_id not in (select operation_id from in_file)
    union all
    select s.line, format('term "%s" of the file is another than its "%s", which is called so here (operation %s)',
        s.body ->> 'term', k.body ->> 'term', c.operation_id),
        format('adapt undo %s takes the name back', c.operation_id)
    from coming s
    join term t on t.vocabulary = split_part(s.body ->> 'term', ':', 1)
    join term_code_live(9223372036854775807) c on c.term_id = t.term_id
        and t.vocabulary || ':' || c.code = s.body ->> 'term'
    join staged k on k.type = 'term' and k.part = s.part and k.known and not k.repeated
        and k.body ->> 'id' <> s.body ->> 'id'
    join term_code q on q.term_id = c.term_id and q.operation_id = k.operation_id
        and t.vocabulary || ':' || q.code = k.body ->> 'term'
    where s.type = 'term' and c.operation_id not in (select operation_id from in_file)
    union all
    select s.line, format('source "%s" is "%s" here (operation %s), and "%s" in the file (operation %s)', x.code, x.title,
        x.operation_id, s.body ->> 'title', s.number),
        format('adapt undo %s takes back the one here; or write in line %s the title it has here', x.operation_id, s.line)
    from coming s
    join source_live(9223372036854775807) x on x.code = s.body ->> 'code'
    where s.type = 'source' and x.title <> normalize(s.body ->> 'title', nfc)
        and x.operation_id not in (select operation_id from in_file)
    union all
    select s.line, format('creative "%s" of "%s/%s" is here (operation %s), and in the file (operation %s)', x.code, t.code,
        e.code, x.operation_id, s.number), format('adapt undo %s takes back the one here', x.operation_id)
    from coming s
    join series t on t.code = s.body ->> 'series'
    join edition e on e.series_id = t.series_id and e.code = s.body ->> 'edition'
    join creative_live(9223372036854775807) x on x.series_id = e.series_id and x.edition_id = e.edition_id
        and x.code = s.body ->> 'code'
    where s.type = 'creative' and x.operation_id not in (select operation_id from in_file)
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
        and x.operation_id not in (select operation_id from in_file)
    union all
    select min(s.line), format(case when bool_or(k.line is not null)
            then 'series "%s" was changed here since it was last imported (operation %s)'
            else 'series "%s" is already there, from another catalogue' end, t.code, max(x.operation_id)),
        format(case when bool_or(k.line is not null) then 'adapt undo %s takes it back, then the file can come in'
            else 'one of the two needs another code' end, max(x.operation_id))
    from staged s
    join series t on t.code = s.body ->> 'code'
    join series_state_live(9223372036854775807) x on x.series_id = t.series_id
    left join staged k on k.type = 'series' and k.known and not k.repeated and k.body ->> 'code' = t.code
    where s.type = 'series' and not s.known and x.operation_id not in (select operation_id from in_file)
    group by t.code
    union all
    select min(s.line), format('%s "%s" was taken back here since it was last imported (operation %s)', k.type,
        coalesce(k.body ->> 'code', k.body ->> 'term', k.body ->> 'path'), max(t.by)),
        (array_agg(t.way order by t.by desc))[1] || ', then the file can come in'
    from staged k
    join turned t on t.base = undo_base(k.operation_id)
    join (select s.line, s.part, 'series' as type, s.body ->> 'series' as name from staged s
          where not s.known and s.body ? 'series'
          union all select s.line, s.part, 'series', s.body ->> 'code' from staged s where not s.known and s.type = 'series'
          union all select s.line, s.part, s.type, s.body ->> 'id' from staged s
          where not s.known and s.type in ('label', 'term_code', 'merger', 'path')
          union all select s.line, s.part, 'element', d ->> 'id'
          from staged s cross join lateral jsonb_array_elements(s.body -> 'decisions') d
          where not s.known and s.type = 'edition'
          union all select s.line, s.part, 'term', d ->> 'term_id'
          from staged s cross join lateral jsonb_array_elements(s.body -> 'decisions') d
          where not s.known and s.type = 'edition' and d ? 'term_id') s
        on case s.type when 'path' then 'element' when 'series' then 'series' when 'element' then 'element' else 'term' end = k.type
        and s.name = case k.type when 'series' then k.body ->> 'code' else k.body ->> 'id' end
        and (k.type = 'series' or s.part = k.part)
    where k.type in ('series', 'element', 'term') and k.known and not k.repeated
        -- A series that is there again, if by another operation, is that of its code.
        and not (k.type = 'series' and exists (select from series c
            join series_state_live(9223372036854775807) y on y.series_id = c.series_id where c.code = k.body ->> 'code'))
    group by k.line, k.type, k.body
    union all
    -- What rests on an edition that is not there any more would come in, and be seen nowhere.
    select min(n.line), format('edition "%s/%s" was taken back here since it was last imported (operation %s)', t.code,
        e.code, max(x.by)), (array_agg(x.way order by x.by desc))[1] || ', then the file can come in'
    from turned x
    join revision r on undo_base(r.operation_id) = x.base
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
    group by t.code, e.code
    union all
    -- What the file takes back, or brings again, is asked what an undo here is: nothing that is here alone may rest on
    -- it, or stand where it stood.
    select max(u.line), format(case when w.counts then 'operation %s here %s, and the file takes back what that rests on'
            else 'operation %s here %s, and the file brings that back' end, x.operation_id, x.what),
        format('adapt undo %s takes it back, then the file can come in', x.operation_id)
    from (select c.base, not exists (select from undone y
              where y.operation_id = c.base and y.until = 9223372036854775807) as counts
          from chain c join operation o on o.operation_id = c.base
          where c.base not in (select operation_id from undoing) and c.base not in (select base from turned)
          group by c.base) w
    join chain c on c.base = w.base
    join staged u on u.type = 'operation' and u.operation_id = c.operation_id and not u.known
    cross join lateral undo_obstacle(w.base) x
    where w.counts = (w.base in (select operation_id from withdrawn))
        and x.operation_id not in (select operation_id from in_file)
    group by x.operation_id, x.what, w.counts
    union all
    -- What an operation and those that take it back said of an edition counts where they are odd in number.
    select min(x.line), format('edition "%s/%s" was changed here since it was last imported (operation %s)',
        x.series, x.code, max(x.operation_id)),
        case when bool_or(t.file is not null) then 'figures are not brought back by an undo: record here by hand what only the file has'
            else format('adapt undo %s takes it back, then the file can come in', max(x.operation_id)) end
    from (select min(s.line) as line, t.code as series, e.code, max(r.operation_id) as operation_id
          from (select body ->> 'series' as series, body ->> 'code' as code, min(line) as line from staged
                where type = 'edition' and not known group by 1, 2) s
          join series t on t.code = s.series
          join edition e on e.series_id = t.series_id and e.code = s.code
          join revision r on r.series_id = e.series_id and r.edition_id = e.edition_id
          where r.operation_id not in (select operation_id from in_file)
          group by t.code, e.code, undo_base(r.operation_id) having count(*) % 2 = 1) x
    left join turned t on t.by = x.operation_id
    group by x.series, x.code)
select line, message, hint from fault order by line, message limit 1000
