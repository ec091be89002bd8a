"""The demo: a throw-away database in a folder of its own, filled through the real import."""

import secrets
from collections.abc import Callable, Mapping
from contextlib import ExitStack, closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

from pydantic import SecretStr

from backoffice.bootstrap import Report, Settings, open_services, prepare
from backoffice.demonstration import people, write_folder
from backoffice.domain.errors import Broken, RuleBroken
from backoffice.domain.people import Actor, NewPerson, Role
from backoffice.french.office_time import office_day
from backoffice.gateways.alias.sandbox import AliasSandbox
from backoffice.gateways.slimpay.sandbox import SlimpaySandbox
from backoffice.services.services import Services
from desktop.demo_groups import add_groups

_WORKSTATION = "DÉMO"
_WORDS = "Préparation de la base de démonstration"


@dataclass(frozen=True, slots=True)
class Demo:
    """A demo that is ready.

    Attributes:
        services: the real ones, with the rights of the demo.
        passwords: everybody's, by login.
        folder: where it all lies; gone with `remove`.
        outside: stands in for the alias service and SlimPay, on the loopback.
    """

    services: Services
    passwords: Mapping[str, str]
    folder: TemporaryDirectory[str]
    outside: ExitStack

    def remove(self) -> None:
        """Leave nothing behind; the services must be closed."""
        self.outside.close()
        self.folder.cleanup()


def open_demo(report: Report, cancelled: Callable[[], bool]) -> Demo:
    """Make a demo.

    Raises:
        RuleBroken: `IMPORT_CANCELLED` when it is not wanted any more.
        Unavailable: there is no room for it.
    """
    report(0, 0, _WORDS)
    folder = TemporaryDirectory(prefix="liasse-demo-", ignore_cleanup_errors=True)
    outside = ExitStack()
    settings = _settings(Path(folder.name), outside)
    prepare(settings)
    services = open_services(settings, demo=True)
    try:
        _fill(services, Path(folder.name) / "import", report, cancelled)
    except BaseException:
        services.close()
        outside.close()
        folder.cleanup()
        raise
    return Demo(services, {person.login: person.password for person in people()}, folder, outside)


def _settings(folder: Path, outside: ExitStack) -> Settings:
    aliases = outside.enter_context(closing(AliasSandbox()))
    slimpay = outside.enter_context(SlimpaySandbox(knows_every_rum=True))
    # Not `Settings(…)`: the environment would win, and could name a real database.
    return Settings.model_construct(
        folder=folder,
        workstation=_WORKSTATION,
        secret=SecretStr(secrets.token_hex(32)),
        alias_url=aliases.url,
        alias_token=aliases.token,
        slimpay_url=slimpay.url,
        slimpay_creditor=slimpay.creditor,
        slimpay_app=slimpay.app,
        slimpay_secret=slimpay.secret,
        creditor_name="ADLP DEMONSTRATION",
        creditor_iban="FR1420041010050500013M02606",
        creditor_id="FR72ZZZ123456",
        mandates_signed_on=date(2019, 1, 7),
    )


def _fill(services: Services, folder: Path, report: Report, cancelled: Callable[[], bool]) -> None:
    administrator = _add_people(services)
    write_folder(folder)
    imported = services.importing.run(
        administrator,
        folder,
        lambda progress: report(progress.done, progress.total, f"{_WORDS} : {progress.file}"),
        cancelled,
    )
    if not imported.is_sound:
        raise RuleBroken(Broken.IMPORT_CANCELLED)
    (supervisor,) = (person for person in services.people.everybody(administrator) if person.role is Role.SUPERVISOR)
    add_groups(services, services.people.actor(supervisor.id, services.workstation), office_day(services.clock()))


def _add_people(services: Services) -> Actor:
    everybody = sorted(people(), key=lambda person: person.role is not Role.ADMINISTRATOR)
    first = everybody[0]
    place = services.workstation
    added = services.people.add_first(uuid4(), NewPerson(first.login, first.name, first.role), first.password, place)
    who = Actor(added.id, added.name, added.role, place)
    for person in everybody[1:]:
        services.people.add(who, uuid4(), NewPerson(person.login, person.name, person.role), person.password)
    return who
