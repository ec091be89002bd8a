"""Gestures on their way to the database, kept in small files until the answer has come (promise 1)."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from pydantic import TypeAdapter

from backoffice.domain.people import Actor
from backoffice.domain.unread_files import UnreadFile
from backoffice.gateways.earlier_form import as_written_now
from backoffice.gateways.kept_files import KeptFiles, NewerProgramError
from backoffice.keying.recorded_form import ChequeForm, MailForm

_SHAPES = {form.word: TypeAdapter[ChequeForm | MailForm](form) for form in (ChequeForm, MailForm)}

_FORMAT = 1
"""Rises whenever a form holds what an older program would not see: that one leaves the file alone."""


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A cheque's form or another piece of mail's, and who sent it from where.

    Attributes:
        is_earlier: an earlier version wrote it, under another fingerprint.
    """

    person_id: int
    workstation: str
    form: ChequeForm | MailForm
    is_earlier: bool = False


class Outbox:
    """A folder with one file for each form that has no answer yet.

    A file is written whole and to the disk before the form is sent, so that a crash between commit and answer
    leaves it there: sent again under its key, it gets the first answer.
    """

    def __init__(self, folder: Path) -> None:
        self._files = KeptFiles(folder)

    def put(self, who: Actor, form: ChequeForm | MailForm) -> None:
        """Keep a form until `done`.

        Raises:
            Unavailable: `FOLDER_UNUSABLE` or `DISK_FULL`; the form must not be sent then.
        """
        written = _SHAPES[form.word].dump_python(form, mode="json")
        sender = {"person_id": who.person_id, "workstation": who.workstation}
        outgoing = {"format": _FORMAT, "kind": form.word, **sender, "form": written}
        self._files.put(form.key, json.dumps(outgoing))

    def done(self, key: UUID) -> None:
        """Forget a form that has its answer."""
        self._files.drop(key)

    def waiting(self) -> Iterator[Outgoing]:
        """The forms without an answer, the oldest first.

        Raises:
            Unavailable: `FOLDER_UNREADABLE`.
        """
        return self._files.read(_read)

    def is_empty(self) -> bool:
        """Whether there is no form, not even one that cannot be read.

        Raises:
            Unavailable: `FOLDER_UNREADABLE`.
        """
        return self._files.is_empty()

    def unread(self) -> tuple[UnreadFile, ...]:
        """The files that `waiting` has not read, each told once."""
        return self._files.unread()


def _read(content: str) -> tuple[UUID, Outgoing]:
    written = json.loads(content)
    if written.get("format", _FORMAT) > _FORMAT:
        raise NewerProgramError
    kept = as_written_now(written)
    shape, sender = _SHAPES.get(kept["kind"]), (kept["person_id"], kept["workstation"])
    if shape is None:
        raise NewerProgramError
    if list(map(type, sender)) != [int, str]:
        raise TypeError
    form = shape.validate_python(kept["form"])
    return form.key, Outgoing(*sender, form, is_earlier=kept is not written)
