"""`liasse-admin slip`: the papers of a batch as PDF."""

from collections.abc import Iterator
from enum import StrEnum, unique
from pathlib import Path
from typing import Annotated
from uuid import uuid4

import typer

from backoffice.domain.batch import Batch
from backoffice.domain.documents import MailSlip
from backoffice.domain.errors import Broken, Fault, RuleBroken, Unavailable
from backoffice.domain.paper import MailSlipKind
from backoffice.domain.people import Actor
from backoffice.services.services import Services
from desktop.admin.session import Config, Login, Password, opened
from printing import lot_sheet, mail_slip, receipt_slip


@unique
class PrintedPaper(StrEnum):
    """The papers of a batch."""

    RECEIPT = "receipt"
    ARCHIVE = "archive"
    TRANSMISSION = "transmission"
    TRANSFER = "transfer"
    REJECT = "reject"
    LOT_SHEET = "lot-sheet"


_MAIL_SLIPS = {
    PrintedPaper.ARCHIVE: (MailSlipKind.ARCHIVE,),
    PrintedPaper.TRANSMISSION: (MailSlipKind.CHEQUE, MailSlipKind.CARD, MailSlipKind.IBAN, MailSlipKind.NONE),
    PrintedPaper.TRANSFER: (MailSlipKind.RECOVERY, MailSlipKind.SRC),
    PrintedPaper.REJECT: (MailSlipKind.REJECT,),
}
"""The kinds of slips that come one after the other in one document."""


def slip(
    batch: str,
    pdf: Annotated[Path, typer.Option("--pdf", help="Le fichier à écrire.")],
    login: Login,
    password: Password,
    kind: Annotated[PrintedPaper, typer.Option("--kind", help="Le papier.")] = PrintedPaper.RECEIPT,
    config: Config = None,
) -> None:
    """Écrit un bordereau ou la feuille d'un lot ; un bordereau déjà imprimé porte DUPLICATA."""
    with opened(config) as services:
        who = services.people.log_in(login, password, services.workstation)
        paper = _paper(services, who, services.batches.by_number(who, batch), kind)
    try:
        pdf.write_bytes(paper)
    except OSError:
        raise Unavailable(Fault.FOLDER_UNUSABLE, folder=str(pdf.parent)) from None
    typer.echo(f"{pdf} est écrit.")


def _paper(services: Services, who: Actor, batch: Batch, kind: PrintedPaper) -> bytes:
    if kind is PrintedPaper.LOT_SHEET:
        return lot_sheet.draw(services.slips.lot_sheet(who, batch.id))
    if kind is PrintedPaper.RECEIPT:
        return receipt_slip.draw(services.slips.print_receipt_slip(who, uuid4(), batch.id))
    documents = tuple(document for each in _MAIL_SLIPS[kind] for document in _mail_slips(services, who, batch, each))
    if not documents:
        raise RuleBroken(Broken.NOTHING_FOR_SLIP)
    return mail_slip.draw(*documents)


def _mail_slips(services: Services, who: Actor, batch: Batch, kind: MailSlipKind) -> Iterator[MailSlip]:
    """Those that were printed, the oldest first, and then one for what still waits."""
    for row in reversed(services.mail_slips.listing(who, batch.number)):
        if row.batch_number == batch.number and row.kind is kind:
            yield services.mail_slips.reprint(who, uuid4(), row.id)
    if services.mail_slips.waiting(who, batch.id)[kind]:
        yield services.mail_slips.print_slip(who, uuid4(), kind, batch.id)
