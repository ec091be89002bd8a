"""2.4 *Changement MDR* on a client's file, without a paper: the present means, the new ones, the mandate's history."""

from collections.abc import Callable, Sequence
from datetime import date
from uuid import uuid4

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout
from typing_extensions import override

from backoffice.domain.errors import Broken, RuleBroken
from backoffice.domain.means import CARD_METHODS, Channel, JudgedIban, MethodForm, channel_of, direct_method_of
from backoffice.domain.method import Method
from backoffice.domain.people import Actor, Right
from backoffice.domain.rows import ClientIdentity, Dossier
from backoffice.services.methods import Methods
from forms.actions.assigned import Asked
from forms.actions.mandate_panel import MandatePanel
from forms.actions.means_history import MeansHistory
from forms.actions.means_words import means_words
from forms.actions.method_fields import MethodFields
from forms.actions.values import ENTER, Remark
from forms.kit.buttons import allow, button
from forms.kit.desk import Desk
from forms.kit.icons import Icon
from forms.kit.keys import KeyHint
from forms.kit.labels import Words
from forms.kit.panels import Card
from forms.kit.strip import Strip
from forms.kit.tokens import ROOM, SPACE, Tone
from forms.kit.wording import sentence, typeset

TITLE = "2.4 Changement MDR"
_SAVE, _SAVING = " Enregistrer  ⏎", " Enregistrement…"
_REFUSED = "Cet IBAN est refusé par le fichier partenaire : il ne s'affecte pas (P-67)."


