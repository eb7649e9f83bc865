-- On what evidence each thing is said of series, editions and lineages, and of terms.
--
-- A row of edition_state, series_state, lineage or lineage_source says all of its fields anew and has room for one
-- citation. It is of what the operation changed: a field stands on the citation of the row that last gave it another
-- value, and one that has changed without any stands on none. What the operation says again stands on it too, where the
-- row names what it says (said). A row that changes and names nothing brings evidence alone: of all that is said there.
-- A citation that is older than its row was copied from the row before, and says nothing here.

create or replace function edition_evidence(cut bigint, in_series integer, only_edition integer default null)
    returns table (series_id integer, edition_id integer, field text, citation_id bigint, operation_id bigint)
    language sql stable as $$
    with state as (
        select 'edition' as kind, x.series_id, x.edition_id, '' as which, x.operation_id, x.citation_id, x.said,
            f.position, f.field, f.value
        from edition_state_live(cut) x
        cross join lateral (values (1, 'title', x.title), (2, 'language', x.language), (3, 'market', x.market_code),
            (4, 'origin', x.origin), (5, 'platform', x.platform), (6, 'status', x.status), (7, 'note', x.note))
            f(position, field, value)
        where x.series_id = in_series and (only_edition is null or x.edition_id = only_edition)),
    derived as (
        select 'lineage', l.series_id, l.edition_id, '', l.operation_id, l.citation_id, l.said, f.position, f.field, f.value
        from lineage_live(cut) l
        cross join lateral (values (8, 'from', l.parent_id::text), (9, 'method', l.method),
            (10, 'certainty', l.certainty)) f(position, field, value)
        where l.series_id = in_series and (only_edition is null or l.edition_id = only_edition)),
    drawn as (
        select 'source', l.series_id, l.edition_id, edition_name(l.source_series_id, l.source_edition_id),
            l.operation_id, l.citation_id, l.said, f.position, f.field, f.value
        from lineage_source_live(cut) l
        cross join lateral (values (11, 'also_from', ''), (12, 'also_from method', l.method),
            (13, 'also_from certainty', l.certainty)) f(position, field, value)
        where l.series_id = in_series and (only_edition is null or l.edition_id = only_edition)),
    -- Further names have no citation of their own: that of the edition is theirs too, where they came with it.
    named as (
        select 'name', n.series_id, n.edition_id, n.which, n.operation_id, x.citation_id, null::text[], n.position, n.field,
            n.operation_id::text
        from (select a.series_id, a.edition_id, a.title as which, a.operation_id, 14 as position, 'alias' as field
              from edition_alias_live(cut) a
              union all
              select i.series_id, i.edition_id, i.scheme || ':' || i.value, i.operation_id, 15, 'id'
              from external_identifier_live(cut) i) n
        left join edition_state_live(cut) x on x.series_id = n.series_id and x.edition_id = n.edition_id
            and x.operation_id = n.operation_id
        where n.series_id = in_series and (only_edition is null or n.edition_id = only_edition)),
    stepped as (
        select s.*, s.value is distinct from lag(s.value) over (
                partition by s.kind, s.series_id, s.edition_id, s.which, s.field order by s.operation_id) as changed,
            row_number() over (partition by s.kind, s.series_id, s.edition_id, s.which, s.field
                order by s.operation_id desc) as age,
            c.citation_id as own
        from (table state union all table derived union all table drawn union all table named) s
        left join citation c on c.citation_id = s.citation_id and c.operation_id = s.operation_id),
    -- What an operation changed of an edition besides what the row says.
    counted as (
        select s.*, bool_or(s.changed) over (partition by s.kind, s.series_id, s.edition_id, s.which, s.operation_id)
                or s.kind = 'edition' and bool_or(s.changed and s.kind <> 'edition') over (
                    partition by s.series_id, s.edition_id, s.operation_id) as changes
        from stepped s),
    -- The last that changed a field, and those since.
    since as (
        select c.*, min(c.age) filter (where c.changed) over (
            partition by c.kind, c.series_id, c.edition_id, c.which, c.field) as last_change
        from counted c)
    select distinct on (s.series_id, s.edition_id, s.position, s.which) s.series_id, s.edition_id,
        s.field || coalesce(' ' || nullif(s.which, ''), ''), s.own, s.operation_id
    from since s
    where s.own is not null and s.age <= s.last_change and s.value is not null
        and (s.changed or coalesce(s.field = any(s.said), not s.changes))
    order by s.series_id, s.edition_id, s.position, s.which, s.operation_id desc
$$;
comment on function edition_evidence is 'The evidence that each thing said of the editions of a series (or one) stands on as of an operation, itself aside where it has none';

