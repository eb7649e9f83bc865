-- What a catalogue that goes from one database to another says things with: names and numbers that are the same in
-- every copy.

create or replace function citation_json(citation_id bigint) returns json language sql stable as $$
    select json_strip_nulls(json_build_object('source', s.code, 'locator', c.locator, 'quote', c.quote))
    from citation c join source s on s.source_id = c.source_id where c.citation_id = $1
$$;
comment on function citation_json is 'A citation as exported';

create or replace function source_at(source_code text, operation bigint) returns integer language sql stable as $$
    -- One that was taken back since, or not yet, where no other is left: what rests on it says so by its code alone.
    select s.source_id from source s
    where s.code = source_code and s.operation_id <= operation
    order by exists (select from undone u where u.operation_id = s.operation_id
        and u.since <= operation and operation <= u.until), s.operation_id desc
    limit 1
$$;
comment on function source_at is 'The source that had a code as of an operation';

create or replace function moment_text(moment timestamptz) returns text language sql stable as $$
    select to_char(moment at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
$$;
comment on function moment_text is 'A moment as exported: UTC, to the microsecond';

create or replace function term_name_at(term_id integer, operation bigint) returns text language sql stable as $$
    select t.vocabulary || ':' || c.code
    from term t join term_code c on c.term_id = t.term_id
    where t.term_id = $1 and c.operation_id <= $2
    order by c.operation_id desc limit 1
$$;
comment on function term_name_at is 'The last name that a term was given up to an operation';

create or replace function replayed_citation(evidence jsonb, operation bigint) returns bigint
    language plpgsql set search_path from current as $$
declare added bigint;
begin
    if evidence is null then return null; end if;
    insert into citation (source_id, locator, quote, operation_id)
    select s.source_id, normalize(evidence ->> 'locator', nfc), normalize(evidence ->> 'quote', nfc), operation
    from source_at(evidence ->> 'source', operation) s(source_id) where s.source_id is not null
    returning citation_id into added;
    return added;
end $$;
comment on function replayed_citation is 'Records a citation as imported, of the source that had the code at the time';

create or replace function replayed_evidence(element_id integer, tradition text, evidence jsonb, operation bigint)
    returns bigint language plpgsql set search_path from current as $$
declare held bigint;
begin
    if evidence is null then return null; end if;
    -- An edit of something else copies it, as does one of the spelling: it is the same evidence still.
    select e.citation_id into held from element_as_of(operation - 1) e
    where e.element_id = $1 and fold(e.tradition) is not distinct from fold($2)
        and citation_json(e.citation_id)::jsonb = $3;
    return coalesce(held, replayed_citation(evidence, operation));
end $$;
comment on function replayed_evidence is 'The citation that an element has for its tradition already, else a new one as imported';

create or replace function suggested_kind(path text) returns text language sql stable as $$
    select coalesce((select k.kind from element_kind k where k.kind = x.first),
        case when x.first ~ '(lead|character)$' then 'character' else 'other' end)
    from (select split_part($1, '.', 1)) x(first)
$$;
comment on function suggested_kind is 'The kind that is recorded of an element where nobody says one, by its path';

create or replace function pasted(words text) returns text language sql immutable parallel safe as $$
    -- A shell with a history looks at "!" too.
    select case when words !~ '["$`\\!]' then '"' || words || '"'
        else '''' || replace(words, '''', '''\''''') || '''' end
$$;
comment on function pasted is 'A text as one word of a command that is printed for a shell, which obeys nothing in it';

create or replace function texts_in(list jsonb) returns text[] language sql immutable as $$
    select array(select jsonb_array_elements_text(list)) where list is not null
$$;
comment on function texts_in is 'A list of texts as imported; null where there is none';

create or replace function json_or_null(body text) returns jsonb language plpgsql immutable as $$
begin
    return body::jsonb;
exception when others then return null;
end $$;
comment on function json_or_null is 'Text as JSON; null where it is none';

create or replace view exported_term as
    select t.term_id, row_number() over (order by t.operation_id, t.vocabulary collate "C", c.code collate "C") as number
    from term t join term_code c on c.term_id = t.term_id and c.operation_id = t.operation_id;
comment on view exported_term is 'Terms by a number that is the same in every copy of the catalogue';
comment on column exported_term.term_id is 'Term';
comment on column exported_term.number is 'Its place in the order of the history';

create or replace view exported_element as
    select e.element_id, row_number() over (order by e.operation_id, p.path collate "C") as number
    from element e join element_path p on p.element_id = e.element_id and p.operation_id = e.operation_id;
comment on view exported_element is 'Elements by a number that is the same in every copy of the catalogue';
comment on column exported_element.element_id is 'Element';
comment on column exported_element.number is 'Its place in the order of the history';
