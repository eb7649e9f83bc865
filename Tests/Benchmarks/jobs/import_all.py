"""Import everything into an empty catalogue, with the week right (jobs A, H, J): size M; BENCH_SIZE=S, M365 or L.

Anchor: psql's \\copy of the same file into a bare table, no keys, no week. Beside it what one does by hand: a natural
key while loading, and the week summed in SQL. The weekly sums of all must be the same.
"""
import os

import observations
from harness import PSQL, Run

SIZE = os.environ.get("BENCH_SIZE", "M")
ROUNDS = 11 if SIZE == "S" else 5 if SIZE != "L" else 1
BARE = ("create table bench.{} (edition text, metric text, source text, first_day date, last_day date, value bigint, "
        "low bigint, high bigint, published date{})")
KEY = ", primary key (edition, metric, source, first_day, last_day, published)"
WEEKS = """
with current as (
    select distinct on (edition, metric, source, first_day, last_day) * from bench.{}
    order by edition, metric, source, first_day, last_day, published desc)
select date_trunc('week', first_day)::date as week, sum(coalesce(low, value)) as low, sum(coalesce(high, value)) as high
from current group by 1 order by 1
"""
ADAPT_WEEKS = "select week, sum(low) as low, sum(high) as high from adapt.weekly_reach group by 1 order by 1"


def catalogue(bench, editions, name="adapt_bench"):
    """A migrated database with the editions and sources; its URL and the editions' names."""
    url = bench.database(name)
    bench.generate(url, (editions + 5) // 6)
    for number in range(observations.SOURCES):
        bench.call("source", "add", f"ads-{number}", "--title", f"Ads {number}")
    names = bench.rows(url, "select s.code || '/' || e.code from adapt.edition e join adapt.series s using (series_id) "
                            "order by e.series_id, e.edition_id")
    bench.sql(url, "create schema bench; analyze")
    return url, names[:editions]


def forget(bench, url):
    """Takes all figures away again."""
    bench.sql(url, "set session_replication_role = replica; truncate adapt.figure_run, adapt.figure_batch, "
                   "adapt.weekly_reach, adapt.batch, adapt.batch_confirmation; delete from adapt.measure; "
                   "delete from adapt.operation where verb = 'import reach'")


def runs(bench):
    editions, days = observations.SIZES[SIZE]
    url, names = catalogue(bench, editions)
    path = bench.file("observations.csv")
    rows = observations.write(path, names, days)
    print(f"{rows:,} rows, {os.path.getsize(path) / 1e6:.0f} MB")
    psql = [PSQL, "-Xq", url]
    anchor = "\\copy, bare table"

    def empty(table, key=""):
        return lambda: bench.sql(url, f"drop table if exists bench.{table}; " + BARE.format(table, key))

    def by_week(query):
        return lambda: bench.rows(url, query)

    by_hand = "create table bench.hand_week as " + WEEKS.format("hand")
    return [
        Run(anchor, psql + ["-c", f"\\copy bench.bare from '{path}' csv header"], before=empty("bare"),
            result=by_week(WEEKS.format("bare"))),
        Run("adapt import reach", [bench.adapt, "import", "reach", path], anchor, 1.5,
            before=lambda: forget(bench, url), result=by_week(ADAPT_WEEKS)),
        Run("by hand: key, week", psql + ["-c", f"\\copy bench.hand from '{path}' csv header", "-c", by_hand], anchor,
            before=lambda: (empty("hand", KEY)(), bench.sql(url, "drop table if exists bench.hand_week")),
            result=by_week("select week, low, high from bench.hand_week order by 1")),
        Run("adapt, the same file again", [bench.adapt, "import", "reach", path], anchor, 1.2,
            before=lambda: refill(bench, url, path)),
    ]


def refill(bench, url, path):
    """The file is there, whoever ran last."""
    bench.call("import", "reach", path)


def notes(bench):
    size = "select round(sum(pg_total_relation_size('{}')) / (select {}), 1)"
    url = bench.environment["ADAPT_DATABASE_URL"]
    count = "select sum(coalesce(cardinality(lows), 1)) from adapt.figure_run"
    ours, bare = (bench.rows(url, size.format(table, f"({of})"))[0] for table, of in (
        ("adapt.figure_run", count), ("bench.bare", "select count(*) from bench.bare")))
    return [f"bytes an observation, indexes included: adapt {ours}, bare table {bare}"]
