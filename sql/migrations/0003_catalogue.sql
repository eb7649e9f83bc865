-- Series, their editions, where each derives from, and what each decides.

create table series (
    series_id integer generated always as identity,
    code text not null,
    operation_id bigint not null,
    constraint series_key primary key (series_id),
    constraint series_code_unique unique (code),
    constraint series_code_form check (code ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(code) <= 64),
    constraint series_operation foreign key (operation_id) references operation
);
comment on table series is 'A story that all its editions share';
comment on column series.series_id is 'Key, first in the key of everything that belongs to the series';
comment on column series.code is 'Short name used on the command line';
comment on column series.operation_id is 'Operation that added it';

create table series_state (
    series_id integer not null,
    operation_id bigint not null,
    title text not null,
    language text,
    origin text,
    note text,
    citation_id bigint,
    constraint series_state_key primary key (series_id, operation_id),
    constraint series_state_series foreign key (series_id) references series,
    constraint series_state_operation foreign key (operation_id) references operation,
    constraint series_state_origin foreign key (origin) references market,
    constraint series_state_citation foreign key (citation_id) references citation,
    constraint series_title_text check (title <> '' and title is nfc normalized)
);
comment on table series_state is 'What is said of a series; the last row holds';
comment on column series_state.series_id is 'Series';
comment on column series_state.operation_id is 'Operation that said it';
comment on column series_state.title is 'Title, in its own spelling';
comment on column series_state.language is 'Original language (BCP 47); null: not recorded';
comment on column series_state.origin is 'Market it comes from; null: not recorded';
comment on column series_state.note is 'Note';
comment on column series_state.citation_id is 'Evidence';

create table subject (
    series_id integer not null,
    subject_id integer generated always as identity,
    kind text not null,
    constraint subject_key primary key (series_id, subject_id),
    constraint subject_kind_known check (kind in ('edition', 'joint', 'creative')),
    constraint subject_series foreign key (series_id) references series
);
comment on table subject is 'What a figure can be of: an edition, several editions jointly, or a creative';
comment on column subject.series_id is 'Series';
comment on column subject.subject_id is 'Key; editions, joint subjects and creatives draw their numbers from here';
comment on column subject.kind is 'edition, joint or creative';

create table edition (
    series_id integer not null,
    edition_id integer not null,
    code text not null,
    operation_id bigint not null,
    constraint edition_key primary key (series_id, edition_id),
    constraint edition_code_unique unique (series_id, code),
    constraint edition_code_form check (code ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(code) <= 64),
    constraint edition_subject foreign key (series_id, edition_id) references subject,
    constraint edition_operation foreign key (operation_id) references operation
);
comment on table edition is 'One version of a series made for a market and language';
comment on column edition.series_id is 'Series';
comment on column edition.edition_id is 'Key; the number of its subject';
comment on column edition.code is 'Short name within the series, as in es';
comment on column edition.operation_id is 'Operation that registered it';

create table revision (
    series_id integer not null,
    edition_id integer not null,
    revision integer not null,
    operation_id bigint not null,
    constraint revision_key primary key (series_id, edition_id, revision),
    constraint revision_once_an_operation unique (series_id, edition_id, operation_id),
    constraint revision_counts_from_one check (revision > 0),
    constraint revision_edition foreign key (series_id, edition_id) references edition,
    constraint revision_operation foreign key (operation_id) references operation
);
create index revision_by_operation on revision (operation_id);
comment on table revision is 'A state of an edition after an operation that touched it';
comment on column revision.series_id is 'Series';
comment on column revision.edition_id is 'Edition';
comment on column revision.revision is '1 at registration, then one more with each operation';
comment on column revision.operation_id is 'The operation';

