-- Recording what editions decide.

-- name: elements_to_decide
-- Elements by a path that they have or had, with what an edition says of each.
select e.element_id, p.path as asked, e.path, e.vocabulary, d.state, d.value,
    case when d.term_id is not null then (
        select t.meant_id from term_as_of(9223372036854775807) t where t.term_id = d.term_id limit 1) end as term_id,
    w.term, w.label, coalesce(d.reasons, '{}') as reasons, d.note, s.code as source, c.locator, c.quote, o.author,
    o.operation_id
from element_path_live(9223372036854775807) p
join element_as_of(9223372036854775807) e on e.element_id = p.element_id
left join lateral (select * from decision_live(9223372036854775807) d
                   where d.series_id = $2 and d.edition_id = $3 and d.element_id = e.element_id
                   order by d.revision desc limit 1) d on true
left join lateral (select t.term, t.label from term_word(9223372036854775807, array[d.term_id]) t
                   where d.term_id is not null limit 1) w on true
left join operation o on o.operation_id = d.operation_id
left join citation c on c.citation_id = d.citation_id
left join source s on s.source_id = c.source_id
where p.path = any($1::text[])

-- name: add_decisions
insert into decision (series_id, edition_id, element_id, revision, operation_id, state, value, term_id, minor,
    reasons, note, citation_id)
select $1, $2, d.element_id, $3, $4, d.state, normalize(d.value, nfc), d.term_id, $9, $10::text[],
    normalize($11, nfc), $12::bigint
from unnest($5::integer[], $6::text[], $7::text[], $8::integer[]) d(element_id, state, value, term_id)

-- name: changes_since
-- The revisions of some editions ($1, $2) after those that were seen ($3), and what each changed; where none came after
-- it, the last one. $4: whether of elements too, and who took back since what was changed. What an undo changed is what
-- the operation had recorded that it takes back, or brings again: as of before it, and as of it. Of what is one of
-- several also as what it was said before the operation, and as of it (was, now; null: not at all).
with asked as (
    select u.series_id, u.edition_id, u.seen, u.n
    from unnest($1::integer[], $2::integer[], $3::integer[]) with ordinality u(series_id, edition_id, seen, n)),
later as (
    select a.n, a.series_id, a.edition_id, r.revision, o.operation_id, undo_base(o.operation_id) as base, o.author,
        o.verb, nullif(concat_ws(': ', undo_message(o.operation_id), '"' || operation_said(o.message) || '"'), '') as message,
        to_char(o.at at time zone 'UTC', 'YYYY-MM-DD HH24:MI') as at,
        t.author || ' at ' || to_char(t.at at time zone 'UTC', 'YYYY-MM-DD HH24:MI') as taken_back
    from asked a
    join revision r on r.series_id = a.series_id and r.edition_id = a.edition_id
    join operation o using (operation_id)
    left join operation t on $4::boolean and t.operation_id = taken_back_by(o.operation_id)
    where r.revision > least(a.seen, (select max(y.revision) - 1 from revision y
                                      where y.series_id = a.series_id and y.edition_id = a.edition_id))),
