-- What is so already of words that all series share, where it is said again.

-- name: labels_differ
-- Whether a term ($1, named $5) is not called so yet, or not on the evidence that is given, if any ($6 to $8).
select exists (
    select from unnest($2::text[], $3::text[]) u(language, label)
    where not exists (select from term_label_live($4::bigint - 1) l
                      where (l.term_id, l.language, l.label) = ($1, u.language, normalize(u.label, nfc)))
        or $6::text is not null and not exists (
            select from term_evidence_as_of($4::bigint - 1) v
            where v.term = $5 and v.field = 'label ' || u.language || '=' || normalize(u.label, nfc)
                and is_citation(v.citation_id, $6, $7, $8))
    ) as differs

-- name: merger_said
-- The term that a name ($1, $2) is of itself, where it was given up: for whatever that means, or for the term that a name
-- ($3) of the vocabulary is of; and whether that stands on the evidence that is given ($4 to $6).
select c.term_id, t.vocabulary || ':' || n.code as term, exists (
    select from term_evidence_as_of(9223372036854775807) v
    where v.field = 'merger ' || t.vocabulary || ':' || n.code and is_citation(v.citation_id, $4, $5, $6)) as is_so
from term_code_live(9223372036854775807) c
join term t on t.term_id = c.term_id
cross join lateral (select y.code from term_code_live(9223372036854775807) y where y.term_id = c.term_id
                    order by y.operation_id desc limit 1) n
where t.vocabulary = $1 and c.code = $2 and exists (
    select from term_merger_live(9223372036854775807) g
    where g.term_id = c.term_id and ($3::text is null or exists (
        select from term_code_live(9223372036854775807) o where o.term_id = g.into_id and o.code = $3)))

-- name: market_taken
-- What a market ($1) is called, whether it was added as just these territories ($2), and whether that stands on the
-- evidence that is given ($3 to $5).
select m.name, m.operation_id is not null and m.territories @> $2::text[] and m.territories <@ $2::text[] as is_same, exists (
    select from market_state x
    where x.market_code = m.market_code and x.operation_id = m.operation_id and is_citation(x.citation_id, $3, $4, $5)) as is_so
from market_as_of(9223372036854775807) m where m.market_code = $1