create table edition_state (
    series_id integer not null,
    edition_id integer not null,
    revision integer not null,
    operation_id bigint not null,
    title text not null,
    language text,
    market_code text,
    origin text,
    platform text,
    status text,
    note text,
    citation_id bigint,
    constraint edition_state_key primary key (series_id, edition_id, revision),
    constraint edition_state_revision foreign key (series_id, edition_id, revision) references revision,
    constraint edition_state_operation foreign key (operation_id) references operation,
    constraint edition_state_market foreign key (market_code) references market,
    constraint edition_state_origin foreign key (origin) references market,
    constraint edition_state_citation foreign key (citation_id) references citation,
    constraint edition_title_text check (title <> '' and title is nfc normalized),
    constraint edition_status_known check (status in ('proposed', 'licensed', 'in_adaptation', 'in_review',
        'approved', 'in_promotion', 'paused', 'ended', 'cancelled', 'withdrawn'))
);
comment on table edition_state is 'What is said of an edition besides its elements; the row of the highest revision holds';
comment on column edition_state.series_id is 'Series';
comment on column edition_state.edition_id is 'Edition';
comment on column edition_state.revision is 'Revision that said it';
comment on column edition_state.operation_id is 'Its operation';
comment on column edition_state.title is 'Title, in its own spelling';
comment on column edition_state.language is 'Language (BCP 47); null: not recorded';
comment on column edition_state.market_code is 'Market it is made for; null: not recorded';
comment on column edition_state.origin is 'Market it was made in; null: not recorded';
comment on column edition_state.platform is 'App or channel; null: not recorded';
comment on column edition_state.status is 'Where it stands; null: not recorded';
comment on column edition_state.note is 'Note';
comment on column edition_state.citation_id is 'Evidence';

create table edition_alias (
    series_id integer not null,
    edition_id integer not null,
    title text not null,
    kind text not null,
    language text,
    operation_id bigint not null,
    constraint edition_alias_key primary key (series_id, edition_id, title),
    constraint edition_alias_kind_known check (kind in ('alternative', 'working', 'former', 'season', 'transliteration')),
    constraint edition_alias_text check (title <> '' and title is nfc normalized),
    constraint edition_alias_edition foreign key (series_id, edition_id) references edition,
    constraint edition_alias_operation foreign key (operation_id) references operation
);
comment on table edition_alias is 'Other titles that an edition goes by';
comment on column edition_alias.series_id is 'Series';
comment on column edition_alias.edition_id is 'Edition';
comment on column edition_alias.title is 'The title';
comment on column edition_alias.kind is 'Why it differs';
comment on column edition_alias.language is 'Its language (BCP 47)';
comment on column edition_alias.operation_id is 'Operation that added it';