changed as (
    select l.n, l.revision, 1 as rank, v.what, '"' || v.old || '"' as old, '"' || v.new || '"' as new,
        null as was, null as now
    from later l
    left join lateral (select * from edition_state_live(l.operation_id - 1) y
                       where y.series_id = l.series_id and y.edition_id = l.edition_id
                       order by y.revision desc limit 1) b on true
    left join lateral (select * from edition_state_live(l.operation_id) y
                       where y.series_id = l.series_id and y.edition_id = l.edition_id
                       order by y.revision desc limit 1) x on true
    cross join lateral (values ('title', b.title, x.title), ('language', b.language, x.language),
        ('market', b.market_code, x.market_code), ('origin', b.origin, x.origin),
        ('platform', b.platform, x.platform), ('status', b.status, x.status), ('note', b.note, x.note))
        v(what, old, new)
    where v.old is distinct from v.new and exists (
        select from edition_state y
        where y.series_id = l.series_id and y.edition_id = l.edition_id and y.operation_id = l.base)
    union all
    select l.n, l.revision, 2, v.what, '"' || v.old || '"', '"' || v.new || '"', null, null
    from later l
    left join lateral (select * from lineage_live(l.operation_id - 1) y
                       where y.series_id = l.series_id and y.edition_id = l.edition_id
                       order by y.revision desc limit 1) b on true
    left join lateral (select * from lineage_live(l.operation_id) y
                       where y.series_id = l.series_id and y.edition_id = l.edition_id
                       order by y.revision desc limit 1) x on true
    left join edition p on p.series_id = l.series_id and p.edition_id = x.parent_id
    left join edition q on q.series_id = l.series_id and q.edition_id = b.parent_id
    cross join lateral (values ('from', q.code, p.code), ('method', b.method, x.method),
        ('certainty', b.certainty, x.certainty)) v(what, old, new)
    where v.old is distinct from v.new and exists (
        select from lineage y
        where y.series_id = l.series_id and y.edition_id = l.edition_id and y.operation_id = l.base)
    union all
    -- It is there where it is said as anything; others may have said it too.
    select l.n, l.revision, 3, a.what, case when h.was is not null then '"' || a.name || '"' end,
        case when h.now is not null then '"' || a.name || '"' end, h.was, h.now
    from later l
    cross join lateral (
        select k.what, k.name
        from (select operation_id, 'alias' as what, title as name from edition_alias
              where series_id = l.series_id and edition_id = l.edition_id
              union all select operation_id, 'id', scheme || ':' || value from external_identifier
              where series_id = l.series_id and edition_id = l.edition_id
              union all select f.operation_id, 'also_from', s.code || '/' || e.code from lineage_source f
              join series s on s.series_id = f.source_series_id
              join edition e on e.series_id = f.source_series_id and e.edition_id = f.source_edition_id
              where f.series_id = l.series_id and f.edition_id = l.edition_id) k
        where k.operation_id = l.base) a
    cross join lateral (
        select max(s.how) filter (where c.cut < l.operation_id) as was,
            max(s.how) filter (where c.cut = l.operation_id) as now
        from (values (l.operation_id - 1), (l.operation_id)) c(cut)
        cross join lateral (
            (select y.kind || coalesce('/' || y.language, '') as how from edition_alias_live(c.cut) y
             where a.what = 'alias' and y.series_id = l.series_id and y.edition_id = l.edition_id and y.title = a.name
             order by y.operation_id desc limit 1)
            union all
            (select a.what from external_identifier_live(c.cut) y
             where a.what = 'id' and y.series_id = l.series_id and y.edition_id = l.edition_id
                and y.scheme || ':' || y.value = a.name limit 1)
            union all
            (select y.method || ', ' || y.certainty from lineage_source_live(c.cut) y
             where a.what = 'also_from' and y.series_id = l.series_id and y.edition_id = l.edition_id
                and edition_name(y.source_series_id, y.source_edition_id) = a.name
             order by y.operation_id desc limit 1)) s) h
    where h.was is distinct from h.now
    union all
    -- What is inherited is told by the line of descent.
    select l.n, l.revision, v.rank, p.path || v.suffix, v.old, v.new, null, null
    from later l
    join (select distinct y.series_id, y.edition_id, y.element_id, y.operation_id
          from decision y join (select distinct series_id, edition_id from asked where $4::boolean) a
              on y.series_id = a.series_id and y.edition_id = a.edition_id) t
        on t.series_id = l.series_id and t.edition_id = l.edition_id and t.operation_id = l.base
    -- One that was taken back with it goes by the path that it had.
    join lateral (select p.path from element_path p where p.element_id = t.element_id
                  order by exists (select from element_path_live(9223372036854775807) y
                      where y.element_id = p.element_id and y.operation_id = p.operation_id) desc,
                      p.operation_id desc limit 1) p on true
    left join lateral (select * from decision_live(l.operation_id - 1) y
                       where y.series_id = l.series_id and y.edition_id = l.edition_id
                           and y.element_id = t.element_id
                       order by y.revision desc limit 1) b on true
    left join lateral (select * from decision_live(l.operation_id) y
                       where y.series_id = l.series_id and y.edition_id = l.edition_id
                           and y.element_id = t.element_id
                       order by y.revision desc limit 1) d on true
    left join lateral (select t.label from term_word(9223372036854775807, array[b.term_id]) t
                       where b.term_id is not null limit 1) bt on true
    left join lateral (select t.label from term_word(9223372036854775807, array[d.term_id]) t
                       where d.term_id is not null limit 1) dt on true
    -- Why it differs stands beside it; a note alone is told by itself.
    cross join lateral (
        select case b.state when 'value' then '"' || coalesce(bt.label, b.value) || '"' when 'inherit' then null
                else '(' || b.state || ')' end
                || coalesce(', ' || nullif(array_to_string(b.reasons, ' '), ''), '') as old,
            case d.state when 'value' then '"' || coalesce(dt.label, d.value) || '"' when 'inherit' then null
                else '(' || d.state || ')' end
                || coalesce(', ' || nullif(array_to_string(d.reasons, ' '), ''), '') as new) w
    cross join lateral (
        values (4, '', w.old, w.new), (5, ' note', '"' || b.note || '"', '"' || d.note || '"')) v(rank, suffix, old, new)
    where case v.rank when 5 then v.old is distinct from v.new
        else w.old is distinct from w.new or b.note is not distinct from d.note end)
select l.n, l.revision, l.operation_id, l.author, l.at, l.verb, l.message, l.taken_back, c.what, c.old, c.new,
    c.rank = 4 as is_element, c.was, c.now
from later l left join changed c on c.n = l.n and c.revision = l.revision
order by l.n, l.revision, case c.rank when 5 then 4 else c.rank end, c.what collate "C", c.new, c.old
