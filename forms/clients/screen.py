"""*Clients*: a client is found by reference or by name, and their file opens without a batch."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from typing_extensions import override

from backoffice.domain.client_ref import ClientRef
from backoffice.domain.dossier import ClientIdentity, ClientRow, Dossier
from backoffice.domain.people import Actor
from backoffice.french.screen_titles import CLIENT_SELECTION
from forms.actions.codes import CHANGE_METHOD, CODES
from forms.actions.page import ActionPage
from forms.clients.file_page import FilePage
from forms.coupon.client.credit_offer import CreditOfferBar
from forms.coupon.client.names_search import NamesSearch
from forms.coupon.client.reference_bar import ReferenceBar
from forms.coupon.codes_page import CodesPage
from forms.coupon.key_guard import CodeListener, KeyGuard
from forms.coupon.look_up import LookUp
from forms.coupon.pages import Body
from forms.coupon.services import CouponServices
from forms.kit.icons import Icon
from forms.kit.keys import KeyHint, is_written
from forms.kit.labels import Glyph, Words
from forms.kit.panels import Card
from forms.kit.screen import Screen
from forms.kit.screen_tools import ScreenTools
from forms.kit.tokens import Tone
from forms.kit.trade_fields import ReferenceField
from forms.kit.wording.sentences import sentence, typeset

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


_NOBODY = "Cherchez d'abord le client."


class ClientsScreen(Screen):
    """One client's file after another, and the action codes typed on it.

    Signals:
        slimpay_asked: what was recorded has its IBAN typed at SlimPay (P-69); bears the client's id.
    """

    slimpay_asked = Signal(int)

    def __init__(self, services: CouponServices, desk: ScreenTools, who: Actor) -> None:
        super().__init__()
        self._clients = services.clients
        self._desk = desk
        self._who = who
        self._dossier: Dossier | None = None
        self._looking = LookUp(services.clients, desk, who, self)
        self._parts = made_parts(services, desk, who)
        self._offer = CreditOfferBar(services.credits, desk, who)
        self._listener = CodeListener(frozenset(code for code in CODES if code[0].isdigit()), self)
        self._connect()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._parts.reference)
        whole.addWidget(self._offer)
        whole.addWidget(self._parts.body, 1)
        guard = KeyGuard(self._listener, self)
        guard.watch(self)

    @override
    def hints(self) -> Sequence[KeyHint]:
        if self._is_in_front(self._parts.actions):
            return (*self._parts.actions.hints(), *self._offer.hints())
        nobody = "" if self._dossier else _NOBODY
        return (
            KeyHint("F2", "Client", self._begin),
            KeyHint("F4", "MDR", partial(self._open_action, CHANGE_METHOD), nobody),
            KeyHint("F11", "Actions", self._show_codes, nobody),
            KeyHint("Ctrl+F", "Nom", self._parts.reference.ask_for_names),
            *self._offer.hints(),
        )

    @override
    def unsaved(self) -> str:
        return self._parts.actions.unsaved()

    @override
    def enter(self) -> None:
        if self._dossier is not None:
            self._read_again(self._dossier.client.id)
        if self._is_in_front(self._parts.actions):
            self._parts.actions.take_focus()
        elif self._is_in_front(self._parts.file):
            self._parts.file.take_focus()
        else:
            self._parts.reference.field.take_focus()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._step_back()
        elif not (self._is_in_front(self._parts.file) and self._listener.hear(event)):
            self._begin_with(event)

    def _begin_with(self, event: QKeyEvent) -> None:
        """A letter that nothing in sight takes begins the reference of another client."""
        field = self._parts.reference.field
        if is_written(event) and event.text().isalpha() and not self._is_in_front(self._parts.actions):
            field.clear()
            field.take_focus()
            QApplication.sendEvent(field.edit, event)
        else:
            if is_written(event):
                QApplication.beep()
            super().keyPressEvent(event)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._parts.reference.fit()

    # Finding

    def _begin(self) -> None:
        self._parts.reference.field.clear()
        self._leave_file()
        self._parts.reference.field.take_focus()

    def _leave_file(self) -> None:
        self._looking.forget()
        self._dossier = None
        self._parts.reference.show_dossier(None)
        self._parts.file.show_dossier(None)
        self._show(self._parts.welcome)

    def _enter_reference(self) -> None:
        field = self._parts.reference.field
        refs = field.value()
        if refs is None or (self._dossier is not None and str(self._dossier.client.ref) == field.text()):
            self._go_back()
        else:
            self._look_up(refs)

    def _look_up(self, refs: tuple[ClientRef, ...]) -> None:
        self._leave_file()
        self._looking.ask(refs)

    def _found(self, dossier: Dossier) -> None:
        self._parts.reference.field.show_ref(dossier.client.ref)
        self._open(dossier)
        self._go_back()

    def _ask_which(self, clients: Sequence[ClientIdentity]) -> None:
        self._take_focus(self._parts.reference.field)
        self._parts.reference.choice.offer(clients)

    def _not_found(self, error: Exception) -> None:
        QApplication.beep()
        self._parts.reference.field.show_error(sentence(error))
        self._take_focus(self._parts.reference.field)

    def _open(self, dossier: Dossier) -> None:
        self._dossier = dossier
        self._parts.reference.show_dossier(dossier)
        self._parts.file.show_dossier(dossier)
        self.hints_changed.emit()

    def _read_again(self, client_id: int) -> None:
        """Something may have been done to this client's file."""

        def renew(dossier: Dossier) -> None:
            if self._dossier is not None and self._dossier.client.id == client_id:
                self._open(dossier)

        self._desk.runner.run(lambda: self._clients.dossier(self._who, client_id), renew, self._desk.tell, self)

    def _search_names(self, name: str) -> None:
        self._show(self._parts.names)
        self._parts.names.begin(name)

    def _pick(self, row: ClientIdentity | ClientRow) -> None:
        self._parts.reference.field.show_ref(row.ref)
        self._look_up((row.ref,))

    # Actions

    def _open_action(self, code: str) -> None:
        field, dossier = self._parts.reference.field, self._dossier
        if dossier is None or code not in CODES:
            told = f"{code} n'est pas un code d'action : F11 les montre tous." if dossier else _NOBODY
            field.show_error(typeset(told))
            field.take_focus()
            return
        field.show_ref(dossier.client.ref)
        self._show(self._parts.actions)
        self._parts.actions.open(code, dossier)
        self.hints_changed.emit()

    def _show_codes(self) -> None:
        self._show(self._parts.codes)
        self._parts.codes.take_focus()

    def _done(self, client_id: int) -> None:
        self._read_again(client_id)
        if self._is_in_front(self._parts.actions):
            self._go_back()

    # Ways between the pages

    def _go_back(self) -> None:
        """To the file, or to the empty desk."""
        if self._dossier is None:
            self._show(self._parts.welcome)
            self._take_focus(self._parts.reference.field)
        else:
            self._show(self._parts.file)
            self._take_focus(self._parts.file)

    def _step_back(self) -> None:
        """Escape: to the file, from there to the reference, and from there to nobody's."""
        field = self._parts.reference.field
        if not (self._is_in_front(self._parts.file) or self._is_in_front(self._parts.welcome)):
            self._go_back()
        elif field.edit.hasFocus():
            self._begin()
        else:
            field.take_focus()

    def _show(self, page: QWidget) -> None:
        self._parts.body.show_page(page)
        self.hints_changed.emit()

    def _is_in_front(self, page: QWidget) -> bool:
        return self._parts.body.is_in_front(page)

    def _take_focus(self, part: ReferenceField | FilePage) -> None:
        if self.isVisible():  # an answer that comes late must not take the focus from another screen
            part.take_focus()

    def _connect(self) -> None:
        self._parts.file.around.shown.connect(self._offer.show_dossier)
        self._offer.changed.connect(self.hints_changed)
        self._offer.stale.connect(self._read_again)
        self._looking.found.connect(self._found)
        self._looking.several.connect(self._ask_which)
        self._looking.not_found.connect(self._not_found)
        parts, reference = self._parts, self._parts.reference
        reference.field.committed.connect(self._enter_reference)
        reference.field.action_asked.connect(self._open_action)
        reference.names_asked.connect(self._search_names)
        reference.choice.picked.connect(self._pick)
        parts.names.picked.connect(self._pick)
        parts.names.closed.connect(self._go_back)
        for leaf in (parts.codes, parts.actions):
            leaf.left.connect(self._go_back)
        parts.codes.chosen.connect(self._open_action)
        parts.actions.recorded.connect(self._done)
        parts.actions.changed.connect(self.hints_changed)
        parts.actions.slimpay_asked.connect(self.slimpay_asked)
        parts.file.around.blocks.asked.connect(self._open_action)
        parts.file.around.blocks.lifted.connect(self._read_again)
        parts.file.around.blocks.left.connect(self._go_back)
        self._listener.heard.connect(self._open_action)
