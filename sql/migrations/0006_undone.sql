-- Taking back: what an undone operation recorded stays, and counts no more.

alter table operation drop constraint operation_undone_once;
create index operation_by_undone on operation (undoes) where undoes is not null;

create table undone (
    operation_id bigint not null,
    since bigint not null,
    until bigint not null default 9223372036854775807,
    constraint undone_key primary key (operation_id, since),
    constraint undone_operation foreign key (operation_id) references operation,
    constraint undone_since foreign key (since) references operation,
    constraint undone_in_order check (operation_id < since and since <= until)
);
comment on table undone is 'Derived from operation.undoes: operations that do not count, from which operation on and up to which. check proves it equal';
comment on column undone.operation_id is 'The operation taken back';
comment on column undone.since is 'The operation that took it back: the first as of which it does not count';
comment on column undone.until is 'The last operation as of which it does not count; the largest bigint while nobody took the undo back';

create table batch_confirmation (
    batch_id integer not null,
    confirmed_id integer not null,
    constraint batch_confirmation_key primary key (batch_id, confirmed_id),
    constraint batch_confirmation_batch foreign key (batch_id) references batch deferrable initially deferred,
    constraint batch_confirmation_earlier foreign key (confirmed_id) references batch,
    constraint batch_confirmation_in_order check (confirmed_id < batch_id)
);
comment on table batch_confirmation is 'An import said again what an earlier one brought: the figure is stored once, so the later import rests on the earlier';
comment on column batch_confirmation.batch_id is 'The import that said it again';
comment on column batch_confirmation.confirmed_id is 'The import that holds the figure';
-- Before now nobody noted which import confirmed which: any earlier one may be meant.
insert into batch_confirmation (batch_id, confirmed_id)
select b.batch_id, e.batch_id from batch b join batch e on e.batch_id < b.batch_id where b.rows_unchanged > 0;

-- What was taken back may be said again: these are unique among what counts, which triggers keep (see one_at_a_time).
alter table source drop constraint source_code_unique;
create index source_by_code on source (code);
alter table creative drop constraint creative_code_unique;
create index creative_by_code on creative (series_id, edition_id, code);
alter table snapshot_claim drop constraint snapshot_claim_once;
create index snapshot_claim_by_window on snapshot_claim (source_id, scope, aspect, first_day);
alter table edition_alias drop constraint edition_alias_key;
alter table edition_alias add constraint edition_alias_key primary key (series_id, edition_id, title, operation_id);
alter table external_identifier drop constraint external_identifier_key;
alter table external_identifier add constraint external_identifier_key
    primary key (series_id, edition_id, scheme, value, operation_id);
alter table lineage_source drop constraint lineage_source_key;
alter table lineage_source add constraint lineage_source_key
    primary key (series_id, edition_id, source_series_id, source_edition_id, operation_id);
alter table term_label drop constraint term_label_key;
alter table term_label add constraint term_label_key primary key (term_id, language, label, operation_id);
