#!/usr/bin/env python3
"""Tells which mutations no longer break what they say: they name what is not there, or is there several times.

Says nothing where all is well. It only reads, so it takes no time: make lint runs it, and run before all else.
"""
import re
import sys

sys.dont_write_bytecode = True
import database
import model
import package

# Of the model, those that mutations are made of.
RULES = {"1", "2", "3", "4", "10", "11", "12"}


def read(folder, pattern):
    return "\n".join(path.read_text() for path in sorted((package.ROOT / folder).rglob(pattern)))


def of_the_model():
    for line, file, old, new, _ in model.MUTATIONS:
        path = package.ROOT / "Sources/AdaptModel" / file
        if not path.is_file():
            yield f"{line}: there is no {file}"
        elif (count := path.read_text().count(old)) != 1 or old == new:
            yield f"{line}: stands {count} times in {file}: {old!r}"


def of_the_database():
    yield from database.UNPLACED
    schema = read("sql", "*.sql")
    live = (package.ROOT / "sql/repeatable/live.sql").read_text().partition("end loop")[0]
    kept = (package.ROOT / "sql/repeatable/table.sql").read_text().partition("verb(class")[0]
    # What a mutation names, by its first words, where it stands, and as what.
    for line, sql, _ in database.MUTATIONS:
        if found := re.match(r"alter table (\w+) drop constraint (\w+)$", sql):
            where = re.findall(rf"create table (\w+) \((?:(?!create table)[^;])*constraint {found[2]} ", schema)
            count = where.count(found[1]) if len(where) < 2 else len(where)
        elif found := re.match(r"drop trigger (\w+)_append_only on \1$", sql):
            count = len(re.findall(rf"'{found[1]}'", kept))
        elif found := re.match(r"drop trigger (\w+) on (\w+)$", sql):
            count = len(re.findall(rf"create or replace trigger {found[1]} after insert on {found[2]}\b", schema))
        elif found := re.match(r"create or replace function (\w+)_live\(", sql):
            count = len(re.findall(rf"'{found[1]}'", live))
        else:
            continue
        if count != 1:
            yield f"{line}: what it changes stands {count} times in sql: {sql[:100]}"


def of_the_tests():
    suites = set(re.findall(r"\bstruct (\w+Tests)\b", read("Tests", "*.swift")))
    named = {(line, suite) for line, *_, tests in model.MUTATIONS + database.MUTATIONS for suite in tests.split("|")}
    for line, suite in sorted(named):
        if suite not in suites:
            yield f"{line}: there is no {suite}"
    rules = {line.split()[0] for line, _ in named}
    for rule in sorted(RULES - rules):
        yield f"no mutation breaks rule {rule} of the model"


def of_the_package():
    """What the tests of AdaptModel import or use that the copy in which they are built has not."""
    tests = read("Tests/AdaptModelTests", "*.swift")
    support = package.ROOT / "Tests/Support"
    taken = "\n".join((support / name).read_text() for name in package.SUPPORT)
    imports = set(re.findall(r"^(?:@testable |internal |public )*import (\w+)", tests + "\n" + taken, re.MULTILINE))
    ours = set(re.findall(r'(?:room|tests|arget)\(\s*(?:name: )?"(\w+)"', (package.ROOT / "Package.swift").read_text()))
    for name in sorted(imports & ours):
        if f'name: "{name}"' not in package.MANIFEST:
            yield f"the copy of AdaptModel and its tests has no {name}, which is imported there"
    for path in sorted(support.glob("*.swift")):
        for name in re.findall(r"^public (?:final )?(?:struct|enum|class|actor) (\w+)", path.read_text(), re.MULTILINE):
            if path.name not in package.SUPPORT and re.search(rf"\b{name}\b[.(]", tests + taken):
                yield f"the copy of AdaptModel and its tests has no {path.name}, which is used there: {name}"


def faults():
    """A line for each mutation that proves nothing any more, and for what keeps all of them from being tried."""
    return [*of_the_model(), *of_the_database(), *of_the_tests(), *of_the_package()]


if __name__ == "__main__":
    found = faults()
    for line in found:
        print(f"Tests/Mutations: {line}", file=sys.stderr)
    sys.exit(1 if found else 0)
