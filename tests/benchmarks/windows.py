"""The time from the start of the process to the first painted window and to the login, beside an empty window."""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from statistics import median
from time import perf_counter
from uuid import uuid4

from pydantic import SecretStr

from backoffice.bootstrap import Settings, open_services, prepare
from backoffice.domain.gesture import NewPerson
from backoffice.domain.people import Role
from tests.benchmarks.bench import Bench
from tests.benchmarks.rows import Row

_SECRET = "5e" * 32


def rows(bench: Bench) -> Iterator[Row]:
    """The first painted window, the painted login screen, and the office that lets people in.

    Where somebody has worked before, the login is painted from memory, with no database behind it yet. It bears the
    promise of the usable window; the rows after it tell what it leaves out.
    """
    surroundings = _office(bench.folder / "workstation")
    empty: list[float] = []
    painted: list[float] = []
    asking: list[float] = []
    opened: list[float] = []
    for _ in range(1 + bench.scale.windows):
        empty.append(_seconds(surroundings, "empty", "painted")["painted"])
        program = _seconds(surroundings, "program", "open")
        painted.append(program["painted"])
        asking.append(program["asking"])
        opened.append(program["open"])
    # The first start of each reads its files from the disk, and the program does not know yet who works here.
    beside = median(empty[1:])
    yield Row("première image de la fenêtre, contre une fenêtre vide", median(painted[1:]), beside, most=1.3)
    yield Row("écran de connexion peint, contre une fenêtre vide", median(asking[1:]), beside, most=2.5)
    yield Row("  bureau ouvert derrière elle : on peut entrer", median(opened[1:]), beside)
    yield Row("  le même au premier démarrage du poste", opened[0], beside)


def _seconds(surroundings: Mapping[str, str], side: str, last: str) -> dict[str, float]:
    """When the process said what, until it has said `last`."""
    said: dict[str, float] = {}
    command = [sys.executable, "-m", "tests.benchmarks.first_window", side]
    start = perf_counter()
    with subprocess.Popen(  # noqa: S603 - our own program
        command, env=surroundings, stdout=subprocess.PIPE, text=True
    ) as process:
        for word in process.stdout or ():
            said[word.strip()] = perf_counter() - start
            if last in said:
                break
        process.kill()
    return said


def _office(folder: Path) -> dict[str, str]:
    """A workstation with one person, as the environment of its processes."""
    settings = Settings.model_construct(folder=folder, workstation="PC-12", secret=SecretStr(_SECRET))
    prepare(settings)
    services = open_services(settings)
    services.people.add_first(uuid4(), NewPerson("d.leroy", "D. Leroy", Role.ADMINISTRATOR), "demonstration", "PC-12")
    services.close()
    return {
        **os.environ,
        "LIASSE_FOLDER": str(folder),
        "LIASSE_SECRET": _SECRET,
        "LIASSE_WORKSTATION": "PC-12",
        "QT_QPA_PLATFORM": "offscreen",
        "XDG_CONFIG_HOME": str(folder),
    }
