"""*Affecter*: a card goes to the alias service, an IBAN is judged; neither holds up anything else."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from backoffice.domain.card import AliasedCard, CardExpiry
from backoffice.domain.means import JudgedIban
from backoffice.domain.people import Actor
from backoffice.domain.secret_digits import SecretDigits
from backoffice.services.clients.methods import Methods
from forms.kit.buttons import button
from forms.kit.gesture import Gesture
from forms.kit.labelled import level_with_field
from forms.kit.screen_tools import ScreenTools


@dataclass(frozen=True, slots=True, eq=False)
class _Request:
    """A card on its way for a form."""

    form: Hashable
    number: SecretDigits


class Affecting(QObject):
    """Asks for one form after another; a form that has left the screen is answered all the same.

    Signals:
        assigned: a card has its alias; bears what the form is known by and the `AliasedCard`.
        refused: it has none; bears what the form is known by, the exception, and the number, which is wiped after this.
        judged: an IBAN was looked at; bears what the form is known by and the `JudgedIban`.
        unjudged: it could not be; bears what the form is known by and the exception.
    """

    assigned = Signal(object, object)
    refused = Signal(object, object, object)
    judged = Signal(object, object)
    unjudged = Signal(object, object)

    def __init__(self, methods: Methods, desk: ScreenTools, who: Actor, parent: QObject) -> None:
        super().__init__(parent)
        self._methods = methods
        self._desk = desk
        self._who = who
        self._cards: dict[Hashable, _Request] = {}

    def is_under_way(self, form: Hashable) -> bool:
        """Whether a card of this form has no answer yet."""
        return form in self._cards

    def gesture(self) -> Gesture:
        """What one card is taken with: another card is another one, though the one before be still on its way."""
        return Gesture(self._desk.network, self)

    def take_card(
        self, form: Hashable, gesture: Gesture, method: int, number: SecretDigits, expiry: CardExpiry
    ) -> None:
        """Ask for the alias of a card of a form, by `gesture`; the number is wiped here, once there is an answer."""
        request = _Request(form, number)
        self._cards[form] = request
        gesture.send(
            lambda key: self._methods.take_card(self._who, key, method, number, expiry),
            partial(self._come, request),
            partial(self._fail, request),
        )

    def judge_iban(self, form: Hashable, client_id: int, iban: str) -> None:
        """Ask what becomes of an IBAN that was typed for a form."""
        self._desk.runner.run(
            partial(self._methods.judge_iban, self._who, client_id, iban),
            partial(self._judge, form),
            partial(self.unjudged.emit, form),
            self,
        )

    def cancel(self, form: Hashable) -> None:
        """The answer for this form's card is not wanted any more."""
        self._cards.pop(form, None)

    def _come(self, request: _Request, card: AliasedCard) -> None:
        request.number.wipe()
        if self._is_wanted(request):
            self.assigned.emit(request.form, card)

    def _fail(self, request: _Request, error: Exception) -> None:
        if self._is_wanted(request):
            self.refused.emit(request.form, error, request.number)
        request.number.wipe()

    def _judge(self, form: Hashable, judged: JudgedIban) -> None:
        self.judged.emit(form, judged)

    def _is_wanted(self, request: _Request) -> bool:
        wanted = self._cards.get(request.form) is request
        if wanted:
            del self._cards[request.form]
        return wanted


def assign_button(act: Callable[[], object]) -> QWidget:
    """*Affecter*, beside the field whose Enter does the same; it never takes the focus from there."""
    made = button("Affecter", act)
    made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return level_with_field(made)
