"""What actions on a client's file must satisfy before anything is recorded."""

from collections.abc import Sequence

from backoffice.domain.errors import Broken, RuleBroken
from backoffice.domain.mail import STOPS, ActionCode, FileAction
from backoffice.procedure.action_values import VALUES
from backoffice.procedure.rules import RULES
from backoffice.services.office.typed_words import require_text, require_usable_text


def require_actions(actions: Sequence[FileAction]) -> None:
    """Refuse an action that lacks what it needs, or says what the procedure does not know.

    Raises:
        RuleBroken: `ACTION_VALUE_UNKNOWN`, `RULE_UNKNOWN`, `COMMENT_MISSING`, `TEXT_UNUSABLE`, `TEXT_HOLDS_CARD`,
            `TEXT_HOLDS_IBAN`.
    """
    for action in actions:
        require_rule(action.rule)
        if action.value not in VALUES[action.code]:
            raise RuleBroken(Broken.ACTION_VALUE_UNKNOWN, action=action.code.value, value=action.value)
        if action.code is ActionCode.COMMENT:
            require_text(action.text, Broken.COMMENT_MISSING)
        else:
            require_usable_text(action.text)


def require_rule(rule: str) -> None:
    """Refuse a gesture that says it comes from a rule that there is not; empty where a person chose it.

    Raises:
        RuleBroken: `RULE_UNKNOWN`, without the text.
    """
    if rule and rule not in RULES:
        raise RuleBroken(Broken.RULE_UNKNOWN)


def first_stop_again(actions: Sequence[FileAction], standing: frozenset[ActionCode]) -> ActionCode | None:
    """The first stop that stands already when its turn comes; None when each is new."""
    stands = set(standing)
    for action in actions:
        if action.code in STOPS and action.code in stands:
            return action.code
        stands.add(action.code)
    return None
