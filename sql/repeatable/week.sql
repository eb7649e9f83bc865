-- Weeks as they are now, or as of an operation.

create or replace function weekly_reach_between(cut bigint, since date, until date)
    returns setof weekly_reach language sql stable as $$
    select w.* from weekly_reach w where cut = 9223372036854775807 and w.week between since and until
    union all
    select w.* from weekly_reach_as_of(cut, since, until + 6) w where cut <> 9223372036854775807
$$;
comment on function weekly_reach_between is 'Weekly reach of the weeks from one Monday to another: what is stored, or for an earlier operation what the figures then gave';
