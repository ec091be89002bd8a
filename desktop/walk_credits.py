"""The stops of the walk at a client's credit: the offer to apply it, 4.3 with its reason, and refunds."""

from collections.abc import Iterator
from uuid import uuid4

from PySide6.QtCore import Qt

from backoffice.bootstrap import utc_now
from backoffice.domain.batch import Batch, BatchKind, NewBatch
from backoffice.domain.credit import RefundForm
from backoffice.domain.dossier import ClientRow, Dossier
from backoffice.domain.mail_facts import ChequeAmount
from backoffice.domain.money import Money
from backoffice.domain.people import Actor
from backoffice.keying.entry import Entry, InWords
from backoffice.keying.facts import ClientFile
from backoffice.keying.form_making import form_of
from backoffice.keying.outcome import outcome
from backoffice.keying.recorded_form import ChequeForm
from backoffice.services.services import Services
from desktop.hand import go_to, press, until, until_focus, until_said, write
from desktop.walk_mail import Shoot

_RECEIVED, _REFUNDED = Money(40_00), Money(2_15)


def look_at_credits(services: Services, who: Actor, clients: Iterator[ClientRow], shoot: Shoot) -> None:
    """From the batches to the list of refunds, by way of the file of a client who owes something."""
    free = (row for row in clients if not (row.ref.is_direct or row.blocked or row.deceased))
    client = next(row for row in free if services.clients.dossier(who, row.id).invoices)
    new = NewBatch(utc_now().date(), with_invoice=False, kind=BatchKind.PARTNER)
    batch = services.batches.open(who, uuid4(), new)
    services.cheques.record(who, _on_account(batch, services.clients.dossier(who, client.id)))
    go_to("Lots")
    until_focus("Lots")
    write("n")
    until_focus("Date d'arrivée")
    write("\n")
    until_focus("Référence")
    write(f"{client.ref}\n")
    until_said("imputer")
    shoot("imputation")
    press(Qt.Key.Key_Escape)
    until_focus("Référence")
    write("4.3\n")
    until_focus("ANNULATION")
    write(" ")
    until_said("Chèque n° 7777777 de")
    write("\n\n")
    until_focus("Motif de l'annulation")
    write("2")
    shoot("annulation-motif")
    press(Qt.Key.Key_Escape)
    until_focus("Montant")
    services.credits.refund(who, RefundForm(uuid4(), client.id, _REFUNDED, "À la demande du client"))
    go_to("Remboursements")
    until_focus("Listes de remboursements")
    until(lambda: services.credits.refunds_waiting(who), "a refund")
    until_said("1 remboursement")
    press(Qt.Key.Key_F6)
    until_said("établie")
    shoot("remboursements")


def _on_account(batch: Batch, dossier: Dossier) -> ChequeForm:
    """The form of a cheque in a batch SANS FACTURE, though an invoice is pending."""
    entry = Entry(
        key=uuid4(),
        batch_id=batch.id,
        reference=str(dossier.client.ref),
        dossier=dossier,
        amount="",
        words=InWords(_RECEIVED, confirmed=True),
        number="7777777",
        lines=(),
        forced=True,
    )
    form = form_of(entry, outcome(batch, ClientFile.of(dossier), entry.ticks, ChequeAmount(_RECEIVED), None))
    if not isinstance(form, ChequeForm):
        raise TypeError(f"no cheque is keyed for {dossier.client.ref}")
    return form
