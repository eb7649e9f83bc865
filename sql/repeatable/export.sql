-- A catalogue as lines of JSON: what each operation recorded, in their order.

drop view if exists exported_line;
drop function if exists exported_operation();
drop function if exists exported_word();
drop function if exists exported_edition();
drop function if exists exported_statement();
drop function if exists exported_figure();

create or replace function exported_operation(since bigint, until bigint)
    returns table (operation_id bigint, rank integer, key text, line text) language sql stable as $$
    select o.operation_id, 1, '', json_strip_nulls(json_build_object('type', 'operation',
        'catalogue', coalesce(g.catalogue, i.catalogue), 'number', coalesce(g.number, o.operation_id),
        'at', moment_text(coalesce(g.at, o.at)),
        'author', o.author, 'verb', o.verb, 'message', o.message,
        'undoes', coalesce(u.number, o.undoes),
        'undoes_in', case when o.undoes is not null then coalesce(u.catalogue, i.catalogue) end))::text
    from operation o
    cross join catalogue_identity i
    left join operation_origin g on g.operation_id = o.operation_id
    left join operation_origin u on u.operation_id = o.undoes
    where o.operation_id between since and until
$$;
comment on function exported_operation is 'The operations, as lines';

create or replace function exported_word(since bigint, until bigint)
    returns table (operation_id bigint, rank integer, key text, line text) language sql stable as $$
    select s.operation_id, 2, s.code, json_strip_nulls(json_build_object('type', 'source', 'code', s.code,
        'title', s.title, 'publisher', s.publisher, 'url', s.url, 'published', s.published))::text
    from source s
    where s.operation_id between since and until
    union all
    select m.operation_id, 3, m.market_code, json_strip_nulls(json_build_object('type', 'market', 'code', m.market_code,
        'name', m.name, 'territories', m.territories, 'citation', citation_json(m.citation_id)))::text
    from market_state m
    where m.operation_id between since and until
    union all
    select p.operation_id, 3, p.profile, json_build_object('type', 'import_profile', 'profile', p.profile,
        'settings', p.settings)::text
    from import_profile p
    where p.operation_id between since and until
    union all
    select c.operation_id, case when c.operation_id = t.operation_id then 4 else 6 end, t.vocabulary || ':' || c.code,
        json_strip_nulls(json_build_object('type', case when c.operation_id = t.operation_id then 'term' else 'term_code' end,
            'id', n.number, 'term', t.vocabulary || ':' || c.code))::text
    from term_code c join term t on t.term_id = c.term_id join exported_term n on n.term_id = t.term_id
    where c.operation_id between since and until
    union all
    select l.operation_id, 5, format('%s %s', lpad(n.number::text, 10, '0'), lpad(l.position::text, 5, '0')),
        json_strip_nulls(json_build_object('type', 'label', 'id', n.number, 'language', l.language,
            'label', l.label, 'position', l.position))::text
    from term_label l join exported_term n on n.term_id = l.term_id
    where l.operation_id between since and until
    union all
    select m.operation_id, 7, n.number::text,
        json_strip_nulls(json_build_object('type', 'merger', 'id', n.number, 'into', i.number))::text
    from term_merger m
    join exported_term n on n.term_id = m.term_id
    join exported_term i on i.term_id = m.into_id
    where m.operation_id between since and until
    union all
    select e.operation_id, 7, n.number::text,
        json_strip_nulls(json_build_object('type', 'term_evidence', 'id', n.number,
            'citation', citation_json(e.citation_id)))::text
    from term_evidence e join exported_term n on n.term_id = e.term_id
    where e.operation_id between since and until
    union all
    select p.operation_id, case when p.operation_id = e.operation_id then 8 else 9 end, p.path,
        case when p.operation_id = e.operation_id
            then json_strip_nulls(json_build_object('type', 'element', 'id', n.number, 'path', p.path,
                'kind', e.kind, 'label', e.label, 'vocabulary', e.vocabulary, 'tradition', e.tradition,
                'citation', citation_json(e.citation_id)))
            else json_strip_nulls(json_build_object('type', 'path', 'id', n.number, 'path', p.path)) end::text
    from element_path p
    join element e on e.element_id = p.element_id
    join exported_element n on n.element_id = e.element_id
    where p.operation_id between since and until
    union all
    select x.operation_id, 9, n.number::text, json_strip_nulls(json_build_object('type', 'element_state', 'id', n.number,
        'kind', x.kind, 'label', x.label, 'vocabulary', x.vocabulary, 'tradition', x.tradition,
        'citation', citation_json(x.citation_id)))::text
    from element_state x join exported_element n on n.element_id = x.element_id
    where x.operation_id between since and until
