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
insert into market_state (market_code, operation_id, name, territories)
select s.body ->> 'code', s.operation_id, normalize(s.body ->> 'name', nfc),
    array(select jsonb_array_elements_text(s.body -> 'territories'))
from staged s where s.type = 'market' and not s.known

-- name: replay_import_profiles
insert into import_profile (profile, operation_id, settings)
select s.body ->> 'profile', s.operation_id, array(select jsonb_array_elements_text(s.body -> 'settings'))
from staged s where s.type = 'import_profile' and not s.known

-- name: replay_vocabularies
insert into vocabulary (vocabulary, operation_id)
select distinct on (v) v, operation_id
from (select split_part(body ->> 'term', ':', 1) as v, operation_id from staged where type = 'term' and not known
      union all
      select body ->> 'vocabulary', operation_id from staged where type = 'element' and not known) x
where v is not null order by v, operation_id
on conflict do nothing

-- name: create_word_key
create temporary table word_key (kind text, file_id bigint, here_id integer, is_new boolean, primary key (kind, file_id))
    on commit drop

-- name: key_terms
insert into word_key (kind, file_id, here_id, is_new)
select 'term', (s.body ->> 'id')::bigint, coalesce(t.term_id, nextval(pg_get_serial_sequence('term', 'term_id'))),
    t.term_id is null
from staged s
left join lateral (
    select c.term_id from term_code c join term t using (term_id)
    where t.vocabulary || ':' || c.code = s.body ->> 'term'
      and case when s.known then c.operation_id = s.operation_id
          else c.operation_id < (select min(operation_id) from staged where type = 'operation' and not known)
            and not exists (select from undone u where u.operation_id = c.operation_id
                and u.until = 9223372036854775807) end
    limit 1) t on true
where s.type = 'term'

-- name: replay_terms
with added as (
    insert into term (term_id, vocabulary, operation_id)
    overriding system value
    select k.here_id, split_part(s.body ->> 'term', ':', 1), s.operation_id
    from staged s join word_key k on k.kind = 'term' and k.file_id = (s.body ->> 'id')::bigint and k.is_new
    where s.type = 'term' order by s.line)
insert into term_code (term_id, operation_id, code)
select k.here_id, s.operation_id, split_part(s.body ->> 'term', ':', 2)
from staged s join word_key k on k.kind = 'term' and k.file_id = (s.body ->> 'id')::bigint
where s.type = 'term' and k.is_new or s.type = 'term_code' and not s.known
order by s.line

-- name: replay_labels
insert into term_label (term_id, language, label, position, operation_id)
select k.here_id, s.body ->> 'language', normalize(s.body ->> 'label', nfc),
    coalesce((s.body ->> 'position')::smallint, 1), s.operation_id
from staged s join word_key k on k.kind = 'term' and k.file_id = (s.body ->> 'id')::bigint
where s.type = 'label' and not s.known

-- name: replay_mergers
insert into term_merger (term_id, operation_id, into_id)
select k.here_id, s.operation_id, i.here_id
from staged s
join word_key k on k.kind = 'term' and k.file_id = (s.body ->> 'id')::bigint
join word_key i on i.kind = 'term' and i.file_id = (s.body ->> 'into')::bigint
where s.type = 'merger' and not s.known

-- name: key_elements
insert into word_key (kind, file_id, here_id, is_new)
select 'element', (s.body ->> 'id')::bigint,
    coalesce(e.element_id, nextval(pg_get_serial_sequence('element', 'element_id'))), e.element_id is null
from staged s
left join lateral (
    select p.element_id from element_path p
    where p.path = s.body ->> 'path'
      and case when s.known then p.operation_id = s.operation_id
          else p.operation_id < (select min(operation_id) from staged where type = 'operation' and not known)
            and not exists (select from undone u where u.operation_id = p.operation_id
                and u.until = 9223372036854775807) end
    limit 1) e on true
where s.type = 'element'

-- name: replay_elements
with added as (
    insert into element (element_id, kind, label, vocabulary, tradition, citation_id, operation_id)
    overriding system value
    select k.here_id, s.body ->> 'kind', normalize(s.body ->> 'label', nfc), s.body ->> 'vocabulary',
        normalize(s.body ->> 'tradition', nfc), replayed_citation(s.body -> 'citation', s.operation_id), s.operation_id
    from staged s join word_key k on k.kind = 'element' and k.file_id = (s.body ->> 'id')::bigint and k.is_new
    where s.type = 'element' order by s.line)
insert into element_path (element_id, operation_id, path)
select k.here_id, s.operation_id, s.body ->> 'path'
from staged s join word_key k on k.kind = 'element' and k.file_id = (s.body ->> 'id')::bigint
where s.type = 'element' and k.is_new or s.type = 'path' and not s.known
order by s.line
