"""The stops of the tour at SlimPay: the list, its page, and leaving it."""

from uuid import uuid4

from PySide6.QtCore import Qt

from backoffice.domain.means import MethodChange, MethodForm
from backoffice.domain.method import Method
from tests.tour.demo_window import DemoWindow


def _ask_slimpay(demo: DemoWindow) -> None:
    """2.4 with the code 99 on a client's file (P-69)."""
    client = next(row.id for row in demo.clients() if not row.blocked)
    demo.services.methods.change(demo.operator, MethodForm(uuid4(), client, MethodChange(Method.SLIMPAY)))


def look_at_slimpay(demo: DemoWindow) -> None:
    """From the list to the page of its first order, and back."""
    _ask_slimpay(demo)
    demo.go_to("SlimPay")
    demo.until_said("1 demande")
    demo.shoot("slimpay")
    demo.write("\n")
    demo.until(lambda: _is_shown(demo), "SlimPay's page")
    demo.shoot("slimpay-page")
    demo.press(Qt.Key.Key_Escape)
    demo.until_at("Laisser pour plus tard")
    demo.shoot("slimpay-quitter")
    demo.write("\n")
    demo.until_at("SlimPay")


def _is_shown(demo: DemoWindow) -> bool:
    from forms.slimpay.web_view import SlimpayView  # noqa: PLC0415 - an installation may come without a web engine

    return any(view.title() and not view.page().isLoading() for view in demo.window.findChildren(SlimpayView))
