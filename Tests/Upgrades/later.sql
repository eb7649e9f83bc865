-- What there was room for since a schema: of another story, so that the first one is the same in all.

-- schemas 5-: claims and notes
insert into operation (operation_id, at, author, verb, message)
    values (13, '2026-01-20 08:00:13+00', 'ben', 'snapshot add', null);
insert into source (code, title, operation_id) values ('board', 'The Board', 13);
insert into series (code, operation_id) values ('other-story', 13);
insert into series_state (series_id, operation_id, title, origin) values (2, 13, '두번째 삶', 'es');
insert into subject (series_id, kind) values (2, 'edition'), (2, 'creative');
insert into edition (series_id, edition_id, code, operation_id) values (2, 6, 'kr', 13);
insert into revision (series_id, edition_id, revision, operation_id) values (2, 6, 1, 13);
insert into edition_state (series_id, edition_id, revision, operation_id, title) values (2, 6, 1, 13, '두번째 삶');
insert into lineage (series_id, edition_id, revision, operation_id, method, certainty)
    values (2, 6, 1, 13, 'unknown', 'asserted');
insert into edition_alias (series_id, edition_id, title, kind, operation_id) values (2, 6, 'Second life', 'working', 13);
insert into external_identifier (series_id, edition_id, scheme, value, operation_id) values (2, 6, 'imdb', 'tt8', 13);
insert into lineage_source (series_id, edition_id, source_series_id, source_edition_id, operation_id, method, certainty)
    values (2, 6, 1, 1, 13, 'unknown', 'disputed');
insert into edition_assertion (series_id, operation_id, editions) values (2, 13, 3);
insert into creative (series_id, creative_id, edition_id, code, operation_id) values (2, 7, 6, 'exam', 13);
insert into snapshot_claim (source_id, scope, aspect, first_day, last_day, low, high, comparator, unit, operation_id)
    values (2, 'micro drama', 'share_new', '2026-01-05', '2026-01-11', 17.9, 17.9, '~', 'percent', 13);
insert into ranking_claim (source_id, list, first_day, last_day, rank, series_id, subject_id, published, operation_id)
    values (2, 'top', '2026-01-05', '2026-01-11', 1, 2, 6, '2026-01-20', 13);
insert into note (series_id, edition_id, topic, body, operation_id) values (2, 6, 'takeaway', 'rebirth travels', 13);
insert into measure (source_id, metric) values (2, 'views');

-- schemas 5-20: money of a currency that there is none of
insert into measure (source_id, metric, currency) values (2, 'revenue', 'ZZZ');

-- schemas 6-: an import that was taken back, and a change that was taken back and brought again
insert into operation (operation_id, at, author, verb, undoes) values
    (14, '2026-01-20 08:00:14+00', 'ben', 'import reach', null), (15, '2026-01-20 08:00:15+00', 'ben', 'undo', 14),
    (16, '2026-01-20 08:00:16+00', 'ben', 'edition edit', null), (17, '2026-01-20 08:00:17+00', 'ben', 'undo', 16),
    (18, '2026-01-20 08:00:18+00', 'ben', 'undo', 17);
insert into undone (operation_id, since, until) values (14, 15, 9223372036854775807), (16, 17, 17);
insert into revision (series_id, edition_id, revision, operation_id) values (2, 6, 2, 16), (2, 6, 3, 17), (2, 6, 4, 18);
insert into edition_state (series_id, edition_id, revision, operation_id, title, status)
    values (2, 6, 2, 16, '두번째 삶', 'paused');
insert into batch (operation_id, content_hash, file_name, rows_read, rows_new, rows_revised, rows_unchanged, rows_refused,
    rows_unplaced) values (14, 'c3', 'board.csv', 1, 1, 0, 0, 0, 0);

-- schemas 6-13: the figure of the import that was taken back
insert into observation (series_id, subject_id, measure_id, batch_id, first_day, last_day, published, line, low, high,
    comparator) values (2, 6, 4, 3, '2026-01-05', '2026-01-11', '2026-01-20', 2, 9, 9, '=');

