-- Figures: what was measured of what, by whom, when, and the weeks made of them.

create table metric (
    metric text not null,
    unit text not null,
    adds_over_windows boolean not null,
    adds_over_editions boolean not null,
    description text not null,
    constraint metric_key primary key (metric),
    constraint metric_form check (metric ~ '^[a-z0-9]+(_[a-z0-9]+)*$')
);
comment on table metric is 'What can be measured, and what of it may be added';
comment on column metric.metric is 'Name';
comment on column metric.unit is 'Unit of its figures';
comment on column metric.adds_over_windows is 'Figures of disjoint windows add up';
comment on column metric.adds_over_editions is 'Figures of different editions, creatives or disjoint markets add up';
comment on column metric.description is 'What it counts';
insert into metric (metric, unit, adds_over_windows, adds_over_editions, description) values
    ('impressions', 'impressions', true, true, 'times that an ad was shown, gross'),
    ('views', 'views', true, true, 'times that it was played, by the publisher''s definition'),
    ('hours_viewed', 'hours', true, true, 'hours watched'),
    ('installs', 'installs', true, true, 'installations of the app attributed to it'),
    ('revenue', 'minor units', true, true, 'money taken, in the smallest unit of the currency'),
    ('viewers', 'people', false, false, 'audience of a broadcast: an average, not a sum'),
    ('unique_reach', 'people', false, false, 'different people reached'),
    ('titles_active', 'titles', false, false, 'titles seen in promotion'),
    ('creatives_active', 'creatives', false, false, 'creatives seen in promotion');

create table measure (
    measure_id integer generated always as identity,
    source_id integer not null,
    metric text not null,
    market_code text,
    currency text,
    constraint measure_key primary key (measure_id),
    constraint measure_unique unique nulls not distinct (source_id, metric, market_code, currency),
    constraint measure_source foreign key (source_id) references source,
    constraint measure_metric foreign key (metric) references metric,
    constraint measure_market foreign key (market_code) references market,
    constraint measure_currency_form check (currency ~ '^[A-Z]{3}$')
);
comment on table measure is 'One metric of one source in one market: figures of two measures are not added unless a rule allows it';
comment on column measure.measure_id is 'Key';
comment on column measure.source_id is 'Who measured';
comment on column measure.metric is 'What';
comment on column measure.market_code is 'Where; null: everywhere';
comment on column measure.currency is 'ISO 4217 code, for money';

create table batch (
    batch_id integer generated always as identity,
    operation_id bigint not null,
    content_hash text not null,
    attempt integer not null default 1,
    file_name text not null,
    rows_read bigint not null,
    rows_new bigint not null,
    rows_revised bigint not null,
    rows_unchanged bigint not null,
    rows_refused bigint not null,
    rows_unplaced bigint not null,
    constraint batch_key primary key (batch_id),
    constraint batch_operation_unique unique (operation_id),
    constraint batch_operation foreign key (operation_id) references operation,
    constraint batch_content_once unique (content_hash, attempt)
);
comment on table batch is 'One file applied, whole: it is here if and only if its figures are';
comment on column batch.batch_id is 'Key';
comment on column batch.operation_id is 'Its operation';
comment on column batch.content_hash is 'SHA-256 of the file and of how it was read; the same again changes nothing';
comment on column batch.attempt is 'One more than the times that the same content was taken back before';
comment on column batch.file_name is 'Name of the file';
comment on column batch.rows_read is 'Rows read';
comment on column batch.rows_new is 'Figures of windows not known before';
comment on column batch.rows_revised is 'Figures that replaced an earlier vintage';
comment on column batch.rows_unchanged is 'Figures already known';
comment on column batch.rows_refused is 'Rows set aside as faulty';
comment on column batch.rows_unplaced is 'Figures whose window lies in no single week';

