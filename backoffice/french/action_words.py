"""The document's words for actions on a client's file, with their codes."""

from collections.abc import Mapping

from backoffice.domain.mail import ActionCode, FileAction
from backoffice.domain.mail_rows import ActionRow
from backoffice.french.figures import moment
from backoffice.procedure.action_values import CLOSED_DECEASED, CLOSED_REFUSED, REFUSES_TO_PAY

METHOD_CHANGE = "Changement MDR"
UNPAID = "Régularisation impayé"
DEATH = "Client décédé"

ACTIONS: Mapping[ActionCode, str] = {
    ActionCode.COMMENT: "Commentaire",
    ActionCode.STOP_PROMOTION: "Stop promo",
    ActionCode.STOP_REMINDERS: "Stop relance",
    ActionCode.REFUSAL: "Refus",
    ActionCode.CLOSE_LETTER: "Clôture du courrier",
}

BLOCKS: Mapping[ActionCode, str] = {
    ActionCode.STOP_PROMOTION: "BLOCAGE PROMO",
    ActionCode.STOP_REMINDERS: "BLOCAGE RELANCE",
}
"""The stops as the buttons of the dossier call them."""

_REFUSED = "Refus de paiement"
_MEANINGS: Mapping[tuple[ActionCode, str], str] = {
    (ActionCode.REFUSAL, str(REFUSES_TO_PAY)): _REFUSED,
    (ActionCode.CLOSE_LETTER, CLOSED_REFUSED): _REFUSED,
    (ActionCode.CLOSE_LETTER, CLOSED_DECEASED): DEATH,
}


def title(code: ActionCode) -> str:
    """`2.7 Stop promo`; the closing of a letter has no number."""
    return ACTIONS[code] if code is ActionCode.CLOSE_LETTER else f"{code.value} {ACTIONS[code]}"


def value_words(code: ActionCode, value: str) -> str:
    """`13 - Refus de paiement`, `1 - Non prospectable`; a value that nothing more is known of stands alone."""
    return " - ".join(filter(None, (value, _MEANINGS.get((code, value), ""))))


def told(action: FileAction) -> str:
    """What is done, after the title: the value, and the text of a comment."""
    words = value_words(action.code, action.value)
    return f"{action.text} ({words})" if action.text else words


def since(row: ActionRow) -> str:
    """When and by whom it was done."""
    return f"le {moment(row.recorded_at)} par {row.operator}"
