"""The stops of the tour at a client's credit: the offer to apply it, 4.3 with its reason, and refunds."""

from uuid import uuid4

from PySide6.QtCore import Qt

from backoffice.bootstrap import utc_now
from backoffice.domain.batch import Batch, BatchKind, NewBatch
from backoffice.domain.credit import RefundForm
from backoffice.domain.dossier import Dossier
from backoffice.domain.mail_facts import ChequeAmount
from backoffice.domain.money import Money
from backoffice.french.office_time import office_day
from backoffice.keying.entry import Entry, InWords
from backoffice.keying.facts import ClientFile
from backoffice.keying.form_making import form_of
from backoffice.keying.outcome import outcome
from backoffice.keying.recorded_form import ChequeForm
from tests.tour.demo_window import DemoWindow

_RECEIVED, _REFUNDED = Money(40_00), Money(2_15)


def look_at_credits(demo: DemoWindow) -> None:
    """From the batches to the list of refunds, by way of the file of a client who owes something."""
    services, who = demo.services, demo.supervisor
    free = (row for row in demo.clients() if not (row.ref.is_direct or row.blocked or row.deceased))
    client = next(row for row in free if services.clients.dossier(who, row.id).invoices)
    new = NewBatch(office_day(utc_now()), with_invoice=False, kind=BatchKind.PARTNER)
    batch = services.batches.open(who, uuid4(), new)
    services.cheques.record(who, _on_account(batch, services.clients.dossier(who, client.id)))
    demo.go_to("Lots")
    demo.until_at("Lots")
    demo.write("n")
    demo.until_at("Date d'arrivée")
    demo.write("\n")
    demo.until_at("Référence")
    demo.write(f"{client.ref}\n")
    demo.until_said("imputer")
    demo.shoot("imputation")
    demo.press(Qt.Key.Key_Escape)
    demo.until_at("Référence")
    demo.write("4.3\n")
    demo.until_at("ANNULATION")
    demo.write(" ")
    demo.until_said("Chèque n° 7777777 de")
    demo.write("\n\n")
    demo.until_at("Motif de l'annulation")
    demo.write("2")
    demo.shoot("annulation-motif")
    demo.press(Qt.Key.Key_Escape)
    demo.until_at("Montant")
    services.credits.refund(who, RefundForm(uuid4(), client.id, _REFUNDED, "À la demande du client"))
    demo.go_to("Remboursements")
    demo.until_at("Listes de remboursements")
    demo.until(lambda: services.credits.refunds_waiting(who), "a refund")
    demo.until_said("1 remboursement")
    demo.press(Qt.Key.Key_F6)
    demo.until_said("établie")
    demo.shoot("remboursements")


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
