"""What Tryton's answers over JSON-RPC mean: a result, a refusal, or nothing that was agreed."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum, unique
from http import HTTPStatus
from typing import TYPE_CHECKING

from backoffice.domain.cancellation import ErpStatus
from backoffice.domain.errors import Fault, Unavailable
from backoffice.domain.money import Money
from backoffice.domain.secret_scan import holds_card, holds_iban

if TYPE_CHECKING:  # it imports httpx2
    from backoffice.gateways.http_exchange import HttpAnswer

NAME = "Tryton"
PAYMENT_FIELDS = ("reference", "state", "amount", "_write", "_timestamp")
LONGEST_REASON = 300
_LARGEST = 10**12
_MARK = re.compile(r"Liasse, annulation (\S{1,35}) (demandée|faite|refusée)(?: : (.*))?", re.DOTALL)


class TrytonRefused(Exception):
    """Tryton does not do it.

    Attributes:
        reason: why, in its own words, at most 300 signs; None where somebody changed the record just now, so that
            another try may succeed.
    """

    def __init__(self, reason: str | None) -> None:
        super().__init__(reason)
        self.reason = reason


@unique
class RequestNote(StrEnum):
    """What a note on a payment says of a request to cancel it, in the words of those who read it in Tryton."""

    ASKED = "demandée"
    DONE = "faite"
    REFUSED = "refusée"


Marks = Mapping[RequestNote, str]
"""What is marked of one request, each with its reason."""


@dataclass(frozen=True, slots=True)
class TrytonPayment:
    """A payment in Tryton.

    Attributes:
        state: Tryton's own word.
        is_writable: whether Tryton's rules of access let our user write to it.
        timestamp: of its last change.
    """

    id: int
    reference: str
    state: str
    amount: Money
    is_writable: bool
    timestamp: str

    @property
    def status(self) -> ErpStatus:
        """Its state in our words: it counts as received once it has succeeded, and until it fails."""
        if self.state == "failed":
            return ErpStatus.CANCELLED
        if not self.is_writable:
            return ErpStatus.CLOSED
        return ErpStatus.PROCESSED if self.state == "succeeded" else ErpStatus.BUSY

    @property
    def record(self) -> str:
        """How Tryton refers to it from a note or a log."""
        return f"account.payment,{self.id}"


def odd() -> Unavailable:
    """What is raised where Tryton says anything that was not agreed."""
    return Unavailable(Fault.ERP_ANSWER_ODD, system=NAME)


def result_in(answer: "HttpAnswer | None") -> object:
    """What an answer brings.

    Raises:
        Refused: Tryton refuses, by its rules or by its users' rights.
        Unavailable: `ERP_UNREACHABLE`, `ERP_TOKEN_WRONG`, `ERP_ANSWER_ODD`.
    """
    if answer is None:
        raise Unavailable(Fault.ERP_UNREACHABLE, system=NAME)
    if answer.status == HTTPStatus.UNAUTHORIZED:  # with a session that was made for this request
        raise Unavailable(Fault.ERP_TOKEN_WRONG, system=NAME)
    if answer.status != HTTPStatus.OK or answer.content.keys().isdisjoint({"result", "error"}):
        raise odd()
    match answer.content.get("error"):
        case None:
            return answer.content.get("result")
        case ["UserError", [str(message), *more]] | ["UserWarning", [_, str(message), *more]]:
            raise TrytonRefused(_reason(" ".join([message, *(word for word in more[:1] if isinstance(word, str))])))
        case ["ConcurrencyException", *_]:
            raise TrytonRefused(None)
        case ["LoginException", *_]:
            raise Unavailable(Fault.ERP_TOKEN_WRONG, system=NAME)
    raise odd()


def rows_in(result: object) -> Iterator[Mapping[str, object]]:
    """The records that were searched and read."""
    if not isinstance(result, list):
        raise odd()
    for row in result:
        if not isinstance(row, dict):
            raise odd()
        yield row


def whole_in(row: Mapping[str, object], name: str) -> int:
    """A whole number of a record: its own, or that of one it refers to."""
    number = row.get(name)
    if not isinstance(number, int) or isinstance(number, bool) or number < 1:
        raise odd()
    return number


def text_in(row: Mapping[str, object], name: str) -> str:
    """A text of a record."""
    text = row.get(name)
    if not isinstance(text, str):
        raise odd()
    return text


def payments_in(result: object) -> list[TrytonPayment]:
    """The payments that were read, with `PAYMENT_FIELDS`."""
    return [
        TrytonPayment(
            whole_in(row, "id"),
            text_in(row, "reference"),
            text_in(row, "state"),
            _amount(row),
            _is_writable(row),
            text_in(row, "_timestamp"),
        )
        for row in rows_in(result)
    ]


def mark_text(request: str, mark: RequestNote, reason: str = "") -> str:
    """The note that says what became of a request."""
    return f"Liasse, annulation {request} {mark}" + (f" : {reason}" if reason else "")


def marks_in(result: object) -> Mapping[str, Marks]:
    """What the notes that were read say of requests, by their references; notes of anything else are left alone."""
    found: dict[str, dict[RequestNote, str]] = {}
    for row in rows_in(result):
        if match := _MARK.fullmatch(text_in(row, "message")):
            found.setdefault(match[1], {})[RequestNote(match[2])] = match[3] or ""
    return found


def decimal_of(amount: Money) -> Mapping[str, str]:
    """An amount above zero, as Tryton's JSON writes it."""
    return {"__class__": "Decimal", "decimal": f"{amount.cents // 100}.{amount.cents % 100:02d}"}


def _amount(row: Mapping[str, object]) -> Money:
    written = row.get("amount")
    try:
        amount = Decimal(text_in(written, "decimal")) if isinstance(written, dict) else Decimal("NaN")
    except InvalidOperation:
        raise odd() from None
    if not (amount.is_finite() and 0 <= amount < _LARGEST and amount == round(amount, 2)):
        raise odd()
    return Money(int(amount * 100))


def _is_writable(row: Mapping[str, object]) -> bool:
    said = row.get("_write")
    if not isinstance(said, int):  # a boolean, but for SQLite's 0 and 1
        raise odd()
    return bool(said)


def _reason(words: str) -> str:
    """What Tryton says, which could repeat anything that is kept there."""
    return "" if holds_iban(words) or holds_card(words) else " ".join(words.split())[:LONGEST_REASON]
