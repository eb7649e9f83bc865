-- Catalogues out and in: lines of JSON, one a fact, in the order of operations.

-- name: export
select line from (
    select * from exported_operation($1::bigint, $2::bigint)
    union all select * from exported_word($1::bigint, $2::bigint)
    union all select * from exported_statement($1::bigint, $2::bigint)
    union all select * from exported_edition($1::bigint, $2::bigint)
    union all select * from exported_figure($1::bigint, $2::bigint)) x
order by operation_id, rank, key collate "C", line collate "C"

-- name: last_operation
select coalesce(max(operation_id), 0) as last from operation

-- name: lock_history
select pg_advisory_xact_lock(hashtextextended('adapt.operation', 0))

-- name: create_arrival
create temporary table arrival (number integer, body text) on commit drop

-- name: create_staged
create temporary table staged on commit drop as
select a.number as line, json_or_null(a.body) as body, null::text as type, null::integer as heading,
    null::integer as part, null::bigint as operation_id, false as known, false as repeated
from arrival a

-- name: type_staged
-- Files may stand one below the other: each starts with a line of its own, and has numbers of its own for words.
update staged s set type = x.type, heading = x.heading, part = x.part
from (select line, body ->> 'type' as type,
        count(*) filter (where body ->> 'type' = 'catalogue') over (order by line) as part,
        max(line) filter (where body ->> 'type' = 'operation') over (order by line) as heading
      from staged) x
where x.line = s.line

-- name: number_operations
-- Known is what is not to be recorded: it is here, or was said further up in the file.
with heading as (
    select s.line, (s.body ->> 'catalogue')::uuid as catalogue, (s.body ->> 'number')::bigint as number,
        min(s.line) over (partition by s.body ->> 'catalogue', s.body ->> 'number') as first
    from staged s where s.type = 'operation'),
found as (
    select h.line, h.first, coalesce(g.operation_id, o.operation_id) as operation_id
    from heading h
    cross join catalogue_identity i
    left join operation_origin g on g.catalogue = h.catalogue and g.number = h.number
    left join operation o on i.catalogue = h.catalogue and o.operation_id = h.number
    where h.line = h.first),
numbered as (
    select f.line, f.operation_id is not null as known,
        coalesce(f.operation_id, (select coalesce(max(operation_id), 0) from operation)
            + count(*) filter (where f.operation_id is null) over (order by f.line)) as operation_id
    from found f)
update staged s set operation_id = n.operation_id, known = n.known or h.line <> h.first, repeated = h.line <> h.first
from heading h join numbered n on n.line = h.first
where h.line = s.heading

-- name: index_staged
create index on staged (type, line)

-- name: analyze_staged
analyze staged

-- name: faults
with named as (
    select s.* from staged s),
edition_line as (
    select s.line, s.part, s.body from staged s where s.type = 'edition' and not s.known),
series_known as (
    select s.body ->> 'code' as code from staged s
    where s.type = 'series' and s.body ? 'code' union select code from series),
edition_known as (
    select s.body ->> 'series' as series, s.body ->> 'code' as code from staged s
    where s.type = 'edition' and s.body ?& '{title,series,code}'
    union select s.code, e.code from edition e join series s using (series_id)),
source_known as (
    select s.body ->> 'code' as code from staged s where s.type = 'source' and s.body ? 'code' union select code from source),
market_known as (
    select s.body ->> 'code' as code from staged s where s.type = 'market' and s.body ? 'code'
    union select market_code from market),
element_known as (
    select s.part, (s.body ->> 'id')::bigint as id from staged s where s.type = 'element' and s.body ? 'id'),
term_known as (
    select s.part, (s.body ->> 'id')::bigint as id from staged s where s.type = 'term' and s.body ? 'id'),
cited as (
    select s.line, s.body #>> '{citation,source}' as source from staged s where s.body #>> '{citation,source}' is not null
    union all
    select s.line, d #>> '{citation,source}' from edition_line s, jsonb_array_elements(s.body -> 'decisions') d
    where d #>> '{citation,source}' is not null
    union all
    select s.line, s.body #>> '{lineage,citation,source}' from edition_line s
    where s.body #>> '{lineage,citation,source}' is not null
    union all
    select s.line, s.body ->> 'source' from staged s where s.type in ('figure', 'snapshot', 'ranking', 'reading')),
part as (
    select x.last, x.lines, h.body ->> 'version' as version, z.type as ending, z.body ->> 'lines' as said
    from (select min(y.line) as first, max(y.line) as last, count(*) - 1 as lines
          from staged y group by y.part) x
    join staged h on h.line = x.first
    join staged z on z.line = x.last),
