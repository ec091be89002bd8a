"""An office with payments of every kind and in every state."""

from datetime import date
from uuid import uuid4

from backoffice.domain.cancellation import ErpAnswer
from backoffice.domain.cheque import ChequeCorrection
from backoffice.domain.client_ref import ClientRef
from backoffice.domain.collection import BankFiling
from backoffice.domain.method import Channel
from backoffice.domain.money import Money
from backoffice.domain.people import Actor
from backoffice.domain.unpaid import UnpaidForm
from tests.debited import key_card
from tests.office import FIRST_DAY, OfficeGestures, Pending
from tests.scripted_erp import ScriptedErp
from tests.together import Together

_TWO: tuple[Pending, ...] = (("AP11", date(2019, 2, 20), 13_10), ("AP12", date(2019, 3, 9), 20_30))


def another(desk: OfficeGestures, chrono: str, cents: int = 20_30) -> int:
    """A client with one invoice; gives the id."""
    return desk.client(ClientRef("J", 121, chrono), (("AP11", date(2024, 2, 1), cents),))


def debit(desk: OfficeGestures, batch_id: int, client_id: int, who: Actor | None = None) -> None:
    """Debit a client on a card."""
    desk.order(client_id, "C1", "Le Jardin")
    key_card(desk, batch_id, client_id, who)


def every_kind(desk: OfficeGestures) -> None:
    """A payment in each state, in batches of an operator and of the supervisor."""
    _partly_cancelled(desk)
    batch = desk.batch()
    for place, cents in enumerate((20_30, 20_30, 17_15, 20_30, 20_30, 20_30)):
        desk.cheque(batch, another(desk, f"80{place}", cents), cents, f"{5508018 + place}")
    first, second = (row.id for row in desk.batches.lines(desk.operator, batch.id)[:2])
    desk.corrections.reverse(desk.operator, uuid4(), first)
    desk.corrections.correct(desk.operator, ChequeCorrection(uuid4(), second, Money(20_00), None, "7777777"))
    unpaid = desk.clients.find(desk.operator, ClientRef("J", 121, "802"), batch.kind)
    desk.cancelling.unpaid(desk.operator, UnpaidForm(uuid4(), unpaid.id, Money(17_15), "Rejet"))
    debit(desk, batch.id, another(desk, "900"))
    desk.mail.cancel(desk.operator, uuid4(), desk.mail.of_batch(desk.operator, batch.id)[-1].id)
    sent = desk.client(ClientRef("J", 121, "902"), _TWO)
    for client_id in (another(desk, "901"), sent):
        debit(desk, batch.id, client_id)
    filing = BankFiling(Channel.CARD, FIRST_DAY.date(), date(2024, 3, 11))
    desk.collecting.make(desk.supervisor, uuid4(), filing)
    desk.cancelling.unpaid(desk.supervisor, UnpaidForm(uuid4(), sent, Money(13_10), "Rejet"))
    debit(desk, desk.batch(who=desk.supervisor).id, another(desk, "903"), desk.supervisor)


def _partly_cancelled(desk: OfficeGestures) -> None:
    together = Together(desk, ScriptedErp())
    _, requests = together.asked(10_00, 20_30, 7_15, chrono="9001")
    together.erp.say(ErpAnswer.CANCELLED, requests[0])
    together.round.run()