$$;
comment on function exported_word is 'Sources, markets, import profiles, terms and elements, as lines';

create or replace function exported_edition(since bigint, until bigint)
    returns table (operation_id bigint, rank integer, key text, line text) language sql stable as $$
    -- Numbers and paths are looked up once, not for each edition.
    with element_word as materialized (
        select n.element_id, n.number, p.path
        from exported_element n
        cross join lateral (select p.path from element_path p where p.element_id = n.element_id
                            order by p.operation_id desc limit 1) p),
    term_word as materialized (select term_id, number from exported_term),
    said as (
        select d.series_id, d.edition_id, d.revision, json_agg(json_build_object('element', n.path, 'id', n.number,
            'state', d.state, 'value', d.value, 'term_id', t.number, 'minor', nullif(d.minor, false),
            'reasons', case when d.reasons <> '{}' then d.reasons end, 'note', d.note,
            'citation', case when d.citation_id is not null then citation_json(d.citation_id) end)
            order by n.number) as decisions
        from revision r
        join decision d on d.series_id = r.series_id and d.edition_id = r.edition_id and d.revision = r.revision
        join element_word n on n.element_id = d.element_id
        left join term_word t on t.term_id = d.term_id
        where r.operation_id between since and until
        group by d.series_id, d.edition_id, d.revision)
    select r.operation_id, 11, s.code || '/' || e.code, json_strip_nulls(json_build_object('type', 'edition',
        'series', s.code, 'code', e.code, 'title', x.title, 'language', x.language, 'market', x.market_code,
        'origin', x.origin, 'platform', x.platform, 'status', x.status, 'note', x.note,
        'citation', citation_json(x.citation_id), 'said', x.said,
        -- An empty one says that it is a source, whatever was said before.
        'lineage', case when l.series_id is not null then json_build_object('parent', p.code, 'method', l.method,
            'certainty', l.certainty, 'citation', citation_json(l.citation_id), 'said', l.said) end,
        'also_from', (select json_agg(json_build_object('series', ss.code, 'code', se.code, 'method', f.method,
                'certainty', f.certainty, 'citation', citation_json(f.citation_id), 'said', f.said,
                'withdrawn', nullif(f.withdrawn, false)) order by ss.code collate "C", se.code collate "C")
            from lineage_source f
            join series ss on ss.series_id = f.source_series_id
            join edition se on se.series_id = f.source_series_id and se.edition_id = f.source_edition_id
            where f.series_id = r.series_id and f.edition_id = r.edition_id and f.operation_id = r.operation_id),
        'aliases', (select json_agg(json_build_object('title', a.title, 'kind', a.kind, 'language', a.language,
                'withdrawn', nullif(a.withdrawn, false)) order by a.title collate "C")
            from edition_alias a
            where a.series_id = r.series_id and a.edition_id = r.edition_id and a.operation_id = r.operation_id),
        'identifiers', (select json_agg(i.scheme || ':' || i.value order by i.scheme collate "C", i.value collate "C")
            from external_identifier i
            where i.series_id = r.series_id and i.edition_id = r.edition_id and i.operation_id = r.operation_id
                and not i.withdrawn),
        'identifiers_withdrawn', (select json_agg(i.scheme || ':' || i.value order by i.scheme collate "C", i.value collate "C")
            from external_identifier i
            where i.series_id = r.series_id and i.edition_id = r.edition_id and i.operation_id = r.operation_id
                and i.withdrawn),
        'decisions', d.decisions))::text
    from revision r
    join series s on s.series_id = r.series_id
    join edition e on e.series_id = r.series_id and e.edition_id = r.edition_id
    left join edition_state x on x.series_id = r.series_id and x.edition_id = r.edition_id and x.revision = r.revision
    left join lineage l on l.series_id = r.series_id and l.edition_id = r.edition_id and l.revision = r.revision
    left join edition p on p.series_id = l.series_id and p.edition_id = l.parent_id
    left join said d on d.series_id = r.series_id and d.edition_id = r.edition_id and d.revision = r.revision
    where r.operation_id between since and until
