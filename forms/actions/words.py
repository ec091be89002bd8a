"""The document's words for actions on a client's file."""

from backoffice.domain.mail import ActionCode, FileAction
from backoffice.domain.mail_rows import ActionRow
from backoffice.french.figures import moment

NAMES = {
    ActionCode.COMMENT: "Commentaire",
    ActionCode.STOP_PROMOTION: "Stop promo",
    ActionCode.STOP_REMINDERS: "Stop relance",
    ActionCode.REFUSAL: "Refus",
    ActionCode.CLOSE_LETTER: "Clôture du courrier",
}

BLOCKS = {ActionCode.STOP_PROMOTION: "BLOCAGE PROMO", ActionCode.STOP_REMINDERS: "BLOCAGE RELANCE"}
"""The stops as the buttons of the dossier call them."""

_MEANINGS = {
    (ActionCode.REFUSAL, "13"): "Refus de paiement",
    (ActionCode.CLOSE_LETTER, "RPSI"): "Refus de paiement",
    (ActionCode.CLOSE_LETTER, "XXXX"): "Client décédé",
}


def title(code: ActionCode) -> str:
    """`2.7 Stop promo`; the closing of a letter has no number."""
    return NAMES[code] if code is ActionCode.CLOSE_LETTER else f"{code.value} {NAMES[code]}"


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
