-- Millions of figures come in one statement: what they point at is looked up once for all, and each week is kept by
-- one index. Three foreign keys looked up row by row took a quarter of an import, two indexes a week another.

create table figure_batch (
    batch_id integer not null,
    constraint figure_batch_key primary key (batch_id),
    constraint figure_batch_batch foreign key (batch_id) references batch deferrable initially deferred
);
comment on table figure_batch is 'Imports that brought figures; kept by figure_run itself, whose rows come before the import is known';
comment on column figure_batch.batch_id is 'Import';
insert into figure_batch select distinct batch_id from figure_run;

-- The trigger figure_run_points_at has their names in what it refuses.
alter table figure_run drop constraint figure_run_subject;
alter table figure_run drop constraint figure_run_measure;
alter table figure_run drop constraint figure_run_batch;

-- By week first: a report reads few weeks of all, an import names all four.
drop index weekly_reach_by_week;
alter table weekly_reach drop constraint weekly_reach_key;
alter table weekly_reach add constraint weekly_reach_key primary key (week, measure_id, series_id, subject_id);
