"""Who could log in here last time: the login is shown from memory while the database is being opened."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from PySide6.QtCore import QSettings

from backoffice.domain.people import Person, Role


def remember(config: Path | None, workstation: str, people: Sequence[Person]) -> None:
    """Keep the cards of the login for the next start with these settings: what everybody before it can see."""
    kept = json.dumps({"workstation": workstation, "people": [asdict(person) for person in people]})
    if QSettings().value(_place(config)) != kept:
        QSettings().setValue(_place(config), kept)
        QSettings().sync()


def recall(config: Path | None) -> tuple[str, tuple[Person, ...]]:
    """The workstation's name and the people of last time; nobody where nothing is known."""
    try:
        kept = json.loads(str(QSettings().value(_place(config), "")))
        people = tuple(Person(**{**one, "role": Role(one["role"])}) for one in kept["people"])
        return str(kept["workstation"]), people
    except (ValueError, KeyError, TypeError):  # nothing kept, or by another version
        return "", ()


def _place(config: Path | None) -> str:
    return f"login/people/{config.resolve().as_posix().strip('/') if config else 'usual'}"
