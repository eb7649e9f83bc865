"""Export the week of all editions (jobs C, D and H): csv, jsonl and xlsx, with rank, change, share and weeks on the list.

Anchor: one hand-written statement over the same tables through psql, whose csv is the same, byte for byte. 10,000
editions, or as many as ADAPT_BENCH_EDITIONS says (90,000 are the large case).
"""
import csv
import datetime
import io
import json
import os
import random
import re
import subprocess
import zipfile

from harness import PSQL, Run, Void

ROUNDS = 11
EDITIONS = int(os.environ.get("ADAPT_BENCH_EDITIONS", "10000"))
WEEKS = 13 if EDITIONS <= 10000 else 5
LAST = datetime.date(2026, 3, 30)

CATALOGUE = """
\\set ON_ERROR_STOP on
begin;
set local search_path = adapt, pg_temp;
insert into operation (operation_id, at, author, verb) values (1, '2025-01-01 08:00:00+00', 'bench', 'import editions');
insert into source (source_id, code, title, operation_id) overriding system value values (1, 'bench', 'Bench', 1);
insert into series (series_id, code, operation_id) overriding system value
select s, 'series-' || s, 1 from generate_series(1, :editions / 5) s;
insert into series_state (series_id, operation_id, title) select series_id, 1, 'Series ' || series_id from series;
create temporary table made on commit drop as
select 1 + (n - 1) / 5 as series_id, n as edition_id, (n - 1) % 5 as k from generate_series(1, :editions) n;
insert into subject (series_id, subject_id, kind) overriding system value
select series_id, edition_id, 'edition' from made;
insert into edition (series_id, edition_id, code, operation_id) select series_id, edition_id, 'e' || k, 1 from made;
insert into revision (series_id, edition_id, revision, operation_id) select series_id, edition_id, 1, 1 from made;
insert into edition_state (series_id, edition_id, revision, operation_id, title, language, market_code, status)
select series_id, edition_id, 1, 1, (array['두번째 삶, 다시 사랑', 'My Assertive Lover', 'La pasión del señor', '归来的总裁',
    'The "Other" Bride'])[1 + (series_id + k) % 5] || ' ' || edition_id, (array['ko', 'en', 'es', 'zh', null])[1 + k],
    (array['kr', 'us', 'mx', 'cn', null])[1 + k], 'in_promotion'
from made;
select setval(pg_get_serial_sequence('series', 'series_id'), :editions / 5), setval(pg_get_serial_sequence('subject',
    'subject_id'), :editions), setval(pg_get_serial_sequence('source', 'source_id'), 1) \\g /dev/null
commit;
vacuum analyze;
"""

# What somebody writes who knows the tables.
STATEMENT = """
copy (
    with measure as (
        select measure_id from measure join source using (source_id) where code = 'bench' and metric = 'impressions'),
    this as (
        select w.*, rank() over (order by w.low desc) as place, sum(w.low) over () as whole
        from weekly_reach w where w.week = '{week}' and w.measure_id in (select measure_id from measure)),
    last as (
        select w.*, rank() over (order by w.low desc) as place
        from weekly_reach w where w.week = date '{week}' - 7 and w.measure_id in (select measure_id from measure)),
    listed as (
        select w.subject_id, count(*) as weeks from weekly_reach w
        where w.week <= '{week}' and w.measure_id in (select measure_id from measure) group by w.subject_id),
    state as (
        select distinct on (series_id, edition_id) * from edition_state order by series_id, edition_id, revision desc),
    figure as (
        select s.code as series, s.code || '/' || e.code as edition, x.title, x.market_code, x.language, x.status, t.*,
            case when t.open_above > 0 then case when t.strict > 0 then '>' else '>=' end when t.approximate > 0 then '~'
                when t.low = t.high then '=' when t.low = 0 then '<=' else 'range' end as comparator,
            p.low - p.strict as previous, p.place as previous_place, l.weeks,
            case when p.open_above = 0 and p.approximate = 0 and p.low = p.high and p.days = 7 and t.days = 7
                and t.open_above = 0 and t.approximate = 0 and t.low = t.high then t.low - p.low end as change
        from this t
        join edition e on e.series_id = t.series_id and e.edition_id = t.subject_id
        join series s on s.series_id = t.series_id
        join state x on x.series_id = t.series_id and x.edition_id = t.subject_id
        left join last p on p.subject_id = t.subject_id
        left join listed l on l.subject_id = t.subject_id)
    select to_char(week, 'IYYY"-W"IW') as week, week as "from", week + 6 as until, series, edition as editions,
        'edition' as scope, title, market_code as market, language, status, 'impressions' as metric, 'bench' as source,
        comparator, case when comparator <> '<=' then low - strict end as value,
        case when approximate = 0 then low end as low,
        case when approximate = 0 and open_above = 0 then high end as high,
        nullif(concat_ws(' ', case when estimated > 0 then 'estimated' end, case when inferred > 0 then 'window_inferred'
            end, case when days < 7 then 'days=' || days end), '') as flags,
        previous, change, case when previous > 0 then round(100.0 * change / previous, 2) end as change_pct,
        place as rank, previous_place as previous_rank, weeks as weeks_on_list, published,
        round(100.0 * low / whole, 2) as share_pct, days, null as currency
    from figure order by figure.low desc, series collate "C", edition collate "C"
) to stdout csv header
"""