class MeansPanel(Card):
    """The change of one client's means of payment after another's; Enter records it once, Escape goes back.

    Signals:
        recorded: the means of payment, or the mandate, are changed; bears the client's id.
        slimpay_asked: the IBAN is to be typed at SlimPay (P-69); bears the client's id.
        left: back to the dossier.

    Attributes:
        fields: the new means of payment.
        mandate: the state of the mandate.
    """

    recorded = Signal(int)
    slimpay_asked = Signal(int)
    left = Signal()

    def __init__(
        self, methods: Methods, desk: Desk, who: Actor, why_not: Callable[[Right], str], today: Callable[[], date]
    ) -> None:
        """Make the panel; `why_not` says why the role lacks a right, `today` what day it is."""
        super().__init__(TITLE)
        self._methods = methods
        self._desk = desk
        self._who = who
        self._client: ClientIdentity | None = None
        self._why_not = ""
        self._key = uuid4()
        self._is_sending = self._is_wanted = False
        self._name = Words(role="strong")
        self._ref = Words(tone=Tone.MUTED)
        self._present = Words()
        self._present.setWordWrap(True)
        self._stands = Remark(Tone.WARNING)
        self._notice = Strip()
        self.fields = MethodFields(methods, desk, who, today)
        self._history = MeansHistory(methods, desk, who)
        self.mandate = MandatePanel(methods, desk, who, why_not(Right.CHANGE_MANDATES))
        self._save = button("Enregistrer", self.save, Icon.SAVE, primary=True)
        self._leave = button("Revenir au dossier  Échap", self.leave)
        self._lay_out()
        self._connect()

    def begin(self, dossier: Dossier) -> None:
        """Ask anew, for this client. Show the panel first: it takes the focus."""
        client, means = dossier.client, dossier.means
        self._client = client
        self._key = uuid4()
        self._name.setText(client.name)
        self._ref.setText(str(client.ref))
        self._present.setText(means_words(means))
        self._notice.hide()
        self._rest()
        self._why_not = sentence(RuleBroken(Broken.CLIENT_BLOCKED, ref=str(client.ref))) if client.blocked else ""
        self._stands.say(self._why_not)
        codes = (*CARD_METHODS, int(Method.SLIMPAY), direct_method_of(means.method_code))
        wanted = means.method_code if means.method_code in codes[:-1] else int(Method.CARD)
        self.fields.begin(self._key)
        self.fields.ask(Asked(client.id, codes, wanted))
        self.fields.setEnabled(not self._why_not)
        self._history.begin(client.id)
        self.mandate.begin(dossier)
        self._allow()
        self.take_focus()

    def take_focus(self) -> None:
        """Put the focus where the work begins: at the methods."""
        if self._why_not:
            self._leave.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.fields.focus_codes()

    def hints(self) -> Sequence[KeyHint]:
        """*Enregistrer* and the way back, for the status line."""
        missing = self._missing()
        return (
            KeyHint("F6", "Enregistrer", self.save, not missing, missing),
            KeyHint("Esc", "Revenir au dossier", self.leave),
        )

    def save(self) -> None:
        """*Enregistrer*: once, and again under the same key if no answer came; after a card that is on its way."""
        client, fields = self._client, self.fields
        if client is None or self._is_sending or self._why_not:
            return
        self._is_wanted = fields.is_assigning
        if fields.assigned.lacks(fields.code) or self._is_wanted:
            if not self._is_wanted:
                fields.take_focus()
            return
        self._is_sending = True
        self._notice.hide()
        self._save.setText(_SAVING)
        form = MethodForm(self._key, client.id, fields.assigned.change(fields.code))
        self._desk.runner.run(
            lambda: self._methods.change(self._who, form),
            lambda _: self._recorded(client, form),
            lambda error: self._refused(client, form, error),
            self,
        )

    def leave(self) -> None:
        """Escape; too late once it is on its way."""
        if not self._is_sending:
            self.left.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER:
            if not event.isAutoRepeat():
                self.save()
        elif event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def _missing(self) -> str:
        if self._why_not:
            return self._why_not
        lacks = self.fields.assigned.lacks(self.fields.code) and not self.fields.is_assigning
        return "Affectez d'abord la carte ou l'IBAN." if lacks else ""

    def _allow(self) -> None:
        allow(self._save, self._missing())
        if self._is_wanted and not self.fields.is_assigning:  # the card has come, or it will not
            self._is_wanted = False
            if not self._missing():
                self.save()

    def _judge(self, judged: JudgedIban) -> None:
        if not judged.accepted:
            self.fields.refuse(typeset(_REFUSED))

    def _go_on(self) -> None:
        self._allow()
        if self._save.isEnabled():
            self._save.setFocus(Qt.FocusReason.OtherFocusReason)

    def _recorded(self, client: ClientIdentity, form: MethodForm) -> None:
        if form.key == self._key:
            self._client = None  # one more Enter before the dossier is back records nothing
            self._rest()
        self._desk.strip.ok(typeset(f"{TITLE} : enregistré pour {client.name}, {client.ref}."))
        self.recorded.emit(client.id)
        if channel_of(form.change.code) is Channel.SLIMPAY:
            self.slimpay_asked.emit(client.id)

    def _refused(self, client: ClientIdentity, form: MethodForm, error: Exception) -> None:
        if form.key == self._key:
            self._rest()
            self._notice.error(sentence(error))
        else:
            self._desk.strip.error(typeset(f"{TITLE}, {client.ref} : {sentence(error)}"))

    def _rest(self) -> None:
        self._is_sending = self._is_wanted = False
        self._save.setText(_SAVE)

    def _connect(self) -> None:
        self.fields.changed.connect(self._allow)
        self.fields.judged.connect(self._judge)
        self.fields.settled.connect(self._go_on)
        self.mandate.recorded.connect(self.recorded)

    def _lay_out(self) -> None:
        whose = QHBoxLayout()
        whose.setSpacing(ROOM)
        whose.addWidget(self._name)
        whose.addWidget(self._ref, 1)
        foot = QHBoxLayout()
        foot.setSpacing(SPACE)
        foot.addStretch(1)
        foot.addWidget(self._leave)
        foot.addWidget(self._save)
        self.body.addLayout(whose)
        self.body.addWidget(Words("Actuellement", "label"))
        self.body.addWidget(self._present)
        self.body.addWidget(self._stands)
        self.body.addWidget(self.fields)
        self.body.addWidget(self._notice)
        self.body.addLayout(foot)
        self.body.addWidget(self._history)
        self.body.addWidget(self.mandate)
