-- Weeks as they are now, or as of an operation.

create or replace function weekly_reach_between(cut bigint, since date, until date)
    returns setof weekly_reach language sql stable as $$
    select w.* from weekly_reach w where cut = 9223372036854775807 and w.week between since and until
    union all
    select w.* from weekly_reach_as_of(cut, since, until + 6) w where cut <> 9223372036854775807
$$;
comment on function weekly_reach_between is 'Weekly reach of the weeks from one Monday to another: what is stored, or for an earlier operation what the figures then gave';

drop function if exists week_sums(bigint[]);
create or replace function week_sums(numbers bigint[])
    returns table (place integer, week date, measure_id integer, series_id integer, subject_id integer, low bigint,
        high bigint, figures integer, open_above integer, strict integer, approximate integer, estimated integer,
        inferred integer, imputed integer, days smallint, covered smallint, published date)
    language sql immutable as $$
    select i / 16, date '1970-01-01' + numbers[i]::integer, numbers[i + 1]::integer, numbers[i + 2]::integer,
        numbers[i + 3]::integer, numbers[i + 4], numbers[i + 5], numbers[i + 6]::integer, numbers[i + 7]::integer,
        numbers[i + 8]::integer, numbers[i + 9]::integer, numbers[i + 10]::integer, numbers[i + 11]::integer,
        numbers[i + 12]::integer, numbers[i + 13]::smallint, numbers[i + 14]::smallint,
        date '1970-01-01' + numbers[i + 15]::integer
    from generate_series(1, cardinality(numbers), 16) i
$$;
comment on function week_sums is 'What is to be added to weekly reach, of sixteen numbers each, with its place counted from 0; days are counted from 1970-01-01. Sixteen arrays side by side take as long to read as the weeks to change';
