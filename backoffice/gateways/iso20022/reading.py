"""What a financial system says in ISO 20022: camt.029 (a cancellation's outcome) and pain.002 (a status).

Only the places named here are looked at, which are the same in all the versions that are taken. What is not said there,
or twice, or in contradiction, is not guessed: it is unreadable, and a person sees it.

**camt.029.** A line's outcome (`TxCxlSts`: ACCR, RJCR, PDCR) stands under that of the case (`Sts/Conf`: CNCL, RJCR,
PDCR, CWFW, or PECR where lines differ), and both have to agree. The request is named by the `RslvdCase` or the
`OrgnlPmtInfCxlId` that is nearest to the line, else by `CxlStsId`.
**pain.002.** About a pacs.028 it tells the present status of lines; about a camt.055, how the request fares: CANC, RJCT
or PDNG. That something was received (RCVD, ACTC) and nothing else says nothing, and nobody has to see it.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import TypeVar

from backoffice.domain.cancellation import ErpAnswer, ErpStatus, FoundLine, StatusMessage, Unreadable
from backoffice.domain.money import Money
from backoffice.gateways.iso20022.inbox import Arrival
from backoffice.gateways.iso20022.places import ElementPlace, NotReadableError, parse
from backoffice.gateways.iso20022.text import readable

_Said = TypeVar("_Said")
_Code = TypeVar("_Code")

_KINDS = re.compile(r"camt\.029\.001\.(0[3-9]|1[0-4])|pain\.002\.001\.(0[3-9]|1[0-5])")
_AMOUNTS = ("OrgnlInstdAmt", "OrgnlIntrBkSttlmAmt", "OrgnlTxRef/Amt/InstdAmt")
_LONGEST_REASON = 300
_NOT_PROVIDED = "NOTPROVIDED"

_OUTCOMES: Mapping[tuple[str, str], ErpAnswer] = {
    ("CNCL", ""): ErpAnswer.CANCELLED,
    ("CNCL", "ACCR"): ErpAnswer.CANCELLED,
    ("PECR", "ACCR"): ErpAnswer.CANCELLED,
    ("RJCR", ""): ErpAnswer.REFUSED,
    ("RJCR", "RJCR"): ErpAnswer.REFUSED,
    ("PECR", "RJCR"): ErpAnswer.REFUSED,
    ("PDCR", ""): ErpAnswer.PENDING,
    ("PDCR", "PDCR"): ErpAnswer.PENDING,
    ("PDCR", "ACCR"): ErpAnswer.PENDING,
    ("PECR", "PDCR"): ErpAnswer.PENDING,
    ("CWFW", ""): ErpAnswer.PENDING,
    ("CWFW", "PDCR"): ErpAnswer.PENDING,
    ("CWFW", "ACCR"): ErpAnswer.PENDING,
}
"""By the outcome of the case and that of the line."""

_ANSWERS: Mapping[str, ErpAnswer] = {"CANC": ErpAnswer.CANCELLED, "RJCT": ErpAnswer.REFUSED, "PDNG": ErpAnswer.PENDING}

_STATUSES: Mapping[str, ErpStatus] = {
    "ACCP": ErpStatus.PROCESSED,
    "ACSP": ErpStatus.PROCESSED,
    "ACSC": ErpStatus.PROCESSED,
    "ACCC": ErpStatus.PROCESSED,
    "ACWC": ErpStatus.PROCESSED,
    "RCVD": ErpStatus.BUSY,
    "ACTC": ErpStatus.BUSY,
    "PDNG": ErpStatus.BUSY,
    "PART": ErpStatus.BUSY,
    "BLCK": ErpStatus.CLOSED,
    "RJCT": ErpStatus.CLOSED,
    "CANC": ErpStatus.CANCELLED,
}
_RECEIPTS = frozenset({"RCVD", "ACTC"})
_NO_ORIGINAL = "NOOR"
"""Rejected for this reason, a line was never received."""


@dataclass(frozen=True, slots=True)
class Statuses:
    """The answer to an enquiry of ours: what is said of lines, by their references."""

    inquiry: str
    lines: Mapping[str, FoundLine]


def read(arrival: Arrival) -> Statuses | Sequence[StatusMessage]:
    """What a file says: an answer to an enquiry, or messages, of which some may be unreadable; a receipt has none."""
    if arrival.why is not None:
        return (arrival.unreadable(arrival.why),)
    try:
        kind, document = parse(arrival.content)
        if not _KINDS.fullmatch(kind):
            return (arrival.unreadable(Unreadable.NOT_ISO),)
        if kind.startswith("camt."):
            return _read_resolution(document.one("RsltnOfInvstgtn"), arrival)
        return _read_report(document.one("CstmrPmtStsRpt"), arrival)
    except NotReadableError as error:
        return (arrival.unreadable(error.why),)


def _read_resolution(place: ElementPlace, arrival: Arrival) -> Sequence[StatusMessage]:
    label, case = _required(place.reference("Assgnmt/Id")), place.reference("RslvdCase/Id")
    outcome = place.said("Sts/Conf")
    payments = place.every("CxlDtls/OrgnlPmtInfAndSts")
    asked = [(case, line) for line in place.every("CxlDtls/TxInfAndSts")]
    asked += [(_request_of(payment) or case, line) for payment in payments for line in payment.every("TxInfAndSts")]

    def message(number: int, one: tuple[str, ElementPlace]) -> StatusMessage:
        request, line = one
        named = _required(line.reference("RslvdCase/Id") or request or line.reference("CxlStsId"))
        answer = _known(_OUTCOMES.get((outcome, line.said("TxCxlSts"))))
        reason = _reason(line.every("CxlStsRsnInf")) or ("RJCR" if answer is ErpAnswer.REFUSED else "")
        return StatusMessage(arrival.message_id(label, number), named, _line_of(line), answer, _amount_of(line), reason)

    return _told(asked, arrival, message)


def _read_report(place: ElementPlace, arrival: Arrival) -> Statuses | Sequence[StatusMessage]:
    label, about = _required(place.reference("GrpHdr/MsgId")), place.one("OrgnlGrpInfAndSts")
    original, kind = _required(about.reference("OrgnlMsgId")), about.said("OrgnlMsgNmId")
    payments = place.every("OrgnlPmtInfAndSts")
    lines = [line for payment in payments for line in payment.every("TxInfAndSts")]
    whole = {about.said("GrpSts"), *(payment.said("PmtInfSts") for payment in payments)} - {""}
    if not lines and whole and whole <= _RECEIPTS:
        return ()
    if _is_kind("pacs.028", kind):
        found = {_line_of(line): _status(line) for line in lines}
        if not found or len(found) != len(lines):
            raise NotReadableError(Unreadable.ODD)
        return Statuses(original, found)
    if not _is_kind("camt.055", kind):
        raise NotReadableError(Unreadable.ODD)
    outcomes = [line for line in lines if not _is_receipt(line)]
    if lines and not outcomes:
        return ()

    def message(number: int, line: ElementPlace) -> StatusMessage:
        answer = _known(_ANSWERS.get(line.said("TxSts")))
        reason = _reason(line.every("StsRsnInf")) or ("RJCT" if answer is ErpAnswer.REFUSED else "")
        return StatusMessage(
            arrival.message_id(label, number), original, _line_of(line), answer, _amount_of(line), reason
        )

    return _told(outcomes, arrival, message)


def _is_receipt(line: ElementPlace) -> bool:
    """Whether it says that the line was received, and nothing of what becomes of it; an odd one is none."""
    with suppress(NotReadableError):
        return line.said("TxSts") in _RECEIPTS
    return False


def _is_kind(kind: str, said: str) -> bool:
    """Whether a message's kind is this one, in any version or without one."""
    return f"{said.lower()}.".startswith(f"{kind}.")


