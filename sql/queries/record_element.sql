-- Recording elements: the facts that can be told of stories.

-- name: elements_by_path
select e.element_id, p.path as asked, e.path, e.vocabulary, e.kind
from element_path_live(9223372036854775807) p
join element_as_of(9223372036854775807) e on e.element_id = p.element_id
where p.path = any($1::text[])

-- name: add_element
with added as (
    insert into element (kind, label, vocabulary, tradition, citation_id, operation_id)
    values ($2, normalize($3, nfc), $4, normalize($5, nfc), $6, $7)
    returning element_id)
insert into element_path (element_id, operation_id, path) select element_id, $7, $1 from added
returning element_id

-- name: tradition_as_spelt
-- A tradition ($1) as elements, but one ($2), spell it, case and accents aside: as it is written where one does, else as
-- most do.
select e.tradition
from element_as_of(9223372036854775807) e
where fold(e.tradition) = fold($1) and e.path is distinct from $2
group by e.tradition
order by e.tradition = normalize($1, nfc) desc, count(*) desc, e.tradition collate "C"
limit 1

-- name: respell_tradition
-- Spells a tradition ($1) as it is written at all elements, but one ($2), that have it in other letters, case and accents
-- aside, in an operation ($3); what it stands on stays. With how it was spelt.
with otherwise as materialized (
    select e.* from element_as_of($3::bigint - 1) e
    where fold(e.tradition) = fold($1) and e.tradition <> normalize($1, nfc) and e.path <> $2),
spelt as (
    insert into element_state (element_id, operation_id, kind, label, vocabulary, tradition, citation_id)
    select o.element_id, $3::bigint, o.kind, o.label, o.vocabulary, normalize($1, nfc), o.citation_id from otherwise o
    returning element_id)
select o.path, o.tradition from otherwise o join spelt s on s.element_id = o.element_id
order by o.path

-- name: rename_element
insert into element_path (element_id, operation_id, path)
select e.element_id, $3, $2 from element_as_of($3::bigint) e where e.path = $1
returning element_id

-- name: edit_element
-- What is null stays; $7: what is taken away. Evidence stays with the tradition that it is of, however that is spelt.
insert into element_state (element_id, operation_id, kind, label, vocabulary, tradition, citation_id)
select e.element_id, $2, coalesce($3, e.kind), case when 'label' <> all(w.fields) then coalesce(normalize($4, nfc), e.label) end,
    case when 'vocabulary' <> all(w.fields) then coalesce($5, e.vocabulary) end,
    case when 'tradition' <> all(w.fields) then coalesce(normalize($6, nfc), e.tradition) end,
    coalesce($8::bigint, case when 'tradition' <> all(w.fields) and (normalize($6, nfc) is null
        or fold($6) = fold(e.tradition)) then e.citation_id end)
from (select $7::text[]) w(fields), element_as_of($2::bigint - 1) e where e.path = $1
returning element_id

-- name: element_differs
-- Whether anything of an edit is not so already. Evidence ($7 to $9) is of the tradition. $10: what is taken away.
select (coalesce($3, e.kind), coalesce(normalize($4, nfc), e.label), coalesce($5, e.vocabulary),
        coalesce(normalize($6, nfc), e.tradition)) is distinct from (e.kind, e.label, e.vocabulary, e.tradition)
    or $7::text is not null and (s.code, c.locator, c.quote)
        is distinct from ($7::text, normalize($8, nfc), normalize($9, nfc))
    or exists (
        select from (values ('label', e.label), ('vocabulary', e.vocabulary), ('tradition', e.tradition)) f(field, value)
        where f.field = any($10::text[]) and f.value is not null) as differs,
    e.vocabulary, e.tradition
from element_as_of($2::bigint - 1) e
left join citation c on c.citation_id = e.citation_id
left join source s on s.source_id = c.source_id
where e.path = $1

-- name: element_replaced
-- What an operation ($2) says of an element otherwise than it was said before, by whom: who changed it last.
with said as (
    select y.operation_id, v.n, v.what, v.value
    from element_as_of($2::bigint) e
    cross join lateral (
        select x.operation_id, x.kind, x.label, x.vocabulary, x.tradition from element_live($2::bigint) x
        where x.element_id = e.element_id
        union all
        select x.operation_id, x.kind, x.label, x.vocabulary, x.tradition from element_state_live($2::bigint) x
        where x.element_id = e.element_id) y
    cross join lateral (values (1, 'kind', y.kind), (2, 'label', y.label), (3, 'vocabulary', y.vocabulary),
        (4, 'tradition', y.tradition)) v(n, what, value)
    where e.path = $1),
followed as (
    select s.*, lag(s.value) over (partition by s.n order by s.operation_id) as before from said s),
changed as (
    select f.*, lag(f.operation_id) over (partition by f.n order by f.operation_id) as by
    from followed f where f.value is distinct from f.before)
select c.what, c.before as value, o.author, o.operation_id
from changed c join operation o on o.operation_id = c.by
where c.operation_id = $2::bigint and c.before is not null
order by c.n

-- name: values_of_no_term
-- What editions say, then what they keep, of an element now that is no term of a vocabulary ($2); null: that is a term
-- of any. What terms are called is asked once, not for each edition.
with said as materialized (
    select x.series || '/' || x.edition as edition, x.language, d.state = 'keep' as is_kept, v.value, v.term_id
    from element_as_of(9223372036854775807) e
    cross join lateral (
        select distinct on (d.series_id, d.edition_id) d.* from decision_live(9223372036854775807) d
        where d.element_id = e.element_id order by d.series_id, d.edition_id, d.revision desc) d
    join edition_as_of(9223372036854775807) x on x.series_id = d.series_id and x.edition_id = d.edition_id
    cross join lateral (
        select d.value, d.term_id where d.state = 'value'
        union all
        -- A keep holds what was there when it was taken, whatever became of that.
        select k.value, k.term_id
        from (select where d.state = 'keep' offset 0) g
        cross join lateral kept_from(d.series_id, d.edition_id, d.element_id, d.operation_id, 9223372036854775807) f
        cross join lateral (
            select k.* from decision_live(9223372036854775807) k
            where k.series_id = d.series_id and k.edition_id = f.edition_id and k.element_id = d.element_id
                and k.operation_id <= f.moment
            order by k.revision desc limit 1) k
        where k.state = 'value') v
    where e.path = $1),
word as materialized (
    select distinct on (w.term_id) w.term_id, w.term, w.label
    from (select coalesce(array_agg(distinct s.term_id) filter (where s.term_id is not null), '{}') as terms
          from said s) t
    cross join lateral term_word(9223372036854775807, t.terms) w
    order by w.term_id, w.term)
select s.edition, coalesce(t.label, s.value) as value, s.language, s.is_kept
from said s
left join word t on t.term_id = s.term_id
where case when $2::text is null then t.term is not null else split_part(t.term, ':', 1) is distinct from $2 end
order by s.is_kept, s.edition