-- schemas 14-: the figure of the import that was taken back
insert into figure_run (series_id, subject_id, measure_id, batch_id, run, since, until, placed, first_days, lengths,
    published, lines, lows)
    values (2, 6, 4, 3, 0, '2026-01-05', '2026-01-11', true, '{2026-01-05}', '{7}', '{2026-01-20}', '{2}', '{9}');

-- schemas 7-: names that changed
insert into operation (operation_id, at, author, verb)
    values (19, '2026-01-20 08:00:19+00', 'ben', 'set'), (20, '2026-01-20 08:00:20+00', 'ben', 'term merge');
insert into vocabulary (vocabulary, operation_id) values ('pastime', 19);
insert into term (vocabulary, operation_id) values ('pastime', 19), ('pastime', 19);
insert into term_code (term_id, operation_id, code) values (3, 19, 'chess'), (4, 19, 'chesss'), (3, 20, 'board_chess');
insert into term_merger (term_id, operation_id, into_id) values (4, 20, 3);
insert into element (kind, vocabulary, operation_id) values ('hook', 'pastime', 19);
insert into element_path (element_id, operation_id, path) values (5, 19, 'hook.game'), (5, 20, 'hook.pastime');
insert into revision (series_id, edition_id, revision, operation_id) values (2, 6, 5, 19);
insert into decision (series_id, edition_id, element_id, revision, operation_id, state, value, term_id)
    values (2, 6, 5, 5, 19, 'value', 'chess', 4);
insert into market (market_code, operation_id) values ('islands', 19);
insert into market_state (market_code, operation_id, name, territories)
    values ('islands', 19, 'Islands', '{MO}'), ('islands', 20, 'The Islands', '{HK,MO}');

-- schemas 8-: an operation of another catalogue
insert into operation (operation_id, at, author, verb) values (21, '2026-01-20 08:00:21+00', 'eva', 'note add');
insert into note (topic, body, operation_id) values ('field', 'formats travel', 21);
insert into operation_origin (operation_id, catalogue, number, at)
    values (21, '00000000-0000-4000-8000-000000000001', 7, '2026-01-02 03:04:05+00');

-- schemas 9-18: standing exports
insert into reach_export (kind, since, until, weeks, at, author) values
    ('ladder impressions csv', 0, 12, '{2026-01-05,2026-01-12}', '2026-01-20 09:00:00+00', 'job'),
    ('ladder impressions csv from=2026-W02 until=2026-W03', 0, 12, '{2026-01-05}', '2026-01-20 09:00:01+00', 'job');

-- schemas 19-: standing exports
insert into reach_export (kind, since, until, weeks, at, author, first_week, last_week) values
    ('ladder impressions csv', 0, 12, '{2026-01-05,2026-01-12}', '2026-01-20 09:00:00+00', 'job', null, null),
    ('ladder impressions csv weeks=2', 0, 12, '{2026-01-05}', '2026-01-20 09:00:01+00', 'job', '2026-01-05', '2026-01-12');

-- schemas 10-: how files are read
insert into operation (operation_id, at, author, verb) values (22, '2026-01-20 08:00:22+00', 'ben', 'profile add');
insert into import_profile (profile, operation_id, settings) values ('board', 22, '{map.value=Views,source=board}');

-- schemas 12-: a creative described anew
insert into operation (operation_id, at, author, verb) values (23, '2026-01-20 08:00:23+00', 'ben', 'import creatives');
insert into creative_state (series_id, creative_id, operation_id, description, last_seen, beats)
    values (2, 7, 23, 'tops the exam', '2026-01-11', '{reawakens,tops the exam}');

-- schemas 13-: readings of a counter
insert into operation (operation_id, at, author, verb) values (24, '2026-01-20 08:00:24+00', 'ben', 'import reach');
insert into batch (operation_id, content_hash, file_name, rows_read, rows_new, rows_revised, rows_unchanged, rows_refused,
    rows_unplaced) values (24, 'd4', 'counter.csv', 2, 1, 0, 0, 0, 0);
insert into counter_reading (series_id, subject_id, measure_id, day, operation_id, value, published, line) values
    (2, 6, 4, '2026-01-11', 24, 100, '2026-01-20', 2), (2, 6, 4, '2026-01-18', 24, 130, '2026-01-20', 3);

