"""Start (job G): the program says its version, its help, a mistake in the words.

Anchor: git --version. Nothing here touches a database.
"""
from harness import Run

ROUNDS = 41


def runs(bench):
    return [
        Run("git --version", ["git", "--version"]),
        Run("adapt --version", [bench.adapt, "--version"], "git --version", 3),
        Run("adapt --help", [bench.adapt, "--help"], "git --version", 3),
        Run("adapt compare --help", [bench.adapt, "compare", "--help"], "git --version"),
        Run("adapt compar (no such command)", [bench.adapt, "compar"], "git --version", 3, status=64),
        Run("adapt compare --onyl (no such option)", [bench.adapt, "compare", "a/b", "a/c", "--onyl"], "git --version",
            status=64),
    ]
