"""The stops of the walk at SlimPay: the list, its page, and leaving it."""

from collections.abc import Callable
from uuid import uuid4

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from backoffice.domain.means import MethodChange, MethodForm
from backoffice.domain.method import Method
from backoffice.domain.people import Actor
from backoffice.services.services import Services
from desktop.hand import press, until, until_focus, until_said, write
from forms.slimpay.web_view import SlimpayView


def ask_slimpay(services: Services, who: Actor, client_id: int) -> None:
    """What waits at SlimPay: 2.4 with the code 99 on a client's file (P-69)."""
    services.methods.change(who, MethodForm(uuid4(), client_id, MethodChange(Method.SLIMPAY)))


def look_at_slimpay(window: QWidget, shoot: Callable[[str], None]) -> None:
    """From the list, which is in front, to the page of its first order, and back."""
    until_said("1 demande")
    shoot("slimpay")
    write("\n")
    until(lambda: _is_shown(window), "SlimPay's page")
    shoot("slimpay-page")
    press(Qt.Key.Key_Escape)
    until_focus("Laisser pour plus tard")
    shoot("slimpay-quitter")
    write("\n")
    until_focus("SlimPay")


def _is_shown(window: QWidget) -> bool:
    return any(view.title() and not view.page().isLoading() for view in window.findChildren(SlimpayView))
