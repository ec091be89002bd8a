"""The actions by the codes that are typed on a dossier, as a table."""

from collections.abc import Callable
from dataclasses import dataclass

from backoffice.domain.mail import ActionCode
from backoffice.domain.people import Actor
from backoffice.french.action_words import DEATH, title
from backoffice.procedure.file_actions import file_actions
from backoffice.procedure.no_payment import DECEASED
from forms.actions.action_panel_base import ActionPanelBase
from forms.actions.cancel_panel import TITLE as CANCELLING
from forms.actions.cancel_panel import CancelPanel
from forms.actions.fields import CommentFields, Fields, GivenFields, ReminderFields, ValueFields
from forms.actions.means_panel import TITLE as MEANS
from forms.actions.means_panel import MeansPanel
from forms.actions.services import ActionServices
from forms.actions.unpaid_panel import TITLE as UNPAID
from forms.actions.unpaid_panel import UnpaidPanel
from forms.actions.value_panel import ActionPanel
from forms.kit.screen_tools import ScreenTools

CHANGE_METHOD = "2.4"
CANCEL_RECEIPT = "4.3"
CAME_BACK_UNPAID = "4.7"
DECEASED_CLIENT = "DCD"


@dataclass(frozen=True, slots=True)
class CodedAction:
    """What a code opens: the panel's title, and what makes the panel."""

    title: str
    panel: Callable[[ActionServices, ScreenTools, Actor], ActionPanelBase]


def _asking(title: str, fields: Callable[[], Fields]) -> CodedAction:
    """An action that is a few values."""
    return CodedAction(title, lambda own, desk, who: ActionPanel(title, fields(), own.actions, desk, who))


CODES = {
    CHANGE_METHOD: CodedAction(
        MEANS, lambda own, desk, who: MeansPanel(own.methods, desk, who, own.why_not, own.today)
    ),
    ActionCode.COMMENT.value: _asking(title(ActionCode.COMMENT), CommentFields),
    ActionCode.STOP_PROMOTION.value: _asking(
        title(ActionCode.STOP_PROMOTION), lambda: ValueFields(ActionCode.STOP_PROMOTION, "Motif du stop promo")
    ),
    ActionCode.STOP_REMINDERS.value: _asking(title(ActionCode.STOP_REMINDERS), ReminderFields),
    ActionCode.REFUSAL.value: _asking(
        title(ActionCode.REFUSAL), lambda: ValueFields(ActionCode.REFUSAL, "Motif du refus", "P-81")
    ),
    CANCEL_RECEIPT: CodedAction(CANCELLING, lambda own, desk, who: CancelPanel(own.cancelling, own.draw, desk, who)),
    CAME_BACK_UNPAID: CodedAction(UNPAID, lambda own, desk, who: UnpaidPanel(own.cancelling, desk, who)),
    ActionCode.CLOSE_LETTER.value: _asking(
        title(ActionCode.CLOSE_LETTER), lambda: ValueFields(ActionCode.CLOSE_LETTER, "Circulaire")
    ),
    DECEASED_CLIENT: _asking(DEATH, lambda: GivenFields(file_actions(DECEASED), "P-41", "P-42")),
}
"""By code; `C` closes a letter, `DCD` is a deceased client without a payment."""
