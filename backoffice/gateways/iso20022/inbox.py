"""Signed files that another system leaves in a folder for us."""

import hmac
import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from stat import S_ISREG

from pydantic import SecretStr

from backoffice.domain.cancellation import ErpAnswer, StatusMessage, Unreadable
from backoffice.domain.errors import Fault, Unavailable
from backoffice.gateways.iso20022.text import readable

SIGNATURE = ".sig"
"""What the name of a file's signature ends in, after the whole name of the file."""

LARGEST = 5_000_000
"""How many bytes a file may have."""

_PATIENCE = timedelta(seconds=30)
"""How long a file without its signature has to stay the same before it is said to have none."""
_LONGEST_SIGNATURE = 200
_LONGEST_NAME = 70
_SHORTEST_SECRET = 16


class Seal:
    """Signs files, and knows its signatures: the hexadecimal HMAC-SHA256 of their bytes, under a shared secret."""

    def __init__(self, secret: SecretStr, system: str) -> None:
        """Take the secret.

        Args:
            secret: what both sides know.
            system: the name of the other side.

        Raises:
            Unavailable: `ERP_TOKEN_WRONG`: it has fewer than 16 signs, and can be guessed.
        """
        if len(secret.get_secret_value()) < _SHORTEST_SECRET:
            raise Unavailable(Fault.ERP_TOKEN_WRONG, system=system)
        self._key = secret.get_secret_value().encode()

    def sign(self, content: bytes) -> bytes:
        """The signature of `content`."""
        return hmac.new(self._key, content, "sha256").hexdigest().encode()

    def fits(self, content: bytes, signature: bytes) -> bool:
        """Whether this is that signature."""
        return hmac.compare_digest(self.sign(content), signature.strip().lower())


_Mark = tuple[int, int, int]
"""What changes when a file is written: its size, its time, and its place on the disk."""
_State = tuple[_Mark, _Mark | None]
"""A file, and its signature where it has one."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """A file that has come.

    Attributes:
        name: its name.
        content: its bytes; empty where it is not to be believed.
        digest: the SHA-256 of its bytes, in hexadecimal; of their number where they are too many.
        state: how the file was when it was read.
        why: why it is not to be believed.
    """

    name: str
    content: bytes
    digest: str
    state: _State
    why: Unreadable | None = None

    def message_id(self, label: str, place: int) -> str:
        """The id of the message at a place in the file: the same whatever the file is called."""
        return f"{label}.{self.digest[:32]}.{place}"

    def unreadable(self, why: Unreadable, place: int = 0) -> StatusMessage:
        """What stands for something in the file that cannot be read, or for the file."""
        label = f"{readable(self.name, _LONGEST_NAME)}#{self.digest[:16]}.{place}"
        return StatusMessage(label, "", "", ErpAnswer.UNREADABLE, reason=why.value)


@dataclass(frozen=True, slots=True)
class _Waiting:
    """A file that was read and is not signed so far."""

    since: datetime
    arrival: Arrival


class Inbox:
    """A folder into which another system writes `.xml` files, each with its signature beside it, in either order.

    A file that fits its signature is whole. One that does not may still be on its way: it is left until it has not
    changed for a while, and read once in all that time. What is not a plain `.xml` file is never touched.
    """

    def __init__(self, folder: Path, clock: Callable[[], datetime]) -> None:
        self._folder = folder
        self._clock = clock
        self._waiting: dict[str, _Waiting] = {}

    def arrivals(self, seal: Seal) -> Iterator[Arrival]:
        """The files that have come and are still there, the oldest first.

        Raises:
            OSError: the folder is out of reach.
        """
        with os.scandir(self._folder) as entries:
            files = [entry for entry in entries if entry.name.endswith(".xml") and entry.is_file(follow_symlinks=False)]
        names = [name for _, name in sorted((_written_at(entry), entry.name) for entry in files)]
        self._waiting = {name: waiting for name, waiting in self._waiting.items() if name in names}
        for name in names:
            arrival = self._look_at(name, seal)
            if arrival is not None:
                yield arrival

    def move(self, arrival: Arrival, into: Path) -> None:
        """Put a file and its signature into another folder, beside what has the same name there.

        A file that was written anew since it was read is left, and will be read; one that is gone, another workstation
        has moved.

        Raises:
            OSError: that cannot be done.
        """
        into.mkdir(parents=True, exist_ok=True)
        free, count = arrival.name, 1
        while (into / free).exists():
            free, count = f"{count}-{arrival.name}", count + 1
        with suppress(FileNotFoundError):
            if self._state(arrival.name) == arrival.state:
                (self._folder / arrival.name).replace(into / free)
                (self._folder / f"{arrival.name}{SIGNATURE}").replace(into / f"{free}{SIGNATURE}")

    def _look_at(self, name: str, seal: Seal) -> Arrival | None:
        try:
            state = self._state(name)
            waiting = self._waiting.get(name)
            if waiting is None or waiting.arrival.state != state:
                arrival = self._read(name, state, seal)
                if arrival.why is None:
                    return arrival
                waiting = self._waiting[name] = _Waiting(self._clock(), arrival)
        except (FileNotFoundError, PermissionError):  # taken away, or still held by who writes it
            return None
        return waiting.arrival if self._clock() - waiting.since >= _PATIENCE else None

    def _state(self, name: str) -> _State:
        file = (self._folder / name).stat()
        try:
            signature = (self._folder / f"{name}{SIGNATURE}").lstat()
        except FileNotFoundError:
            return _mark(file), None
        return _mark(file), _mark(signature) if S_ISREG(signature.st_mode) else None  # a pipe would never end

    def _read(self, name: str, state: _State, seal: Seal) -> Arrival:
        (size, _, _), signature = state
        content = b"" if size > LARGEST else self._bytes(name, LARGEST + 1)
        if max(size, len(content)) > LARGEST:
            return Arrival(name, b"", sha256(str(size).encode()).hexdigest(), state, Unreadable.TOO_LARGE)
        digest = sha256(content).hexdigest()
        if signature is None:
            return Arrival(name, b"", digest, state, Unreadable.UNSIGNED)
        if not seal.fits(content, self._bytes(f"{name}{SIGNATURE}", _LONGEST_SIGNATURE)):
            return Arrival(name, b"", digest, state, Unreadable.SIGNATURE_WRONG)
        return Arrival(name, content, digest, state)

    def _bytes(self, name: str, most: int) -> bytes:
        with (self._folder / name).open("rb") as file:
            return file.read(most)


def _mark(found: os.stat_result) -> _Mark:
    return found.st_size, found.st_mtime_ns, found.st_ino


def _written_at(entry: "os.DirEntry[str]") -> int:
    try:
        return entry.stat().st_mtime_ns
    except FileNotFoundError:  # taken away meanwhile
        return 0
