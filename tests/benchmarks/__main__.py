"""The speed table: `python -m tests.benchmarks [--large] [--only NOM…]`."""

import os
import platform
import sys
from argparse import ArgumentParser
from collections.abc import Callable, Iterable, Iterator, Sequence

from pysqlite3 import dbapi2

from tests.benchmarks import accounts, decisions, importing, keying, lookups, operators, slip, windows
from tests.benchmarks.bench import Bench, Scale, new_bench
from tests.benchmarks.rows import HEADINGS, Row, aligned, line

MEASURES: dict[str, Callable[[Bench], Iterator[Row]]] = {
    "import": importing.rows,
    "recherche": lookups.searches,
    "dossier": lookups.dossiers,
    "noms": lookups.names,
    "cheque": keying.rows,
    "operateurs": operators.rows,
    "comptes": accounts.rows,
    "bordereau": slip.rows,
    "decision": decisions.rows,
    "fenetre": windows.rows,
}
"""The import comes first: what it is timed on is kept for the others."""

_LARGE = Scale(clients=(100_000, 1_000_000, 5_000_000))


def main(argv: Sequence[str] | None = None) -> None:
    """Measure, and print each row of the table as soon as it is known."""
    parser = ArgumentParser(prog="start.py bench", description="Mesure les vitesses, côte à côte avec le minimum nu.")
    parser.add_argument("--large", action="store_true", help="mesure aussi avec 5 000 000 de clients")
    parser.add_argument("--only", nargs="+", metavar="NOM", choices=MEASURES, default=list(MEASURES), help="celles-là")
    asked = parser.parse_args(argv)
    sqlite = ".".join(map(str, dbapi2.sqlite_version_info))
    machine = f"{os.cpu_count()} processeurs, Python {platform.python_version()}, SQLite {sqlite}"
    _say(machine, "", aligned(HEADINGS))
    with new_bench(_LARGE if asked.large else Scale()) as bench:
        rows = [_told(row) for name in asked.only for row in MEASURES[name](bench)]
    _say("", _summary(rows))


def _told(row: Row) -> Row:
    _say(line(row))
    return row


def _summary(rows: Iterable[Row]) -> str:
    kept = [row.kept for row in rows if row.kept is not None]
    return f"{sum(kept)} promesses tenues sur {len(kept)}."


def _say(*lines: str) -> None:
    for text in lines:
        sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
