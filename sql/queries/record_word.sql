-- Recording words that all series share: terms, markets, languages; and where facts are from.

-- name: add_vocabulary
insert into vocabulary (vocabulary, operation_id) values ($1, $2) on conflict do nothing

-- name: add_term
with added as (
    insert into term (vocabulary, operation_id) values ($1, $3) returning term_id)
insert into term_code (term_id, operation_id, code) select term_id, $3, $2 from added
returning term_id

-- name: add_term_labels
-- $5: whether it is said that they are first.
insert into term_label (term_id, language, label, position, operation_id)
select $1, l.language, normalize(l.label, nfc), case when $5::boolean then 0 else l.position end, $4
from unnest($2::text[], $3::text[]) with ordinality l(language, label, position)
on conflict on constraint term_label_key do nothing

-- name: add_term_evidence
insert into term_evidence (term_id, operation_id, citation_id) values ($1, $2, $3)

-- name: label_shown
-- What is shown of all that a term ($1) is called as of an operation ($2); and whether it is a word ($3) that was said to
-- be first: what is shown though nobody said so gives way to others that are given later.
select w.label, w.label = normalize($3, nfc) and exists (
    select from term_label_live($2::bigint) l
    where l.term_id = $1::integer and l.label = w.label and l.position = 0) as is_so
from term_word($2::bigint, array[$1::integer]) w

-- name: labels_beside
-- What a term ($1) is called in those of some languages ($2) in which it was called something before an operation ($3) and
-- is called something else by it; with what is shown of all that it is called.
with called as (
    select l.language, l.label, min(array[l.operation_id, l."position"]) as since
    from term_label_live($3::bigint) l
    where l.term_id = $1::integer and l.language = any($2::text[])
    group by l.language, l.label)
select c.language, c.label, (select w.label from term_word($3::bigint, array[$1::integer]) w) as shown
from called c
where c.language in (
    select language from called group by language
    having min(since[1]) < $3::bigint and max(since[1]) = $3::bigint)
order by c.language, c.since, c.label

-- name: find_terms
-- What words mean: $1 vocabularies, $2 words, $3 languages, one place a word. A term is found by the index of what it
-- is called, or by a code that it has or had.
with asked as (
    select * from unnest($1::text[], $2::text[], $3::text[]) with ordinality u(vocabulary, words, language, n)),
meant as materialized (select * from term_as_of(9223372036854775807)),
found as (
    select a.n, l.term_id, l.label, lower(l.language) = lower(a.language) as in_language
    from asked a join term_label_live(9223372036854775807) l on fold(l.label) = fold(a.words)
    union all
    select a.n, c.term_id, null, null
    from asked a
    join term_code_live(9223372036854775807) c
        on c.code = case when starts_with(a.words, a.vocabulary || ':') then substr(a.words, length(a.vocabulary) + 2) else a.words end)
select f.n::integer as n, t.meant_id as term_id, t.vocabulary || ':' || t.code as term,
    coalesce(min(f.label) filter (where f.in_language), min(f.label), t.code) as label, bool_or(f.in_language) as in_language
from found f
join asked a on a.n = f.n
join meant t on t.term_id = f.term_id and t.vocabulary = a.vocabulary
group by f.n, t.meant_id, t.vocabulary, t.code
order by f.n, t.vocabulary, t.code

-- name: terms_called
-- The first few terms that are called $1, of a vocabulary ($2; null: of all).
select distinct m.vocabulary || ':' || m.code as term
from term_label_live(9223372036854775807) l
join term_as_of(9223372036854775807) m on m.term_id = l.term_id
where fold(l.label) = fold($1) and ($2::text is null or m.vocabulary = $2)
order by term limit 3

-- name: terms_of
select vocabulary || ':' || code as term from term_as_of(9223372036854775807)
where vocabulary = $1 and term_id = meant_id order by code

-- name: words_of_vocabulary
-- Its terms, with all that each is called.
select t.vocabulary || ':' || t.code as term, l.label
from term_as_of(9223372036854775807) t
left join term_label_as_of(9223372036854775807) l on l.meant_id = t.term_id
where t.vocabulary = $1 and t.term_id = t.meant_id order by t.code, l."position"

-- name: term_by_name
-- What it means, and the merger by which it was given up, if it was: the last, where another catalogue said it too.
select m.meant_id as term_id, m.vocabulary, m.vocabulary || ':' || m.code as term,
    (select max(g.operation_id) from term_merger_live(9223372036854775807) g where g.term_id = c.term_id) as merger
from term_code_live(9223372036854775807) c
join term t on t.term_id = c.term_id
join term_as_of(9223372036854775807) m on m.term_id = c.term_id
where t.vocabulary = $1 and c.code = $2

-- name: merge_term
insert into term_merger (term_id, operation_id, into_id) values ($1, $3, $2)

-- name: rename_term
insert into term_code (term_id, operation_id, code) values ($1, $3, $2)

-- name: add_market
with known as (
    insert into market (market_code, operation_id) values ($1, $3)
    on conflict on constraint market_key do nothing)
insert into market_state (market_code, operation_id, name, territories, citation_id)
values ($1, $3, normalize($2, nfc), $4, $5)

-- name: markets_of_territories
-- Markets but $1 that are of just these territories ($2).
select market_code from market_as_of(9223372036854775807)
where market_code <> $1 and territories @> $2::text[] and territories <@ $2::text[]
order by market_code

-- name: unknown_territories
select t from unnest($1::text[]) t where not exists (select from territory x where x.territory = t)

-- name: unknown_languages
-- qaa to qtz are for private use: each says itself what they are.
select 'language' as kind, t as subtag from unnest($1::text[]) t
where t !~ '^q[a-t][a-z]$' and not exists (select from language_subtag x where x.subtag = t)
union all
select 'script', t from unnest($2::text[]) t where not exists (select from script_subtag x where x.subtag = t)
union all
select 'region', t from unnest($3::text[]) t where not exists (select from territory x where x.territory = t)

-- name: add_source
insert into source (code, title, publisher, url, published, operation_id)
values ($1, normalize($2, nfc), normalize($3, nfc), $4, $5::date, $6) returning source_id

-- name: add_citation
select add_citation($1, $2, $3, $4) as citation
