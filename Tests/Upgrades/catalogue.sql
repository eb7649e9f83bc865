-- A small catalogue as the programs of all schemas recorded it. A block is for the schemas that its line names.

-- schemas 21-: currencies
insert into currency (currency, name) values ('EUR', 'Euro') on conflict do nothing;

-- schemas 4-: words
insert into operation (operation_id, at, author, verb, message) values
    (1, '2026-01-12 08:00:01+00', 'mia', 'source add', null), (2, '2026-01-12 08:00:02+00', 'mia', 'market add', null),
    (3, '2026-01-12 08:00:03+00', 'mia', 'term add', null), (4, '2026-01-12 08:00:04+00', 'mia', 'series add', 'first'),
    (5, '2026-01-12 08:00:05+00', 'mia', 'edition add', null), (6, '2026-01-12 08:00:06+00', 'ben', 'edition add', null),
    (7, '2026-01-12 08:00:07+00', 'ben', 'edition add', null), (8, '2026-01-12 08:00:08+00', 'ben', 'creative add', null),
    (9, '2026-01-12 08:00:09+00', 'mia', 'set', null), (10, '2026-01-12 08:00:10+00', 'mia', 'edition edit', null),
    (11, '2026-01-12 08:00:11+00', 'mia', 'import reach', null), (12, '2026-01-19 08:00:12+00', 'mia', 'import reach', null);
insert into source (code, title, publisher, published, operation_id)
    values ('ladder', 'The Weekly Ladder', 'Ladder', '2026-01-12', 1);
insert into citation (source_id, locator, quote, operation_id) values (1, 'p. 3', 'to better suit local tastes', 6);
insert into territory (territory, name) values ('HK', 'Hong Kong'), ('MO', 'Macao'), ('ES', 'Spain')
on conflict do nothing;
insert into vocabulary (vocabulary, operation_id) values ('sport', 3);

-- schemas 4-6: words
insert into market (market_code, name, operation_id) values ('hk-mo', 'Hong Kong and Macau', 2), ('es', 'Spain', null)
on conflict do nothing;
insert into market_territory (market_code, territory) values ('hk-mo', 'MO'), ('hk-mo', 'HK'), ('es', 'ES')
on conflict do nothing;
insert into term (vocabulary, code, operation_id) values ('sport', 'ice_hockey', 3), ('sport', 'association_football', 3);
insert into element (path, kind, label, vocabulary, operation_id) values
    ('male_lead.sport', 'character', null, 'sport', 5), ('male_lead.nature', 'character', 'His nature', null, 5),
    ('ending.reunion', 'ending', null, null, 5), ('beat.handout', 'beat', null, null, 7);

-- schemas 7-: words
insert into market (market_code, operation_id) values ('hk-mo', 2), ('es', null) on conflict do nothing;
insert into market_state (market_code, operation_id, name, territories)
    values ('hk-mo', 2, 'Hong Kong and Macau', '{HK,MO}');
insert into term (vocabulary, operation_id) values ('sport', 3), ('sport', 3);
insert into term_code (term_id, operation_id, code) values (1, 3, 'ice_hockey'), (2, 3, 'association_football');
insert into element (kind, label, vocabulary, operation_id) values
    ('character', null, 'sport', 5), ('character', 'His nature', null, 5), ('ending', null, null, 5), ('beat', null, null, 7);
insert into element_path (element_id, operation_id, path) values
    (1, 5, 'male_lead.sport'), (2, 5, 'male_lead.nature'), (3, 5, 'ending.reunion'), (4, 7, 'beat.handout');

-- schemas 4-: a line of descent, with what each edition says
insert into term_label (term_id, language, label, position, operation_id) values
    (1, 'en', 'ice hockey', 1, 3), (2, 'es', 'fútbol', 1, 3), (2, 'en', 'football', 2, 3);
insert into series (code, operation_id) values ('hockey-star', 4);
insert into series_state (series_id, operation_id, title, language) values (1, 4, 'How to Dump a Hockey Star', 'en');
insert into subject (series_id, kind) values (1, 'edition'), (1, 'edition'), (1, 'edition'), (1, 'creative'), (1, 'joint');
insert into edition (series_id, edition_id, code, operation_id) values (1, 1, 'en', 5), (1, 2, 'es', 6), (1, 3, 'hk', 7);
insert into revision (series_id, edition_id, revision, operation_id) values
    (1, 1, 1, 5), (1, 2, 1, 6), (1, 3, 1, 7), (1, 1, 2, 9), (1, 2, 2, 10);
