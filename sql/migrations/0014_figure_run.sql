-- Figures in runs: those of one subject and measure that came with one import lie side by side in arrays. A row a
-- figure costs ten times as much to write, to check and to keep; the view "observation" still shows one.

create function bounds_fit_marks(lows bigint[], widths bigint[], marks smallint[]) returns boolean
    language sql immutable parallel safe as $$
    select not exists (
        select from unnest(lows, widths, marks) f(low, width, mark)
        where f.mark & 16 <> 0 and (f.low <> 0 or widths is not null and f.width is null)
           or f.mark & 4 <> 0 and (f.mark & 24 <> 0 or widths is not null and f.width is distinct from 0)
           or f.mark & 24 = 8 and (widths is null or f.width is not null))
$$;
comment on function bounds_fit_marks is 'Whether figures have the bounds that their marks (at most, about, more or less than) ask for';

create function windows_in_weeks(first_days date[], lengths smallint[]) returns boolean
    language sql immutable parallel safe as $$
    select coalesce(bool_and(extract(isodow from f.first_day) + f.length <= 8), false)
    from unnest(first_days, lengths) f(first_day, length)
$$;
comment on function windows_in_weeks is 'Whether each window lies inside one ISO week';

create table figure_run (
    series_id integer not null,
    subject_id integer not null,
    measure_id integer not null,
    batch_id integer not null,
    run integer not null,
    since date,
    until date,
    stretch integer generated always as (coalesce((since - date '0001-01-01') / 56, -1)) stored,
    placed boolean not null,
    first_days date[],
    lengths smallint[],
    published date[] not null,
    lines integer[],
    lows bigint[] not null,
    widths bigint[],
    marks smallint[],
    wordings text[],
    constraint figure_run_key primary key (series_id, subject_id, measure_id, stretch, batch_id, run),
    constraint figure_run_subject foreign key (series_id, subject_id) references subject,
    constraint figure_run_measure foreign key (measure_id) references measure,
    constraint figure_run_batch foreign key (batch_id) references batch deferrable initially deferred,
    constraint figure_run_not_long check (cardinality(lows) between 1 and 64),
    constraint figure_run_dated_or_not check (since is not distinct from first_days[1]
        and (since is null) = (until is null) and since <= until
        and (first_days is not null or lengths is not null)),
    constraint figure_run_in_one_stretch check (since <= all (first_days)
        and date '0001-01-01' + 56 * (stretch + 1) > all (first_days)),
    constraint figure_run_as_many_each check (
        cardinality(lows) = cardinality(published)
        and cardinality(lows) = coalesce(cardinality(first_days), cardinality(lows))
        and cardinality(lows) = coalesce(cardinality(lengths), cardinality(lows))
        and cardinality(lows) = coalesce(cardinality(lines), cardinality(lows))
        and cardinality(lows) = coalesce(cardinality(widths), cardinality(lows))
        and cardinality(lows) = coalesce(cardinality(marks), cardinality(lows))
        and cardinality(lows) = coalesce(cardinality(wordings), cardinality(lows))),
    constraint figure_run_windows_in_order check (1 <= all (lengths)),
    constraint figure_run_not_negative check (0 <= all (lows)),
    constraint figure_run_bounds_in_order check (0 <= all (widths)),
    constraint figure_run_marks_known check (0 <= all (marks) and 64 > all (marks)),
    constraint figure_run_bounds_as_marked check (marks is null or bounds_fit_marks(lows, widths, marks)),
    constraint figure_run_placed_in_weeks check (placed = case when first_days is null then false
        when lengths is null then true else windows_in_weeks(first_days, lengths) end)
);
-- Figures that lie inside no single week: few, listed by every report, looked at by every import.
create index figure_run_unplaced on figure_run (measure_id, series_id, subject_id) where not placed;
create index figure_run_by_time on figure_run using brin (since, until);
create index figure_run_by_batch on figure_run using brin (batch_id);
comment on table figure_run is 'Figures of one subject and measure that one import brought, in the order of their windows; the n-th element of each array is of the n-th figure. Never changed: a later vintage of the same window replaces a figure in reports';
comment on column figure_run.series_id is 'Series';
comment on column figure_run.subject_id is 'Edition, joint subject or creative';
comment on column figure_run.measure_id is 'Source, metric and market';
comment on column figure_run.batch_id is 'Import that brought them';
comment on column figure_run.run is 'Number within the import';
comment on column figure_run.since is 'First day of the first window; null: dates not stated';
comment on column figure_run.until is 'Last day of all windows';
comment on column figure_run.stretch is 'The eight ISO weeks in which the windows begin, counted from the year 1; -1: dates not stated';
comment on column figure_run.placed is 'Whether each window lies inside one ISO week; otherwise none does';
comment on column figure_run.first_days is 'First days of the windows; null: dates not stated';
comment on column figure_run.lengths is 'Days of the windows; null: one each';
comment on column figure_run.published is 'When the figures were published; the day of the import where that is not stated';
comment on column figure_run.lines is 'Lines of the file';
comment on column figure_run.lows is 'Lowest values they can be (for about, the stated ones)';
comment on column figure_run.widths is 'Highest values above the lowest; a null in it: no upper bound; null: 0 each';
comment on column figure_run.marks is 'Sums of 1 estimated, 2 window inferred, 4 about, 8 more than or less than, 16 at most or less than, 32 imputed; null: 0 each';
comment on column figure_run.wordings is 'The publisher''s words, where they are more than the number; null: none';

