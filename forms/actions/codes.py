"""The actions by the codes that are typed on a dossier, as a table."""

from collections.abc import Callable
from dataclasses import dataclass

from backoffice.domain.mail import ActionCode
from backoffice.domain.people import Actor
from backoffice.procedure.file_actions import file_actions
from backoffice.procedure.no_payment import DECEASED
from backoffice.services.actions import Actions
from forms.actions.fields import CommentFields, Fields, GivenFields, ReminderFields, ValueFields
from forms.actions.panel import ActionPanel
from forms.actions.words import title
from forms.kit.desk import Desk

DECEASED_CLIENT = "DCD"


@dataclass(frozen=True, slots=True)
class CodedAction:
    """What a code opens: the panel's title, and what it asks for."""

    title: str
    fields: Callable[[], Fields]

    def panel(self, actions: Actions, desk: Desk, who: Actor) -> ActionPanel:
        """Its panel."""
        return ActionPanel(self.title, self.fields(), actions, desk, who)


CODES = {
    ActionCode.COMMENT.value: CodedAction(title(ActionCode.COMMENT), CommentFields),
    ActionCode.STOP_PROMOTION.value: CodedAction(
        title(ActionCode.STOP_PROMOTION), lambda: ValueFields(ActionCode.STOP_PROMOTION, "Motif du stop promo")
    ),
    ActionCode.STOP_REMINDERS.value: CodedAction(title(ActionCode.STOP_REMINDERS), ReminderFields),
    ActionCode.REFUSAL.value: CodedAction(
        title(ActionCode.REFUSAL), lambda: ValueFields(ActionCode.REFUSAL, "Motif du refus", "P-81")
    ),
    ActionCode.CLOSE_LETTER.value: CodedAction(
        title(ActionCode.CLOSE_LETTER), lambda: ValueFields(ActionCode.CLOSE_LETTER, "Circulaire")
    ),
    DECEASED_CLIENT: CodedAction("Client décédé", lambda: GivenFields(file_actions(DECEASED), "P-41", "P-42")),
}
"""By code; `C` closes a letter, `DCD` is a deceased client without a payment."""
