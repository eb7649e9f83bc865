-- Places on lists may be said again after they were taken back, and two editions may share one.

alter table ranking_claim drop constraint ranking_claim_once;
create index ranking_claim_by_subject on ranking_claim (series_id, subject_id, first_day);
create index ranking_claim_by_window on ranking_claim (source_id, first_day, list);
create index ranking_claim_by_operation on ranking_claim (operation_id);
