"""Compare 10,000 pairs three-way (job F): each derived edition with its parent, every line written.

Anchor: one hand-written statement through psql over the same tables, which writes counts only. The counts of adapt's
lines must be the same. The floor is reading the decisions out of the server.
"""
import collections
import csv
import io

from harness import PSQL, Run

ROUNDS = 5
SERIES = 2000

# What somebody writes who knows the tables: the last decision of each edition; a kept element holds the nearest
# ancestor's value of that time, corrected by what was minor; then each against the nearest ancestor's.
STATEMENT = """
with recursive line(series_id, edition_id, ancestor_id, depth) as (
    select series_id, edition_id, parent_id, 1 from lineage where parent_id is not null
    union all
    select c.series_id, c.edition_id, l.parent_id, c.depth + 1
    from line c join lineage l on l.series_id = c.series_id and l.edition_id = c.ancestor_id
    where l.parent_id is not null),
last as (
    select distinct on (series_id, edition_id, element_id) series_id, edition_id, element_id, state,
        coalesce(term_id::text, value) as value, operation_id
    from decision order by series_id, edition_id, element_id, revision desc),
kept as (
    select distinct on (k.series_id, k.edition_id, k.element_id) k.series_id, k.edition_id, k.element_id, d.state,
        coalesce(d.term_id::text, d.value) as value
    from last k
    join line l on l.series_id = k.series_id and l.edition_id = k.edition_id
    join decision d on d.series_id = l.series_id and d.edition_id = l.ancestor_id and d.element_id = k.element_id
    where k.state = 'keep' and d.state <> 'keep' and (d.operation_id <= k.operation_id or d.minor)
    order by k.series_id, k.edition_id, k.element_id, l.depth, d.revision desc),
said as (
    select l.series_id, l.edition_id, l.element_id, l.state = 'keep' as keeps,
        coalesce(k.state, nullif(l.state, 'keep')) as state,
        case l.state when 'keep' then k.value else l.value end as value
    from last l left join kept k using (series_id, edition_id, element_id)),
pair as (
    select distinct on (s.series_id, s.edition_id, s.element_id) s.keeps, s.state as own_state, s.value as own_value,
        a.state, a.value
    from said s
    join line l on l.series_id = s.series_id and l.edition_id = s.edition_id
    left join said a on a.series_id = l.series_id and a.edition_id = l.ancestor_id and a.element_id = s.element_id
    order by s.series_id, s.edition_id, s.element_id, a.element_id is null, l.depth)
select case
    when own_state is null or state is null or 'unknown' in (own_state, state) then 'unknown'
    when own_state = 'absent' and state = 'absent' or own_value = value then case when keeps then 'kept' else 'same' end
    when own_state = 'absent' then 'right_dropped' when state = 'absent' then 'right_added' else 'right_changed'
    end as verdict, count(*)
from pair group by 1
"""


def runs(bench):
    url = bench.database("adapt_bench")
    bench.generate(url, SERIES)
    everything = [bench.adapt, "compare", "--all", "--against-parent"]
    anchor = "one statement, counts only"
    return [
        Run(anchor, [PSQL, "-X", "-At", "-F,", "-c", "set search_path = adapt", "-c", STATEMENT, url],
            answer=lambda output: sorted(line.split(",") for line in output.decode().splitlines() if "," in line)),
        Run("adapt compare --all, csv", [*everything, "--format", "csv"], anchor, 0.3, answer=counts),
        Run("adapt compare --all, csv, changed", [*everything, "--only", "changed", "--format", "csv"], anchor),
        Run("adapt compare --all, jsonl", [*everything, "--format", "jsonl"], anchor),
        Run("copy of the decisions", [PSQL, "-X", "-c", "copy adapt.decision to stdout", url], anchor),
    ]


def counts(output):
    verdicts = collections.Counter(row["verdict"] for row in csv.DictReader(io.StringIO(output.decode())))
    return sorted([verdict, str(count)] for verdict, count in verdicts.items())