create table external_identifier (
    series_id integer not null,
    edition_id integer not null,
    scheme text not null,
    value text not null,
    operation_id bigint not null,
    constraint external_identifier_key primary key (series_id, edition_id, scheme, value),
    constraint external_identifier_scheme_form check (scheme ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
    constraint external_identifier_edition foreign key (series_id, edition_id) references edition,
    constraint external_identifier_operation foreign key (operation_id) references operation
);
create index external_identifier_by_value on external_identifier (scheme, value);
comment on table external_identifier is 'What others call an edition: EIDR, IMDb, TMDb, Wikidata, a platform';
comment on column external_identifier.series_id is 'Series';
comment on column external_identifier.edition_id is 'Edition';
comment on column external_identifier.scheme is 'Whose identifier, as in imdb';
comment on column external_identifier.value is 'The identifier';
comment on column external_identifier.operation_id is 'Operation that added it';

create table lineage (
    series_id integer not null,
    edition_id integer not null,
    revision integer not null,
    operation_id bigint not null,
    parent_id integer,
    method text not null,
    certainty text not null,
    citation_id bigint,
    constraint lineage_key primary key (series_id, edition_id, revision),
    constraint lineage_revision foreign key (series_id, edition_id, revision) references revision,
    constraint lineage_operation foreign key (operation_id) references operation,
    constraint edition_parent_in_same_series foreign key (series_id, parent_id) references edition,
    constraint edition_not_its_own_parent check (parent_id <> edition_id),
    constraint lineage_method_known check (method in ('remake', 'recut', 'regional_edit', 'dub', 'subtitle',
        'transcreation', 'ai_conversion', 'unknown')),
    constraint lineage_certainty_known check (certainty in ('asserted', 'inferred', 'disputed')),
    constraint lineage_citation foreign key (citation_id) references citation
);
comment on table lineage is 'From which edition an edition derives (its primary parent), and how; the row of the highest revision holds. No row: it is a source';
comment on column lineage.series_id is 'Series of both';
comment on column lineage.edition_id is 'The edition';
comment on column lineage.revision is 'Revision that said it';
comment on column lineage.operation_id is 'Its operation';
comment on column lineage.parent_id is 'Primary parent, which it inherits from; null: it derives from something not named';
comment on column lineage.method is 'How it was made from the parent';
comment on column lineage.certainty is 'How sure that is';
comment on column lineage.citation_id is 'Evidence';

create table lineage_source (
    series_id integer not null,
    edition_id integer not null,
    source_series_id integer not null,
    source_edition_id integer not null,
    operation_id bigint not null,
    method text not null,
    certainty text not null,
    citation_id bigint,
    constraint lineage_source_key primary key (series_id, edition_id, source_series_id, source_edition_id),
    constraint lineage_source_edition foreign key (series_id, edition_id) references edition,
    constraint lineage_source_operation foreign key (operation_id) references operation,
    constraint lineage_source_source foreign key (source_series_id, source_edition_id) references edition,
    constraint lineage_source_method_known check (method in ('remake', 'recut', 'regional_edit', 'dub', 'subtitle',
        'transcreation', 'ai_conversion', 'unknown')),
    constraint lineage_source_certainty_known check (certainty in ('asserted', 'inferred', 'disputed')),
    constraint lineage_source_citation foreign key (citation_id) references citation
);
comment on table lineage_source is 'Further editions that an edition draws on, also of other series; nothing is inherited from them';
comment on column lineage_source.series_id is 'Series';
comment on column lineage_source.edition_id is 'The edition';
comment on column lineage_source.source_series_id is 'Series drawn on';
comment on column lineage_source.source_edition_id is 'Edition drawn on';
comment on column lineage_source.operation_id is 'Operation that added it';
comment on column lineage_source.method is 'How';
comment on column lineage_source.certainty is 'How sure that is';
comment on column lineage_source.citation_id is 'Evidence';

create table edition_assertion (
    series_id integer not null,
    operation_id bigint not null,
    editions integer not null,
    wording text,
    first_day date,
    last_day date,
    citation_id bigint,
    constraint edition_assertion_key primary key (series_id, operation_id),
    constraint edition_assertion_counts check (editions > 0),
    constraint edition_assertion_series foreign key (series_id) references series,
    constraint edition_assertion_operation foreign key (operation_id) references operation,
    constraint edition_assertion_citation foreign key (citation_id) references citation
);
comment on table edition_assertion is 'Somebody says that a series has so many localized editions, named or not; the last row holds';
comment on column edition_assertion.series_id is 'Series';
comment on column edition_assertion.operation_id is 'Operation that recorded it';
comment on column edition_assertion.editions is 'How many editions derived from others';
comment on column edition_assertion.wording is 'The publisher''s words';
comment on column edition_assertion.first_day is 'First day that it speaks of';
comment on column edition_assertion.last_day is 'Last day that it speaks of';
comment on column edition_assertion.citation_id is 'Evidence';

create table decision (
    series_id integer not null,
    edition_id integer not null,
    element_id integer not null,
    revision integer not null,
    operation_id bigint not null,
    state text not null,
    value text,
    term_id integer,
    minor boolean not null default false,
    reasons text[] not null default '{}',
    note text,
    citation_id bigint,
    constraint decision_key primary key (series_id, edition_id, element_id, revision),
    constraint decision_revision foreign key (series_id, edition_id, revision) references revision,
    constraint decision_operation foreign key (operation_id) references operation,
    constraint decision_element foreign key (element_id) references element,
    constraint decision_term foreign key (term_id) references term,
    constraint decision_citation foreign key (citation_id) references citation,
    constraint decision_state_known check (state in ('value', 'keep', 'absent', 'unknown', 'inherit')),
    constraint decision_value_where_stated check ((state = 'value') = (value is not null)),
    constraint decision_value_text check (value <> '' and value is nfc normalized),
    constraint decision_term_where_value check (term_id is null or state = 'value'),
    constraint decision_reasons_known check (reasons <@ array['local_taste', 'cultural_norm', 'belief', 'history',
        'ethnic_sensitivity', 'geopolitics', 'law_censorship', 'rating', 'language_wordplay', 'reference_unknown',
        'brand_rights', 'talent', 'budget', 'platform_format', 'test_result', 'error_fix', 'unknown'])
);
comment on table decision is 'What an edition says of an element; the row of the highest revision holds. None, or inherit: nobody looked';
comment on column decision.series_id is 'Series';
comment on column decision.edition_id is 'Edition';
comment on column decision.element_id is 'Element';
comment on column decision.revision is 'Revision that said it';
comment on column decision.operation_id is 'Its operation';
comment on column decision.state is 'value, keep (same as the parent on purpose), absent, unknown, or inherit (an earlier decision withdrawn)';
comment on column decision.value is 'The value as written';
comment on column decision.term_id is 'The term it names, which then is the value';
comment on column decision.minor is 'A correction that leaves the meaning: does not make what builds on it outdated';
comment on column decision.reasons is 'Why it differs from the parent';
comment on column decision.note is 'Note';
comment on column decision.citation_id is 'Evidence';