def runs(bench):
    url = bench.database("adapt_bench")
    subprocess.run([PSQL, "-Xq", "-v", f"editions={EDITIONS}", url], input=CATALOGUE, text=True, check=True)
    path = bench.file("reach.csv")
    write_figures(path)
    bench.call("import", "reach", path)
    subprocess.run([PSQL, "-Xqc", "vacuum analyze", url], check=True)
    year, week, _ = LAST.isocalendar()
    export = [bench.adapt, "export", "reach", "--week", f"{year}-W{week:02}", "--quiet", "--format"]
    book = bench.file("plan.xlsx")
    anchor = "psql, csv"
    statement = STATEMENT.format(week=LAST)
    return [
        # Five rows are expected where ten thousand come: without this its plan is now and then two hundred times slower.
        Run(anchor, [PSQL, "-Xq", "-c", "set search_path = adapt", "-c", "set enable_nestloop = off", "-c", statement, url],
            answer=lambda output: sums(csv.DictReader(io.StringIO(output.decode())), output)),
        Run("adapt, csv", [*export, "csv"], anchor, 1.0,
            answer=lambda output: sums(csv.DictReader(io.StringIO(output.decode())), output)),
        Run("adapt, jsonl", [*export, "jsonl"], anchor, 1.2,
            answer=lambda output: sums(map(json.loads, output.decode().splitlines()))),
        Run("adapt, xlsx", [*export, "xlsx", "--output", book], anchor, 3.2, answer=lambda output: workbook(book)),
    ]


def write_figures(path):
    """Weekly figures, Pareto 1.15: most exact, some bounds, ranges and estimates; every fiftieth edition misses a week."""
    chance = random.Random(7)
    with open(path, "w") as file:
        file.write("edition,metric,source,week,value,published\n")
        for back in reversed(range(WEEKS)):
            monday = LAST - datetime.timedelta(weeks=back)
            year, week, _ = monday.isocalendar()
            for n in range(EDITIONS):
                number = int(100 * chance.paretovariate(1.15))
                kind = chance.randrange(20)
                value = (f">{number}" if kind == 0 else f"{number}-{number + 1 + number // 10}" if kind < 7 else
                         f"~{number}" if kind == 7 else number)
                if back == 0 or chance.randrange(50):
                    file.write(f"series-{1 + n // 5}/e{n % 5},impressions,bench,{year}-W{week:02},{value},"
                               f"{monday + datetime.timedelta(days=9)}\n")


TEXTS = {}


def sums(rows, text=None):
    """Rows and sums of the columns that are computed; of csv, the bytes must be the same too."""
    if text is not None:
        if TEXTS.setdefault("csv", text) != text:
            raise Void("the csv differs from psql's: " + difference(TEXTS["csv"], text))
    names = ("value", "low", "high", "previous", "change", "rank", "previous_rank", "weeks_on_list", "days")
    totals = dict.fromkeys(names, 0)
    count = 0
    for row in rows:
        count += 1
        for name in names:
            totals[name] += int(row[name] or 0)
    return count, totals


def difference(one, other):
    pairs = zip(one.decode().splitlines(), other.decode().splitlines())
    return next((f"\n{left}\n{right}" for left, right in pairs if left != right), "one is longer")


def workbook(path):
    """The rows of the sheet Weekly; cells of text are marked as such, numbers are not."""
    with zipfile.ZipFile(path) as book:
        sheet = book.read("xl/worksheets/sheet2.xml").decode()
    cell = re.compile(r'<c r="([A-Z]+)\d+"[^>]*?(?:/>|>(?:<is><t[^>]*>([^<]*)</t></is>|<v>([^<]*)</v>)</c>)')
    rows = ({name: text or number for name, text, number in cell.findall(row)}
            for row in re.findall(r"<row [^>]*>(.*?)</row>", sheet))
    header = {name: title for name, title in next(rows).items()}
    return sums({title: row.get(name) for name, title in header.items()} for row in rows)
