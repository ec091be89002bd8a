"""Gestures on their way to the database, kept in small files until the answer has come (promise 1)."""

import contextlib
import errno
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from pydantic import TypeAdapter

from backoffice.domain.errors import Fault, Unavailable
from backoffice.domain.people import Actor
from backoffice.gateways.earlier_form import as_written_now
from backoffice.keying.sent import ChequeForm, MailForm

_SUFFIX = ".json"
_SHAPES = {form.word: TypeAdapter[ChequeForm | MailForm](form) for form in (ChequeForm, MailForm)}


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A cheque's form or another piece of mail's, and who sent it from where."""

    person_id: int
    workstation: str
    form: ChequeForm | MailForm


class Outbox:
    """A folder with one file for each form that has no answer yet.

    A file is written whole and to the disk before the form is sent, so that a crash between commit and answer
    leaves it there: sent again under its key, it gets the first answer.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, who: Actor, form: ChequeForm | MailForm) -> None:
        """Keep a form until `done`.

        Raises:
            Unavailable: `FOLDER_UNUSABLE` or `DISK_FULL`; the form must not be sent then.
        """
        written = _SHAPES[form.word].dump_python(form, mode="json")
        outgoing = {"kind": form.word, "person_id": who.person_id, "workstation": who.workstation, "form": written}
        file = self._file(form.key)
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with file.with_suffix(".new").open("w", encoding="utf-8") as out:
                out.write(json.dumps(outgoing))
                out.flush()
                os.fsync(out.fileno())
            file.with_suffix(".new").replace(file)
            _sync_folder(self._folder)
        except OSError as error:
            fault = Fault.DISK_FULL if error.errno == errno.ENOSPC else Fault.FOLDER_UNUSABLE
            raise Unavailable(fault, folder=str(self._folder)) from None

    def done(self, key: UUID) -> None:
        """Forget a form that has its answer."""
        self._file(key).unlink(missing_ok=True)

    def waiting(self) -> Iterator[Outgoing]:
        """The forms without an answer, the oldest first. A file cut short by a crash was never sent."""
        for file in sorted(self._folder.glob("*" + _SUFFIX), key=lambda found: found.stat().st_mtime_ns):
            with contextlib.suppress(FileNotFoundError):  # answered in the meantime
                yield _read(file.read_text(encoding="utf-8"))

    def _file(self, key: UUID) -> Path:
        return self._folder / f"{key}{_SUFFIX}"


def _sync_folder(folder: Path) -> None:
    if os.name == "posix":  # Windows has no such handle, and its rename is durable on its own
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _read(content: str) -> Outgoing:
    kept = as_written_now(json.loads(content))
    form = _SHAPES[kept["kind"]].validate_python(kept["form"])
    return Outgoing(kept["person_id"], kept["workstation"], form)
