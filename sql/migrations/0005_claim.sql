-- What publishers say of the whole market, kept beside what is computed; and notes.

create table snapshot_claim (
    snapshot_claim_id integer generated always as identity,
    source_id integer not null,
    scope text not null,
    aspect text not null,
    first_day date not null,
    last_day date not null,
    low numeric not null,
    high numeric,
    comparator text not null,
    unit text not null,
    wording text,
    citation_id bigint,
    operation_id bigint not null,
    constraint snapshot_claim_key primary key (snapshot_claim_id),
    constraint snapshot_claim_once unique (source_id, scope, aspect, first_day, last_day),
    constraint snapshot_claim_source foreign key (source_id) references source,
    constraint snapshot_claim_citation foreign key (citation_id) references citation,
    constraint snapshot_claim_operation foreign key (operation_id) references operation,
    constraint snapshot_claim_aspect_known check (aspect in ('titles_active', 'titles_new', 'titles_animated',
        'share_new', 'share_animated')),
    constraint snapshot_claim_unit_known check (unit in ('titles', 'percent')),
    constraint snapshot_claim_window_in_order check (first_day <= last_day),
    constraint snapshot_claim_bounds_in_order check (low <= high),
    constraint snapshot_claim_comparator_known check (comparator in ('=', '>', '>=', '<', '<=', '~', 'range'))
);
comment on table snapshot_claim is 'What a publisher says of the market as a whole in a window';
comment on column snapshot_claim.snapshot_claim_id is 'Key';
comment on column snapshot_claim.source_id is 'Who says it';
comment on column snapshot_claim.scope is 'Of what: the kind of titles and place';
comment on column snapshot_claim.aspect is 'What is counted';
comment on column snapshot_claim.first_day is 'First day';
comment on column snapshot_claim.last_day is 'Last day';
comment on column snapshot_claim.low is 'Lower bound';
comment on column snapshot_claim.high is 'Upper bound; null: none';
comment on column snapshot_claim.comparator is 'How it was stated';
comment on column snapshot_claim.unit is 'titles or percent';
comment on column snapshot_claim.wording is 'The publisher''s words';
comment on column snapshot_claim.citation_id is 'Evidence';
comment on column snapshot_claim.operation_id is 'Operation that added it';

create table ranking_claim (
    ranking_claim_id bigint generated always as identity,
    source_id integer not null,
    list text not null,
    market_code text,
    first_day date not null,
    last_day date not null,
    rank integer not null,
    series_id integer not null,
    subject_id integer not null,
    weeks_on_list integer,
    published date not null,
    citation_id bigint,
    operation_id bigint not null,
    constraint ranking_claim_key primary key (ranking_claim_id),
    constraint ranking_claim_subject foreign key (series_id, subject_id) references subject,
    constraint ranking_claim_source foreign key (source_id) references source,
    constraint ranking_claim_market foreign key (market_code) references market,
    constraint ranking_claim_citation foreign key (citation_id) references citation,
    constraint ranking_claim_operation foreign key (operation_id) references operation,
    constraint ranking_claim_once unique nulls not distinct
        (source_id, list, market_code, first_day, last_day, rank, published),
    constraint ranking_claim_rank_positive check (rank > 0),
    constraint ranking_claim_window_in_order check (first_day <= last_day)
);
comment on table ranking_claim is 'A place on a publisher''s list';
comment on column ranking_claim.ranking_claim_id is 'Key';
comment on column ranking_claim.source_id is 'Publisher';
comment on column ranking_claim.list is 'Which list';
comment on column ranking_claim.market_code is 'Where; null: everywhere';
comment on column ranking_claim.first_day is 'First day';
comment on column ranking_claim.last_day is 'Last day';
comment on column ranking_claim.rank is 'Place, from 1';
comment on column ranking_claim.series_id is 'Series';
comment on column ranking_claim.subject_id is 'What is ranked';
comment on column ranking_claim.weeks_on_list is 'Weeks on the list, by the publisher''s count';
comment on column ranking_claim.published is 'When it was published';
comment on column ranking_claim.citation_id is 'Evidence';
comment on column ranking_claim.operation_id is 'Operation that added it';

create table note (
    note_id integer generated always as identity,
    series_id integer,
    edition_id integer,
    topic text not null,
    body text not null,
    citation_id bigint,
    operation_id bigint not null,
    constraint note_key primary key (note_id),
    constraint note_series foreign key (series_id) references series,
    constraint note_edition foreign key (series_id, edition_id) references edition,
    constraint note_citation foreign key (citation_id) references citation,
    constraint note_operation foreign key (operation_id) references operation,
    constraint note_text check (body <> '' and body is nfc normalized)
);
comment on table note is 'What somebody observes: of an edition, of a series, or of the field';
comment on column note.note_id is 'Key';
comment on column note.series_id is 'Series it is about, if any';
comment on column note.edition_id is 'Edition it is about, if any';
comment on column note.topic is 'Heading, as in takeaway';
comment on column note.body is 'The note';
comment on column note.citation_id is 'Evidence';
comment on column note.operation_id is 'Operation that added it';