$$;
comment on function exported_edition is 'What each operation said of each edition, as lines';

create or replace function exported_statement(since bigint, until bigint)
    returns table (operation_id bigint, rank integer, key text, line text) language sql stable as $$
    select x.operation_id, 10, s.code, json_strip_nulls(json_build_object('type', 'series', 'code', s.code,
        'title', x.title, 'language', x.language, 'origin', x.origin, 'note', x.note,
        'citation', citation_json(x.citation_id), 'said', x.said))::text
    from series_state x join series s on s.series_id = x.series_id
    where x.operation_id between since and until
    union all
    select a.operation_id, 12, s.code, json_strip_nulls(json_build_object('type', 'assertion', 'series', s.code,
        'editions', a.editions, 'wording', a.wording, 'from', a.first_day, 'until', a.last_day,
        'citation', citation_json(a.citation_id)))::text
    from edition_assertion a join series s on s.series_id = a.series_id
    where a.operation_id between since and until
    union all
    select c.operation_id, 13, format('%s/%s %s', s.code, e.code, c.code), json_strip_nulls(json_build_object(
        'type', 'creative', 'series', s.code, 'edition', e.code, 'code', c.code, 'description', c.description,
        'duration_seconds', c.duration_seconds, 'first_seen', c.first_seen, 'last_seen', c.last_seen,
        'beats', (select json_agg(b.beat order by b.position) from creative_beat b
                  where b.series_id = c.series_id and b.creative_id = c.creative_id),
        'citation', citation_json(c.citation_id)))::text
    from creative c
    join series s on s.series_id = c.series_id
    join edition e on e.series_id = c.series_id and e.edition_id = c.edition_id
    where c.operation_id between since and until
    union all
    select c.operation_id, 14, lpad(c.snapshot_claim_id::text, 10, '0'), json_strip_nulls(json_build_object(
        'type', 'snapshot', 'source', s.code, 'scope', c.scope, 'aspect', c.aspect, 'from', c.first_day,
        'until', c.last_day, 'low', c.low, 'high', c.high, 'comparator', c.comparator, 'unit', c.unit,
        'wording', c.wording, 'citation', citation_json(c.citation_id)))::text
    from snapshot_claim c join source s on s.source_id = c.source_id
    where c.operation_id between since and until
    union all
    select x.operation_id, 14, format('%s/%s %s', s.code, e.code, c.code), json_strip_nulls(json_build_object(
        'type', 'creative_state', 'series', s.code, 'edition', e.code, 'creative', c.code,
        'description', x.description, 'duration_seconds', x.duration_seconds, 'first_seen', x.first_seen,
        'last_seen', x.last_seen, 'beats', x.beats, 'citation', citation_json(x.citation_id)))::text
    from creative_state x
    join creative c on c.series_id = x.series_id and c.creative_id = x.creative_id
    join series s on s.series_id = c.series_id
    join edition e on e.series_id = c.series_id and e.edition_id = c.edition_id
    where x.operation_id between since and until
    union all
    select c.operation_id, 14, concat_ws(' ', src.code, c.list, c.market_code, c.first_day, lpad(c.rank::text, 9, '0'),
            s.code, e.code, c.published), json_strip_nulls(json_build_object(
        'type', 'ranking', 'source', src.code, 'list', c.list, 'market', c.market_code, 'from', c.first_day,
        'until', c.last_day, 'rank', c.rank, 'series', s.code, 'edition', e.code, 'weeks_on_list', c.weeks_on_list,
        'published', c.published, 'citation', citation_json(c.citation_id)))::text
    from ranking_claim c
    join source src on src.source_id = c.source_id
    join series s on s.series_id = c.series_id
    join edition e on e.series_id = c.series_id and e.edition_id = c.subject_id
    where c.operation_id between since and until
    union all
    select n.operation_id, 15, lpad(n.note_id::text, 10, '0'), json_strip_nulls(json_build_object('type', 'note',
        'series', s.code, 'edition', e.code, 'topic', n.topic, 'body', n.body,
        'citation', citation_json(n.citation_id)))::text
    from note n
    left join series s on s.series_id = n.series_id
    left join edition e on e.series_id = n.series_id and e.edition_id = n.edition_id
    where n.operation_id between since and until
