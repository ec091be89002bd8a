"""The time from the start of the process to the window, the login and the first key of work, beside an empty window."""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from statistics import median
from time import perf_counter
from uuid import uuid4

from pydantic import SecretStr

from backoffice.bootstrap import Settings, open_services, prepare, utc_now
from backoffice.domain.batch import BatchKind, NewBatch
from backoffice.domain.people import Actor, NewPerson, Role
from tests.benchmarks.bench import Bench
from tests.benchmarks.first_window import OPERATOR, PASSWORD
from tests.benchmarks.rows import Row

_SECRET = "5e" * 32


def rows(bench: Bench) -> Iterator[Row]:
    """From the start of the process: the first painted window, the painted login, the office, the first key of work.

    Where somebody has worked before, the login is painted from memory, with no database behind it yet. Nobody takes any
    time to type: the password is given as soon as there is an office to give it to, and the first batch resumed.
    """
    surroundings = _office(bench.folder / "workstation")
    starts = 1 + bench.scale.windows
    # Turn by turn. The first start of each reads its files from the disk, and the program does not know yet who works.
    pairs = [(_said(surroundings, "empty", "painted"), _said(surroundings, "program", "scheme")) for _ in range(starts)]
    kept = pairs[1:]
    beside = median(empty["painted"] for empty, _ in kept)
    ours = {word: median(program[word] for _, program in kept) for word in kept[0][1]}
    yield Row("première image de la fenêtre, contre une fenêtre vide", ours["painted"], beside, most=1.3)
    yield Row("écran de connexion peint, contre une fenêtre vide", ours["asking"], beside, most=2.0)
    yield Row("  bureau ouvert derrière elle : on peut entrer", ours["open"], beside)
    yield Row("  le même au premier démarrage du poste", pairs[0][1]["open"], beside)
    yield Row("prêt à prendre une référence, contre une fenêtre vide", ours["ready"], beside, most=5.0)
    yield Row("un pas de zoom, tous les écrans ouverts", ours["zoom"], beside, ceiling=0.15)
    yield Row("un changement de couleurs, de même", ours["scheme"], beside, ceiling=0.15)


def _said(surroundings: Mapping[str, str], side: str, last: str) -> dict[str, float]:
    """When the process said what, until it has said `last`; and how many seconds it said that something took."""
    said: dict[str, float] = {}
    command = [sys.executable, "-m", "tests.benchmarks.first_window", side]
    start = perf_counter()
    with subprocess.Popen(  # noqa: S603 - our own program
        command, env=surroundings, stdout=subprocess.PIPE, text=True
    ) as process:
        for line in process.stdout or ():
            word, _, seconds = line.strip().partition(" ")
            said[word] = float(seconds) if seconds else perf_counter() - start
            if word == last:
                break
        process.kill()
    return said


def _office(folder: Path) -> dict[str, str]:
    """A workstation with an administrator, an operator and an open batch, as the environment of its processes."""
    settings = Settings.model_construct(folder=folder, workstation="PC-12", secret=SecretStr(_SECRET))
    prepare(settings)
    services = open_services(settings)
    leroy = NewPerson("d.leroy", "D. Leroy", Role.ADMINISTRATOR)
    first = services.people.add_first(uuid4(), leroy, PASSWORD, "PC-12")
    who = Actor(first.id, first.name, first.role, "PC-12")
    added = services.people.add(who, uuid4(), NewPerson("a.morel", OPERATOR, Role.OPERATOR), PASSWORD)
    new = NewBatch(utc_now().date(), with_invoice=True, kind=BatchKind.PARTNER)
    services.batches.open(Actor(added.id, added.name, added.role, "PC-12"), uuid4(), new)
    services.close()
    # What was compiled once is kept, as it is wherever the program is installed.
    return {
        **{name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"},
        "LIASSE_FOLDER": str(folder),
        "LIASSE_SECRET": _SECRET,
        "LIASSE_WORKSTATION": "PC-12",
        "QT_QPA_PLATFORM": "offscreen",
        "XDG_CONFIG_HOME": str(folder),
    }
