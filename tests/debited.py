"""An office with debits of every kind, for the tests of what must never be in the books."""

from datetime import date
from uuid import uuid4

from backoffice.domain.card import AliasedCard, CardExpiry
from backoffice.domain.client_ref import ClientRef
from backoffice.domain.collection import BankFiling
from backoffice.domain.mail_facts import CardFacts
from backoffice.domain.means import MethodChange, MethodForm
from backoffice.domain.method import Brand, Channel
from backoffice.domain.people import Actor
from backoffice.keying.assigned import Assigned
from backoffice.keying.ticks import Ticks
from tests.office import OfficeGestures

CARD = AliasedCard("AL-1", Brand.CB, "0154", CardExpiry(2027, 5))
ON_CARD = Ticks(card=CardFacts(Brand.CB))


def debit(desk: OfficeGestures) -> None:
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


def key_card(desk: OfficeGestures, batch_id: int, client_id: int, who: Actor | None = None) -> None:
    """A coupon with a card."""
    batch = desk.batches.row(who or desk.operator, batch_id).batch
    desk.mail.record(who or desk.operator, desk.mail_form(batch, client_id, ON_CARD, assigned=Assigned(card=CARD)))
