-- What came in as lines, recorded again: words that all series share, under keys of this database.

-- name: replay_sources
insert into source (code, title, publisher, url, published, operation_id)
select s.body ->> 'code', normalize(s.body ->> 'title', nfc), normalize(s.body ->> 'publisher', nfc), s.body ->> 'url',
    (s.body ->> 'published')::date, s.operation_id
from staged s
where s.type = 'source' and not s.known
    and not exists (select from source_live(s.operation_id) x where x.code = s.body ->> 'code'
        and x.title = normalize(s.body ->> 'title', nfc))
order by s.line

-- name: replay_markets
with code as (
    insert into market (market_code, operation_id)
    select distinct on (s.body ->> 'code') s.body ->> 'code', s.operation_id
    from staged s where s.type = 'market' and not s.known order by s.body ->> 'code', s.line
    on conflict on constraint market_key do nothing)
insert into market_state (market_code, operation_id, name, territories, citation_id)
select s.body ->> 'code', s.operation_id, coalesce(h.name, normalize(s.body ->> 'name', nfc)), x.territories,
    replayed_citation(s.body -> 'citation', s.operation_id)
from staged s
cross join lateral (select array(select jsonb_array_elements_text(s.body -> 'territories'))) x(territories)
-- The same set under the same code is one market, with the name that it has here, and other evidence beside its own.
left join lateral (
    select m.name, citation_json(m.citation_id)::jsonb as citation
    from market_state_live(s.operation_id) m
    where m.market_code = s.body ->> 'code' and m.territories @> x.territories and m.territories <@ x.territories
    order by m.operation_id desc limit 1) h on true
where s.type = 'market' and not s.known
    and (h.name is null or s.body #>> '{citation,source}' is not null and (s.body -> 'citation' is distinct from h.citation
        -- It may come back to what it stood on before.
        or exists (select from staged y where y.type = 'market' and not y.known and y.line < s.line
            and y.body ->> 'code' = s.body ->> 'code' and y.body #>> '{citation,source}' is not null
            and y.body -> 'citation' is distinct from h.citation)))

-- name: replay_import_profiles
insert into import_profile (profile, operation_id, settings)
select s.body ->> 'profile', s.operation_id, array(select jsonb_array_elements_text(s.body -> 'settings'))
from staged s where s.type = 'import_profile' and not s.known

-- name: replay_vocabularies
insert into vocabulary (vocabulary, operation_id)
select distinct on (v) v, operation_id
from (select split_part(body ->> 'term', ':', 1) as v, operation_id from staged where type = 'term' and not known
      union all
      select body ->> 'vocabulary', operation_id from staged where type in ('element', 'element_state') and not known) x
where v is not null order by v, operation_id
on conflict do nothing

-- name: create_word_key
create temporary table word_key (kind text, part integer, file_id bigint, here_id integer, is_new boolean,
    primary key (kind, part, file_id)) on commit drop

-- name: key_terms
-- The one that had the name as of the operation: its own, or what was here before under that name, which it then is.
with word as (
    select distinct s.operation_id, s.body ->> 'term' as word from staged s where s.type = 'term'),
keyed as (
    select w.operation_id, w.word, coalesce(t.term_id, nextval(pg_get_serial_sequence('term', 'term_id'))) as here_id,
        t.term_id is null as is_new
    from word w
    left join lateral (
        select c.term_id from term_code c join term t using (term_id)
        where c.code = split_part(w.word, ':', 2) and t.vocabulary = split_part(w.word, ':', 1)
            and c.operation_id <= w.operation_id
            and not exists (select from undone u where u.operation_id = c.operation_id
                and u.since <= w.operation_id and w.operation_id <= u.until)
        order by c.operation_id desc limit 1) t on true)
insert into word_key (kind, part, file_id, here_id, is_new)
select 'term', s.part, (s.body ->> 'id')::bigint, k.here_id, k.is_new
from staged s
join keyed k on k.operation_id = s.operation_id and k.word = s.body ->> 'term'
where s.type = 'term'

-- name: analyze_word_key
analyze word_key

-- name: replay_terms
insert into term (term_id, vocabulary, operation_id)
overriding system value
select k.here_id, split_part(s.body ->> 'term', ':', 1), s.operation_id
from staged s
join word_key k on k.kind = 'term' and k.part = s.part and k.file_id = (s.body ->> 'id')::bigint and k.is_new
where s.type = 'term' and not s.known
order by s.line

-- name: replay_term_codes
insert into term_code (term_id, operation_id, code)
select k.here_id, s.operation_id, split_part(s.body ->> 'term', ':', 2)
from staged s join word_key k on k.kind = 'term' and k.part = s.part and k.file_id = (s.body ->> 'id')::bigint
where not s.known and (s.type = 'term' and k.is_new or s.type = 'term_code')
    and not exists (select from called c where c.is_stale and c.kind = 'term' and c.part = s.part
        and c.file_id = k.file_id and s.operation_id not in (select operation_id from withdrawn))
order by s.line

-- name: replay_labels
insert into term_label (term_id, language, label, position, operation_id)
select k.here_id, s.body ->> 'language', normalize(s.body ->> 'label', nfc),
    coalesce((s.body ->> 'position')::smallint, 1), s.operation_id
from staged s join word_key k on k.kind = 'term' and k.part = s.part and k.file_id = (s.body ->> 'id')::bigint
where s.type = 'label' and not s.known

-- name: replay_mergers
insert into term_merger (term_id, operation_id, into_id)
select k.here_id, s.operation_id, i.here_id
from staged s
join word_key k on k.kind = 'term' and k.part = s.part and k.file_id = (s.body ->> 'id')::bigint
join word_key i on i.kind = 'term' and i.part = s.part and i.file_id = (s.body ->> 'into')::bigint
where s.type = 'merger' and not s.known
    -- It may be of two that are one here already.
    and k.here_id <> i.here_id

-- name: replay_term_evidence
-- Also of a term that is here already, or has become one with another.
with cited as materialized (
    select x.here_id, x.operation_id, replayed_citation(x.citation, x.operation_id) as citation_id
    from (select distinct on (k.here_id, s.operation_id) k.here_id, s.operation_id, s.body -> 'citation' as citation
          from staged s
          join word_key k on k.kind = 'term' and k.part = s.part and k.file_id = (s.body ->> 'id')::bigint
          where s.type = 'term_evidence' and not s.known
          order by k.here_id, s.operation_id, s.line) x)
insert into term_evidence (term_id, operation_id, citation_id)
select c.here_id, c.operation_id, c.citation_id from cited c where c.citation_id is not null
