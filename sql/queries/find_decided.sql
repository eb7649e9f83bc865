-- Finding in what editions decide, of which there are millions: $1 the cut, $2 the words, $3 how many, $4 the kind or
-- null, $5 the score, in hundredths, above which anything is worth a look.

-- name: search_decided
with asked as (
    select fold($2) as words, '%' || replace(replace(replace(fold($2), '\', '\\'), '%', '\%'), '_', '\_') || '%' as part),
decided as materialized (
    select 5 as rank, 'value' as kind, d.series_id, d.edition_id, d.element_id, d.revision, d.value as text
    from asked a, decision d
    where coalesce($4::text, 'value') = 'value' and (fold(d.value) like a.part or alike(a.words, fold(d.value)))
    union all
    select 6, 'note', d.series_id, d.edition_id, d.element_id, d.revision, d.note
    from asked a, decision d
    where coalesce($4::text, 'note') = 'note' and fold(d.note) like a.part),
-- Many say the same: it is scored once, and only the best are given a name.
scores as materialized (
    select t.text, round(case when t.folded = a.words then 1 when t.folded like a.part then 0.9
        else likeness(a.words, t.folded) * 0.9 end::numeric, 2) as score
    from asked a, (select x.text, fold(x.text) as folded from (select distinct text from decided) x offset 0) t),
foremost as (
    select d.*, c.score, rank() over (partition by d.kind order by c.score desc) as place
    from decided d join scores c using (text)
    where 100 * c.score > $5
      and d.revision = (select max(y.revision) from decision_live($1::bigint) y
                        where y.series_id = d.series_id and y.edition_id = d.edition_id
                            and y.element_id = d.element_id)),
named as (
    select d.*, s.code || '/' || e.code || ' ' || p.path as name
    from foremost d
    join series s on s.series_id = d.series_id
    join edition e on e.series_id = d.series_id and e.edition_id = d.edition_id
    join lateral (select p.path from element_path_live($1::bigint) p where p.element_id = d.element_id
                  order by p.operation_id desc limit 1) p on true
    where d.place <= $3)
select kind, name, text, null::text as language, score::text as score, (100 * score)::integer as hundredths, rank
from named order by named.score desc, rank, name collate "C", text collate "C" limit $3
