"""Figures of a market as an ad-intelligence report gives them, the same at every run.

Each edition has one of five sources and a row a day, newest day last; 1.4 % report by the week. Values are Pareto
(1.15); 30 % are ranges; 5 % are restated one to six days later. Sizes: S 1,000 editions and 28 days, M 10,000 and 90,
M365 10,000 and 365, L 90,000 and 365.
"""
import datetime
import random

SIZES = {"S": (1000, 28), "M": (10000, 90), "M365": (10000, 365), "L": (90000, 365)}
FIRST = datetime.date(2025, 9, 1)
HEADER = "edition,metric,source,from,until,value,low,high,published\n"
SOURCES = 5


def write(path, editions, days, skip=0, quote=lambda text: text, end="\n"):
    """Writes `days` days of the editions (names, in order) after `skip` days; gives the number of rows.

    The same seed whatever is written: day 366 of a file is day 1 of one that skips 365.
    """
    count = 0
    with open(path, "w", newline="", encoding="utf-8") as file:
        file.write(HEADER.replace("\n", end))
        for day, lines in enumerate(by_day(editions, skip + days, quote)):
            if day >= skip:
                file.write(end.join(lines) + end)
                count += len(lines)
    return count


def write_days(path, editions, first, days):
    """Writes a file for each of some days, after the `first` ones; `path` has a place for the number of the day."""
    for day, lines in enumerate(by_day(editions, first + days)):
        if day >= first:
            with open(path.format(day - first), "w", encoding="utf-8") as file:
                file.write(HEADER + "\n".join(lines) + "\n")


def by_day(editions, days, quote=lambda text: text):
    """The rows that come on each day."""
    dice = random.Random(7)
    late = {}
    for day in range(days):
        date = FIRST + datetime.timedelta(day)
        lines = []
        for number, edition in enumerate(editions):
            from_day = date
            if number % 71 == 0:
                if date.weekday() != 6:
                    continue
                from_day = date - datetime.timedelta(6)
            lines.append(line(dice, edition, number, from_day, date, 1, quote))
            if dice.random() < 0.05:
                lag = 1 + int(dice.random() * 6)
                late.setdefault(day + lag, []).append(line(dice, edition, number, from_day, date, 1 + lag, quote))
        lines += late.pop(day, [])
        yield lines


def line(dice, edition, number, first, last, lag, quote):
    value = int(1000 * dice.paretovariate(1.15))
    figure = f",{value},{value + value // 5 + 1}" if dice.random() < 0.3 else f"{value},,"
    published = last + datetime.timedelta(lag)
    return f"{quote(edition)},impressions,ads-{number % SOURCES},{first},{last},{figure},{published}"