fault (line, message) as (
    select line, 'line is not JSON' from named where body is null
    union all
    select line, format('type "%s" is not known', coalesce(type, ''))
    from named where body is not null and coalesce(type, '') <> all(array['catalogue', 'operation', 'source', 'market',
        'term', 'term_code', 'label', 'merger', 'element', 'path', 'series', 'edition', 'assertion', 'creative',
        'snapshot', 'note', 'batch', 'figure', 'import_profile', 'ranking',
        'creative_state', 'reading', 'end'])
    union all
    select line, format('version %s of the format is newer than this program', body ->> 'version')
    from named where type = 'catalogue' and body ->> 'version' not in ('1', '2')
    union all
    -- The first version has no last line.
    select last, format('file is cut off after line %s: its last line is missing', last)
    from part where version = '2' and ending is distinct from 'end'
    union all
    select last, format('file is not whole: %s lines stand above the last one, which says %s', lines, said)
    from part where version = '2' and ending = 'end' and said is distinct from lines::text
    union all
    select line, 'line stands before the first operation' from named
    where heading is null and body is not null and type not in ('catalogue', 'end')
    union all
    select line, format('"%s" is missing', k) from named
    join (values ('operation', 'verb'), ('operation', 'catalogue'), ('operation', 'number'), ('source', 'code'), ('source', 'title'), ('market', 'code'), ('market', 'name'),
        ('market', 'territories'), ('term', 'id'), ('term', 'term'), ('term_code', 'id'), ('term_code', 'term'),
        ('label', 'id'), ('label', 'language'), ('label', 'label'), ('merger', 'id'), ('merger', 'into'),
        ('element', 'id'), ('element', 'path'), ('element', 'kind'), ('path', 'id'), ('path', 'path'),
        ('series', 'code'), ('series', 'title'), ('edition', 'series'), ('edition', 'code'), ('assertion', 'series'),
        ('assertion', 'editions'), ('creative', 'series'), ('creative', 'edition'), ('creative', 'code'),
        ('snapshot', 'source'), ('snapshot', 'scope'), ('snapshot', 'aspect'), ('snapshot', 'from'),
        ('snapshot', 'until'), ('snapshot', 'low'), ('snapshot', 'comparator'), ('snapshot', 'unit'),
        ('note', 'topic'), ('note', 'body'), ('batch', 'content_hash'), ('batch', 'file_name'), ('figure', 'series'),
        ('figure', 'editions'), ('figure', 'source'), ('figure', 'metric'), ('figure', 'published'), ('figure', 'low'),
        ('figure', 'comparator'), ('import_profile', 'profile'), ('import_profile', 'settings'), ('reading', 'series'), ('reading', 'edition'), ('reading', 'source'),
        ('reading', 'metric'), ('reading', 'day'), ('reading', 'value'), ('reading', 'published'),
        ('creative_state', 'series'), ('creative_state', 'edition'), ('creative_state', 'creative'),
        ('ranking', 'source'),
        ('ranking', 'list'), ('ranking', 'from'), ('ranking', 'until'), ('ranking', 'rank'), ('ranking', 'series'),
        ('ranking', 'edition'), ('ranking', 'published')) need(type, k) using (type)
    where body -> k is null or jsonb_typeof(body -> k) = 'null'
    union all
    select line, format('series "%s" is not known', body ->> 'series') from named
    where body ? 'series' and body ->> 'series' not in (select code from series_known)
    union all
    select n.line, format('edition "%s/%s" is not known', n.body ->> 'series', x.code)
    from named n
    cross join lateral (select n.body ->> 'code' where n.type = 'edition'
        union all select n.body ->> 'edition' where n.type in ('creative', 'creative_state', 'note', 'ranking', 'reading')
        union all select n.body #>> '{lineage,parent}' where n.type = 'edition'
        union all select jsonb_array_elements_text(n.body -> 'editions') where n.type = 'figure') x(code)
    where x.code is not null and (n.body ->> 'series', x.code) not in (select series, code from edition_known)
    union all
    select s.line, format('edition "%s/%s" is not known', d ->> 'series', d ->> 'code')
    from edition_line s, jsonb_array_elements(s.body -> 'also_from') d
    where (d ->> 'series', d ->> 'code') not in (select series, code from edition_known)
    union all
    select line, format('source "%s" is not known', source) from cited where source not in (select code from source_known)
    union all
    select line, format('market "%s" is not known', m)
    from named, lateral (values (body ->> 'market'), (body ->> 'origin')) x(m)
    where type in ('series', 'edition', 'figure', 'ranking', 'reading') and m not in (select code from market_known)
    union all
    select s.line, format('element "%s" has no line of its own', coalesce(d ->> 'element', d ->> 'id'))
    from edition_line s, jsonb_array_elements(s.body -> 'decisions') d
    where (s.part, coalesce((d ->> 'id')::bigint, -1)) not in (select part, id from element_known)
    union all
    select s.line, format('term %s has no line of its own', d ->> 'term_id')
    from edition_line s, jsonb_array_elements(s.body -> 'decisions') d
    where d ? 'term_id' and (s.part, (d ->> 'term_id')::bigint) not in (select part, id from term_known)
    union all
    select line, format('%s "%s" is not a code', type, body ->> 'code') from named
    where type in ('series', 'edition', 'source', 'market', 'creative')
      and not (body ->> 'code' ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(body ->> 'code') <= 64)
    union all
    select line, format('language "%s" does not exist', body ->> 'language') from named
    where type in ('series', 'edition', 'label')
      and split_part(body ->> 'language', '-', 1) not in (select subtag from language_subtag)
    union all
    select s.line, format('state "%s" is not one of the list', d ->> 'state')
    from edition_line s, jsonb_array_elements(s.body -> 'decisions') d
    where coalesce(d ->> 'state', '') not in ('value', 'keep', 'absent', 'unknown', 'inherit'))