create or replace function series_evidence(cut bigint, in_series integer)
    returns table (field text, citation_id bigint, operation_id bigint) language sql stable as $$
    with stepped as (
        select x.operation_id, f.position, f.field, f.value, c.citation_id as own, x.said,
            f.value is distinct from lag(f.value) over (partition by f.field order by x.operation_id) as changed,
            row_number() over (partition by f.field order by x.operation_id desc) as age
        from series_state_live(cut) x
        left join citation c on c.citation_id = x.citation_id and c.operation_id = x.operation_id
        cross join lateral (values (1, 'title', x.title), (2, 'language', x.language), (3, 'origin', x.origin),
            (4, 'note', x.note)) f(position, field, value)
        where x.series_id = in_series),
    since as (
        select s.*, bool_or(s.changed) over (partition by s.operation_id) as changes,
            min(s.age) filter (where s.changed) over (partition by s.field) as last_change
        from stepped s),
    stated as (
        select distinct on (s.position) s.position, s.field, s.own, s.operation_id
        from since s
        where s.own is not null and s.age <= s.last_change and s.value is not null
            and (s.changed or coalesce(s.field = any(s.said), not s.changes))
        order by s.position, s.operation_id desc)
    select s.field, s.own, s.operation_id from stated s
    union all
    select 'asserted', a.citation_id, a.operation_id
    from (select * from edition_assertion_live(cut) a where a.series_id = in_series
          order by a.operation_id desc limit 1) a
    where a.citation_id is not null and a.editions > 0
$$;
comment on function series_evidence is 'The evidence that each thing said of a series stands on as of an operation';

create or replace function term_evidence_as_of(cut bigint)
    returns table (term text, field text, citation_id bigint, operation_id bigint) language sql stable as $$
    with cited as materialized (select e.* from term_evidence_live(cut) e),
    word as materialized (
        select distinct on (w.term_id) w.term_id, w.term
        from term_word(cut, array(select c.term_id from cited c)) w
        order by w.term_id, w.term),
    -- One that was given up lends what it is called, and goes by a name of its own still.
    own as (
        select c.*, w.term, t.vocabulary || ':' || n.code as own_term,
            -- Evidence alone, of a merger before it that was said again.
            exists (select from operation p join term_merger m on m.term_id = c.term_id and m.operation_id < p.operation_id
                    where p.operation_id = c.operation_id and p.verb = 'term merge') as is_again
        from cited c
        join word w on w.term_id = c.term_id
        join term t on t.term_id = c.term_id
        cross join lateral (select x.code from term_code_live(cut) x where x.term_id = c.term_id
                            order by x.operation_id desc limit 1) n),
    said as (
        select o.*, 2 as place, l."position"::bigint as n, 'label ' || l.language || '=' || l.label as field
        from own o join term_label_live(cut) l on l.term_id = o.term_id and l.operation_id = o.operation_id
        union all
        select o.*, 3, 0, 'merger ' || o.own_term
        from own o
        where exists (select from term_merger_live(cut) g where g.term_id = o.term_id
            and (g.operation_id = o.operation_id or o.is_again and g.operation_id < o.operation_id
                -- Not of one that was taken back when it was given: another one counted then.
                and not exists (select from undone u where u.operation_id = g.operation_id
                    and u.since <= o.operation_id and o.operation_id <= u.until)))),
    -- What says nothing else says that there is one: in another catalogue, of one that was here already.
    stated as (
        select s.* from said s
        union all
        select o.*, 1, 0, 'term' || case when o.own_term <> o.term then ' ' || o.own_term else '' end
        from own o
        where exists (select from term t where t.term_id = o.term_id and t.operation_id = o.operation_id)
            or not o.is_again
                and not exists (select from said s where s.term_id = o.term_id and s.operation_id = o.operation_id)),
    last as (
        select distinct on (s.term, s.field) s.* from stated s
        order by s.term, s.field, s.operation_id desc, s.term_id)
    select x.term, x.field, x.citation_id, x.operation_id from last x
    order by x.term collate "C", x.place, x.operation_id, x.n, x.field collate "C"
$$;
comment on function term_evidence_as_of is 'The evidence that each thing said of terms stands on as of an operation, by the name of what they mean: the last that was given';

create or replace function is_citation(id bigint, source text, locator text, quote text) returns boolean
    language sql stable as $$
    select exists (
        select from citation c join source s on s.source_id = c.source_id
        where c.citation_id = id and s.code = $2
            and (c.locator, c.quote) is not distinct from (normalize($3, nfc), normalize($4, nfc)))
$$;
comment on function is_citation is 'Whether a citation is of a source, by its code, at a place, with a quote: as they would be stored';
