"""What is told to a financial system in ISO 20022: camt.054 (a credit), camt.055 (cancel it), pacs.028 (how is it).

A line bears its own reference wherever the standard has one for it. A request bears its own as the id of the
assignment, of the case and of the cancellation, so that the answer can name it in any of the places that ISO has.
There is no message in which a customer asks for a status: pacs.028, which banks use among themselves, stands in.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from xml.etree.ElementTree import Element, SubElement, tostring

from backoffice.domain.cancellation import LONGEST_REFERENCE, CancelRequest, ErpLine
from backoffice.domain.money import Money
from backoffice.gateways.iso20022.text import NAMESPACE, readable

NOTIFICATION = "camt.054.001.08"
CANCELLATION = "camt.055.001.08"
ENQUIRY = "pacs.028.001.03"

_US = "Liasse"
_LONGEST_NAME = 140
_RECEIVED_CHEQUE = ("PMNT", "RCHQ", "CCHQ")
"""Payments, received cheques, cheque: the domain, family and sub-family of ISO's bank transaction codes."""
_ASKED_BY_CUSTOMER = "CUST"


def credit_notification(line: ErpLine, made_at: datetime) -> bytes:
    """The camt.054 that makes one line known."""
    document = _Document(NOTIFICATION, "BkToCstmrDbtCdtNtfctn")
    header = document.message.at("GrpHdr")
    header.say("MsgId", line.reference)
    header.say("CreDtTm", _moment(made_at))
    notice = document.message.at("Ntfctn")
    notice.say("Id", line.reference)
    notice.say("Acct/Id/Othr/Id", _US)
    entry = notice.at("Ntry")
    entry.say("NtryRef", line.reference)
    entry.cost("Amt", line.amount)
    entry.say("CdtDbtInd", "CRDT")
    entry.say("Sts/Cd", "BOOK")
    entry.say("BookgDt/Dt", line.received_on.isoformat())
    code = entry.at("BkTxCd/Domn")
    code.say("Cd", _RECEIVED_CHEQUE[0])
    family = code.at("Fmly")
    family.say("Cd", _RECEIVED_CHEQUE[1])
    family.say("SubFmlyCd", _RECEIVED_CHEQUE[2])
    _detail(entry.at("NtryDtls/TxDtls"), line)
    return document.written()


def cancellation_request(request: CancelRequest, system: str) -> bytes:
    """The camt.055 that asks for one line's cancellation; the same bytes each time for the same request.

    Args:
        request: which.
        system: the name of whom it is asked of.
    """
    document = _Document(CANCELLATION, "CstmrPmtCxlReq")
    assignment = document.message.at("Assgnmt")
    assignment.say("Id", request.reference)
    assignment.say("Assgnr/Pty/Nm", _US)
    assignment.say("Assgne/Pty/Nm", system, _LONGEST_NAME)
    assignment.say("CreDtTm", _moment(request.asked_at))
    case = document.message.at("Case")
    case.say("Id", request.reference)
    case.say("Cretr/Pty/Nm", _US)
    control = document.message.at("CtrlData")
    control.say("NbOfTxs", "1")
    control.say("CtrlSum", _euros(request.amount))
    payment = document.message.at("Undrlyg/OrgnlPmtInfAndCxl")
    payment.say("PmtCxlId", request.reference)
    payment.say("OrgnlPmtInfId", request.line)
    _tell_original(payment, request.line)
    line = payment.at("TxInf")
    line.say("CxlId", request.reference)
    line.say("OrgnlInstrId", request.line)
    line.say("OrgnlEndToEndId", request.line)
    line.cost("OrgnlInstdAmt", request.amount)
    line.say("CxlRsnInf/Rsn/Cd", _ASKED_BY_CUSTOMER)
    return document.written()


def status_enquiry(inquiry: str, lines: Sequence[ErpLine], made_at: datetime) -> bytes:
    """The pacs.028 that asks for the present status of lines."""
    document = _Document(ENQUIRY, "FIToFIPmtStsReq")
    header = document.message.at("GrpHdr")
    header.say("MsgId", inquiry)
    header.say("CreDtTm", _moment(made_at))
    for line in lines:
        asked = document.message.at("TxInf")
        _tell_original(asked, line.reference)
        asked.say("OrgnlInstrId", line.reference)
        asked.say("OrgnlEndToEndId", line.reference)
    return document.written()


class _Node:
    """An element that is being written. The namespace is said once, at the root."""

    def __init__(self, element: Element) -> None:
        self._element = element

    def at(self, path: str) -> "_Node":
        """A new element; `A/B` is a new B in a new A."""
        return _Node(self._make(path))

    def say(self, path: str, text: str, longest: int = LONGEST_REFERENCE) -> None:
        """A new element with a text, cut, and without control characters; none for nothing, as ISO wants it."""
        said = readable(text, longest)
        if said:
            self._make(path).text = said

    def cost(self, path: str, amount: Money) -> None:
        """A new element with an amount."""
        element = self._make(path)
        element.set("Ccy", "EUR")
        element.text = _euros(amount)

    def _make(self, path: str) -> Element:
        made = self._element
        for tag in path.split("/"):
            made = SubElement(made, tag)
        return made


class _Document:
    """A document that is being written.

    Attributes:
        message: the one message in it.
    """

    def __init__(self, kind: str, message: str) -> None:
        self._root = Element("Document", {"xmlns": NAMESPACE + kind})
        self.message = _Node(self._root).at(message)

    def written(self) -> bytes:
        """Its bytes."""
        content: bytes = tostring(self._root, encoding="utf-8", xml_declaration=True)
        return content


def _tell_original(node: _Node, line: str) -> None:
    original = node.at("OrgnlGrpInf")
    original.say("OrgnlMsgId", line)
    original.say("OrgnlMsgNmId", NOTIFICATION)


def _detail(detail: _Node, line: ErpLine) -> None:
    references = detail.at("Refs")
    references.say("InstrId", line.reference)
    references.say("EndToEndId", line.reference)
    references.say("ChqNb", line.cheque_number)
    detail.cost("Amt", line.amount)
    detail.say("CdtDbtInd", "CRDT")
    client = detail.at("RltdPties/Dbtr/Pty")
    client.say("Nm", line.name, _LONGEST_NAME)
    client.say("Id/PrvtId/Othr/Id", line.client)
    invoice = detail.at("RmtInf/Strd/RfrdDocInf")
    invoice.say("Tp/CdOrPrtry/Cd", "CINV")
    invoice.say("Nb", line.invoice)
    detail.say("AddtlTxInf", line.batch, _LONGEST_NAME)


def _moment(at: datetime) -> str:
    if at.tzinfo is None:
        raise ValueError("a moment without a time zone")
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def _euros(amount: Money) -> str:
    return f"{amount.cents // 100}.{amount.cents % 100:02d}"
