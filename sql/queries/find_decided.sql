-- Finding in what editions decide, of which there are millions: $1 the cut, $2 the words, $3 how many, $4 the kind or
-- null, $5 the score, in hundredths, above which anything is looked for, and $6 that up to which. Above 95 there are only
-- texts that are the words; above 94 those too in which they are set apart; above 89 those in which they are part of
-- others, or stand but for signs between them; below it what is alike. $7: instead what holds the words with a mistake,
-- all of one score. $8: where very many are alike, nothing but the score that most of them are of, as the peak: those of
-- one score need not be read to know which of them are listed.

-- name: search_decided
with asked as materialized (
    -- What has no letters is like nothing, and no index tells what is like it.
    select fold($2) as words, case when not $7::boolean and likeness(fold($2), fold($2)) > 0 then fold($2) end as spelt,
        -- Without three letters in a row no index finds one.
        array(select p from unnest(misspellings(fold($2))) p where $7 and p ~ '[[:alnum:]]{3}') as patterns,
        w.around || replace(replace(replace(fold($2), '\', '\\'), '%', '\%'), '_', '\_') || w.around as part,
        set_apart(fold($2)) as apart,
        -- What sets words apart an index of trigrams tells, of words of one or two letters too.
        alike(fold($2), fold($2)) as told,
        -- So many are a crowd: it is less work to go through the series by their names until there are enough.
        greatest(5000, 50 * least($3::bigint, 1000000)) as many
    from (values (case when $5::integer < 95 then '%' else '' end)) w(around)
    where $5 <> 94 or set_apart(fold($2)) is not null),
-- A term is found by whatever it is or was called, and told as comparisons tell it.
meant as materialized (select t.term_id, t.meant_id from term_as_of($1::bigint) t),
called as materialized (
    select c.term_id, c.score
    from (select t.term_id, max(nearness($7, a.words, a.part, a.apart, fold(n.name))) as score
          from asked a
          cross join lateral (
              select l.term_id, l.label as name from term_label_live($1::bigint) l
              where fold(l.label) like any (a.patterns)
                  or (not $7 and (fold(l.label) like a.part or ($5 < 90 and alike(a.spelt, fold(l.label)))))
              union all
              select c.term_id, translate(c.code, '_', ' ') from term_code_live($1::bigint) c
              where not $7 and (strpos(translate(c.code, '_', ' '), translate(a.words, '_', ' ')) > 0
                  or ($5 < 90 and alike(a.spelt, translate(c.code, '_', ' '))))) n
          join meant m on m.term_id = n.term_id
          join meant t on t.meant_id = m.meant_id
          where coalesce($4::text, 'value') = 'value'
          group by t.term_id) c
    where 100 * c.score > $5 and ($5 >= 89 or 100 * c.score <= $6::integer)),
-- Both are read no further than is asked of them.
said as materialized (
    select 5 as rank, 'value' as kind, d.series_id, d.edition_id, d.element_id, d.revision, d.term_id, d.value as text,
        null::numeric as score
    from decision d
    where $5 >= 95 and coalesce($4::text, 'value') = 'value' and d.operation_id <= $1 and d.value is not null
        and hashtext(fold(d.value)) = hashtext(fold($2)) and fold(d.value) = fold($2)
    union all
    select 5, 'value', d.series_id, d.edition_id, d.element_id, d.revision, d.term_id, d.value, null
    from asked a, decision d
    where $5 in (89, 94) and coalesce($4::text, 'value') = 'value' and d.operation_id <= $1
        and ($5 = 89 or not a.told) and fold(d.value) like a.part and ($5 = 89 or fold(d.value) ~ a.apart)
    union all
    select 5, 'value', d.series_id, d.edition_id, d.element_id, d.revision, d.term_id, d.value, null
    from asked a, decision d
    where $5 < 95 and coalesce($4::text, 'value') = 'value' and d.operation_id <= $1 and alike(a.spelt, fold(d.value))
        and case when $5 = 89 then true when $5 = 94 then fold(d.value) ~ a.apart
            else 100 * nearness($7, a.words, a.part, a.apart, fold(d.value)) <= $6 end
    union all
    select 5, 'value', d.series_id, d.edition_id, d.element_id, d.revision, d.term_id, d.value, null
    from decision d
    where $7 and coalesce($4::text, 'value') = 'value' and d.operation_id <= $1
        and fold(d.value) like any ((select patterns from asked)::text[])
    union all
    select 5, 'value', d.series_id, d.edition_id, d.element_id, d.revision, d.term_id, d.value, c.score
    from decision d
    join called c on c.term_id = d.term_id
    -- Said once more, so that they are looked up by their terms, however many terms might be called so.
    where d.term_id = any (array(select x.term_id from called x)) and d.operation_id <= $1),
noted as materialized (
    select 6 as rank, 'note' as kind, d.series_id, d.edition_id, d.element_id, d.revision, null::integer as term_id,
        d.note as text, null::numeric as score
    from decision d
    where $5 >= 95 and coalesce($4::text, 'note') = 'note' and d.operation_id <= $1 and d.note is not null
        and hashtext(fold(d.note)) = hashtext(fold($2)) and fold(d.note) = fold($2)
    union all
    select 6, 'note', d.series_id, d.edition_id, d.element_id, d.revision, null, d.note, null
    from asked a, decision d
    where $5 in (89, 94) and coalesce($4::text, 'note') = 'note' and d.operation_id <= $1
        and ($5 = 89 or not a.told) and fold(d.note) like a.part and ($5 = 89 or fold(d.note) ~ a.apart)
    union all
    select 6, 'note', d.series_id, d.edition_id, d.element_id, d.revision, null, d.note, null
    from asked a, decision d
    where $5 < 95 and coalesce($4::text, 'note') = 'note' and d.operation_id <= $1 and alike(a.spelt, fold(d.note))
        and case when $5 = 89 then true when $5 = 94 then fold(d.note) ~ a.apart
            else 100 * nearness($7, a.words, a.part, a.apart, fold(d.note)) <= $6 end
    union all
    select 6, 'note', d.series_id, d.edition_id, d.element_id, d.revision, null, d.note, null
    from decision d
    where $7 and coalesce($4::text, 'note') = 'note' and d.operation_id <= $1
        and fold(d.note) like any ((select patterns from asked)::text[])),
-- Words of one or two letters no index finds in others: for them it is tried without counting.
counted as materialized (
    select case
        when ($5 = 89 or ($5 = 94 and not a.told)) and a.words !~ '[[:alnum:]]{3}' then coalesce($4::text, 'value')
        when $5 < 89 and $6 - $5 > 1 and not $8::boolean then null
        when (select count(*) from (select from said limit (select many + 1 from asked)) x) > a.many then 'value'
        when (select count(*) from (select from noted limit (select many + 1 from asked)) x) > a.many then 'note'
        end as kind
    from asked a),
crowd as materialized (
    select c.kind, case when c.kind is not null and $5 < 89 and $6 - $5 > 1 then (
        select mode() within group (
            order by (100 * greatest(nearness($7, a.words, a.part, a.apart, fold(d.text)), d.score))::integer)
        from asked a, (
            (select d.text, d.score from said d where c.kind = 'value' limit (select many + 1 from asked))
            union all
            (select d.text, d.score from noted d where c.kind = 'note' limit (select many + 1 from asked))) d) end as peak
    from counted c),
-- All of a crowd are of one score, or said before: of them the first by name are listed, and a few series hold them.
walked as materialized (
    select d.*
    from (select s.series_id, (s.code || '/') collate "C" as place from series s
          order by place limit (select greatest(200, count(*) / 50) from series)) s
    cross join lateral (
        select t.*, fold(t.text) as folded
        from (select d.series_id, d.edition_id, d.element_id, d.revision,
                  case when (select kind from crowd) = 'value' then d.term_id end as term_id,
                  case when (select kind from crowd) = 'value' then d.value else d.note end as text
              from decision d where d.series_id = s.series_id and d.operation_id <= $1 offset 0) t offset 0) d
    where (select c.kind is not null and c.peak is null from crowd c)
        and (case when $5 = 94 then d.folded ~ (select apart from asked)
                  when $5 >= 89 then d.folded like (select part from asked)
                      or ($5 = 89 and alike((select spelt from asked), d.folded))
                  when $7 then d.folded like any ((select patterns from asked)::text[])
                  else alike((select spelt from asked), d.folded)
                      and (select 100 * nearness($7, a.words, a.part, a.apart, d.folded) <= $6 from asked a) end
            or d.term_id in (select c.term_id from called c))
        and d.revision = (select max(y.revision) from decision_live($1::bigint) y
                          where y.series_id = d.series_id and y.edition_id = d.edition_id
                              and y.element_id = d.element_id)
    order by s.place fetch first $3 rows with ties),
enough as materialized (select count(*) >= $3 as enough from walked),
whole as not materialized (
    select d.* from said d
    where not (select c.peak is not null or (e.enough and c.kind = 'value') from enough e, crowd c)
    union all
    select d.* from noted d where not (select c.peak is not null or e.enough from enough e, crowd c)),
-- Many say the same: it is scored once.
scores as materialized (
    select t.text, nearness($7, a.words, a.part, a.apart, t.folded) as score
    from asked a, (select x.text, fold(x.text) as folded from (select distinct text from whole) x offset 0) t),
-- What counts is asked of the best, until there are enough, though each be found in three ways.
foremost as (
    select d.*
    from (select w.*, (100 * greatest(c.score, w.score))::integer as hundredths, (s.code || '/') collate "C" as place
          from whole w
          join scores c on c.text = w.text
          join series s on s.series_id = w.series_id
          where 100 * greatest(c.score, w.score) > $5
          order by hundredths desc, w.rank, place offset 0) d
    where d.revision = (select max(y.revision) from decision_live($1::bigint) y
                        where y.series_id = d.series_id and y.edition_id = d.edition_id
                            and y.element_id = d.element_id)
    order by d.hundredths desc, d.rank, d.place fetch first (3 * least($3::bigint, 1000000000)) rows with ties),
best as (
    select distinct on (d.rank, d.series_id, d.edition_id, d.element_id) d.*
    from (select d.rank, d.kind, d.series_id, d.edition_id, d.element_id, d.term_id, d.text, d.hundredths from foremost d
          union all
          select case c.kind when 'value' then 5 else 6 end, c.kind, d.series_id, d.edition_id, d.element_id, d.term_id,
              d.text, (100 * greatest(nearness($7, a.words, a.part, a.apart, d.folded), t.score))::integer
          from walked d
          cross join asked a
          cross join crowd c
          left join called t on t.term_id = d.term_id) d
    where d.hundredths > $5
    order by d.rank, d.series_id, d.edition_id, d.element_id, d.hundredths desc),
-- What others keep of it is the same, and found with it.
held as materialized (
    select * from best
    union all
    select distinct b.rank, b.kind, b.series_id, k.edition_id, b.element_id, b.term_id, b.text, b.hundredths
    -- Once for each element, however many editions say it.
    from (select distinct series_id, element_id from best where kind = 'value') a
    cross join lateral keepers(a.series_id, a.element_id, $1::bigint) k
    join best b on b.kind = 'value' and b.series_id = a.series_id and b.element_id = a.element_id
        and b.edition_id = k.from_id),
word as materialized (
    select w.term_id, w.label
    from (select coalesce(array_agg(distinct b.term_id) filter (where b.term_id is not null), '{}') as terms
          from best b) t
    cross join lateral term_word($1::bigint, t.terms) w),
named as (
    select d.rank, d.kind, d.hundredths, s.code || '/' || e.code || ' ' || p.path as name,
        coalesce(w.label, d.text) as text
    from held d
    join series s on s.series_id = d.series_id
    join edition e on e.series_id = d.series_id and e.edition_id = d.edition_id
    join lateral (select p.path from element_path_live($1::bigint) p where p.element_id = d.element_id
                  order by p.operation_id desc limit 1) p on true
    left join word w on w.term_id = d.term_id)
select n.kind, n.name, n.text, null::text as language, round(n.hundredths / 100.0, 2)::text as score, n.hundredths,
    n.rank, c.peak
from crowd c left join named n on true
order by n.hundredths desc nulls last, n.rank, n.name collate "C", n.text collate "C" limit $3