insert into edition_state (series_id, edition_id, revision, operation_id, title, language, market_code, origin, platform,
    status, note, citation_id) values
    (1, 1, 1, 5, 'How to Dump a Hockey Star', 'en', null, null, null, null, null, null),
    (1, 2, 1, 6, 'CÓMO DESHACERSE DE UNA ESTRELLA DE FÚTBOL', 'es', null, null, null, null, null, 1),
    (1, 3, 1, 7, '擺脫球星', 'zh-Hant', 'hk-mo', null, 'Ladder', 'in_review', 'dubbed', null),
    (1, 2, 2, 10, 'CÓMO DESHACERSE DE UNA ESTRELLA DE FÚTBOL', 'es', 'es', null, null, 'in_promotion', null, 1);
insert into lineage (series_id, edition_id, revision, operation_id, parent_id, method, certainty, citation_id) values
    (1, 2, 1, 6, 1, 'remake', 'asserted', 1), (1, 3, 1, 7, 2, 'dub', 'inferred', null);
insert into lineage_source (series_id, edition_id, source_series_id, source_edition_id, operation_id, method, certainty)
    values (1, 3, 1, 1, 7, 'unknown', 'disputed');
insert into edition_alias (series_id, edition_id, title, kind, language, operation_id)
    values (1, 2, 'La estrella', 'working', 'es', 10);
insert into external_identifier (series_id, edition_id, scheme, value, operation_id) values (1, 2, 'imdb', 'tt7', 10);
insert into edition_assertion (series_id, operation_id, editions, wording, citation_id)
    values (1, 6, 6, 'six localized versions', 1);
insert into decision (series_id, edition_id, element_id, revision, operation_id, state, value, term_id, minor, reasons,
    note, citation_id) values
    (1, 1, 1, 1, 5, 'value', 'ice hockey', 1, false, '{}', null, null),
    (1, 1, 2, 1, 5, 'value', 'scumbag', null, false, '{}', null, null),
    (1, 1, 3, 1, 5, 'value', 'they meet again', null, false, '{}', null, null),
    (1, 2, 1, 1, 6, 'value', 'fútbol', 2, false, '{local_taste}', 'what people watch', 1),
    (1, 2, 2, 1, 6, 'keep', null, null, false, '{}', null, null),
    (1, 2, 3, 1, 6, 'absent', null, null, false, '{rating,budget}', null, null),
    (1, 3, 4, 1, 7, 'value', 'she flings the money back', null, false, '{}', null, null),
    (1, 1, 2, 2, 9, 'value', 'heartbreaker', null, false, '{}', null, null);
insert into creative (series_id, creative_id, edition_id, code, description, duration_seconds, first_seen, operation_id)
    values (1, 4, 2, 'single-scene', 'humiliated, she fights back', 244, '2026-01-05', 8);
insert into creative_beat (series_id, creative_id, position, beat, element_id) values (1, 4, 1, 'fights back', 4);

-- schemas 4-: figures of two files, the second of which restates one of the first and says another again
insert into joint (series_id, joint_id, members) values (1, 5, '{1,2}');
insert into joint_member (series_id, joint_id, edition_id) values (1, 5, 1), (1, 5, 2);
insert into measure (source_id, metric, market_code, currency)
    values (1, 'impressions', null, null), (1, 'impressions', 'hk-mo', null), (1, 'revenue', null, 'EUR');
insert into batch (operation_id, content_hash, file_name, rows_read, rows_new, rows_revised, rows_unchanged, rows_refused,
    rows_unplaced) values
    (11, 'a1', 'w02.csv', 8, 8, 0, 0, 0, 2), (12, 'b2', 'w03.csv', 3, 1, 1, 1, 0, 0);

-- schemas 6-: figures
insert into batch_confirmation (batch_id, confirmed_id) values (2, 1);

-- schemas 4-13: figures
insert into observation (series_id, subject_id, measure_id, batch_id, first_day, last_day, published, line, low, high,
    span_days, estimated, window_inferred, comparator, wording) values
    (1, 2, 1, 1, '2026-01-05', '2026-01-07', '2026-01-12', 2, 1000, 1000, null, false, false, '=', null),
    (1, 2, 1, 1, '2026-01-08', '2026-01-11', '2026-01-12', 3, 700, null, null, true, false, '>=', 'estimated 700+'),
    (1, 3, 2, 1, '2026-01-05', '2026-01-11', '2026-01-12', 4, 501, null, null, false, true, '>', 'over 500'),
    (1, 1, 1, 1, '2026-01-12', '2026-01-18', '2026-01-12', 5, 10000, 50000, null, false, false, 'range', '10K-50K'),
    (1, 5, 1, 1, '2026-01-05', '2026-01-11', '2026-01-12', 6, 4000, 4000, null, false, false, '~', 'about 4,000'),
    (1, 2, 1, 1, '2026-01-14', '2026-01-20', '2026-01-12', 7, 0, 900, null, false, false, '<=', 'at most 900'),
    (1, 4, 1, 1, null, null, '2026-01-12', 8, 1180000, 1180000, 2, true, false, '=', '1.18M in two days'),
    (1, 2, 3, 1, '2026-01-05', '2026-01-11', '2026-01-12', 9, 0, 79, null, false, false, '<', 'under 80'),
    (1, 2, 1, 2, '2026-01-05', '2026-01-07', '2026-01-19', 2, 1200, 1200, null, false, false, '=', null),
    (1, 2, 1, 2, '2026-02-02', '2026-02-08', '2026-01-19', 4, 60, 60, null, false, false, '=', null);
