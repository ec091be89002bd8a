"""Direct debits as the bank reads them: pain.008.001.08, written by sepaxml, and read again before it goes out."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from xml.etree.ElementTree import fromstring

from sepaxml import SepaDD  # type: ignore[import-untyped]
from sepaxml.validation import ValidationError, try_valid_xml  # type: ignore[import-untyped]

from backoffice.domain.collection import NAME_LENGTH, Creditor, DirectDebit, SequenceType
from backoffice.domain.errors import Fault, Unavailable
from backoffice.domain.money import Money, total
from backoffice.domain.sepa_latin import sepa_latin
from backoffice.french.office_time import at_office

SCHEMA = "pain.008.001.08"

_SPACE = f"{{urn:iso:std:iso:20022:tech:xsd:{SCHEMA}}}"
_MADE_UP = re.compile(b"<(MsgId|PmtInfId|CreDtTm)>[^<]*<")


@dataclass(frozen=True, slots=True)
class Header:
    """What is said of a file once, checked already.

    Attributes:
        message_id: letters, digits and dashes alone; also the id of the one group of payments in it.
        made_at: a moment that knows its time zone.
    """

    creditor: Creditor
    collection_date: date
    sequence: SequenceType
    message_id: str
    made_at: datetime


def write_xml(header: Header, debits: Sequence[DirectDebit]) -> bytes:
    """The file of `debits`, which are checked already: sepaxml takes a wrong IBAN.

    Raises:
        Unavailable: `DEBIT_FILE_WRONG`.
        ValueError: `made_at` has no time zone.
    """
    creditor = header.creditor
    about = {
        "name": sepa_latin(creditor.name, NAME_LENGTH),
        "IBAN": creditor.iban,
        "creditor_id": creditor.creditor_id,
        "currency": "EUR",
        "batch": True,
    }
    file = SepaDD(about | ({"BIC": creditor.bic} if creditor.bic else {}), schema=SCHEMA, clean=False)
    for debit in debits:
        file.add_payment(_payment(header, debit))
    content = _pinned(file.export(validate=False), header)
    prove(content, debits)
    return content


def prove(content: bytes, debits: Sequence[DirectDebit]) -> None:
    """Read a file again: it keeps the bank's schema, and says these debits, their number and their sum, and no other.

    Raises:
        Unavailable: `DEBIT_FILE_WRONG`, without a word of what is in it.
    """
    if not _keeps_schema(content) or _said(content) != _asked(debits):
        raise Unavailable(Fault.DEBIT_FILE_WRONG)


def _payment(header: Header, debit: DirectDebit) -> dict[str, object]:
    return {
        "name": sepa_latin(debit.name, NAME_LENGTH),
        "IBAN": debit.iban,
        "amount": debit.amount.cents,
        "type": debit.sequence.value,
        "collection_date": header.collection_date,
        "mandate_id": debit.rum,
        "mandate_date": debit.signed_on,
        "description": debit.reference,
        "endtoend_id": debit.reference,
    }


def _pinned(content: bytes, header: Header) -> bytes:
    """Sepaxml draws its ids and looks at the clock; made again, a file must be the same."""
    ours = {
        b"MsgId": header.message_id,
        b"PmtInfId": header.message_id,
        b"CreDtTm": f"{at_office(header.made_at):%Y-%m-%dT%H:%M:%S}",
    }
    return _MADE_UP.sub(lambda found: b"<%b>%b<" % (found[1], ours[found[1]].encode()), content)


def _keeps_schema(content: bytes) -> bool:
    try:
        try_valid_xml(content, SCHEMA)
    except ValidationError:  # it quotes what is wrong, which may be an IBAN
        return False
    return True


_Told = tuple[set[str | None], set[str | None], list[tuple[str | None, ...]]]
"""The numbers of debits that are said, in the header and over the group, their sums, and the debits."""


def _said(content: bytes) -> _Told:
    document = fromstring(content)  # noqa: S314 - ours, made a moment ago
    places = ("PmtId/EndToEndId", "InstdAmt", "DrctDbtTx/MndtRltdInf/MndtId", "DbtrAcct/Id/IBAN")
    paths = ["/".join(f"{_SPACE}{tag}" for tag in place.split("/")) for place in places]
    return (
        {node.text for node in document.iter(f"{_SPACE}NbOfTxs")},
        {node.text for node in document.iter(f"{_SPACE}CtrlSum")},
        [tuple(node.findtext(path) for path in paths) for node in document.iter(f"{_SPACE}DrctDbtTxInf")],
    )


def _asked(debits: Sequence[DirectDebit]) -> _Told:
    return (
        {str(len(debits))},
        {_euros(total(debit.amount for debit in debits))},
        [(debit.reference, _euros(debit.amount), debit.rum, debit.iban) for debit in debits],
    )


def _euros(money: Money) -> str:
    return f"{money.cents // 100}.{money.cents % 100:02d}"
