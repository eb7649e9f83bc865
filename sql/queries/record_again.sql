-- What is so already of words that all series share, where it is said again.

-- name: labels_differ
-- Whether a term ($1, named $5) is not called so yet, or not on the evidence that is given, if any ($6 to $8).
select exists (
    select from unnest($2::text[], $3::text[]) u(language, label)
    where not exists (select from term_label_live($4::bigint - 1) l
                      where (l.term_id, l.language, l.label) = ($1, u.language, normalize(u.label, nfc)))
        or $6::text is not null and not exists (
            select from term_evidence_as_of($4::bigint - 1) v
            join citation c on c.citation_id = v.citation_id
            join source s on s.source_id = c.source_id
            where v.term = $5 and v.field = 'label ' || u.language || '=' || normalize(u.label, nfc)
                and (s.code, c.locator, c.quote) is not distinct from ($6::text, normalize($7, nfc), normalize($8, nfc)))
    ) as differs

-- name: market_taken
select 1 from market_as_of(9223372036854775807) where market_code = $1
