-- Names of elements, terms and markets: the current one, the earlier ones that go on naming them, what is taken.

create or replace function element_as_of(cut bigint)
    returns table (element_id integer, path text, kind text, label text, vocabulary text, tradition text,
        citation_id bigint) language sql stable as $$
    select e.element_id, p.path, coalesce(x.kind, e.kind), case when x.kind is null then e.label else x.label end,
        case when x.kind is null then e.vocabulary else x.vocabulary end,
        case when x.kind is null then e.tradition else x.tradition end,
        case when x.kind is null then e.citation_id else x.citation_id end
    from element_live(cut) e
    join lateral (select p.path from element_path_live(cut) p where p.element_id = e.element_id
                  order by p.operation_id desc limit 1) p on true
    left join lateral (select y.* from element_state_live(cut) y where y.element_id = e.element_id
                       order by y.operation_id desc limit 1) x on true
$$;
comment on function element_as_of is 'Every element under the path that it had, with what was said of it, as of an operation';

create or replace function term_as_of(cut bigint)
    returns table (term_id integer, meant_id integer, vocabulary text, code text) language sql stable as $$
    with recursive meant(term_id, meant_id) as (
        select t.term_id, t.term_id from term_live(cut) t
        -- What two ways lead to is meant once, and mergers in a circle come to an end.
        union
        select m.term_id, g.into_id from meant m join term_merger_live(cut) g on g.term_id = m.meant_id)
    select m.term_id, m.meant_id, t.vocabulary, c.code
    from meant m
    join term t on t.term_id = m.meant_id
    join lateral (select c.code from term_code_live(cut) c where c.term_id = m.meant_id
                  order by c.operation_id desc limit 1) c on true
    where not exists (select from term_merger_live(cut) g where g.term_id = m.meant_id)
$$;
comment on function term_as_of is 'Every term with the term that it is the same as (itself, where it was not merged), named as of an operation';

create or replace function term_label_as_of(cut bigint)
    returns table (meant_id integer, language text, label text, "position" bigint) language sql stable as $$
    select t.meant_id, l.language, l.label,
        row_number() over (partition by t.meant_id order by t.term_id <> t.meant_id,
            case when l.position = 0 then l.operation_id end desc nulls last, l.operation_id, l.position)
    from term_label_live(cut) l join term_as_of(cut) t on t.term_id = l.term_id
$$;
comment on column term_label.position is 'Order in which labels were given; 0: it was said to be first, to be shown from here on';
comment on function term_label_as_of is 'What terms are called as of an operation: their own labels before those of terms merged into them; of each those that were said to be first, the last one before, then as they were given';

drop function if exists term_word(bigint);
create or replace function term_word(cut bigint, wanted integer[] default null)
    returns table (term_id integer, term text, label text) language sql stable as $$
    with recursive meant(term_id, meant_id) as (
        select t.term_id, t.term_id from term_live(cut) t where wanted is null or t.term_id = any(wanted)
        union
        select m.term_id, g.into_id from meant m join term_merger_live(cut) g on g.term_id = m.meant_id),
    last as materialized (
        select m.* from meant m
        where not exists (select from term_merger_live(cut) g where g.term_id = m.meant_id)),
    -- What was merged into them lends its labels.
    named(meant_id, term_id) as (
        select l.meant_id, l.meant_id from last l
        union
        select n.meant_id, g.term_id from named n join term_merger_live(cut) g on g.into_id = n.term_id)
    select l.term_id, t.vocabulary || ':' || c.code, coalesce(w.label, c.code)
    from last l
    join term t on t.term_id = l.meant_id
    join lateral (select c.code from term_code_live(cut) c where c.term_id = l.meant_id
                  order by c.operation_id desc limit 1) c on true
    -- A term's own labels go before those of terms merged into it, and one that was said to be first (position 0), the
    -- last one, before all others.
    left join (select distinct on (n.meant_id) n.meant_id, x.label
               from named n join term_label_live(cut) x on x.term_id = n.term_id
               order by n.meant_id, x.term_id <> n.meant_id,
                   case when x."position" = 0 then x.operation_id end desc nulls last, (x.language = 'en') desc,
                   (x.language like 'en-%') desc, x.operation_id, x."position") w on w.meant_id = l.meant_id
$$;
comment on function term_word is 'Every term, or those that are wanted, with the name and the label of what it means as of an operation: the one said to be first, else the English one, else the first given';

create or replace function market_as_of(cut bigint)
    returns table (market_code text, name text, everywhere boolean, territories text[], operation_id bigint)
    language sql stable as $$
    select lower(t.territory), t.name, false, array[t.territory], null::bigint from territory t
    union all
    select m.market_code, 'World', true, null, null from market m where m.everywhere
    union all
    (select distinct on (s.market_code) s.market_code, s.name, false, s.territories, s.operation_id
     from market_state_live(cut) s order by s.market_code, s.operation_id desc)
$$;
comment on function market_as_of is 'Every market with its territories as of an operation; the world has none listed';

drop view if exists market_territory;
create or replace function market_territory_as_of(cut bigint) returns table (market_code text, territory text)
    language sql stable as $$
    select m.market_code, t.territory from market_as_of(cut) m cross join unnest(m.territories) t(territory)
$$;
comment on function market_territory_as_of is 'The territories of each market as of an operation';

create or replace function element_path_free() returns trigger language plpgsql set search_path from current as $$
declare other integer;
begin
    -- What comes in from another catalogue may have been taken back there already: then it names nothing.
    if exists (select from undone u where u.operation_id = new.operation_id and u.until = 9223372036854775807) then
        return new;
    end if;
    select p.element_id into other from element_path_live(9223372036854775807) p
    where p.path = new.path and p.element_id <> new.element_id limit 1;
    if other is not null then
        raise exception 'path is taken' using errcode = 'unique_violation', constraint = 'element_path_unique',
            detail = format('Key (path)=(%s) already exists.', new.path), table = tg_table_name, schema = tg_table_schema;
    end if;
    return new;
end $$;
comment on function element_path_free is 'Refuses a path that names another element, or named it before';
create or replace trigger element_path_unique before insert on element_path
    for each row execute function element_path_free();

create or replace function term_code_free() returns trigger language plpgsql set search_path from current as $$
begin
    if exists (select from undone u where u.operation_id = new.operation_id and u.until = 9223372036854775807) then
        return new;
    end if;
    if exists (select from term_code_live(9223372036854775807) c
               join term t on t.term_id = c.term_id
               where c.code = new.code and c.term_id <> new.term_id
                 and t.vocabulary = (select vocabulary from term where term_id = new.term_id)) then
        raise exception 'code is taken' using errcode = 'unique_violation', constraint = 'term_unique',
            detail = format('Key (code)=(%s) already exists.', new.code), table = tg_table_name, schema = tg_table_schema;
    end if;
    return new;
end $$;
comment on function term_code_free is 'Refuses a code that names another term of the vocabulary, or named it before';
create or replace trigger term_unique before insert on term_code for each row execute function term_code_free();

create or replace function market_territories_known() returns trigger language plpgsql set search_path from current as $$
declare unknown text := (select t from unnest(new.territories) t
                         where not exists (select from territory x where x.territory = t) limit 1);
begin
    if unknown is not null then
        raise exception 'territory "%" does not exist', unknown using errcode = 'foreign_key_violation',
            constraint = 'market_territory_known', table = tg_table_name, schema = tg_table_schema;
    end if;
    return new;
end $$;
comment on function market_territories_known is 'Refuses a market with territories that are not in ISO 3166-1';
create or replace trigger market_territory_known before insert on market_state
    for each row execute function market_territories_known();
