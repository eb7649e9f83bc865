-- What was given can be taken away again; and evidence says what it is of, where an edit names that.

alter table edition_alias add column withdrawn boolean not null default false;
comment on column edition_alias.withdrawn is 'Whether it is taken away from here on: no row before counts any more';
alter table external_identifier add column withdrawn boolean not null default false;
comment on column external_identifier.withdrawn is 'Whether it is taken away from here on: no row before counts any more';
alter table lineage_source add column withdrawn boolean not null default false;
comment on column lineage_source.withdrawn is 'Whether it is taken away from here on: no row before counts any more';

alter table lineage alter column method drop not null;
alter table lineage alter column certainty drop not null;
alter table lineage add constraint lineage_says_how
    check ((method is null) = (certainty is null) and (parent_id is null or method is not null));
comment on table lineage is 'From which edition an edition derives (its primary parent), and how; the row of the highest revision holds. No row, or one without a method: it is a source';
comment on column lineage.method is 'How it was made from the parent; null: it is a source, whatever was said before';
comment on column lineage.certainty is 'How sure that is; null: it is a source';

alter table edition_assertion drop constraint edition_assertion_counts;
alter table edition_assertion add constraint edition_assertion_counts check (editions >= 0);
comment on column edition_assertion.editions is 'How many editions derived from others; 0: what was asserted before is taken away';

alter table series_state add column said text[];
comment on column series_state.said is 'The fields that the evidence is of, besides those it changed; null: where it changed none, all';
alter table edition_state add column said text[];
comment on column edition_state.said is 'The fields that the evidence is of, besides those it changed; null: where it changed none, all';
alter table lineage add column said text[];
comment on column lineage.said is 'The fields that the evidence is of, besides those it changed; null: where it changed none, all';
alter table lineage_source add column said text[];
comment on column lineage_source.said is 'The fields that the evidence is of, besides those it changed; null: where it changed none, all';