create table joint (
    series_id integer not null,
    joint_id integer not null,
    members integer[] not null,
    constraint joint_key primary key (series_id, joint_id),
    constraint joint_subject foreign key (series_id, joint_id) references subject,
    constraint joint_members_unique unique (series_id, members),
    constraint joint_has_several check (cardinality(members) >= 2)
);
comment on table joint is 'Several editions of a series that share one figure';
comment on column joint.series_id is 'Series';
comment on column joint.joint_id is 'Key; the number of its subject';
comment on column joint.members is 'Its editions, ascending';

create table joint_member (
    series_id integer not null,
    joint_id integer not null,
    edition_id integer not null,
    constraint joint_member_key primary key (series_id, joint_id, edition_id),
    constraint joint_member_joint foreign key (series_id, joint_id) references joint,
    constraint joint_member_edition foreign key (series_id, edition_id) references edition
);
comment on table joint_member is 'Editions of a joint subject';
comment on column joint_member.series_id is 'Series';
comment on column joint_member.joint_id is 'Joint subject';
comment on column joint_member.edition_id is 'Edition that is part of it';

create table creative (
    series_id integer not null,
    creative_id integer not null,
    edition_id integer not null,
    code text not null,
    description text,
    duration_seconds integer,
    first_seen date,
    last_seen date,
    citation_id bigint,
    operation_id bigint not null,
    constraint creative_key primary key (series_id, creative_id),
    constraint creative_code_unique unique (series_id, edition_id, code),
    constraint creative_code_form check (code ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(code) <= 64),
    constraint creative_subject foreign key (series_id, creative_id) references subject,
    constraint creative_edition foreign key (series_id, edition_id) references edition,
    constraint creative_citation foreign key (citation_id) references citation,
    constraint creative_operation foreign key (operation_id) references operation,
    constraint creative_duration_positive check (duration_seconds > 0),
    constraint creative_seen_in_order check (first_seen <= last_seen)
);
comment on table creative is 'One ad asset that promotes an edition';
comment on column creative.series_id is 'Series';
comment on column creative.creative_id is 'Key; the number of its subject';
comment on column creative.edition_id is 'Edition it promotes';
comment on column creative.code is 'Short name within the edition';
comment on column creative.description is 'What it shows';
comment on column creative.duration_seconds is 'Length in seconds';
comment on column creative.first_seen is 'First day seen; null: not recorded';
comment on column creative.last_seen is 'Last day seen; null: not recorded';
comment on column creative.citation_id is 'Evidence';
comment on column creative.operation_id is 'Operation that added it';

create table creative_beat (
    series_id integer not null,
    creative_id integer not null,
    position smallint not null,
    beat text not null,
    element_id integer,
    constraint creative_beat_key primary key (series_id, creative_id, position),
    constraint creative_beat_text check (beat <> '' and beat is nfc normalized),
    constraint creative_beat_creative foreign key (series_id, creative_id) references creative,
    constraint creative_beat_element foreign key (element_id) references element
);
comment on table creative_beat is 'The moments of a creative, in order';
comment on column creative_beat.series_id is 'Series';
comment on column creative_beat.creative_id is 'Creative';
comment on column creative_beat.position is 'Order, from 1';
comment on column creative_beat.beat is 'What happens';
comment on column creative_beat.element_id is 'Element of the story that it shows';

