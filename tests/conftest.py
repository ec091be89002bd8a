"""Both engines for every storage and service test: a fresh, migrated database each."""

import gc
import itertools
import os
import shutil
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import URL, make_url

from backoffice.french.counted import counted
from backoffice.storage.database import Database
from backoffice.storage.migrate import migrate
from tests.examples import MORE_IN_ALL, try_all
from tests.needs import is_wine, need_postgresql
from tests.postgresql import PostgresqlServer, quick_folder
from tests.statements import Statements

_LONGEST_FIRST = ("journeys", "desktop", "forms", "backoffice/services", "backoffice/gateways")
"""Folders in the order in which they are begun: what is begun last is short, and both workers end together."""
_WHOLE = pytest.StashKey[set[str]]()
"""The long proofs that were left out, here or in the workers."""


def pytest_configure(config: pytest.Config) -> None:
    config.stash[_WHOLE] = set()
    if is_wine():  # whose pace says nothing of ours
        settings.register_profile("wine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
        settings.load_profile("wine")
    if config.option.markexpr == "":  # start.py test --all
        try_all()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent

    def turn(item: pytest.Item) -> int:
        folders = (item.path.is_relative_to(here / name) for name in _LONGEST_FIRST)
        return next((at for at, is_in in enumerate(folders) if is_in), len(_LONGEST_FIRST))

    items.sort(key=turn)


def pytest_collection_finish() -> None:
    """All the tests stay until the end: where garbage is collected, half a million objects are not gone through."""
    gc.collect()
    gc.freeze()


def pytest_deselected(items: list[pytest.Item]) -> None:
    for item in items:
        if item.get_closest_marker("whole"):
            item.config.stash[_WHOLE].add(item.nodeid)


def pytest_sessionfinish(session: pytest.Session) -> None:
    if hasattr(session.config, "workeroutput"):
        left_out: set[str] = session.config.stash[_WHOLE]
        session.config.workeroutput["whole"] = sorted(left_out)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:  # noqa: ANN401 - xdist has no types for it
    node.config.stash[_WHOLE].update(getattr(node, "workeroutput", {}).get("whole", ()))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Say what was not proven."""
    needs = Counter(str(report.longrepr[2]) for report in terminalreporter.stats.get("skipped", ()))
    if needs:
        terminalreporter.section("pas ici")
        for what, count in needs.most_common():
            terminalreporter.write_line(f"  {counted(count, 'essai')} : {what.removeprefix('Skipped: ')}")
    left_out: set[str] = config.stash[_WHOLE]
    if left_out:
        terminalreporter.section("start.py test --all")
        terminalreporter.write_line(
            "ferait aussi les longues preuves que voici, et de chaque preuve par tirage "
            f"{MORE_IN_ALL} fois plus d'exemples :"
        )
        for test in sorted(left_out):
            terminalreporter.write_line(f"  {test}")


@pytest.fixture(autouse=True, scope="module")
def undressed() -> Iterator[None]:
    """The application is undressed after each module: dressing it for every test would take half of their time."""
    yield
    theme, widgets = sys.modules.get("forms.kit.theme"), sys.modules.get("PySide6.QtWidgets")
    app = widgets.QApplication.instance() if widgets is not None else None
    if theme is not None and widgets is not None and app is not None:
        core = sys.modules["PySide6.QtCore"]
        app.sendPostedEvents(None, core.QEvent.Type.DeferredDelete.value)  # the last window, or it is undressed too
        theme.apply(app, theme.Scheme.LIGHT, theme.NORMAL, widgets.QWidget())  # the text at its own size, too
        if app.styleSheet():
            app.setStyleSheet("")


@pytest.fixture(autouse=True, scope="session")
def compiled_once() -> Iterator[None]:
    """A statement is compiled once in all tests: every one of them has engines of its own, hence empty caches."""
    statements = Statements()

    def share(connection: Connection) -> None:
        connection.execution_options(compiled_cache=statements)

    event.listen(Engine, "engine_connect", share)
    yield
    event.remove(Engine, "engine_connect", share)


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[PostgresqlServer]:
    need_postgresql()
    server = PostgresqlServer()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def postgresql_template(postgresql_server: PostgresqlServer) -> URL:
    url = make_url(postgresql_server.create_database("liasse_template"))
    _migrated(url)
    return url


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("template") / "liasse.db"
    _migrated(make_url(f"sqlite:///{file}"))
    return file


_numbers = itertools.count(1)
os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(quick_folder()))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
if sys.platform != "win32" and os.geteuid() == 0:
    os.environ.setdefault("QTWEBENGINE_DISABLE_SANDBOX", "1")  # Chromium's does not work for root


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """The address of a migrated, empty database, once on each engine."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.fixture(scope="session")
def postgresql_admin(postgresql_template: URL) -> Iterator[Engine]:
    """Whoever makes a database for each test, and removes it: over one connection."""
    url = postgresql_template.set(database="postgres")
    admin = create_engine(url, isolation_level="AUTOCOMMIT", pool_pre_ping=True)
    yield admin
    admin.dispose()


@pytest.fixture
def postgresql_url(postgresql_template: URL, postgresql_admin: Engine) -> Iterator[str]:
    """The address of a migrated, empty PostgreSQL database."""
    template = postgresql_template
    name = f"liasse_{next(_numbers)}"
    with postgresql_admin.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name} TEMPLATE {template.database} STRATEGY FILE_COPY"))
    yield template.set(database=name).render_as_string(hide_password=False)
    with postgresql_admin.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    """The address of a migrated, empty SQLite database."""
    file = tmp_path / "data" / "liasse.db"
    file.parent.mkdir()
    shutil.copy(sqlite_template, file)
    return f"sqlite:///{file}"


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """A migrated, empty database, once on each engine."""
    opened = Database(database_url)
    yield opened
    opened.close()


def _migrated(url: URL) -> None:
    database = Database(url.render_as_string(hide_password=False))
    migrate(database)
    database.close()
