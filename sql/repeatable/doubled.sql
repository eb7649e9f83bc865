-- What one name may name once. Rows that come are asked as they come (element_path_unique and its like); an undo of an
-- undo brings rows back that are asked nothing, so what a catalogue made of them is asked here, and check asks again.

create or replace function doubled_name()
    returns table (what text, name text, operations bigint[]) language sql stable set search_path from current as $$
    select 'element', p.path, array_agg(distinct p.operation_id)
    from element_path_live(9223372036854775807) p
    group by p.path having count(distinct p.element_id) > 1
    union all
    select 'term', t.vocabulary || ':' || c.code, array_agg(distinct c.operation_id)
    from term_code_live(9223372036854775807) c join term t on t.term_id = c.term_id
    group by t.vocabulary, c.code having count(distinct c.term_id) > 1
    union all
    select 'source', s.code, array_agg(distinct s.operation_id)
    from source_live(9223372036854775807) s
    group by s.code having count(*) > 1
    union all
    select 'creative', edition_name(c.series_id, c.edition_id) || ' ' || c.code, array_agg(distinct c.operation_id)
    from creative_live(9223372036854775807) c
    group by c.series_id, c.edition_id, c.code having count(*) > 1
$$;
comment on function doubled_name is 'Names that two elements, terms, sources or creatives of an edition have now, and the operations that gave them';
