-- What is said of a creative after it was added: seen for longer, described anew.

create table creative_state (
    series_id integer not null,
    creative_id integer not null,
    operation_id bigint not null,
    description text,
    duration_seconds integer,
    first_seen date,
    last_seen date,
    beats text[] not null default '{}',
    citation_id bigint,
    constraint creative_state_key primary key (series_id, creative_id, operation_id),
    constraint creative_state_creative foreign key (series_id, creative_id) references creative,
    constraint creative_state_operation foreign key (operation_id) references operation,
    constraint creative_state_citation foreign key (citation_id) references citation,
    constraint creative_state_duration_positive check (duration_seconds > 0),
    constraint creative_state_seen_in_order check (first_seen <= last_seen)
);
create index creative_state_by_operation on creative_state (operation_id);
comment on table creative_state is 'What is said of a creative anew, all of it; the last row holds';
comment on column creative_state.series_id is 'Series';
comment on column creative_state.creative_id is 'Creative';
comment on column creative_state.operation_id is 'Operation that said it';
comment on column creative_state.description is 'What it shows';
comment on column creative_state.duration_seconds is 'Length in seconds';
comment on column creative_state.first_seen is 'First day seen; null: not recorded';
comment on column creative_state.last_seen is 'Last day seen; null: not recorded';
comment on column creative_state.beats is 'Its moments, in order';
comment on column creative_state.citation_id is 'Evidence';
