"""2.4 *Changement MDR* on a client's file, without a paper: the present means, the new ones, the mandate's history."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, Signal
from typing_extensions import override

from backoffice.domain.dossier import ClientIdentity, Dossier
from backoffice.domain.errors import Broken, RuleBroken
from backoffice.domain.means import JudgedIban, MethodChange, MethodForm
from backoffice.domain.method import CARD_METHODS, Channel, Method, channel_of
from backoffice.domain.people import Actor, Right
from backoffice.french.action_words import METHOD_CHANGE
from backoffice.french.means_words import means_words
from backoffice.keying.assigned import Asked
from backoffice.services.clients.methods import Methods
from forms.actions.action_panel_base import ActionPanelBase
from forms.actions.mandate_panel import MandatePanel
from forms.actions.means_history import MeansHistory
from forms.actions.method_fields import MethodFields
from forms.kit.buttons import allow
from forms.kit.labels import Words
from forms.kit.screen_tools import ScreenTools
from forms.kit.tokens import Tone
from forms.kit.wording.sentences import sentence, typeset

TITLE = f"2.4 {METHOD_CHANGE}"
_NO_DIRECT = (
    "Pas de prélèvement ici : le partenaire n'a pas donné son code. Faites-le importer (colonne mdr_prelevement de "
    "partenaires.csv)."
)
_REFUSED = "Cet IBAN est refusé par le fichier partenaire : il ne s'affecte pas (P-67)."


class MeansPanel(ActionPanelBase):
    """The change of one client's means of payment after another's; Enter records it once, Escape goes back.

    Signals:
        slimpay_asked: the IBAN is to be typed at SlimPay (P-69); bears the client's id.

    Attributes:
        fields: the new means of payment.
        mandate: the state of the mandate.
    """

    slimpay_asked = Signal(int)

    def __init__(
        self,
        methods: Methods,
        desk: ScreenTools,
        who: Actor,
        why_not: Callable[[Right], str],
        today: Callable[[], date],
    ) -> None:
        """Make the panel; `why_not` says why the role lacks a right, `today` what day it is."""
        super().__init__(TITLE, desk, who)
        self._methods = methods
        self._barred = ""
        self._is_wanted = False
        self._present = Words()
        self._present.setWordWrap(True)
        self._no_direct = Words(typeset(_NO_DIRECT), tone=Tone.MUTED)
        self._no_direct.setWordWrap(True)
        self.fields = MethodFields(methods, desk, who, today)
        self._history = MeansHistory(methods, desk, who)
        self.mandate = MandatePanel(methods, desk, who, why_not(Right.CHANGE_MANDATES))
        self._lay_out()
        self._connect()

    @override
    def begin(self, dossier: Dossier) -> None:
        super().begin(dossier)
        client, means = dossier.client, dossier.means
        self._is_wanted = False
        self._present.setText(means_words(means))
        self._barred = sentence(RuleBroken(Broken.CLIENT_BLOCKED, ref=str(client.ref))) if client.blocked else ""
        self._stands.say(self._barred)
        named, direct = (*CARD_METHODS, int(Method.SLIMPAY)), client.direct_method
        wanted = means.method_code if means.method_code in named else int(Method.CARD)
        self._no_direct.setVisible(direct is None)
        self.fields.begin(self._gesture)
        self.fields.ask(Asked(client.id, named if direct is None else (*named, direct), wanted))
        self.fields.setEnabled(not self._barred)
        self._history.begin(client.id)
        self.mandate.begin(dossier)
        self._allow()
        self.take_focus()

    @override
    def take_focus(self) -> None:
        if self._barred:
            super().take_focus()
        else:
            self.fields.focus_codes()

    @override
    def why_not(self) -> str:
        if self._barred:
            return self._barred
        lacks = self.fields.assigned.lacks(self.fields.code) and not self.fields.is_assigning
        return "Affectez d'abord la carte ou l'IBAN." if lacks else ""

    @override
    def save(self) -> None:
        """*Enregistrer*: once, and again under the same key if no answer came; after a card that is on its way."""
        fields = self.fields
        if not self.can_send() or self._barred:
            return
        self._is_wanted = fields.is_assigning
        if fields.assigned.lacks(fields.code) or self._is_wanted:
            if not self._is_wanted:
                fields.take_focus()
            return
        change = fields.assigned.change(fields.code)
        self.send(
            lambda who, key, client_id: self._methods.change(who, MethodForm(key, client_id, change)),
            lambda client, _: self._tell(client, change),
        )

    def _allow(self) -> None:
        allow(self._save, self.why_not())
        if self._is_wanted and not self.fields.is_assigning:  # the card has come, or it will not
            self._is_wanted = False
            if not self.why_not():
                self.save()

    def _judge(self, judged: JudgedIban) -> None:
        if not judged.accepted:
            self.fields.refuse(typeset(_REFUSED))

    def _offer(self) -> None:
        self._allow()
        if self._save.isEnabled():
            self._save.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell(self, client: ClientIdentity, change: MethodChange) -> None:
        self.tell_recorded(client)
        if channel_of(change.code) is Channel.SLIMPAY:
            self.slimpay_asked.emit(client.id)

    def _connect(self) -> None:
        self.fields.changed.connect(self._allow)
        self.fields.judged.connect(self._judge)
        self.fields.settled.connect(self._offer)
        self.mandate.recorded.connect(self.recorded)

    def _lay_out(self) -> None:
        self.body.addWidget(Words("Actuellement", "label"))
        self.body.addWidget(self._present)
        self.body.addWidget(self._stands)
        self.body.addWidget(self.fields)
        self.body.addWidget(self._no_direct)
        self.body.addWidget(self._notice)
        self.body.addLayout(self.foot)
        self.body.addWidget(self._history)
        self.body.addWidget(self.mandate)