-- schemas 13: what was counted between them
insert into observation (series_id, subject_id, measure_id, batch_id, first_day, last_day, published, line, low, high,
    comparator) values (2, 6, 4, 4, '2026-01-12', '2026-01-18', '2026-01-20', 3, 30, 30, '=');
insert into weekly_reach (week, measure_id, series_id, subject_id, low, high, figures, open_above, strict, approximate,
    estimated, inferred, days, published) values ('2026-01-12', 4, 2, 6, 30, 30, 1, 0, 0, 0, 0, 0, 7, '2026-01-20');

-- schemas 14-: what was counted between them, and a figure placed in a week that it is not of
insert into operation (operation_id, at, author, verb) values (25, '2026-01-20 08:00:25+00', 'ben', 'import reach');
insert into batch (operation_id, content_hash, file_name, rows_read, rows_new, rows_revised, rows_unchanged, rows_refused,
    rows_unplaced) values (25, 'e5', 'spread.csv', 1, 1, 0, 0, 0, 0);
insert into figure_run (series_id, subject_id, measure_id, batch_id, run, since, until, placed, first_days, lengths,
    published, lines, lows, marks) values
    (2, 6, 4, 4, 0, '2026-01-12', '2026-01-18', true, '{2026-01-12}', '{7}', '{2026-01-20}', '{3}', '{30}', null),
    (2, 6, 4, 5, 0, '2026-01-19', '2026-01-19', true, '{2026-01-19}', null, '{2026-01-20}', '{2}', '{5}', '{32}');
insert into weekly_reach (week, measure_id, series_id, subject_id, low, high, figures, open_above, strict, approximate,
    estimated, inferred, days, published, imputed, covered) values
    ('2026-01-12', 4, 2, 6, 30, 30, 1, 0, 0, 0, 0, 0, 7, '2026-01-20', 0, 127),
    ('2026-01-19', 4, 2, 6, 5, 5, 1, 0, 0, 0, 0, 0, 1, '2026-01-20', 1, 1);

-- schemas 15-: a copy that was proved
insert into backup (sha256, file, bytes, taken_at, last_operation, server_version, author)
    values (repeat('a', 64), '/backups/adapt.dump', 1000, '2026-01-20 10:00:00+00', 25, '15.14', 'ben');
insert into backup_drill (sha256, drilled_at, rows, author)
    values (repeat('a', 64), '2026-01-20 11:00:00+00', 100, 'ben');

-- schemas 16-: an editor of one market
insert into editor_market (role_name, market_code, limited_by, limited_at)
    values ('nobody_of_this_name', 'es', 'ben', '2026-01-20 12:00:00+00');

-- schemas 17-: imports that brought figures
insert into figure_batch (batch_id) select distinct batch_id from figure_run on conflict do nothing;

-- schemas 18-: a figure said again, and published later
insert into operation (operation_id, at, author, verb) values (26, '2026-01-27 08:00:26+00', 'ben', 'import reach');
insert into batch (operation_id, content_hash, file_name, rows_read, rows_new, rows_revised, rows_unchanged, rows_refused,
    rows_unplaced) values (26, 'f6', 'again.csv', 1, 0, 0, 1, 0, 0);
insert into batch_confirmation (batch_id, confirmed_id) values (6, 5);
insert into figure_run (series_id, subject_id, measure_id, batch_id, run, since, until, placed, first_days, published,
    lines, lows, marks)
    values (2, 6, 4, 6, 0, '2026-01-19', '2026-01-19', true, '{2026-01-19}', '{2026-01-27}', '{2}', '{5}', '{96}');
insert into figure_batch (batch_id) values (6) on conflict do nothing;
update weekly_reach set published = '2026-01-27' where week = '2026-01-19' and measure_id = 4;

-- schemas 20-: what was given, taken away
insert into operation (operation_id, at, author, verb) values (27, '2026-01-27 08:00:27+00', 'ben', 'edition edit');
insert into revision (series_id, edition_id, revision, operation_id) values (2, 6, 6, 27);
insert into citation (source_id, locator, operation_id) values (2, 'p. 1', 27);
insert into edition_state (series_id, edition_id, revision, operation_id, title, status, citation_id, said)
    values (2, 6, 6, 27, '두번째 삶', 'paused', 2, '{status}');