def _told(
    said: Sequence[_Said], arrival: Arrival, message: Callable[[int, _Said], StatusMessage]
) -> Sequence[StatusMessage]:
    """The messages; one that is odd does not silence the others."""
    told = []
    for number, each in enumerate(said, 1):
        try:
            told.append(message(number, each))
        except NotReadableError as error:
            told.append(arrival.unreadable(error.why, number))
    if not told:
        raise NotReadableError(Unreadable.ODD)
    return told


def _request_of(payment: ElementPlace) -> str:
    return payment.reference("RslvdCase/Id") or payment.reference("OrgnlPmtInfCxlId")


def _line_of(line: ElementPlace) -> str:
    references = (line.reference(path) for path in ("OrgnlEndToEndId", "OrgnlInstrId"))
    return _required(next((each for each in references if each not in ("", _NOT_PROVIDED)), ""))


def _amount_of(line: ElementPlace) -> Money | None:
    amounts = {place.amount() for path in _AMOUNTS for place in line.every(path)}
    if len(amounts) > 1:
        raise NotReadableError(Unreadable.ODD)
    return next(iter(amounts), None)


def _status(line: ElementPlace) -> FoundLine:
    said, reasons = line.said("TxSts"), line.every("StsRsnInf")
    if said == "RJCT" and any(reason.said("Rsn/Cd") == _NO_ORIGINAL for reason in reasons):
        return FoundLine(ErpStatus.UNKNOWN)
    return FoundLine(_known(_STATUSES.get(said)), _reason(reasons))


def _reason(reasons: Sequence[ElementPlace]) -> str:
    told = []
    for reason in reasons:
        words = " ".join(text.text() for text in reason.every("AddtlInf"))
        told += [text for text in (reason.said("Rsn/Cd"), reason.said("Rsn/Prtry"), words) if text]
    return readable(" - ".join(told), _LONGEST_REASON)


def _required(text: str) -> str:
    if not text:
        raise NotReadableError(Unreadable.ODD)
    return text


def _known(code: _Code | None) -> _Code:
    if code is None:
        raise NotReadableError(Unreadable.ODD)
    return code
