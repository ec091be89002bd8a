"""*Validation de distribution*: what waits, or what was confirmed."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout
from typing_extensions import override

from backoffice.domain.group import Distribution, Group
from backoffice.domain.member_order import ToValidate, Validation
from backoffice.domain.people import Right
from forms.distributions.page import DistributionPage, DistributionTools
from forms.distributions.to_validate import ToValidateCard
from forms.distributions.validated import ValidatedCard
from forms.kit.keys import KeyHint


class ValidationPage(DistributionPage):
    """One distribution's validation, before it and after it."""

    def __init__(self, tools: DistributionTools) -> None:
        super().__init__(tools)
        may_not = tools.services.why_not(Right.VALIDATE_DISTRIBUTIONS)
        self._distribution: Distribution | None = None
        self._waiting = ToValidateCard(tools, may_not)
        self._done = ValidatedCard(tools, may_not)
        self._cards = QStackedWidget()
        self._cards.addWidget(self._waiting)
        self._cards.addWidget(self._done)
        self._waiting.validated.connect(self._settled)
        self._waiting.outdated.connect(self._reload)
        self._done.undone.connect(self._settled)
        for card in (self._waiting, self._done):
            card.changed.connect(self.changed)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._cards)

    @override
    def show_distribution(self, group: Group | None, distribution: Distribution | None) -> None:
        self._distribution = distribution
        self._cards.setVisible(distribution is not None)
        self._reload()

    @override
    def begin(self) -> None:
        (self._done if self._cards.currentWidget() is self._done else self._waiting).begin()

    @override
    def hints(self) -> Sequence[KeyHint]:
        if self._distribution is None:
            return ()
        if self._cards.currentWidget() is self._done:
            return (KeyHint("F8", "Annuler la validation", self._done.undo, self._done.why_not()),)
        return (
            KeyHint("F2", "Pointer", self._waiting.begin),
            KeyHint("F4", "Montant reçu", self._waiting.change_received),
            KeyHint("F3", "Tout pointer", self._waiting.turn_all),
            KeyHint("F6", "Valider", self._waiting.validate, self._waiting.why_not()),
        )

    @override
    def unsaved(self) -> str:
        return self._waiting.unsaved()

    def _reload(self) -> None:
        distribution, tools = self._distribution, self.tools
        if distribution is None:
            return
        validation_id = distribution.validation_id
        if validation_id is None:
            tools.desk.runner.run(
                lambda: tools.services.validating.to_validate(tools.who, distribution.id),
                partial(self._show_waiting, distribution),
                tools.desk.tell,
                self,
            )
        else:
            tools.desk.runner.run(
                lambda: tools.services.validating.validation(tools.who, validation_id),
                partial(self._show_done, distribution),
                tools.desk.tell,
                self,
            )

    def _show_waiting(self, distribution: Distribution, waiting: ToValidate) -> None:
        if self._distribution is not None and self._distribution.id == distribution.id:
            self._waiting.show_waiting(waiting)
            self._turn_to(self._waiting)

    def _show_done(self, distribution: Distribution, validation: Validation) -> None:
        if self._distribution is not None and self._distribution.id == distribution.id:
            self._done.show_validation(validation)
            self._turn_to(self._done)

    def _settled(self, validation: Validation) -> None:
        """Validated or undone: the other card has the word."""
        self._distribution = validation.distribution
        if self.isVisible():
            self.setFocus()  # not on the next button: a second Enter must not undo what the first one did
        self._reload()
        self.recorded.emit()

    def _turn_to(self, card: ToValidateCard | ValidatedCard) -> None:
        turned = self._cards.currentWidget() is not card
        self._cards.setCurrentWidget(card)
        if self.isVisible() and (turned or self.hasFocus()):
            card.begin()
        self.changed.emit()
