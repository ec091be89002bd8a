"""Opening the office, away from the window: settings, log, database, people. The heavy imports are all behind it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from backoffice.bootstrap import Report, Settings, ensure_secret, open_services, prepare
from backoffice.domain.errors import Fault, Unavailable
from backoffice.domain.people import Person
from backoffice.founding import FirstStart, first_start, secret_is_asked
from backoffice.services.services import Services
from desktop.logs import Log
from desktop.one_window import OneWindow
from desktop.options import Options

if TYPE_CHECKING:
    from desktop.demo import Demo


@dataclass(frozen=True, slots=True)
class OpenElsewhere:
    """Another window works on this database from here already; it has come to the front."""


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


Opening = OpenOffice | FirstStart | OpenElsewhere
"""What comes of it."""


def open_office(options: Options, window: OneWindow, report: Report, cancelled: Callable[[], bool]) -> Opening:
    """The office that the command line asks for, or what must be asked first, or nothing: it is open here already.

    Args:
        options: the command line's.
        window: makes sure that there is one for each database.
        report: hears how far it is.
        cancelled: whether it is not wanted any more.

    Raises:
        Unavailable: what is missing, and how to mend it.
        RuleBroken: `IMPORT_CANCELLED`: the demo is not wanted any more.
    """
    if options.demo:
        from desktop.demo import open_demo  # noqa: PLC0415 - what stands in for the services outside, for it alone

        demo = open_demo(report, cancelled)
        return OpenOffice(demo.services, demo.services.people.active(), Log(Path(demo.folder.name)), demo)
    settings = Settings.load(options.config)
    start = first_start(settings, options.config)
    if start is not None:
        return start
    log = Log(settings.folder)
    try:
        if not window.claim(settings.folder, settings.database_url):
            log.close()
            return OpenElsewhere()
        services = _opened(settings, report)
        people = _people_of(services)
    except Unavailable as failure:
        log.problem("not opened", fault=failure.fault, **failure.facts)
        log.close()
        start = secret_is_asked(settings, options.config, failure)
        if start is not None:
            return start
        raise
    log.note("opened", workstation=settings.workstation)
    return OpenOffice(services, people, log)


def _people_of(services: Services) -> tuple[Person, ...]:
    try:
        return services.people.active()
    except Unavailable:
        services.close()
        raise


def _opened(settings: Settings, report: Report) -> Services:
    file = settings.database_file
    is_own = not settings.database  # nobody else makes it
    if is_own and file is not None and not file.exists():
        ensure_secret(settings)
        prepare(settings, report=report)
    try:
        return open_services(settings)
    except Unavailable as failure:
        is_older = failure.fault is Fault.DATABASE_TOO_OLD and file is not None
        is_unmade = failure.fault is Fault.DATABASE_NOT_READY and is_own
        if not (is_older or is_unmade):
            raise
    prepare(settings, report=report)
    return open_services(settings)