insert into figure_run (series_id, subject_id, measure_id, batch_id, run, since, until, placed, first_days, lengths,
    published, lines, lows, widths, marks, wordings)
select series_id, subject_id, measure_id, batch_id, row_number() over (partition by batch_id order by min(line)),
    min(first_day), max(last_day), placed, case when min(first_day) is not null then array_agg(first_day order by n) end,
    case when min(first_day) is null or max(last_day - first_day) > 0
        then array_agg(coalesce(last_day - first_day + 1, span_days)::smallint order by n) end,
    array_agg(published order by n), array_agg(line order by n), array_agg(low order by n),
    case when bool_or(high is distinct from low) then array_agg(high - low order by n) end,
    case when bool_or(mark > 0) then array_agg(mark order by n) end,
    case when bool_or(wording is not null) then array_agg(wording order by n) end
from (
    select o.*, row_number() over track as n, (row_number() over track - 1) / 64 as part
    from (
        select o.*, (o.first_day - date '0001-01-01') / 56 as stretch,
            coalesce(o.last_day - o.first_day <= 7 - extract(isodow from o.first_day), false) as placed,
            (estimated::integer + 2 * window_inferred::integer + case comparator when '~' then 4 when '>' then 8
                when '<' then 24 when '<=' then 16 else 0 end)::smallint as mark
        from observation o) o
    window track as (partition by series_id, subject_id, measure_id, batch_id, stretch, placed
        order by first_day, last_day, published, line)) o
group by series_id, subject_id, measure_id, batch_id, stretch, placed, part;

-- The weeks are made of the figures, and check proves it: what they point at was pointed at before.
alter table weekly_reach drop constraint weekly_reach_subject;
alter table weekly_reach drop constraint weekly_reach_measure;
alter table weekly_reach add column imputed integer not null default 0;
alter table weekly_reach add column covered smallint not null default 0;
update weekly_reach w set covered = o.covered
from (
    select series_id, subject_id, measure_id, date_trunc('week', first_day)::date as week,
        bit_or((((1 << last_day - first_day + 1) - 1) << extract(isodow from first_day)::integer - 1)::smallint) as covered
    from observation where last_day - first_day <= 7 - extract(isodow from first_day)
        and batch_id not in (select b.batch_id from batch b join undone u using (operation_id)
                             where u.until = 9223372036854775807)
    group by 1, 2, 3, 4) o
where (w.series_id, w.subject_id, w.measure_id, w.week) = (o.series_id, o.subject_id, o.measure_id, o.week);
alter table weekly_reach alter column imputed drop default;
alter table weekly_reach alter column covered drop default;
alter table weekly_reach add constraint weekly_reach_days_covered check (days = bit_count(covered::integer::bit(7)));
alter table weekly_reach set (fillfactor = 80);
-- All of the key again, by week: whichever index the planner takes for one week of one subject, it finds one row.
drop index weekly_reach_by_week;
create index weekly_reach_by_week on weekly_reach (week, measure_id, series_id, subject_id);
comment on column weekly_reach.imputed is 'How many were placed in the week though their window is another';
comment on column weekly_reach.covered is 'Which days: 1 Monday, 2 Tuesday, 4 Wednesday and so on, added up';

drop function if exists figure_as_of(bigint, date, date);
drop table observation;