create table observation (
    series_id integer not null,
    subject_id integer not null,
    measure_id integer not null,
    batch_id integer not null,
    first_day date,
    last_day date,
    published date not null,
    line integer,
    low bigint not null,
    high bigint,
    span_days smallint,
    estimated boolean not null default false,
    window_inferred boolean not null default false,
    comparator text not null,
    wording text,
    constraint observation_vintage unique nulls not distinct
        (series_id, subject_id, measure_id, first_day, last_day, span_days, published, batch_id),
    constraint observation_subject foreign key (series_id, subject_id) references subject,
    constraint observation_measure foreign key (measure_id) references measure,
    constraint observation_batch foreign key (batch_id) references batch deferrable initially deferred,
    constraint observation_window_in_order check (first_day <= last_day),
    constraint observation_window_whole check ((first_day is null) = (last_day is null)),
    constraint observation_span_without_window check (span_days is null or (span_days > 0 and first_day is null)),
    constraint observation_comparator_known check (comparator in ('=', '>', '>=', '<', '<=', '~', 'range')),
    constraint observation_not_negative check (low >= 0),
    constraint observation_bounds_in_order check (low <= high),
    constraint observation_bounds_as_compared check (case comparator
        when '=' then low = high when '~' then low = high
        when '>' then high is null when '>=' then high is null
        when '<' then low = 0 and high is not null when '<=' then low = 0 and high is not null
        else low < high end)
);
-- Figures that lie inside no single week: few, listed by every report.
create index observation_unplaced on observation (measure_id)
    where first_day is null or last_day - first_day > 7 - extract(isodow from first_day)::integer;
comment on table observation is 'One figure of one window in one vintage. Never changed: a later vintage of the same window replaces it in reports';
comment on column observation.series_id is 'Series';
comment on column observation.subject_id is 'Edition, joint subject or creative';
comment on column observation.measure_id is 'Source, metric and market';
comment on column observation.batch_id is 'Import that brought it';
comment on column observation.first_day is 'First day of the window; null: dates not stated';
comment on column observation.last_day is 'Last day of the window';
comment on column observation.published is 'When the figure was published; the day of the import where that is not stated';
comment on column observation.line is 'Line of the file';
comment on column observation.low is 'Lowest value it can be (for ~, the stated value)';
comment on column observation.high is 'Highest value it can be; null: no upper bound';
comment on column observation.span_days is 'Length of a window whose dates are not stated';
comment on column observation.estimated is 'The publisher calls it an estimate';
comment on column observation.window_inferred is 'The window was inferred, not stated';
comment on column observation.comparator is 'How it was stated: =, >, >=, <, <=, ~ (about) or range';
comment on column observation.wording is 'The publisher''s words, where they are more than the number';

create table weekly_reach (
    week date not null,
    measure_id integer not null,
    series_id integer not null,
    subject_id integer not null,
    low bigint not null,
    high bigint not null,
    figures integer not null,
    open_above integer not null,
    strict integer not null,
    approximate integer not null,
    estimated integer not null,
    inferred integer not null,
    days smallint not null,
    published date not null,
    constraint weekly_reach_key primary key (series_id, subject_id, measure_id, week),
    constraint weekly_reach_subject foreign key (series_id, subject_id) references subject,
    constraint weekly_reach_measure foreign key (measure_id) references measure,
    constraint weekly_reach_monday check (extract(isodow from week) = 1),
    constraint weekly_reach_days_in_week check (days between 1 and 7)
);
create index weekly_reach_by_week on weekly_reach (week, measure_id);
comment on table weekly_reach is 'Derived: the current vintages of the figures that lie inside one ISO week, added up. check proves it equal to them';
comment on column weekly_reach.week is 'Monday of the ISO week';
comment on column weekly_reach.measure_id is 'Source, metric and market';
comment on column weekly_reach.series_id is 'Series';
comment on column weekly_reach.subject_id is 'Edition, joint subject or creative';
comment on column weekly_reach.low is 'Sum of the lower bounds';
comment on column weekly_reach.high is 'Sum of the upper bounds that there are';
comment on column weekly_reach.figures is 'How many figures';
comment on column weekly_reach.open_above is 'How many of them have no upper bound';
comment on column weekly_reach.strict is 'How many are stated as "more than"';
comment on column weekly_reach.approximate is 'How many are stated as "about"';
comment on column weekly_reach.estimated is 'How many are estimates';
comment on column weekly_reach.inferred is 'How many have an inferred window';
comment on column weekly_reach.days is 'Days of the week that the figures cover';
comment on column weekly_reach.published is 'Latest publication among them';
