"""Append a day to 365 days, week kept right, committed (jobs B, J): 10,000 editions; and to 30 days.

Anchor: psql's \\copy of that day into a bare table. Then 60 days in a row, without ANALYZE, against their median; the
WAL of a day beside that of the bare copy; and the weekly sums, which must be those of the bare table.
"""
import os
import shutil
import statistics
import time

import observations
from harness import PSQL, Run, Void
from jobs import import_all

ROUNDS = 11
EDITIONS = int(os.environ.get("BENCH_EDITIONS", "10000"))
ROW = 60


class History:
    """A catalogue with days of figures, and a bare table of the same; the next day each time it is asked."""

    def __init__(self, bench, days):
        self.bench = bench
        self.url, self.names = import_all.catalogue(bench, EDITIONS, f"adapt_bench_{days}")
        self.days, self.next, self.path = days, 0, bench.file(f"day-{days}.csv")
        everything = bench.file(f"history-{days}.csv")
        observations.write(everything, self.names, days)
        bench.call("import", "reach", everything)
        bench.sql(self.url, import_all.BARE.format("bare", ""))
        self.copy(everything)
        os.remove(everything)
        observations.write_days(bench.file(f"next-{days}-" + "{}.csv"), self.names, days, ROUNDS + 2 + ROW)
        bench.sql(self.url, "checkpoint")

    @property
    def environment(self):
        return ["env", f"ADAPT_DATABASE_URL={self.url}"]

    @property
    def append(self):
        return self.environment + [self.bench.adapt, "import", "reach", self.path]

    @property
    def bare(self):
        return [PSQL, "-Xq", self.url, "-c", f"\\copy bench.bare from '{self.path}' csv header"]

    def copy(self, path):
        self.bench.sql(self.url, f"\\copy bench.bare from '{path}' csv header")

    def turn(self):
        """Another day, and the bare table has the day before: both take every day once."""
        shutil.copy(self.bench.file(f"next-{self.days}-{self.next}.csv"), self.path)
        self.next += 1

    def wal(self, command):
        """Bytes of WAL that a command writes, whole pages after a checkpoint among them; and its seconds."""
        where = "select pg_current_wal_insert_lsn()"
        before = self.bench.rows(self.url, where)[0]
        start = time.perf_counter()
        self.bench.process(command)
        wall = time.perf_counter() - start
        return int(self.bench.rows(self.url, f"select pg_current_wal_insert_lsn() - '{before}'::pg_lsn")[0]), wall


def runs(bench):
    global LONG, SHORT
    SHORT, LONG = History(bench, 30), History(bench, 365)
    anchor = "\\copy of the day, bare"
    # The first of each pair takes the next day, whoever it is in this round.
    takes = {}

    def turn(history, name):
        def before():
            done = takes.setdefault(history.days, set())
            if not done or name in done:
                history.turn()
                done.clear()
            done.add(name)
        return before

    return [
        Run(anchor, LONG.bare, before=turn(LONG, "bare")),
        Run("adapt, onto 365 days", LONG.append, anchor, 4, before=turn(LONG, "adapt")),
        Run("\\copy, with 30 days", SHORT.bare, before=turn(SHORT, "bare")),
        Run("adapt, onto 30 days", SHORT.append, anchor, before=turn(SHORT, "adapt")),
    ]


def notes(bench):
    walls, bare, ours = [], [], []
    for _ in range(ROW):
        LONG.turn()
        bare.append(LONG.wal(LONG.bare)[0])
        wal, wall = LONG.wal(LONG.append)
        ours.append(wal)
        walls.append(wall)
    middle = statistics.median(walls)
    logged = [a / b for a, b in zip(ours, bare)]
    sums = import_all.WEEKS.format("bare")
    if bench.rows(LONG.url, sums) != bench.rows(LONG.url, import_all.ADAPT_WEEKS):
        raise Void("weekly sums differ from those of the bare table")
    return [
        f"WAL of a day: {statistics.median(ours) / 1e6:.1f} MB, bare {statistics.median(bare) / 1e6:.1f} MB, "
        f"{statistics.median(logged):.1f} times ({min(logged):.1f} to {max(logged):.1f} over {ROW} days; bar 6)",
        f"{ROW} days in a row: median {1000 * middle:.0f} ms, worst {max(walls) / middle:.2f} times that (bar 2)",
        "weekly sums equal those of the bare table",
    ]
