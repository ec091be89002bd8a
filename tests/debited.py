"""An office with debits of every kind, for the tests of what must never be in the books."""

from datetime import date
from uuid import uuid4

from backoffice.domain.card import AliasedCard, CardExpiry
from backoffice.domain.client_ref import ClientRef
from backoffice.domain.debit import DebitOperation, Renewal, RowDebit
from backoffice.domain.gesture import BankFiling
from backoffice.domain.means import Channel, MethodChange, MethodForm
from backoffice.domain.method import Brand
from backoffice.domain.paper import Paper, PaperTrace
from backoffice.domain.people import Actor
from backoffice.keying.sent import MailForm
from tests.office import Desk

CARD = AliasedCard("AL-1", Brand.CB, "0154", CardExpiry(2027, 5))


def debit(desk: Desk) -> None:
    """Debit 1 of client 1, cancelled by 2, with its renewal and means; 3 in file 1; an order at SlimPay of client 2."""
    batch, first, second = desk.batch(), desk.client(), desk.client(ClientRef("J", 121, "2"))
    for client_id in (first, second):
        desk.order(client_id, "C1", "Le Jardin")
    key_card(desk, batch.id, first)
    (cancelled,) = desk.mail.of_batch(desk.operator, batch.id)
    desk.mail.cancel(desk.operator, uuid4(), cancelled.id)
    key_card(desk, batch.id, first)
    desk.collecting.make(desk.supervisor, uuid4(), BankFiling(Channel.CARD, date(2024, 3, 4), date(2024, 3, 11)))
    desk.methods.change(desk.operator, MethodForm(uuid4(), second, MethodChange(99)))


def key_card(desk: Desk, batch_id: int, client_id: int, who: Actor | None = None) -> None:
    """A coupon with a card."""
    rows = tuple(RowDebit(row.id, DebitOperation.REBILL) for row in desk.dossier(client_id).invoices)
    form = MailForm(
        uuid4(),
        batch_id,
        client_id,
        PaperTrace(Paper.ARCHIVE),
        (),
        MethodChange(80, card=CARD),
        rows,
        (Renewal("C1"),),
    )
    desk.mail.record(who or desk.operator, form)
