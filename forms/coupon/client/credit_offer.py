"""*Imputation d'un avoir*: proposed wherever a client has a credit and a pending invoice; one key accepts (C-04)."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout

from backoffice.domain.batch_rows import ReceiptRow
from backoffice.domain.credit import CreditOffer, offer_of
from backoffice.domain.dossier import Dossier
from backoffice.domain.errors import RuleBroken
from backoffice.domain.money import ZERO
from backoffice.domain.people import Actor
from backoffice.french.figures import euros
from backoffice.services.undoing.credits import Credits
from forms.coupon.batch.keyed_line import KeyedRow
from forms.kit.buttons import button
from forms.kit.gesture import Gesture
from forms.kit.icons import TONE_ICONS, Icon
from forms.kit.keys import KeyHint
from forms.kit.labels import Glyph, Words
from forms.kit.screen_tools import ScreenTools
from forms.kit.tokens import ROOM, SPACE, Tone
from forms.kit.wording.sentences import sentence, typeset

KEY = "Ctrl+M"


class CreditOfferBar(QFrame):
    """The offer for the client in sight; with none in sight, for whoever was just received on account.

    It takes no focus, and nothing is applied without its key.

    Signals:
        changed: there is another offer, or none.
        stale: the client's file is not as it was, bears their id: a credit was applied, or something else was faster.
    """

    changed = Signal()
    stale = Signal(int)

    def __init__(self, credits_: Credits, desk: ScreenTools, who: Actor) -> None:
        super().__init__()
        self.setObjectName("strip")
        self.setProperty("tone", Tone.INFO.value)
        self._credits = credits_
        self._desk = desk
        self._who = who
        self._gesture = Gesture(desk.runner, self)
        self._offer: CreditOffer | None = None
        self._of_file: CreditOffer | None = None
        self._has_file = False
        self._received: dict[int, CreditOffer] = {}
        self._seen: tuple[int, int] = (0, 0)
        self._text = Words()
        self._text.setWordWrap(True)
        self._yes = button(f"Imputer  {KEY}", self.accept, Icon.CHECK)
        self._yes.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # a click leaves the focus on the coupon in hand
        line = QHBoxLayout(self)
        line.setContentsMargins(ROOM, SPACE, ROOM, SPACE)
        line.setSpacing(SPACE)
        line.addWidget(Glyph(TONE_ICONS[Tone.INFO], Tone.INFO))
        line.addWidget(self._text, 1)
        line.addWidget(self._yes)
        self.hide()

    def show_dossier(self, dossier: Dossier | None) -> None:
        """Another client is in sight, or the same one as they are now, or none."""
        self._has_file = dossier is not None
        self._of_file = None if dossier is None else offer_of(dossier.client, dossier.credit, dossier.invoices)
        if dossier is not None:
            self._received.pop(dossier.client.id, None)
        self._follow()

    def show_lines(self, batch_id: int, lines: Sequence[KeyedRow], *, with_invoice: bool) -> None:
        """The newest lines of the batch, the newest first: what was just received on account may settle an invoice."""
        newest = max((row.id for row in lines if isinstance(row, ReceiptRow)), default=0)
        batch, before = self._seen
        self._seen = (batch_id, newest)
        if batch != batch_id:
            self._received.clear()  # the other batch's
            self._follow()
        if with_invoice or batch != batch_id:
            return
        for row in lines:
            if isinstance(row, ReceiptRow) and row.id > before and row.credit > ZERO and not row.reversed:
                self._ask(row.id)

    def hints(self) -> Sequence[KeyHint]:
        """The key, while there is an offer."""
        return () if self._offer is None else (KeyHint(KEY, "Imputer", self.accept),)

    def accept(self) -> None:
        """*Imputer*: what the bar says, once."""
        offer = self._offer
        if offer is not None:
            self._gesture.send(
                lambda key: self._credits.apply(self._who, key, offer.applying),
                lambda following: self._applied(offer, following),
                lambda error: self._refused(offer, error),
            )

    def text(self) -> str:
        """What is offered, or nothing."""
        return "" if self._offer is None else self._text.text()

    def _ask(self, receipt_id: int) -> None:
        self._desk.runner.run(
            lambda: self._credits.offer_after(self._who, receipt_id), self._receive, self._desk.tell, self
        )

    def _receive(self, offer: CreditOffer | None) -> None:
        if offer is not None:
            self._received[offer.client_id] = offer
            self._follow()

    def _follow(self) -> None:
        offer = self._of_file if self._has_file else next(reversed(self._received.values()), None)
        if offer != self._offer:
            self._offer = offer
            self._gesture.renew()
            self._text.setText("" if offer is None else words(offer))
            self.setAccessibleName(self._text.text())
            self.setVisible(offer is not None)
            self.changed.emit()

    def _applied(self, offer: CreditOffer, following: CreditOffer | None) -> None:
        settled = f"la facture {_invoice(offer)} de {offer.name}, {offer.ref}"
        self._desk.strip.ok(typeset(f"{euros(offer.amount)} d'avoir imputés à {settled}."))
        if offer.client_id in self._received:
            del self._received[offer.client_id]
            self._receive(following)
        if self._of_file == offer:
            self._of_file = following
        self._follow()
        self.stale.emit(offer.client_id)

    def _refused(self, offer: CreditOffer, error: Exception) -> None:
        self._desk.strip.error(sentence(error))
        if isinstance(error, RuleBroken):  # it was overtaken: what is in sight is read again
            self._received.pop(offer.client_id, None)
            self._follow()
            self.stale.emit(offer.client_id)


def words(offer: CreditOffer) -> str:
    """`Mme DURAND Marie, J 121 52134466 : avoir 22,45 €, facture F1 AP11 20,30 € : imputer 20,30 € ?`."""
    return typeset(
        f"{offer.name}, {offer.ref} : avoir {euros(offer.credit)}, facture {_invoice(offer)} {euros(offer.pending)} : "
        f"imputer {euros(offer.amount)} ?"
    )


def _invoice(offer: CreditOffer) -> str:
    return f"{offer.invoice} {offer.circular}".rstrip()