insert into series_state (series_id, operation_id, title, origin, citation_id, said)
    values (2, 27, '두번째 삶', 'es', 2, '{origin}');
insert into lineage (series_id, edition_id, revision, operation_id, citation_id, said)
    values (2, 6, 6, 27, 2, '{from}');
insert into lineage_source (series_id, edition_id, source_series_id, source_edition_id, operation_id, method, certainty,
    withdrawn, said) values (2, 6, 1, 1, 27, 'unknown', 'disputed', true, null);
insert into edition_alias (series_id, edition_id, title, kind, operation_id, withdrawn)
    values (2, 6, 'Second life', 'working', 27, true);
insert into external_identifier (series_id, edition_id, scheme, value, operation_id, withdrawn)
    values (2, 6, 'imdb', 'tt8', 27, true);
insert into edition_assertion (series_id, operation_id, editions) values (2, 27, 0);

-- schemas 23-: an import that found an edition by an alias
insert into operation (operation_id, at, author, verb) values (28, '2026-01-27 08:00:28+00', 'ben', 'import reach');
insert into batch (operation_id, content_hash, file_name, rows_read, rows_new, rows_revised, rows_unchanged, rows_refused,
    rows_unplaced, called) values (28, 'a7', 'called.csv', 1, 1, 0, 0, 0, 0, '{la estrella}');
insert into figure_run (series_id, subject_id, measure_id, batch_id, run, since, until, placed, first_days, published,
    lines, lows)
    values (1, 2, 4, 7, 0, '2026-01-19', '2026-01-19', true, '{2026-01-19}', '{2026-01-27}', '{2}', '{6}');
insert into figure_batch (batch_id) values (7) on conflict do nothing;
insert into weekly_reach (week, measure_id, series_id, subject_id, low, high, figures, open_above, strict, approximate,
    estimated, inferred, days, published, imputed, covered)
    values ('2026-01-19', 4, 1, 2, 6, 6, 1, 0, 0, 0, 0, 0, 1, '2026-01-27', 0, 1);

-- schemas 24-: an element of which something else is said
insert into operation (operation_id, at, author, verb, message)
    values (29, '2026-01-27 08:00:29+00', 'ben', 'element edit', 'hook.pastime kind, label, tradition');
insert into citation (source_id, locator, operation_id) values (2, 'p. 2', 29);
insert into element_state (element_id, operation_id, kind, label, vocabulary, tradition, citation_id)
    values (5, 29, 'trope', 'The game', 'pastime', 'korean', 3);

-- schemas 25-: a figure that came alone
insert into operation (operation_id, at, author, verb) values (30, '2026-01-27 08:00:30+00', 'ben', 'import reach');
insert into batch (operation_id, content_hash, file_name, rows_read, rows_new, rows_revised, rows_unchanged, rows_refused,
    rows_unplaced) values (30, 'b8', 'alone.csv', 1, 1, 0, 0, 0, 0);
insert into figure_run (series_id, subject_id, measure_id, batch_id, run, since, until, placed, published_on, line, low,
    width) values (1, 2, 4, 8, 0, '2026-01-20', '2026-01-20', true, '2026-01-27', 2, 5, 2);
insert into figure_batch (batch_id) values (8) on conflict do nothing;
update weekly_reach set low = 11, high = 13, figures = 2, days = 2, covered = 3
    where week = '2026-01-19' and measure_id = 4 and series_id = 1 and subject_id = 2;

-- schemas 26-: what a label and a market stand on
insert into operation (operation_id, at, author, verb) values (31, '2026-01-27 08:00:31+00', 'ben', 'term label');
insert into citation (source_id, locator, operation_id) values (2, 'p. 3', 31);
insert into term_label (term_id, language, label, position, operation_id) values (3, 'es', 'ajedrez', 1, 31);
insert into term_evidence (term_id, operation_id, citation_id) values (3, 31, 4);
insert into market_state (market_code, operation_id, name, territories, citation_id)
    values ('islands', 31, 'The Islands', '{HK,MO}', 4);
