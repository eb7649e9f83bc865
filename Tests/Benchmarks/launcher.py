"""Starts the commands that are timed: Linux counts the memory of whoever starts one into its peak, and the bench grows.

A line of JSON in, {command, environment, out, err}: words, variables, files; one out, {wall, cpu, peak, status}: seconds
twice, MB (never below this script's own, some 10), exit status.
"""
import json
import os
import subprocess
import sys
import time

for line in sys.stdin:
    asked = json.loads(line)
    with open(asked["out"], "wb") as out, open(asked["err"], "wb") as err:
        start = time.perf_counter()
        child = subprocess.Popen(asked["command"], env=asked["environment"], stdout=out, stderr=err,
                                 stdin=subprocess.DEVNULL)
        _, status, usage = os.wait4(child.pid, 0)
        wall = time.perf_counter() - start
    child.returncode = os.waitstatus_to_exitcode(status)
    print(json.dumps({"wall": wall, "cpu": usage.ru_utime + usage.ru_stime, "peak": usage.ru_maxrss / 1024,
                      "status": child.returncode}), flush=True)
