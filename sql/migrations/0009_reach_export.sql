-- Standing exports: what the last one of each kind held, so that the next one goes on from there.

create table reach_export (
    reach_export_id bigint generated always as identity,
    kind text not null,
    since bigint not null,
    until bigint not null,
    weeks date[] not null,
    at timestamptz not null default clock_timestamp(),
    author text not null,
    constraint reach_export_key primary key (reach_export_id),
    constraint reach_export_until foreign key (until) references operation,
    constraint reach_export_in_order check (0 <= since and since < until),
    constraint reach_export_has_weeks check (cardinality(weeks) > 0)
);
create index reach_export_by_kind on reach_export (kind, reach_export_id);
comment on table reach_export is 'Planning files handed on by a standing job: each holds the weeks whose figures changed since the one before it';
comment on column reach_export.reach_export_id is 'Key';
comment on column reach_export.kind is 'What was asked for: source, metric, format and filters';
comment on column reach_export.since is 'The last operation of the export before it; 0: there was none';
comment on column reach_export.until is 'The last operation that it holds';
comment on column reach_export.weeks is 'Mondays of its weeks';
comment on column reach_export.at is 'When it was written';
comment on column reach_export.author is 'Who asked for it';
