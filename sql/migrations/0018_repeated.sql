-- A figure said again, with a later publication, is kept: what was published between the two is the older one. Its mark
-- is 64, so that nobody takes it for a change.

alter table figure_run drop constraint figure_run_marks_known;
alter table figure_run add constraint figure_run_marks_known check (0 <= all (marks) and 128 > all (marks));
comment on column figure_run.marks is 'Sums of 1 estimated, 2 window inferred, 4 about, 8 more than or less than, 16 at most or less than, 32 imputed, 64 known before and published later; null: 0 each';
