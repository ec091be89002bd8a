"""The parts of the screen, made and laid out."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from backoffice.domain.people import Actor
from backoffice.french.screen_titles import CLIENT_SELECTION
from forms.actions.page import ActionPage
from forms.clients.file_page import FilePage
from forms.coupon.body import Body
from forms.coupon.client.names_search import NamesSearch
from forms.coupon.client.reference_bar import ReferenceBar
from forms.coupon.codes_page import CodesPage
from forms.coupon.services import CouponServices
from forms.kit.icons import Icon
from forms.kit.labels import Glyph, Words
from forms.kit.panels import Card
from forms.kit.screen_tools import ScreenTools
from forms.kit.tokens import Tone
from forms.kit.wording import typeset

_GLYPH = 40
_FIRST = (
    "Tapez ou scannez une référence, puis Entrée ; ou un nom, que Ctrl+F cherche aussi.\n"
    "Le dossier s'ouvre sans lot : on y lit tout, et on y tape les codes d'action (F11)."
)


@dataclass(frozen=True, slots=True)
class ClientsWidgets:
    """Everything that stands on the screen; the body shows one of its pages at a time."""

    reference: ReferenceBar
    welcome: QWidget
    file: FilePage
    actions: ActionPage
    codes: CodesPage
    names: NamesSearch
    body: Body


def made_parts(services: CouponServices, desk: ScreenTools, who: Actor) -> ClientsWidgets:
    """Make the parts."""
    welcome, file = _welcome(), FilePage(services, desk, who)
    actions, codes = ActionPage(services.for_actions, desk, who), CodesPage()
    names = NamesSearch(services.clients, desk, who)
    body = Body((welcome, file, actions, codes, names), ())
    return ClientsWidgets(ReferenceBar(), welcome, file, actions, codes, names, body)


def _welcome() -> Card:
    """An empty desk, and how to begin."""
    steps = Words(typeset(_FIRST), tone=Tone.MUTED)
    steps.setWordWrap(True)
    steps.setAlignment(Qt.AlignmentFlag.AlignCenter)
    card = Card()
    card.body.addStretch(1)
    card.body.addWidget(Glyph(Icon.USER, Tone.MUTED, _GLYPH), 0, Qt.AlignmentFlag.AlignCenter)
    card.body.addWidget(Words(CLIENT_SELECTION, "title"), 0, Qt.AlignmentFlag.AlignCenter)
    card.body.addWidget(steps)
    card.body.addStretch(2)
    return card