insert into weekly_reach (week, measure_id, series_id, subject_id, low, high, figures, open_above, strict, approximate,
    estimated, inferred, days, published) values
    ('2026-01-05', 1, 1, 2, 1900, 1200, 2, 1, 0, 0, 1, 0, 7, '2026-01-19'),
    ('2026-01-05', 2, 1, 3, 501, 0, 1, 1, 1, 0, 0, 1, 7, '2026-01-12'),
    ('2026-01-12', 1, 1, 1, 10000, 50000, 1, 0, 0, 0, 0, 0, 7, '2026-01-12'),
    ('2026-01-05', 1, 1, 5, 4000, 4000, 1, 0, 0, 1, 0, 0, 7, '2026-01-12'),
    ('2026-01-05', 3, 1, 2, 0, 79, 1, 0, 0, 0, 0, 0, 7, '2026-01-12'),
    ('2026-02-02', 1, 1, 2, 60, 60, 1, 0, 0, 0, 0, 0, 7, '2026-01-19');

-- schemas 14-: figures
insert into figure_run (series_id, subject_id, measure_id, batch_id, run, since, until, placed, first_days, lengths,
    published, lines, lows, widths, marks, wordings) values
    (1, 2, 1, 1, 0, '2026-01-05', '2026-01-11', true, '{2026-01-05,2026-01-08}', '{3,4}', '{2026-01-12,2026-01-12}',
        '{2,3}', '{1000,700}', '{0,NULL}', '{0,1}', '{NULL,estimated 700+}'),
    (1, 3, 2, 1, 1, '2026-01-05', '2026-01-11', true, '{2026-01-05}', '{7}', '{2026-01-12}', '{4}', '{501}', '{NULL}',
        '{10}', '{over 500}'),
    (1, 1, 1, 1, 2, '2026-01-12', '2026-01-18', true, '{2026-01-12}', '{7}', '{2026-01-12}', '{5}', '{10000}',
        '{40000}', null, '{10K-50K}'),
    (1, 5, 1, 1, 3, '2026-01-05', '2026-01-11', true, '{2026-01-05}', '{7}', '{2026-01-12}', '{6}', '{4000}', null,
        '{4}', '{"about 4,000"}'),
    (1, 2, 1, 1, 4, '2026-01-14', '2026-01-20', false, '{2026-01-14}', '{7}', '{2026-01-12}', '{7}', '{0}', '{900}',
        '{16}', '{at most 900}'),
    (1, 4, 1, 1, 5, null, null, false, null, '{2}', '{2026-01-12}', '{8}', '{1180000}', null, '{1}',
        '{1.18M in two days}'),
    (1, 2, 3, 1, 6, '2026-01-05', '2026-01-11', true, '{2026-01-05}', '{7}', '{2026-01-12}', '{9}', '{0}', '{79}',
        '{24}', '{under 80}'),
    (1, 2, 1, 2, 0, '2026-01-05', '2026-01-07', true, '{2026-01-05}', '{3}', '{2026-01-19}', '{2}', '{1200}', null,
        null, null),
    (1, 2, 1, 2, 1, '2026-02-02', '2026-02-08', true, '{2026-02-02}', '{7}', '{2026-01-19}', '{4}', '{60}', null, null,
        null);
insert into weekly_reach (week, measure_id, series_id, subject_id, low, high, figures, open_above, strict, approximate,
    estimated, inferred, days, published, imputed, covered) values
    ('2026-01-05', 1, 1, 2, 1900, 1200, 2, 1, 0, 0, 1, 0, 7, '2026-01-19', 0, 127),
    ('2026-01-05', 2, 1, 3, 501, 0, 1, 1, 1, 0, 0, 1, 7, '2026-01-12', 0, 127),
    ('2026-01-12', 1, 1, 1, 10000, 50000, 1, 0, 0, 0, 0, 0, 7, '2026-01-12', 0, 127),
    ('2026-01-05', 1, 1, 5, 4000, 4000, 1, 0, 0, 1, 0, 0, 7, '2026-01-12', 0, 127),
    ('2026-01-05', 3, 1, 2, 0, 79, 1, 0, 0, 0, 0, 0, 7, '2026-01-12', 0, 127),
    ('2026-02-02', 1, 1, 2, 60, 60, 1, 0, 0, 0, 0, 0, 7, '2026-01-19', 0, 127);