$$;
comment on function exported_statement is 'Series, what is asserted of them, creatives, claims and notes, as lines';

create or replace function exported_figure(since bigint, until bigint)
    returns table (operation_id bigint, rank integer, key text, line text) language sql stable as $$
    select b.operation_id, 16, '', json_strip_nulls(json_build_object('type', 'batch', 'content_hash', b.content_hash,
        'attempt', b.attempt, 'file_name', b.file_name, 'read', b.rows_read, 'new', b.rows_new,
        'revised', b.rows_revised, 'unchanged', b.rows_unchanged, 'refused', b.rows_refused,
        'unplaced', b.rows_unplaced, 'called', b.called,
        'confirms', (select json_agg(x.content_hash || ' ' || x.attempt order by x.content_hash collate "C", x.attempt)
                     from batch_confirmation c join batch x on x.batch_id = c.confirmed_id
                     where c.batch_id = b.batch_id)))::text
    from batch b
    where b.operation_id between since and until
    union all
    select b.operation_id, 17, concat_ws(' ', lpad(o.line::text, 10, '0'), s.code, o.first_day, o.published),
        json_strip_nulls(json_build_object('type', 'figure', 'series', s.code,
            'editions', case k.kind when 'joint' then (select json_agg(e.code order by e.code collate "C") from joint_member j
                    join edition e on e.series_id = j.series_id and e.edition_id = j.edition_id
                    where j.series_id = o.series_id and j.joint_id = o.subject_id)
                else json_build_array(e.code) end,
            'creative', c.code, 'source', src.code, 'metric', m.metric, 'market', m.market_code,
            'currency', m.currency, 'from', o.first_day, 'until', o.last_day, 'days', o.span_days,
            'published', o.published, 'line', o.line, 'low', o.low, 'high', o.high, 'comparator', o.comparator,
            'estimated', nullif(o.estimated, false), 'window_inferred', nullif(o.window_inferred, false),
            'imputed', nullif(o.imputed, false), 'repeated', nullif(o.repeated, false),
            'wording', o.wording))::text
    from observation o
    join batch b on b.batch_id = o.batch_id
    join subject k on k.series_id = o.series_id and k.subject_id = o.subject_id
    join series s on s.series_id = o.series_id
    join measure m on m.measure_id = o.measure_id
    join source src on src.source_id = m.source_id
    left join creative c on k.kind = 'creative' and c.series_id = o.series_id and c.creative_id = o.subject_id
    left join edition e on e.series_id = o.series_id and e.edition_id = coalesce(c.edition_id, o.subject_id)
    where b.operation_id between since and until
    union all
    select r.operation_id, 18, concat_ws(' ', lpad(r.line::text, 10, '0'), s.code, e.code, r.day),
        json_strip_nulls(json_build_object('type', 'reading', 'series', s.code, 'edition', e.code, 'source', src.code,
            'metric', m.metric, 'market', m.market_code, 'currency', m.currency, 'day', r.day, 'value', r.value,
            'published', r.published, 'line', r.line))::text
    from counter_reading r
    join series s on s.series_id = r.series_id
    join edition e on e.series_id = r.series_id and e.edition_id = r.subject_id
    join measure m on m.measure_id = r.measure_id
    join source src on src.source_id = m.source_id
    where r.operation_id between since and until
$$;
comment on function exported_figure is 'Imports, their figures and readings, as lines';
