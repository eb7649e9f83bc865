-- A week is changed day by day while it runs. Where a page has room for each of its rows twice, a change stays on the
-- page and the index is not touched; what it left behind makes room for the next.
alter table weekly_reach set (fillfactor = 45);
