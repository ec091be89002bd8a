"""Actions on clients' files, and what lifts them: only ever added to."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Row, bindparam, exists, insert, or_, select

from backoffice.domain.mail import STOPS, ActionCode, FileAction
from backoffice.domain.mail_rows import ActionRow
from backoffice.storage.database import Transaction
from backoffice.storage.schema import action_lifts, file_actions, people
from backoffice.storage.writing import Writing

_IS_LIFTED = exists().where(action_lifts.c.action_id == file_actions.c.id)
_ACTION = (file_actions.c.code, file_actions.c.value, file_actions.c.text, file_actions.c.rule)
_ROWS = (
    select(
        file_actions.c.id,
        *_ACTION,
        file_actions.c.recorded_at,
        people.c.name.label("operator"),
        action_lifts.c.reason,
    )
    .join(people, people.c.id == file_actions.c.recorded_by)
    .outerjoin(action_lifts, action_lifts.c.action_id == file_actions.c.id)
)
_STANDS = or_(*(file_actions.c.code == code.value for code in STOPS)) & action_lifts.c.id.is_(None)
_BY_ID = _ROWS.where(file_actions.c.id == bindparam("id"))
_BY_GESTURE = _ROWS.where(file_actions.c.gesture == bindparam("gesture")).order_by(file_actions.c.id)
_OF_CLIENT = (
    _ROWS.where(file_actions.c.client_id == bindparam("client_id"))
    .order_by(_STANDS.desc(), file_actions.c.id.desc())
    .limit(bindparam("limit", type_=file_actions.c.id.type))
)
_STANDING_CODES = select(file_actions.c.code).where(file_actions.c.client_id == bindparam("client_id"), ~_IS_LIFTED)
_STANDING_OF_MAIL = (
    select(file_actions.c.id, *_ACTION)
    .where(file_actions.c.mail_id == bindparam("mail_id"), ~_IS_LIFTED)
    .order_by(file_actions.c.id)
)
_CLIENT_OF = select(file_actions.c.client_id).where(file_actions.c.id == bindparam("id"))
_ADD = insert(file_actions)
_LIFT = insert(action_lifts)


def add(tx: Transaction, by: Writing, client_id: int, mail_id: int | None, actions: Sequence[FileAction]) -> None:
    """Add actions to a client's file, in order; there must be one. `mail_id` is None for those typed alone."""
    tx.execute(
        _ADD,
        [
            {
                **by.values(),
                "client_id": client_id,
                "mail_id": mail_id,
                "code": action.code.value,
                "value": action.value,
                "text": action.text,
                "rule": action.rule,
            }
            for action in actions
        ],
    )


def lift(tx: Transaction, by: Writing, action_ids: Sequence[int], reason: str) -> None:
    """Lift actions that stand; there must be one. `reason` is empty where their mail was cancelled."""
    about = {**by.values("lifted"), "reason": reason}
    tx.execute(_LIFT, [{"action_id": action_id, **about} for action_id in action_ids])


def by_id(tx: Transaction, action_id: int) -> ActionRow | None:
    """An action by id."""
    row = tx.execute(_BY_ID, {"id": action_id}).first()
    return None if row is None else _row(row)


def client_of(tx: Transaction, action_id: int) -> int | None:
    """Whose file an action is on."""
    return tx.execute(_CLIENT_OF, {"id": action_id}).scalar_one_or_none()


def by_gesture(tx: Transaction, gesture: UUID) -> tuple[ActionRow, ...]:
    """The actions that a gesture made, in order."""
    return tuple(_row(row) for row in tx.execute(_BY_GESTURE, {"gesture": gesture}))


def of_client(tx: Transaction, client_id: int, limit: int) -> tuple[ActionRow, ...]:
    """The newest actions on a client's file, the newest first; a stop that stands is among them however old."""
    rows = tx.execute(_OF_CLIENT, {"client_id": client_id, "limit": limit})
    return tuple(sorted((_row(row) for row in rows), key=lambda row: row.id, reverse=True))


def standing_codes(tx: Transaction, client_id: int) -> frozenset[ActionCode]:
    """The codes of the actions on a client's file that are not lifted."""
    return frozenset(ActionCode(code) for code in tx.scalars(_STANDING_CODES, {"client_id": client_id}))


def standing_of_mail(tx: Transaction, mail_id: int) -> dict[int, FileAction]:
    """The actions that came with a piece of mail and are not lifted, by id, in order."""
    return {row.id: _action(row) for row in tx.execute(_STANDING_OF_MAIL, {"mail_id": mail_id})}


def _action(row: Row[*tuple[Any, ...]]) -> FileAction:
    return FileAction(ActionCode(row.code), row.value, row.text, row.rule)


def _row(row: Row[*tuple[Any, ...]]) -> ActionRow:
    return ActionRow(
        id=row.id,
        action=_action(row),
        recorded_at=row.recorded_at,
        operator=row.operator,
        lifted=row.reason is not None,
        lift_reason=row.reason or "",
    )
