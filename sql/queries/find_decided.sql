-- Finding in what editions decide, of which there are millions: $1 the cut, $2 the words, $3 how many, $4 the kind or
-- null, $5 the score, in hundredths, above which anything is worth a look, $6 whether only values that are alike are
-- looked for, else all in which the words stand, and terms, of which there are few, that are called so or alike.

-- name: search_decided
with asked as (
    -- Above 90 hundredths there are only texts that are the words.
    select fold($2) as words, w.around || replace(replace(replace(fold($2), '\', '\\'), '%', '\%'), '_', '\_') || w.around as part
    from (values (case when $5::integer < 90 then '%' else '' end)) w(around)),
-- A term is found by whatever it is or was called, and told as comparisons tell it.
word as materialized (select w.* from term_word($1::bigint) w),
meant as materialized (select t.term_id, t.meant_id from term_as_of($1::bigint) t),
called as materialized (
    select distinct t.term_id, n.name
    from asked a
    cross join lateral (
        select l.term_id, l.label as name from term_label_live($1::bigint) l
        where fold(l.label) like a.part or alike(a.words, fold(l.label))
        union all
        select c.term_id, translate(c.code, '_', ' ') from term_code_live($1::bigint) c
        where strpos(translate(c.code, '_', ' '), translate(a.words, '_', ' ')) > 0) n
    join meant m on m.term_id = n.term_id
    join meant t on t.meant_id = m.meant_id
    where not $6::boolean and coalesce($4::text, 'value') = 'value'),
decided as materialized (
    select 5 as rank, 'value' as kind, d.series_id, d.edition_id, d.element_id, d.revision, d.term_id, d.value as text
    from asked a, decision d
    where not $6::boolean and coalesce($4::text, 'value') = 'value' and fold(d.value) like a.part
    union all
    select 5, 'value', d.series_id, d.edition_id, d.element_id, d.revision, d.term_id, d.value
    from asked a, decision d
    where $6::boolean and coalesce($4::text, 'value') = 'value' and alike(a.words, fold(d.value))
    union all
    select 5, 'value', d.series_id, d.edition_id, d.element_id, d.revision, d.term_id, c.name
    from decision d
    join called c on c.term_id = d.term_id
    -- Said once more, so that they are looked up by their terms, however many terms might be called so.
    where d.term_id = any (array(select x.term_id from called x))
    union all
    select 6, 'note', d.series_id, d.edition_id, d.element_id, d.revision, null, d.note
    from asked a, decision d
    where not $6::boolean and coalesce($4::text, 'note') = 'note' and fold(d.note) like a.part),
-- Many say the same: it is scored once, and only the best are given a name.
scores as materialized (
    select t.text, score(a.words, a.part, t.folded) as score
    from asked a, (select x.text, fold(x.text) as folded from (select distinct text from decided) x offset 0) t),
scored as materialized (
    select d.kind, d.rank, d.series_id, d.edition_id, d.element_id, d.revision, d.term_id, min(d.text) as text,
        max(c.score) as score
    from decided d join scores c using (text)
    where 100 * c.score > $5
    group by 1, 2, 3, 4, 5, 6, 7),
-- What counts is asked of the best, until there are enough.
foremost as (
    select d.* from (select * from scored order by score desc, rank offset 0) d
    where d.revision = (select max(y.revision) from decision_live($1::bigint) y
                        where y.series_id = d.series_id and y.edition_id = d.edition_id
                            and y.element_id = d.element_id)
    order by d.score desc, d.rank fetch first $3 rows with ties),
named as (
    select d.rank, d.kind, d.score, s.code || '/' || e.code || ' ' || p.path as name, coalesce(w.label, d.text) as text
    from foremost d
    join series s on s.series_id = d.series_id
    join edition e on e.series_id = d.series_id and e.edition_id = d.edition_id
    join lateral (select p.path from element_path_live($1::bigint) p where p.element_id = d.element_id
                  order by p.operation_id desc limit 1) p on true
    left join word w on w.term_id = d.term_id)
select kind, name, text, null::text as language, score::text as score, (100 * score)::integer as hundredths, rank
from named order by named.score desc, rank, name collate "C", text collate "C" limit $3
