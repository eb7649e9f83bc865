"""Compare two editions of 60 elements (job E), the whole process.

Anchor: psql -c 'select 1' on the same socket. Beside it one hand-written statement through psql that resolves both
profiles and compares them three-way; its verdicts must be adapt's.
"""
import json

from harness import PSQL, Run, flags

ROUNDS = 21

# What somebody writes who knows the tables: latest decision, nearest ancestor, three-way verdict.
STATEMENT = """
with recursive chain(side, depth, edition_id) as (
    select e.code, 0, e.edition_id from edition e where e.series_id = (select series_id from series) and e.code in ('a', 'b', 'c')
    union all
    select c.side, c.depth + 1, l.parent_id from chain c
    join lineage l on l.series_id = (select series_id from series) and l.edition_id = c.edition_id where l.parent_id is not null),
profile as (
    select distinct on (c.side, d.element_id) c.side, d.element_id, d.value
    from chain c join decision d on d.series_id = (select series_id from series) and d.edition_id = c.edition_id
    order by c.side, d.element_id, c.depth, d.revision desc)
select p.path, case when l.value = r.value then case when l.value = b.value then 'same' else 'both_same_change' end
    when b.value = l.value then 'right_changed' when b.value = r.value then 'left_changed' else 'diverged' end
from profile b
join profile l on l.element_id = b.element_id and l.side = 'b'
join profile r on r.element_id = b.element_id and r.side = 'c'
join element_path p on p.element_id = b.element_id
where b.side = 'a' order by p.path collate "C"
"""


def runs(bench):
    url = bench.database("adapt_bench")
    one = [f"bench.element_{n:02}=value {n}" for n in range(60)]
    left = [f"bench.element_{n:02}=left {n}" for n in range(30)]
    right = [f"bench.element_{n:02}={'left' if n < 10 else 'right'} {n}" for n in range(40)]
    for line in (["series", "add", "bench", "--title", "Bench"],
                 ["register", "bench", "--code", "a", "--title", "A", "--new", *flags("--set", one)],
                 ["register", "bench", "--code", "b", "--title", "B", "--from", "a", "--method", "remake",
                  *flags("--set", left)],
                 ["register", "bench", "--code", "c", "--title", "C", "--from", "a", "--method", "remake",
                  *flags("--set", right)]):
        bench.call(*line)
    bench.ask("vacuum analyze", "adapt_bench")
    pair = ["compare", "bench/b", "bench/c"]
    anchor = "psql -c 'select 1'"
    return [
        Run(anchor, [PSQL, "-X", "-Atc", "select 1", url]),
        Run("adapt compare, json", [bench.adapt, *pair, "--format", "json"], anchor, 1.3, answer=from_json),
        Run("adapt compare, text", [bench.adapt, *pair], anchor, 1.3),
        Run("one statement through psql", [PSQL, "-X", "-Atc", "set search_path = adapt", "-c", STATEMENT, url], anchor,
            answer=from_rows),
    ]


def from_json(output):
    return [(e["element"], e["verdict"]) for e in json.loads(output)["elements"]]


def from_rows(output):
    return [tuple(line.split("|")) for line in output.decode().splitlines() if "|" in line]
