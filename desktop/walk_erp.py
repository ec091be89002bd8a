"""The stops of the walk at the financial system: what it has not answered, the quarantine, and the demo's moods."""

from collections.abc import Callable
from dataclasses import replace
from uuid import uuid4

from PySide6.QtCore import Qt

from backoffice.domain.cancel_why import CancelReason, CancelWhy
from backoffice.domain.demo_faults import DemoMood, Moody
from backoffice.domain.payments import PaymentKind, PaymentState, Sought
from backoffice.domain.people import Actor
from backoffice.services.services import Services
from desktop.hand import go_to, press, until, until_focus, until_said, write
from desktop.walk_mail import Shoot

_PLACE = "Système financier"
_WHY = CancelWhy(CancelReason.DOUBLE)


def look_at_erp(services: Services, who: Actor, change_to: Callable[[str], None], shoot: Shoot) -> None:
    """As a supervisor, `who`, from the empty lists to a comment; then as a trainer to the moods."""
    erp = services.demo_erp
    if erp is None:
        raise AssertionError("the demo has its financial system")
    erp.mood = DemoMood()
    go_to(_PLACE)
    until_said("Tout ce qui a été demandé a sa réponse")
    shoot("erp-vide")
    first, *others = _known(services, who)
    _let_contradict(services, who, erp, first)
    _let_wait(services, who, erp, others[:2])
    shoot("erp")
    write("\n")
    until_focus("Commentaire")
    write("Vu avec les comptes\n")
    until_focus("Accepter")
    shoot("erp-accepter")
    press(Qt.Key.Key_F3)
    press(Qt.Key.Key_Down)
    until_said("Ce message répond à une demande que personne n'a faite ici")
    shoot("erp-ecarter")
    change_to("T. Nguyen")
    go_to(_PLACE)
    press(Qt.Key.Key_F4)
    until_focus("Il répond")
    shoot("erp-humeur")


def _let_contradict(services: Services, who: Actor, erp: Moody, receipt_id: int) -> None:
    erp.mood = DemoMood(refusals=9, contradicts=True)
    services.payment_cancelling.begin(who, uuid4(), receipt_id, _WHY)
    press(Qt.Key.Key_F5)
    until_said("messages à trancher")


def _let_wait(services: Services, who: Actor, erp: Moody, receipt_ids: list[int]) -> None:
    erp.mood = DemoMood(delay=5)
    for receipt_id in receipt_ids:
        services.payment_cancelling.begin(who, uuid4(), receipt_id, _WHY)
    press(Qt.Key.Key_F5)
    until(lambda: services.payment_cancelling.waiting(who), "requests on their way")
    erp.mood = replace(erp.mood, silent=True)
    until_said("demande")
    press(Qt.Key.Key_F3)


def _known(services: Services, who: Actor) -> list[int]:
    """The cheques that the financial system knows of, and that nobody cancels yet."""
    found = services.payments.search(who, Sought(kind=PaymentKind.CHEQUE, state=PaymentState.PROCESSED)).payments
    whole = (services.payments.payment(who, row.id) for row in found)
    return [each.row.id.id for each in whole if each.in_financial_system and each.refusal is None]
