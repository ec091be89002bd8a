"""An ERP at the other end of the folder. It reads and writes ISO 20022 by the schemas alone, and signs by itself."""

import hmac
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import uuid4

from tests.iso_schema import CANCELLATION, CREDIT, ENQUIRY, REPORT, RESOLUTION, Said, judged, made

SECRET = "bordereau-9137-lilas"
AT = "2024-03-04T10:00:00"


def signature(content: bytes, secret: str = SECRET) -> str:
    """What stands beside a file."""
    return hmac.new(secret.encode(), content, "sha256").hexdigest()


def drop(folder: Path, name: str, content: bytes, secret: str = SECRET) -> None:
    """Leave a signed file for Liasse."""
    (folder / "recu" / f"{name}.sig").write_text(signature(content, secret) + "\n")
    unfinished = folder / "recu" / f"{name}.part"
    unfinished.write_bytes(content)
    unfinished.replace(folder / "recu" / name)


def resolution(request: str, line: str, confirmation: str, status: str, *, euros: str = "", reason: str = "") -> Said:
    """A camt.029 on one line."""
    outcome: dict[str, Any] = {"OrgnlInstrId": line, "OrgnlEndToEndId": line, "TxCxlSts": status}
    if reason:
        outcome["CxlStsRsnInf"] = [{"Rsn": {"Cd": "NOAS"}, "AddtlInf": [reason]}]
    if euros:
        outcome["OrgnlInstdAmt"] = {"value": euros, "Ccy": "EUR"}
    party = {"Pty": {"Nm": "Comptabilité"}}
    return {
        "RsltnOfInvstgtn": {
            "Assgnmt": {"Id": uuid4().hex, "Assgnr": party, "Assgne": party, "CreDtTm": AT},
            "RslvdCase": {"Id": request, "Cretr": party},
            "Sts": {"Conf": confirmation},
            "CxlDtls": [{"OrgnlPmtInfAndSts": [{"OrgnlPmtInfId": line, "TxInfAndSts": [outcome]}]}],
        }
    }


def report(original: str, kind: str, lines: dict[str, Said]) -> Said:
    """A pain.002 about a message of ours, with a status and perhaps a reason for each line."""
    told = [{"OrgnlEndToEndId": line, **status} for line, status in lines.items()]
    return {
        "CstmrPmtStsRpt": {
            "GrpHdr": {"MsgId": uuid4().hex, "CreDtTm": AT},
            "OrgnlGrpInfAndSts": {"OrgnlMsgId": original, "OrgnlMsgNmId": kind},
            "OrgnlPmtInfAndSts": [{"OrgnlPmtInfId": original, "TxInfAndSts": told}],
        }
    }


@dataclass
class IsoPeer:
    """An accountant's office that works when it is told to.

    Attributes:
        amounts: its payments, by the lines' references, in euros.
        booked: how many payments it has of each line.
        cancelled: how often it cancelled each.
        refusing: the lines that it does not cancel.
        closed: the lines that it does not let go of.
    """

    folder: Path
    amounts: dict[str, str] = field(default_factory=dict)
    booked: Counter[str] = field(default_factory=Counter)
    cancelled: Counter[str] = field(default_factory=Counter)
    refusing: set[str] = field(default_factory=set)
    closed: set[str] = field(default_factory=set)
    _answered: dict[str, bytes] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for each in ("a_envoyer", "recu"):
            (self.folder / each).mkdir(parents=True)

    def work(self) -> None:
        """Take what is there, and answer it."""
        for name, content in self._taken():
            match name.partition("-")[0]:
                case "camt054":
                    self._book(content)
                case "camt055":
                    self._cancel(content)
                case "pacs028":
                    self._tell(content)

    @contextmanager
    def down(self) -> Iterator[None]:
        """The share is gone meanwhile."""
        away = self.folder.with_name("ailleurs")
        self.folder.rename(away)
        yield
        away.rename(self.folder)

    def _taken(self) -> Iterator[tuple[str, bytes]]:
        for file in sorted((self.folder / "a_envoyer").glob("*.xml")):
            content = file.read_bytes()
            seal = file.with_name(f"{file.name}.sig")
            assert seal.read_text() == signature(content)
            seal.unlink()
            file.unlink()
            yield file.name, content

    def _book(self, content: bytes) -> None:
        document: Any = judged(content, CREDIT)
        for entry in document.bk_to_cstmr_dbt_cdt_ntfctn.ntfctn[0].ntry:
            line = entry.ntry_dtls[0].tx_dtls[0].refs.end_to_end_id
            if line not in self.amounts:  # the reference is what makes it the same payment
                self.amounts[line] = str(entry.amt.value)
                self.booked[line] += 1

    def _cancel(self, content: bytes) -> None:
        document: Any = judged(content, CANCELLATION)
        (asked,) = document.cstmr_pmt_cxl_req.undrlyg[0].orgnl_pmt_inf_and_cxl[0].tx_inf
        line, request = asked.orgnl_end_to_end_id, asked.cxl_id
        if request not in self._answered:
            euros = str(asked.orgnl_instd_amt.value)
            if line in self.refusing | self.closed or self.amounts.get(line) != euros:
                said = resolution(request, line, "RJCR", "RJCR", reason="Paiement déjà lettré")
            else:
                self.cancelled[line] += 1
                said = resolution(request, line, "CNCL", "ACCR", euros=euros)
            self._answered[request] = made(said, RESOLUTION)
        drop(self.folder, f"reponse-{uuid4().hex}.xml", self._answered[request])

    def _tell(self, content: bytes) -> None:
        document: Any = judged(content, ENQUIRY)
        asked = document.fito_fipmt_sts_req
        lines = {each.orgnl_end_to_end_id: self._status(each.orgnl_end_to_end_id) for each in asked.tx_inf}
        said = report(asked.grp_hdr.msg_id, "pacs.028.001.03", lines)
        drop(self.folder, f"etat-{uuid4().hex}.xml", made(said, REPORT))

    def _status(self, line: str) -> Said:
        if line not in self.amounts:
            return {"TxSts": "RJCT", "StsRsnInf": [{"Rsn": {"Cd": "NOOR"}}]}
        if line in self.cancelled:
            return {"TxSts": "CANC"}
        if line in self.closed:
            return {"TxSts": "BLCK", "StsRsnInf": [{"AddtlInf": ["Lettré"]}]}
        return {"TxSts": "ACSC"}
