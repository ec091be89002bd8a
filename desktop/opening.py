"""Opening the office, away from the window: settings, log, database, people. The heavy imports are all behind it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from backoffice.bootstrap import Settings, ensure_secret, open_services, prepare
from backoffice.domain.errors import Fault, Unavailable
from backoffice.domain.people import Person
from backoffice.services.services import Services
from desktop.logs import Log
from desktop.options import Options

if TYPE_CHECKING:
    from desktop.demo import Demo, Report


@dataclass(frozen=True, slots=True)
class OpenOffice:
    """What the window works with from here on.

    Attributes:
        services: the services.
        people: who can log in, as they were at the opening; empty on the first start.
        log: where what happens is kept.
        demo: what is thrown away in the end; None on a real database.
    """

    services: Services
    people: tuple[Person, ...]
    log: Log
    demo: "Demo | None" = None

    @property
    def passwords(self) -> Mapping[str, str]:
        """By login, those of the demo."""
        return self.demo.passwords if self.demo else {}

    def close(self) -> None:
        """Give everything back."""
        self.services.close()
        self.log.note("closed")
        self.log.close()
        if self.demo is not None:
            self.demo.remove()


def open_office(options: Options, report: "Report", cancelled: Callable[[], bool]) -> OpenOffice:
    """The office that the command line asks for.

    Raises:
        Unavailable: what is missing, and how to mend it.
        RuleBroken: `IMPORT_CANCELLED`: the demo is not wanted any more.
    """
    if options.demo:
        from desktop.demo import open_demo  # noqa: PLC0415 - what stands in for the services outside, for it alone

        demo = open_demo(report, cancelled)
        return OpenOffice(demo.services, demo.services.people.active(), Log(Path(demo.folder.name)), demo)
    settings = Settings.load(options.config)
    log = Log(settings.folder)
    try:
        services = open_services(settings) if settings.database else _embedded(settings)
        people = _people_of(services)
    except Unavailable as failure:
        log.problem("not opened", fault=failure.fault)
        log.close()
        raise
    log.note("opened", workstation=settings.workstation)
    return OpenOffice(services, people, log)


def _people_of(services: Services) -> tuple[Person, ...]:
    try:
        return services.people.active()
    except Unavailable:
        services.close()
        raise


def _embedded(settings: Settings) -> Services:
    # This workstation's own database has no administrator at hand: the program makes it, and brings it up to date.
    if not Path(settings.database_url.removeprefix("sqlite:///")).exists():
        ensure_secret(settings)
        prepare(settings)
    try:
        return open_services(settings)
    except Unavailable as failure:
        if failure.fault is not Fault.DATABASE_NOT_READY:
            raise
    prepare(settings)
    return open_services(settings)
