"""A real Tryton with a database of its own: for the tests, and for `start.py erp`.

To make a database takes half a minute, so it is made once for each version of Tryton and of this file, kept in the
user's cache folder, and copied for each server.
"""

import hashlib
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from importlib.metadata import distributions
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic, sleep
from typing import Self

import platformdirs
from pydantic import SecretStr

from backoffice.gateways.tryton.rpc import SessionAuth, TrytonRpc

DATABASE = "erp"
ADMINISTRATOR = "admin"
USER = "liasse"
PASSWORD = "bordereau-9137-lilas"
"""Of both: it guards invented people, on the loopback."""
PATIENCE = 60.0


class TrytonServer:
    """A server that runs until the end of its `with`, on the loopback alone."""

    def __init__(self, folder: Path, port: int = 0) -> None:
        """Start it.

        Args:
            folder: where its database is, or is laid from the template; the log too.
            port: where it listens; any that is free by default.
        """
        self._folder = folder
        self._port = port
        self._sessions: dict[str, SessionAuth] = {}
        if not (folder / f"{DATABASE}.sqlite").exists():
            folder.mkdir(parents=True, exist_ok=True)
            shutil.copy(template(), folder / f"{DATABASE}.sqlite")
        self._process = self._started()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    @property
    def url(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self._port}"

    @contextmanager
    def down(self) -> Iterator[None]:
        """It cannot be reached meanwhile; afterwards it is back where it was."""
        self.stop()
        yield
        self._process = self._started()

    def stop(self) -> None:
        """End it; nothing happens where it has ended."""
        self._process.terminate()
        self._process.wait()

    def wait(self) -> None:
        """Wait until somebody ends it."""
        self._process.wait()

    @contextmanager
    def conversation(self, user: str = ADMINISTRATOR) -> Iterator[TrytonRpc]:
        """Talk to it as a person there would."""
        session = self._sessions.setdefault(user, SessionAuth(user, lambda: SecretStr(PASSWORD)))
        with TrytonRpc(self.url, DATABASE, session, PATIENCE) as opened:
            yield opened

    def _started(self) -> "subprocess.Popen[bytes]":
        settings = self._folder / "trytond.conf"
        settings.write_text(_settings(self._folder, self._port), encoding="utf-8")
        log = self._folder / "trytond.log"
        command = [sys.executable, "-m", "trytond.cli", "-c", str(settings), "-d", DATABASE]
        with log.open("wb") as file:
            process = subprocess.Popen(command, stderr=file)  # noqa: S603 - our own server
        self._port = _port_of(process, log)
        return process


def template() -> Path:
    """A database that is ready to be copied, made where there is none; whoever comes meanwhile waits for it."""
    folder = platformdirs.user_cache_path("liasse", appauthor=False) / "tryton" / _mark()
    folder.mkdir(parents=True, exist_ok=True)
    made = folder / "template.sqlite"
    with closing(sqlite3.connect(folder / "busy", timeout=600, isolation_level=None)) as busy:
        busy.execute("BEGIN EXCLUSIVE")  # a lock that its holder's death sets free, on every system
        if not made.exists():
            with TemporaryDirectory(dir=folder) as place:
                _make(Path(place))
                (Path(place) / f"{DATABASE}.sqlite").replace(made)
    return made


def _mark() -> str:
    """What the template is made of: each version of Tryton's packages, and this file."""
    versions = sorted(f"{each.name} {each.version}" for each in distributions() if each.name.startswith("trytond"))
    return hashlib.sha256("\n".join(versions).encode() + Path(__file__).read_bytes()).hexdigest()[:16]


def _settings(folder: Path, port: int) -> str:
    return f"[database]\nuri = sqlite://\npath = {folder}\n[web]\nlisten = 127.0.0.1:{port}\n"


def _port_of(process: "subprocess.Popen[bytes]", log: Path) -> int:
    """The port on which the server says that it listens.

    Raises:
        RuntimeError: it has ended, or does not say so in time; with its last words.
    """
    until = monotonic() + PATIENCE
    while process.poll() is None and monotonic() < until:
        said = re.search(r"Running on http://127\.0\.0\.1:(\d+)\s", log.read_text(encoding="utf-8", errors="replace"))
        if said:
            return int(said[1])
        sleep(0.02)
    process.kill()
    process.wait()
    raise RuntimeError(log.read_text(encoding="utf-8", errors="replace")[-2000:])


def _make(folder: Path) -> None:
    file = folder / f"{DATABASE}.sqlite"
    file.touch()
    settings, password = folder / "trytond.conf", folder / "password"
    settings.write_text(_settings(folder, 0), encoding="utf-8")
    password.write_text(PASSWORD, encoding="utf-8")
    words = ["-d", DATABASE, "-u", "account_payment", "--activate-dependencies", "-l", "fr"]
    command = [sys.executable, "-m", "trytond.cli.admin", "-c", str(settings), *words, "--email", "admin@example.org"]
    environ = {**os.environ, "TRYTONPASSFILE": str(password)}
    subprocess.run(command, env=environ, check=True, capture_output=True)  # noqa: S603 - our own server
    with TrytonServer(folder) as server, server.conversation() as tryton:
        _set_up(tryton)
    with closing(sqlite3.connect(file)) as database:  # the server left its last writes in a file beside it
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _set_up(tryton: TrytonRpc) -> None:
    """A company, the user that Liasse is, and a payment journal."""
    euro = _create(tryton, "currency.currency", name="Euro", code="EUR", symbol="€")
    party = _create(tryton, "party.party", name="ADLP DEMONSTRATION")
    company = _create(tryton, "company.company", party=party, currency=euro)
    home = {"companies": [["add", [company]]], "company": company, "language": _found(tryton, "ir.lang", code="fr")}
    tryton.call("model.res.user.write", [_found(tryton, "res.user", login=ADMINISTRATOR)], home, {})
    groups = [["add", [_found(tryton, "res.group", name="Payment")]]]
    _create(tryton, "res.user", name="Liasse", login=USER, password=PASSWORD, groups=groups, **home)
    own = {"company": company}
    _create(tryton, "account.payment.journal", name="Liasse", currency=euro, process_method="manual", **own)


def _create(tryton: TrytonRpc, model: str, **values: object) -> int:
    match tryton.call(f"model.{model}.create", [values], {}):
        case [int(made)]:
            return made
    raise RuntimeError(f"Tryton made no {model}")


def _found(tryton: TrytonRpc, model: str, **values: str) -> int:
    domain = [[name, "=", value] for name, value in values.items()]
    match tryton.call(f"model.{model}.search", domain, 0, 1, None, {}):
        case [int(found)]:
            return found
    raise RuntimeError(f"Tryton has no such {model}: {values}")
