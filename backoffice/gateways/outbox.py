"""Gestures on their way to the database, kept in small files until the answer has come (promise 1)."""

import contextlib
import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from backoffice.domain.card import AliasedCard, CardExpiry
from backoffice.domain.cheque import ChequeForm, Operation, RowOperation
from backoffice.domain.debit import DebitOperation, Renewal, RowDebit
from backoffice.domain.errors import Fault, Unavailable
from backoffice.domain.mail import ActionCode, FileAction, MailForm
from backoffice.domain.means import MethodChange, SealedIban
from backoffice.domain.method import Brand
from backoffice.domain.money import Money
from backoffice.domain.paper import THROWN_AWAY, Paper, PaperTrace, SlipKind
from backoffice.domain.people import Actor

_SUFFIX = ".json"
_MAIL = (MailForm.word, "MailForm")
"""A piece of mail's kind, and what earlier versions wrote."""


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
        outgoing = asdict(Outgoing(who.person_id, who.workstation, form))
        content = json.dumps({"kind": form.word, **outgoing}, default=str)
        file = self._file(form.key)
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with file.with_suffix(".new").open("w", encoding="utf-8") as out:
                out.write(content)
                out.flush()
                os.fsync(out.fileno())
            file.with_suffix(".new").replace(file)
            _sync_folder(self._folder)
        except OSError as error:
            fault = Fault.DISK_FULL if error.errno == _NO_SPACE else Fault.FOLDER_UNUSABLE
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


_NO_SPACE = 28


def _sync_folder(folder: Path) -> None:
    if os.name == "posix":  # Windows has no such handle, and its rename is durable on its own
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _read(content: str) -> Outgoing:
    kept = json.loads(content)
    read = _mail_form if kept.get("kind") in _MAIL else _cheque_form  # the first version's files bear no kind
    return Outgoing(kept["person_id"], kept["workstation"], read(kept["form"]))


def _cheque_form(form: dict[str, Any]) -> ChequeForm:
    rows = tuple(
        RowOperation(row["invoice_id"], Operation(row["operation"]), Money(row["amount"]["cents"]), row["rule"])
        for row in form["rows"]
    )
    return ChequeForm(
        key=UUID(form["key"]),
        batch_id=form["batch_id"],
        client_id=form["client_id"],
        figures=Money(form["figures"]["cents"]),
        words=form["words"],
        number=form["number"],
        rows=rows,
        forced=form["forced"],
        accepted_duplicate=form["accepted_duplicate"],
        # A file of an earlier version knows neither.
        trace=_trace(form["trace"]) if "trace" in form else THROWN_AWAY,
        actions=_actions(form.get("actions", [])),
    )


def _mail_form(form: dict[str, Any]) -> MailForm:
    return MailForm(
        key=UUID(form["key"]),
        batch_id=form["batch_id"],
        client_id=form["client_id"],
        trace=_trace(form["trace"]),
        actions=_actions(form["actions"]),
        # A file of an earlier version knows none of these.
        change=_change(form.get("change")),
        debits=tuple(
            RowDebit(row["invoice_id"], DebitOperation(row["operation"]), row["rule"]) for row in form.get("debits", [])
        ),
        renewals=tuple(Renewal(each["order"], each["beneficiary"], each["rule"]) for each in form.get("renewals", [])),
    )


def _change(change: dict[str, Any] | None) -> MethodChange | None:
    if change is None:
        return None
    card, iban = change["card"], change["iban"]
    return MethodChange(
        code=change["code"],
        card=None if card is None else _card(card),
        iban=None if iban is None else SealedIban(iban["sealed"], iban["shown"]),
        rule=change["rule"],
    )


def _card(card: dict[str, Any]) -> AliasedCard:
    expiry = CardExpiry(card["expiry"]["year"], card["expiry"]["month"])
    return AliasedCard(card["alias"], Brand(card["brand"]), card["last4"], expiry)


def _trace(trace: dict[str, Any]) -> PaperTrace:
    return PaperTrace(
        paper=Paper(trace["paper"]),
        slip=SlipKind(trace["slip"]) if trace["slip"] else None,
        annotations=tuple(trace["annotations"]),
        rules=tuple(trace["rules"]),
        facts=trace["facts"],
        departure=trace["departure"],
    )


def _actions(actions: list[dict[str, str]]) -> tuple[FileAction, ...]:
    return tuple(
        FileAction(ActionCode(action["code"]), action["value"], action["text"], action["rule"]) for action in actions
    )