select line, message, null as hint from fault order by line, message limit 1000

-- name: conflicts
-- What the file says and what was said here since: nothing of either is dropped without a word.
with in_file as (
    select operation_id from staged where type = 'operation' and known and not repeated),
-- Operations of the file that were taken back here alone, or brought again.
turned as (
    select undo_base(o.operation_id) as base, max(o.operation_id) as by
    from operation o
    where o.undoes is not null and o.operation_id not in (select operation_id from in_file)
    group by 1 having count(*) % 2 = 1),
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
        and ((s.body ->> 'at')::timestamptz <> coalesce(g.at, o.at) or s.body ->> 'author' <> o.author
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
        format('adapt undo %s brings it back here; then the file can take it back', t.by)
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
        format('adapt undo %s brings it back, then the file can come in', max(t.by))
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
    group by k.line, k.type, k.body
    union all
    -- What an operation and those that take it back said of an edition counts where they are odd in number.
    select min(x.line), format('edition "%s/%s" was changed here since it was last imported (operation %s)',
        x.series, x.code, max(x.operation_id)),
        format('adapt undo %s takes it back, then the file can come in', max(x.operation_id))
    from (select min(s.line) as line, t.code as series, e.code, max(r.operation_id) as operation_id
          from (select body ->> 'series' as series, body ->> 'code' as code, min(line) as line from staged
                where type = 'edition' and not known group by 1, 2) s
          join series t on t.code = s.series
          join edition e on e.series_id = t.series_id and e.code = s.code
          join revision r on r.series_id = e.series_id and r.edition_id = e.edition_id
          where r.operation_id not in (select operation_id from in_file)
          group by t.code, e.code, undo_base(r.operation_id) having count(*) % 2 = 1) x
    group by x.series, x.code)
select line, message, hint from fault order by line, message limit 1000

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
        (select h.operation_id from term_merger h where h.operation_id <> f.operation_id
            and h.term_id in (select w.meant_id from walk w where w.line = f.line)
            and h.operation_id < (select min(operation_id) from fresh) order by h.operation_id desc limit 1) as here
    from fresh f left join meant m on m.line = f.line
    group by f.line, f.operation_id, f.term_id, f.into_id having count(m.line) <> 1)
select f.line, case f.ends
        when 0 then format('merging term "%s" into "%s" would close a circle: the second means the first here (operation %s)',
            term_name_at(f.term_id, f.operation_id), term_name_at(f.into_id, f.operation_id), f.here)
        else format('term "%s" is merged into "%s" in the file, and into another one here (operation %s)',
            term_name_at(f.term_id, f.operation_id), term_name_at(f.into_id, f.operation_id), f.here) end as message,
    format('adapt undo %s takes the merger here back, then the file can come in', f.here) as hint
from fault f order by f.line

-- name: tally
select count(*) filter (where type = 'operation') as read, count(*) filter (where type = 'operation' and not known) as new,
    count(*) filter (where type = 'series' and not known) as series,
    count(*) filter (where type = 'edition' and not known) as editions,
    count(*) filter (where type = 'figure' and not known) as figures,
    min(operation_id) filter (where type = 'operation' and not known) as first,
    max(operation_id) filter (where type = 'operation' and not known) as last
from staged
