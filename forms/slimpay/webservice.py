"""*Webservice SLIMPAY*: an order's page, and what comes of it (P-69)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QUrl, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout
from typing_extensions import override

from backoffice.domain.debit_rows import SlimpayRow
from backoffice.domain.dossier import Dossier
from backoffice.domain.errors import RuleBroken
from backoffice.domain.people import Actor
from backoffice.domain.slimpay import AskState
from backoffice.french.means_words import ASK_STATES
from forms.kit.buttons import button
from forms.kit.keys import KeyHint
from forms.kit.labels import Chip, Words
from forms.kit.panels import Card
from forms.kit.screen import Screen
from forms.kit.screen_tools import ScreenTools
from forms.kit.strip import Strip
from forms.kit.tokens import MARGIN, ROOM, SPACE, Tone
from forms.kit.wording.sentences import sentence, typeset
from forms.slimpay.following import Following
from forms.slimpay.hosts import Hosts
from forms.slimpay.page_place import PagePlace, ViewMaker
from forms.slimpay.services import SlimpayServices
from forms.slimpay.words import NEW_MANDATE, STATE_TONES, tell_end

_SENTENCE = "Laissée, la demande attend dans la liste SlimPay ; abandonnée, elle est annulée chez SlimPay."


class LeavingCard(Card):
    """The question, in its place over the page: a box would hide what it is about.

    Signals:
        later: leave it; it waits in the list.
        never: give it up.
        stayed: go on.
    """

    later = Signal()
    never = Signal()
    stayed = Signal()

    def __init__(self) -> None:
        super().__init__("L'IBAN n'est pas encore arrivé")
        self._later = button("Laisser pour plus tard", self.later.emit, primary=True)
        told = Words(typeset(_SENTENCE))
        told.setWordWrap(True)
        line = QHBoxLayout()
        line.setSpacing(SPACE)
        for made in (
            self._later,
            button("Abandonner la demande", self.never.emit),
            button("Revenir à la page", self.stayed.emit),
        ):
            line.addWidget(made)
        line.addStretch(1)
        self.body.addWidget(told)
        self.body.addLayout(line)
        self.hide()

    def ask(self) -> None:
        """Put the question."""
        self.show()
        self._later.setFocus()


_ABANDONING = "La demande s'abandonne chez SlimPay…"
_NOT_ABANDONED = "SlimPay ne laisse pas abandonner cette demande : réessayez plus tard, elle attend dans la liste."
_NOT_BEGUN = "La page n'est pas là. F5 la demande de nouveau ; la demande attend dans la liste SlimPay."
_NOBODY_WAITS = "SlimPay n'attend plus rien de ce client."


@dataclass(frozen=True, slots=True)
class Pages:
    """How SlimPay's pages are shown.

    Attributes:
        api: the address of SlimPay's API as it is set.
        make_view: makes the view of ours for one; None where they are for the system's browser.
        browse: opens an address in the system's browser.
    """

    api: str
    make_view: ViewMaker | None
    browse: Callable[[QUrl], bool]


class WebserviceScreen(Screen):
    """Follows one order at a time. One that is left, or that another takes the place of, waits in the list.

    Signals:
        left: the order is settled, or left for later.
    """

    left = Signal()

    def __init__(self, services: SlimpayServices, desk: ScreenTools, who: Actor, pages: Pages) -> None:
        super().__init__()
        self._services = services
        self._desk = desk
        self._who = who
        self._following: Following | None = None
        self._troubled = False
        self._name = Words(role="strong")
        self._rum = Words(tone=Tone.MUTED)
        self._state = Chip()
        self._notice = Strip()
        self._leaving = LeavingCard()
        self._frame = PagePlace(Hosts(pages.api), pages.make_view, pages.browse)
        self._connect()
        self._lay_out()

    @override
    def hints(self) -> Sequence[KeyHint]:
        if self._following is None:
            return (KeyHint("Esc", "Quitter", self.left.emit),)
        if not self._leaving.isHidden():
            return (KeyHint("Esc", "Revenir à la page", self._stay),)
        return (KeyHint("F5", "Redemander la page", self._begin), KeyHint("Esc", "Quitter…", self._ask))

    @override
    def enter(self) -> None:
        self.setFocus()
        self._frame.take_focus()

    def show_client(self, client_id: int) -> None:
        """Show the page of what was last asked for a client."""

        def found(rows: Sequence[SlimpayRow]) -> None:
            mine = [row for row in rows if row.client_id == client_id]
            if mine:
                self.show_order(mine[-1])
            else:
                self._desk.strip.info(typeset(_NOBODY_WAITS))
                self.left.emit()

        self._desk.runner.run(lambda: self._services.slimpay.unsettled(self._who), found, self._lose, self)

    def show_order(self, row: SlimpayRow) -> None:
        """Show an order's page, unless it is the one in sight."""
        if self._following is not None and self._following.order_id == row.id:
            return
        self.put_away()
        self._following = Following(self._services.slimpay, self._desk.network, self._who, row.id, self)
        self._following.paged.connect(self._show_page)
        self._following.seen.connect(self._see)
        self._following.settled.connect(self._settle)
        self._following.not_begun.connect(self._not_begun)
        self._following.troubled.connect(self._complain)
        self._following.kept.connect(self._not_abandoned)
        self._name.say(f"{row.ref} · {row.name}")
        self._rum.say(f"RUM {row.rum}" if row.rum else NEW_MANDATE, Tone.MUTED)
        self._show_state(row.state)
        self._begin()

    def put_away(self) -> None:
        """Leave the page, with all that is known of it; an order that is not settled waits in the list."""
        if self._following is not None:
            self._following.stop()
            self._following = None
        self._notice.hide()
        self._leaving.hide()
        self._frame.clear()
        self.hints_changed.emit()

    def _begin(self) -> None:
        if self._following is not None:
            self._notice.hide()
            self._frame.clear()
            self._following.begin()
            self.hints_changed.emit()

    def _show_page(self, address: str) -> None:
        self._frame.show_page(address)
        if self.isVisible() and self._leaving.isHidden():
            self._frame.take_focus()

    def _see(self, row: SlimpayRow) -> None:
        self._show_state(row.state)
        if self._troubled:
            self._troubled = False
            self._notice.hide()

    def _complain(self, error: Exception) -> None:
        self._troubled = True
        self._notice.error(sentence(error))

    def _not_abandoned(self) -> None:
        self._notice.warning(typeset(_NOT_ABANDONED))

    def _not_begun(self, error: Exception) -> None:
        if isinstance(error, RuleBroken):  # SlimPay refuses it for good: it waits for nothing any more
            self._desk.strip.error(sentence(error))
            self._leave()
        else:
            self._frame.clear(_NOT_BEGUN)
            self._complain(error)

    def _settle(self, row: SlimpayRow) -> None:
        def tell(dossier: Dossier) -> None:
            tell_end(self._desk.strip, row, dossier.means)

        clients, who = self._services.clients, self._who
        self._desk.runner.run(lambda: clients.dossier(who, row.client_id), tell, self._desk.tell, self)
        self._leave()

    def _look(self) -> None:
        if self._following is not None:
            self._following.look()

    def _ask(self) -> None:
        self._leaving.ask()
        self.hints_changed.emit()

    def _stay(self) -> None:
        self._leaving.hide()
        self._frame.take_focus()
        self.hints_changed.emit()

    def _abandon(self) -> None:
        if self._following is not None:
            self._stay()
            self._notice.info(typeset(_ABANDONING))
            self._following.abandon()

    def _lose(self, error: Exception) -> None:
        self._desk.tell(error)
        self.left.emit()

    def _leave(self) -> None:
        self.put_away()
        self.left.emit()

    def _show_state(self, state: AskState) -> None:
        self._state.say(ASK_STATES[state].upper(), STATE_TONES[state])

    def _connect(self) -> None:
        self._frame.moved.connect(self._look)
        self._frame.refused.connect(self._desk.strip.warning)
        self._frame.broken.connect(self._notice.error)
        self._leaving.later.connect(self._leave)
        self._leaving.never.connect(self._abandon)
        self._leaving.stayed.connect(self._stay)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(ROOM)
        head.addWidget(Words("Webservice SLIMPAY", "title"))
        head.addWidget(self._name)
        head.addWidget(self._rum)
        head.addWidget(self._state)
        head.addStretch(1)
        foot = Words(
            typeset("L'IBAN se tape dans la page de SlimPay, puis Continuer : Liasse suit, et ferme d'elle-même."),
            tone=Tone.MUTED,
        )
        foot.setWordWrap(True)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(MARGIN, ROOM, MARGIN, ROOM)
        whole.setSpacing(SPACE)
        whole.addLayout(head)
        whole.addWidget(self._notice)
        whole.addWidget(self._leaving)
        whole.addWidget(self._frame, 1)
        whole.addWidget(foot)
