"""Rounds, anchors and the table: what all jobs share.

A job is a module of jobs/ with a docstring (its first line heads the table), ROUNDS (timed ones; 11 where one takes
under 50 ms, else 5) and runs(bench), which prepares the data and returns the Runs to compare.
"""
import hashlib
import json
import os
import statistics
import subprocess
import sys
import tempfile

PSQL = "/usr/lib/postgresql/15/bin/psql"
HERE = os.path.dirname(os.path.abspath(__file__))


class Void(Exception):
    """A run that says nothing: an anchor that spreads too far, or results that are not the same."""


class Run:
    """One command that is timed, from its start to its end.

    anchor: name of the run that it is measured against, within each round. bar: the ratio that it must not exceed.
    answer: takes the output (bytes) and gives what must be the same for all runs that have an answer. before: called
    untimed before each round. result: called untimed after it, an answer that is looked up. status: the exit
    status that is right.
    """

    def __init__(self, name, command, anchor=None, bar=None, answer=None, before=None, result=None, status=0):
        self.name, self.command, self.anchor, self.bar = name, command, anchor, bar
        self.answer, self.before, self.result, self.status = answer, before, result, status
        self.walls, self.cpus, self.servers, self.peaks = [], [], [], []


class Bench:
    """A place to measure in: adapt's private server, with scratch databases."""

    def __init__(self, adapt, rounds):
        self.adapt = os.path.abspath(adapt)
        self.rounds = rounds
        self.environment = dict(os.environ, ADAPT_AUTHOR="bench")
        self.databases = []
        self.directory = tempfile.TemporaryDirectory(prefix="adapt-bench-")
        if not self._status()["running"]:
            self.call("db", "start")
        self.launcher = subprocess.Popen([sys.executable, os.path.join(HERE, "launcher.py")], stdin=subprocess.PIPE,
                                         stdout=subprocess.PIPE, text=True)
        self.server = self._status()["url"].rpartition("/")[0]
        self.postmaster = int(self.ask("select pg_backend_pid()", "postgres", parent=True))

    def _status(self):
        environment = {k: v for k, v in self.environment.items() if k != "ADAPT_DATABASE_URL"}
        return json.loads(subprocess.run([self.adapt, "db", "status", "--format", "json"], env=environment, check=True,
                                         capture_output=True).stdout)

    def ask(self, sql, database, parent=False):
        """One value from a database; with parent, of the process that started the backend named by it."""
        value = subprocess.run([PSQL, "-XqAtc", sql, f"{self.server}/{database}"], check=True, capture_output=True,
                               text=True).stdout.strip()
        if not parent:
            return value
        with subprocess.Popen([PSQL, "-XqAt", f"{self.server}/{database}"], stdin=subprocess.PIPE,
                              stdout=subprocess.PIPE, text=True) as session:
            session.stdin.write("select pg_backend_pid();\n")
            session.stdin.flush()
            backend = session.stdout.readline().strip()
            with open(f"/proc/{backend}/stat") as file:
                return file.read().rpartition(")")[2].split()[1]

    def sql(self, url, text):
        """Runs SQL."""
        subprocess.run([PSQL, "-Xq", "-v", "ON_ERROR_STOP=1", "-c", text, url], check=True, capture_output=True)

    def rows(self, url, text):
        """The rows of a query, as lines."""
        done = subprocess.run([PSQL, "-XqAtc", text, url], check=True, capture_output=True, text=True)
        return done.stdout.splitlines()

    def call(self, *words, **options):
        """Runs adapt, which must succeed; gives its output."""
        done = subprocess.run([self.adapt, *words], env=self.environment, capture_output=True, **options)
        if done.returncode:
            raise Void(f"adapt {' '.join(words[:3])}: {done.stderr.decode(errors='replace')}")
        return done.stdout

    def process(self, command):
        """Runs a command, which must succeed."""
        done = subprocess.run(command, env=self.environment, capture_output=True)
        if done.returncode:
            raise Void(f"{command[0]}: exit {done.returncode}: {done.stderr.decode(errors='replace')}")

    def database(self, name):
        """A new, migrated scratch database that adapt works on from here on; its URL."""
        url = f"{self.server}/{name}"
        for sql in (f"drop database if exists {name} with (force)", f"create database {name} template template0"):
            subprocess.run([PSQL, "-Xqc", sql, f"{self.server}/postgres"], check=True, stderr=subprocess.DEVNULL)
        self.databases.append(name)
        self.environment["ADAPT_DATABASE_URL"] = url
        self.call("db", "migrate")
        return url

    def generate(self, url, series):
        """Fills a database with the generated catalogue."""
        subprocess.run([sys.executable, os.path.join(HERE, "generate"), url, "--series", str(series)], check=True,
                       stdout=subprocess.DEVNULL)

    def file(self, name):
        """Path of a scratch file."""
        return os.path.join(self.directory.name, name)

    def clear(self):
        """Takes all scratch away."""
        self.launcher.stdin.close()
        self.launcher.wait()
        for name in self.databases:
            subprocess.run([PSQL, "-Xqc", f"drop database if exists {name} with (force)", f"{self.server}/postgres"],
                           check=True, stderr=subprocess.DEVNULL)
        self.directory.cleanup()

    def _server_seconds(self):
        """CPU time of the server: of the first process, of all that have ended under it, and of those that live."""
        ticks = 0
        for name in os.listdir("/proc"):
            if not name.isdigit():
                continue
            try:
                with open(f"/proc/{name}/stat") as file:
                    fields = file.read().rpartition(")")[2].split()
            except OSError:
                continue
            if int(name) == self.postmaster:
                ticks += sum(int(field) for field in fields[11:15])
            elif int(fields[1]) == self.postmaster:
                ticks += int(fields[11]) + int(fields[12])
        return ticks / os.sysconf("SC_CLK_TCK")

    def _time(self, run, timed):
        if run.before:
            run.before()
        out, err = self.file("out"), self.file("err")
        server = self._server_seconds()
        asked = {"command": run.command, "environment": self.environment, "out": out, "err": err}
        print(json.dumps(asked), file=self.launcher.stdin, flush=True)
        took = json.loads(self.launcher.stdout.readline())
        if took["status"] != run.status:
            with open(err, errors="replace") as file:
                raise Void(f"{run.name}: exit {took['status']}: {file.read(2000)}")
        if timed:
            run.walls.append(took["wall"])
            run.cpus.append(took["cpu"])
            run.servers.append(self._server_seconds() - server)
            run.peaks.append(took["peak"])
        if run.answer:
            with open(out, "rb") as file:
                return run.answer(file.read())
        return run.result() if run.result else None

    def run(self, runs):
        """Runs every command once a round, in an order that turns, and prints the table."""
        if not runs:
            return
        answers = {}
        for number in range(self.rounds + 1):
            turn = number % len(runs)
            for run in runs[turn:] + runs[:turn]:
                answer = self._time(run, number > 0)
                if run.answer or run.result:
                    answers[run.name] = answer
        if len(set(map(repr, answers.values()))) > 1:
            raise Void("results differ: " + "; ".join(f"{name}: {answer!r}" for name, answer in answers.items()))
        self._print(runs)
        if answers:
            answer = repr(next(iter(answers.values())))
            print(f"same result of {len(answers)}: {hashlib.sha256(answer.encode()).hexdigest()[:16]} {answer[:80]}")
        for run in runs:
            if run.anchor is None and self.rounds > 2:
                quarters = statistics.quantiles(run.walls, n=4)
                if quarters[2] / quarters[0] > 1.8:
                    raise Void(f"{run.name} spreads {quarters[2] / quarters[0]:.1f}x between its quartiles")

    def _print(self, runs):
        width = max(len(run.name) for run in runs)
        print(f"{'':{width}} {'ms':>9} {'cpu':>8} {'server':>8} {'MB':>6} {'ratio':>6} {'min':>6} {'max':>6} {'bar':>5}")
        by_name = {run.name: run for run in runs}
        for run in runs:
            wall, cpu, server = (1000 * statistics.median(x) for x in (run.walls, run.cpus, run.servers))
            line = f"{run.name:{width}} {wall:9.1f} {cpu:8.1f} {server:8.0f} {max(run.peaks):6.1f}"
            if run.anchor:
                ratios = [a / b for a, b in zip(run.walls, by_name[run.anchor].walls)]
                ratio = statistics.median(ratios)
                line += f" {ratio:6.2f} {min(ratios):6.2f} {max(ratios):6.2f}"
                if run.bar:
                    line += f" {run.bar:5.2f} {'reached' if ratio <= run.bar else 'not reached'}"
            print(line)


def flags(name, values):
    """The values, each with the option before it."""
    return [word for value in values for word in (name, value)]
