"""The stops of the tour at the financial system: what it has not answered, the quarantine, and the demo's faults."""

from dataclasses import replace
from uuid import uuid4

from PySide6.QtCore import Qt

from backoffice.domain.cancel_why import CancelReason, CancelWhy
from backoffice.domain.demo_faults import DemoFaults, FaultyErp
from backoffice.domain.payments import PaymentKind, PaymentState, Sought
from tests.tour.demo_window import DemoWindow

_PLACE = "Système financier"
_WHY = CancelWhy(CancelReason.DOUBLE)


def look_at_erp(demo: DemoWindow) -> None:
    """As a supervisor, from the empty lists to a comment; then as a trainer to the faults."""
    erp = demo.services.demo_erp
    assert erp is not None, "the demo has its financial system"
    erp.faults = DemoFaults()
    demo.go_to(_PLACE)
    demo.until_said("Tout ce qui a été demandé a sa réponse")
    demo.shoot("erp-vide")
    first, *others = _known(demo)
    _let_contradict(demo, erp, first)
    _let_wait(demo, erp, others[:2])
    demo.shoot("erp")
    demo.write("\n")
    demo.until_at("Commentaire")
    demo.write("Vu avec les comptes\n")
    demo.until_at("Accepter")
    demo.shoot("erp-accepter")
    demo.press(Qt.Key.Key_F3)
    demo.press(Qt.Key.Key_Down)
    demo.until_said("Ce message répond à une demande que personne n'a faite ici")
    demo.shoot("erp-ecarter")
    demo.change_to("T. Nguyen")
    demo.go_to(_PLACE)
    demo.press(Qt.Key.Key_F4)
    demo.until_at("Il répond")
    demo.shoot("erp-humeur")


def _let_contradict(demo: DemoWindow, erp: FaultyErp, receipt_id: int) -> None:
    erp.faults = DemoFaults(refusals=9, contradicts=True)
    demo.services.payment_cancelling.begin(demo.supervisor, uuid4(), receipt_id, _WHY)
    demo.press(Qt.Key.Key_F5)
    demo.until_said("messages à trancher")


def _let_wait(demo: DemoWindow, erp: FaultyErp, receipt_ids: list[int]) -> None:
    erp.faults = DemoFaults(delay=5)
    for receipt_id in receipt_ids:
        demo.services.payment_cancelling.begin(demo.supervisor, uuid4(), receipt_id, _WHY)
    demo.press(Qt.Key.Key_F5)
    demo.until(lambda: demo.services.payment_cancelling.waiting(demo.supervisor), "requests on their way")
    erp.faults = replace(erp.faults, silent=True)
    demo.until_said("demande")
    demo.press(Qt.Key.Key_F3)


def _known(demo: DemoWindow) -> list[int]:
    """The cheques that the financial system knows of, and that nobody cancels yet."""
    services, who = demo.services, demo.supervisor
    found = services.payments.search(who, Sought(kind=PaymentKind.CHEQUE, state=PaymentState.PROCESSED)).payments
    whole = (services.payments.payment(who, row.id) for row in found)
    return [each.row.id.id for each in whole if each.in_financial_system and each.refusal is None]
