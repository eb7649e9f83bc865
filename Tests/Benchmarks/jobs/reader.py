"""Read a week during an import (job I): the worst single read while 10,000 editions' 90 days come in.

PostgreSQL's own pgbench reads the weekly sums of an edition's series, one read after the other, and logs each; first
with nothing else going on, then until an import of everything has ended, twice: into an empty catalogue, and again.
"""
import glob
import os
import subprocess
import time

import observations
from jobs import import_all

ROUNDS = 5
BAR = 50
READ = """\\set series random(1, {})
select week, sum(low), sum(high) from adapt.weekly_reach
where week between date '2025-10-20' and date '2025-11-10' and series_id = :series group by week;
"""
PGBENCH = "/usr/lib/postgresql/15/bin/pgbench"


def runs(bench):
    return []


def notes(bench):
    editions, days = observations.SIZES["M"]
    url, names = import_all.catalogue(bench, editions)
    path = bench.file("observations.csv")
    observations.write(path, names, days)
    script = bench.file("read.sql")
    with open(script, "w") as file:
        file.write(READ.format((editions + 5) // 6))
    worst = {"idle": [], "during an import": []}
    for number in range(bench.rounds):
        import_all.forget(bench, url)
        worst["idle"].append(reads(bench, url, script, lambda: time.sleep(2)))
        worst["during an import"].append(reads(bench, url, script, lambda: bench.call("import", "reach", path)))
    lines = []
    for what, rounds in worst.items():
        count, slowest = sum(len(round) for round in rounds), [max(round) for round in rounds]
        lines.append(f"{what}: {count:,} reads, worst of each round {', '.join(f'{x:.1f}' for x in slowest)} ms")
    reached = max(map(max, worst["during an import"])) <= BAR
    return lines + [f"bar {BAR} ms: {'reached' if reached else 'not reached'}"]


def reads(bench, url, script, work):
    """Milliseconds of each read while `work` goes on."""
    prefix = bench.file("reads")
    reader = subprocess.Popen([PGBENCH, "-n", "-f", script, "-T", "600", "-l", f"--log-prefix={prefix}", url],
                              stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        work()
    finally:
        reader.terminate()
        reader.wait()
    times = []
    for log in glob.glob(prefix + "*"):
        with open(log) as file:
            times += [int(fields[2]) / 1000 for fields in map(str.split, file) if len(fields) >= 6]
        os.remove(log)
    return times
