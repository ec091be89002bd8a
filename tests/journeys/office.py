"""An office for the journeys: its settings, its people, and its clients through the real import."""

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from uuid import uuid4

from backoffice.bootstrap import Settings, open_services, prepare
from backoffice.domain.people import Actor, NewPerson, Person, Role
from backoffice.services.services import Services
from tests.journeys.import_folder import write_import_folder
from tests.journeys.mail import Customer

PASSWORD = "bonne-journée-2024"
ADMINISTRATOR = NewPerson("c.garnier", "Chloé Garnier", Role.ADMINISTRATOR)
OPERATOR = NewPerson("a.morel", "Amandine Morel", Role.OPERATOR)
COLLEAGUE = NewPerson("b.petit", "Bruno Petit", Role.OPERATOR)
SUPERVISOR = NewPerson("d.roy", "Denis Roy", Role.SUPERVISOR)

FIRST = "PC-12"
"""The workstation on which an embedded database lies."""

_SECRET = "5e" * 32


@dataclass(frozen=True, slots=True)
class JourneyOffice:
    """Where the office's database is, and the folders of its workstations.

    Attributes:
        folder: everything of this office lies in it.
        database: its address; empty for a file of the first workstation.
        outside: more settings: where the services outside the office are.
    """

    folder: Path
    database: str = ""
    outside: Mapping[str, str] = field(default_factory=dict)

    @property
    def address(self) -> str:
        """The database's address, as every workstation but the first needs it."""
        return self.database or f"sqlite:///{self.folder / FIRST / 'liasse.db'}"

    def settings(self, workstation: str = FIRST) -> Path:
        """The settings' file of a workstation. Chance asks for no words: the day must be the same each time."""
        place = self.folder / workstation
        place.mkdir(parents=True, exist_ok=True)
        file = place / "liasse.toml"
        values = {"folder": str(place), "workstation": workstation, "secret": _SECRET, "words_one_in": 0}
        if self.database or workstation != FIRST:
            values["database"] = self.address
        values |= self.outside
        file.write_text("".join(f"{key} = {json.dumps(value)}\n" for key, value in values.items()), encoding="utf-8")
        return file

    @contextmanager
    def services(self) -> Iterator[Services]:
        """The services over the database, beside the program that works on it."""
        opened = open_services(Settings.load(self.settings()))
        try:
            yield opened
        finally:
            opened.close()

    def found(self, customers: Iterable[Customer]) -> None:
        """Make the database, its people, and import the clients."""
        folder = self.folder / "import"
        write_import_folder(customers, folder)
        self.found_from(folder)

    def found_from(self, folder: Path) -> None:
        """The same with the clients of an import folder."""
        prepare(Settings.load(self.settings()))
        with self.services() as services:
            who = self._people(services)
            report = services.importing.run(who, folder, lambda _: None, lambda: False)
            assert report.is_sound, report

    def outbox(self, workstation: str = FIRST) -> list[Path]:
        """What waits for its answer on a workstation."""
        return sorted((self.folder / workstation / "outbox").glob("*"))

    def _people(self, services: Services) -> Actor:
        first: Person = services.people.add_first(uuid4(), ADMINISTRATOR, PASSWORD, FIRST)
        who = Actor(first.id, first.name, first.role, FIRST)
        for other in (OPERATOR, COLLEAGUE, SUPERVISOR):
            services.people.add(who, uuid4(), other, PASSWORD)
        return who
