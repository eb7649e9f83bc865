-- Recording. Each statement runs in the transaction of an operation. What is said again beside something new is
-- recorded again: then it stays where one of the two operations is taken back.

-- name: begin
select begin_operation($1, $2, operation_message($3, $5), $4) as operation

-- name: add_series
with known as (
    select series_id from series where code = $1),
added as (
    insert into series (code, operation_id) select $1, $2 where not exists (select from known) returning series_id)
insert into series_state (series_id, operation_id, title, language, origin, note, citation_id)
select series_id, $2, normalize($3, nfc), $4, $5, normalize($6, nfc), $7
from (select series_id from known union all select series_id from added) x
returning series_id

-- name: series_of_title
-- $2: the titles.
select u.n, s.code as series, x.title
from unnest($2::text[]) with ordinality u(title, n)
join series_state x on title_key(x.title) = title_key(normalize(u.title, nfc))
join series s on s.series_id = x.series_id
where x.operation_id = (select max(y.operation_id) from series_state_live($1::bigint - 1) y
                          where y.series_id = x.series_id)
order by u.n, s.code

-- name: edit_series
insert into series_state (series_id, operation_id, title, language, origin, note, citation_id, said)
select x.series_id, $2, coalesce(normalize($3, nfc), x.title),
    case when 'language' <> all(w.fields) then coalesce($4, x.language) end,
    case when 'origin' <> all(w.fields) then coalesce($5, x.origin) end,
    case when 'note' <> all(w.fields) then coalesce(normalize($6, nfc), x.note) end, $7::bigint, $8::text[]
from (select $9::text[]) w(fields), series_as_of($2::bigint) x where x.series = $1
returning series_id

-- name: series_differs
-- Whether anything of an edit is not so already. Evidence ($7 to $9) is so already where all that the edit names, or
-- all that is said of the series where it names nothing, stands on it. $10: editions asserted, 0: none any more; $11:
-- what is taken away.
select (coalesce(normalize($3, nfc), x.title), coalesce($4, x.language), coalesce($5, x.origin),
        coalesce(normalize($6, nfc), x.note)) is distinct from (x.title, x.language, x.origin, x.note)
    or $7::text is not null and exists (
        select from (values ('title', x.title, $3), ('language', x.language, $4), ('origin', x.origin, $5),
            ('note', x.note, $6)) f(field, value, asked)
        where case when coalesce($3, $4, $5, $6) is null and $10::integer is null then f.value else f.asked end is not null
            and not exists (
            select from series_evidence($2::bigint - 1, x.series_id) v
            join citation c on c.citation_id = v.citation_id
            join source s on s.source_id = c.source_id
            where v.field = f.field and (s.code, c.locator, c.quote)
                is not distinct from ($7::text, normalize($8, nfc), normalize($9, nfc))))
    or exists (
        select from (values ('language', x.language), ('origin', x.origin), ('note', x.note)) f(field, value)
        where f.field = any($11::text[]) and f.value is not null)
    or $10::integer is not null and ($10 > 0 or exists (
        select from edition_assertion_live($2::bigint - 1) a where a.series_id = x.series_id)) and not exists (
        select from (select * from edition_assertion_live($2::bigint - 1) a where a.series_id = x.series_id
                     order by a.operation_id desc limit 1) a
        left join citation c on c.citation_id = a.citation_id
        left join source s on s.source_id = c.source_id
        where a.editions = $10 and ($7::text is null or (s.code, c.locator, c.quote)
            is not distinct from ($7::text, normalize($8, nfc), normalize($9, nfc)))) as differs
from series_as_of($2::bigint - 1) x where x.series = $1

-- name: add_assertion
insert into edition_assertion (series_id, operation_id, editions, citation_id)
select x.series_id, $2, $3, $4::bigint from series_as_of($2::bigint) x where x.series = $1

-- name: add_batch
insert into batch (batch_id, operation_id, content_hash, file_name, rows_read, rows_new, rows_revised, rows_unchanged,
    rows_refused, rows_unplaced, attempt, called)
overriding system value
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)

-- name: add_import_profile
insert into import_profile (profile, operation_id, settings)
select $1, $2, array(select normalize(x, nfc) from unnest($3::text[]) with ordinality u(x, n) order by n)

-- name: series_changes_since
-- The revisions of a series after one that was seen ($2), and what each changed; where none came after it, the last one.
with known as (
    select s.series_id from series s where s.code = $1::text),
revised as (
    select row_number() over (order by c.operation_id)::integer as revision, c.operation_id
    from known k cross join lateral series_change(9223372036854775807, k.series_id) c),
later as (
    select r.revision, o.operation_id, o.author, o.verb,
        nullif(concat_ws(': ', undo_message(o.operation_id), '"' || operation_said(o.message) || '"'), '') as message,
        to_char(o.at at time zone 'UTC', 'YYYY-MM-DD HH24:MI') as at,
        t.author || ' at ' || to_char(t.at at time zone 'UTC', 'YYYY-MM-DD HH24:MI') as taken_back
    from revised r
    join operation o on o.operation_id = r.operation_id
    left join operation t on t.operation_id = taken_back_by(o.operation_id)
    where r.revision > least($2::integer, (select max(y.revision) - 1 from revised y))),
said as (
    select l.revision, x.side, y.title, y.language, y.origin, y.note, nullif(a.editions, 0)::text as asserted
    from later l
    cross join known k
    cross join lateral (values ('old', l.operation_id - 1), ('new', l.operation_id)) x(side, cut)
    left join lateral (select * from series_state_live(x.cut) y where y.series_id = k.series_id
                       order by y.operation_id desc limit 1) y on true
    left join lateral (select * from edition_assertion_live(x.cut) a where a.series_id = k.series_id
                       order by a.operation_id desc limit 1) a on true),
changed as (
    select b.revision, v.n, v.what, '"' || v.old || '"' as old, '"' || v.new || '"' as new
    from said b
    join said x on x.revision = b.revision and x.side = 'new'
    cross join lateral (values (1, 'title', b.title, x.title), (2, 'language', b.language, x.language),
        (3, 'origin', b.origin, x.origin), (4, 'note', b.note, x.note), (5, 'asserted', b.asserted, x.asserted))
        v(n, what, old, new)
    where b.side = 'old' and v.old is distinct from v.new)
select l.revision, l.operation_id, l.author, l.at, l.verb, l.message, l.taken_back, c.what, c.old, c.new,
    false as is_element, null::text as was, null::text as now
from later l left join changed c on c.revision = l.revision
order by l.revision, c.n
