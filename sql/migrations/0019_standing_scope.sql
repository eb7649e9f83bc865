-- A standing job over some weeks goes on from week to week: which weeks each of its files was asked for stands beside it,
-- not in its name, so that the next one is known as the same job.

alter table reach_export add column first_week date;
alter table reach_export add column last_week date;
alter table reach_export disable trigger user;
update reach_export
set first_week = to_date(substring(kind from ' from=(\d{4}-W\d{2})'), 'IYYY-"W"IW'),
    last_week = to_date(substring(kind from ' until=(\d{4}-W\d{2})'), 'IYYY-"W"IW')
where kind ~ ' (from|until)=';
update reach_export
set kind = regexp_replace(kind, ' (from|until)=\S+', '', 'g') || ' weeks='
    || coalesce(((last_week - first_week) / 7 + 1)::text, 'some')
where kind ~ ' (from|until)=';
alter table reach_export enable trigger user;
alter table reach_export add constraint reach_export_weeks_in_order check (first_week <= last_week);
comment on column reach_export.first_week is 'Monday of the first week that was asked for; null: from the first there was';
comment on column reach_export.last_week is 'Monday of the last week that was asked for; null: to the last there was';
