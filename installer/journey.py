"""A batch of ten cheques through the installed window, by keys alone; the check does it, and reads the books beside."""

import shutil
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from backoffice.domain.import_rows import ImportFile
from installer.places import Refused
from installer.screen import Screen, until

PASSWORD = "motdepasse-1234"  # noqa: S105 - nobody's
_ANOTHER_PAGE = 30
"""Hundredths of the screen that are another colour where work is done."""
_PATIENCE, _LONG = 15, 180
"""Seconds for a password, and for the program to open."""
_STANDING = "SELECT count(*) FROM receipts"
_STATE = "SELECT state FROM batches"
_PAPERS = "SELECT count(*) FROM slips"


@dataclass(frozen=True, slots=True)
class _Cheque:
    client: str
    amount: str
    number: str


_CHEQUES = [_Cheque(f"J 121 {52134400 + at}", f"{13 + at},{10 + at}", f"{5508000 + at}") for at in range(10)]
"""To each client their own invoice, to the cent."""


def write_clients(folder: Path) -> None:
    """Write the files that the office imports: for each cheque a client with one invoice."""
    folder.mkdir()
    keys = {cheque.client.replace(" ", ";"): cheque.amount for cheque in _CHEQUES}
    who = "Mme;DURAND;Marie;12 rue des Lilas;69003;LYON;15;;;;;;;non;non;non"
    rows = {
        ImportFile.PARTNERS: ["121;Les Éditions du Tilleul;;45"],
        ImportFile.CLIENTS: [f"{key};{who}" for key in keys],
        ImportFile.INVOICES: [f"{key};F1;AP11;20/02/2024;{amount};{amount}" for key, amount in keys.items()],
        ImportFile.ORDERS: [f"{key};C1;TELE 7 JOURS;suspendu;oui;non;" for key in keys],
    }
    for file, lines in rows.items():
        (folder / file).write_text("\n".join((";".join(file.columns), *lines, "")), encoding="utf-8")


def work(screen: Screen, database: Path) -> None:
    """Log in at the open window, key the batch and its tape, print the slip, and close the batch for good.

    Raises:
        Refused: what was keyed does not come into the books.
    """
    _log_in(screen)
    _after(screen, 3, "l'ouverture d'un lot", lambda: screen.press("n"))
    screen.press("F6")
    _until_books(database, _STATE, "open")
    screen.until_still()
    for keyed, cheque in enumerate(_CHEQUES):
        _after(screen, 3, f"le dossier de {cheque.client}", partial(screen.write, cheque.client))
        screen.write(cheque.amount)
        screen.press("KP_Enter")  # the words on the cheque are those on the screen
        screen.until_still()
        screen.write(cheque.number)
        _until_books(database, _STANDING, keyed + 1)
        screen.until_still()
    _after(screen, 1, "la clôture", lambda: screen.press("F9"))
    screen.press("F9")
    _until_books(database, _STATE, "preclosed")
    screen.until_still()
    for cheque in _CHEQUES:
        screen.write(cheque.amount)
    _after(screen, 1, "la bande juste", lambda: screen.press("KP_Enter"))
    screen.press("KP_Enter")
    _until_books(database, _PAPERS, 1)
    screen.until_still()
    screen.press_until_window("F9", "nitivement")  # to the last step, and there the question
    screen.press("Tab", "space")  # a careless Enter would say no
    _until_books(database, _STATE, "closed")
    screen.until_still()


def _log_in(screen: Screen) -> None:
    """Type the password until it is taken: before the cards are there nothing is, and a card takes the first Enter."""
    before = screen.picture()
    ends = time.monotonic() + _LONG
    while not screen.is_other(before, _ANOTHER_PAGE):
        screen.press("ctrl+a")
        screen.write(PASSWORD)
        tried = time.monotonic()
        while not screen.is_other(before, _ANOTHER_PAGE) and time.monotonic() < tried + _PATIENCE:
            time.sleep(0.1)
        if time.monotonic() > ends:
            raise Refused("L'opérateur n'entre pas.")
    screen.until_still()


def _after(screen: Screen, hundredths: int, what: str, gesture: Callable[[], None]) -> None:
    before = screen.picture()
    gesture()
    screen.until_other(before, hundredths, what)


def _until_books(database: Path, query: str, answer: object) -> None:
    """Wait until the books give this answer, from a copy: Wine's locks are not those of this system."""

    def answered() -> bool:
        with TemporaryDirectory() as folder:
            for end in ("", "-wal"):
                part = database.with_name(database.name + end)
                if part.exists():
                    shutil.copy(part, Path(folder) / f"liasse.db{end}")
            with closing(sqlite3.connect(Path(folder) / "liasse.db")) as copy:
                return bool(copy.execute(query).fetchone() == (answer,))

    until(answered, f"{answer!r} pour « {query} »")
