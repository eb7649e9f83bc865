-- A day that is appended is one figure a track: in arrays of one it takes twice the room, and twice the time, of what it
-- says. Such a figure stands in columns of its own, and the arrays are null. What is there stays as it is: the view
-- "observation" shows both alike.

alter table figure_run add column published_on date;
alter table figure_run add column line integer;
alter table figure_run add column low bigint;
alter table figure_run add column width bigint;
alter table figure_run alter column published drop not null;
alter table figure_run alter column lows drop not null;
alter table figure_run drop constraint figure_run_dated_or_not;
alter table figure_run drop constraint figure_run_placed_in_weeks;
-- 0001-01-01 was a Monday.
alter table figure_run
    add constraint figure_run_dated_or_not check ((since is null) = (until is null) and since <= until
        and case when lows is null then since is not null
            else since is not distinct from first_days[1] and (first_days is not null or lengths is not null) end),
    add constraint figure_run_placed_in_weeks check (placed = case
        when lows is null then (since - date '0001-01-01') % 7 + (until - since) <= 6
        when first_days is null then false
        when lengths is null then true else windows_in_weeks(first_days, lengths) end),
    add constraint figure_run_one_or_several check (case when lows is null
        then placed and low is not null and low >= 0 and published_on is not null and (width is null or width > 0)
            and published is null and first_days is null and lengths is null and lines is null and widths is null
            and marks is null and wordings is null
        else published is not null and low is null and width is null and published_on is null and line is null end);
comment on table figure_run is 'Figures of one subject and measure that one import brought, in the order of their windows; the n-th element of each array is of the n-th figure. One that comes alone, lies inside a week and has neither marks nor wording stands in columns of its own, and all arrays are null. Never changed: a later vintage of the same window replaces a figure in reports';
comment on column figure_run.published is 'When the figures were published; the day of the import where that is not stated; null: one alone';
comment on column figure_run.lows is 'Lowest values they can be (for about, the stated ones); null: one alone';
comment on column figure_run.published_on is 'When the one alone was published; its window is since and until';
comment on column figure_run.line is 'Line of the one alone';
comment on column figure_run.low is 'Lowest value that the one alone can be';
comment on column figure_run.width is 'Highest value of the one alone above the lowest; null: 0';

-- Days of the same eight weeks of a track have one entry between them here, where the key had one for each:
-- the index grows by some bytes a figure instead of fifty, and a day goes into a fifth of its pages. What an import
-- holds is counted against what it says of itself by check.
create index figure_run_by_track on figure_run (series_id, subject_id, measure_id, stretch);
alter table figure_run drop constraint figure_run_key;

-- One index over what grows with time, in place of two: each is asked anew for every row that comes.
drop index figure_run_by_time;
drop index figure_run_by_batch;
create index figure_run_by_time on figure_run using brin (since, until, batch_id);

-- As true as before, and asked of each week whenever it changes: by whole numbers it takes half the time.
alter table weekly_reach drop constraint weekly_reach_monday;
alter table weekly_reach add constraint weekly_reach_monday check ((week - date '0001-01-01') % 7 = 0);
