"""The actions on a client's file among the steps of a decision."""

from collections.abc import Iterable

from backoffice.domain.decision import CloseLetter, Comment, Refusal, Step, StopPromotion, StopReminders
from backoffice.domain.mail import ActionCode, FileAction


def file_actions(steps: Iterable[Step]) -> tuple[FileAction, ...]:
    """What `steps` do to the client's file, in order: 2.6, 2.7, 2.8, 3.3 and the closing of the letter."""
    found = (_file_action(step) for step in steps)
    return tuple(action for action in found if action is not None)


def _file_action(step: Step) -> FileAction | None:
    match step:
        case StopPromotion():
            return FileAction(ActionCode.STOP_PROMOTION, step.reason, rule=step.rule)
        case StopReminders():
            return FileAction(ActionCode.STOP_REMINDERS, rule=step.rule)
        case Comment():
            return FileAction(ActionCode.COMMENT, step.type, step.text, step.rule)
        case Refusal():
            return FileAction(ActionCode.REFUSAL, str(step.motive), rule=step.rule)
        case CloseLetter():
            return FileAction(ActionCode.CLOSE_LETTER, step.circular, rule=step.rule)
        case _:
            return None
