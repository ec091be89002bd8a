"""Actions typed on a client's file: comment 2.6, stops 2.7 and 2.8, refusal 3.3, closing a letter (P-41, P-81)."""

from uuid import UUID

from backoffice.domain.audit import Facts
from backoffice.domain.errors import Broken, RuleBroken
from backoffice.domain.mail import STOPS, ActionForm, ActionLifting
from backoffice.domain.mail_rows import ActionRow
from backoffice.domain.people import Actor, Right
from backoffice.services.books.mail_posting import codes_of
from backoffice.services.clients.action_validity import first_stop_again, require_actions
from backoffice.services.office.office import Office
from backoffice.services.office.typed_words import require_text
from backoffice.storage import actions, clients
from backoffice.storage.database import Transaction


class Actions:
    """What is done to clients' files without a paper that goes anywhere, and the lifting of stops."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def record(self, who: Actor, form: ActionForm) -> tuple[ActionRow, ...]:
        """Record the actions of a form in one transaction, once; gives them in its order.

        For a deceased client 2.7, 2.8, 2.6 and the closing of the letter are one form (P-41).

        Raises:
            RuleBroken: `ROLE_MAY_NOT`, `CLIENT_UNKNOWN`, `ACTION_MISSING` for an empty form, `ACTION_STANDS` for a
                stop that stands already, as `require_actions`.
        """
        self._office.require(who, Right.KEY)
        if not form.actions:
            raise RuleBroken(Broken.ACTION_MISSING)
        require_actions(form.actions)
        return self._office.database.write(lambda tx: self._record(tx, who, form))

    def _record(self, tx: Transaction, who: Actor, form: ActionForm) -> tuple[ActionRow, ...]:
        if self._office.once(tx, who, form.key, form):
            if clients.locked(tx, form.client_id) is None:
                raise RuleBroken(Broken.CLIENT_UNKNOWN, ref="")
            again = first_stop_again(form.actions, actions.standing_codes(tx, form.client_id))
            if again is not None:
                raise RuleBroken(Broken.ACTION_STANDS, action=again.value)
            actions.add(tx, self._office.writing(who, form.key), form.client_id, None, form.actions)
            facts: Facts = {"client": form.client_id, "actions": codes_of(form.actions)}
            self._office.note(tx, who, "actions recorded", facts)
        return actions.by_gesture(tx, form.key)

    def lift(self, who: Actor, key: UUID, action_id: int, reason: str) -> ActionRow:
        """Lift a promotion stop or a reminder stop; gives it as it is then.

        Raises:
            RuleBroken: `ROLE_MAY_NOT`, `REASON_MISSING`, `TEXT_UNUSABLE`, `ACTION_UNKNOWN`, `ACTION_NOT_LIFTABLE`
                for anything but 2.7 and 2.8, `ACTION_LIFTED`.
        """
        self._office.require(who, Right.LIFT_STOPS)
        require_text(reason, Broken.REASON_MISSING)
        return self._office.database.write(lambda tx: self._lift(tx, who, key, ActionLifting(action_id, reason)))

    def _lift(self, tx: Transaction, who: Actor, key: UUID, lifting: ActionLifting) -> ActionRow:
        if self._office.once(tx, who, key, lifting):
            client_id = actions.client_of(tx, lifting.action_id)
            if client_id is None:
                raise RuleBroken(Broken.ACTION_UNKNOWN)
            clients.locked(tx, client_id)
            _require_liftable(_found(tx, lifting.action_id))
            actions.lift(tx, self._office.writing(who, key), [lifting.action_id], lifting.reason.strip())
            self._office.note(tx, who, "stop lifted", {"client": client_id, "action": lifting.action_id})
        return _found(tx, lifting.action_id)


def _require_liftable(row: ActionRow) -> None:
    if row.action.code not in STOPS:
        raise RuleBroken(Broken.ACTION_NOT_LIFTABLE, action=row.action.code.value)
    if row.lifted:
        raise RuleBroken(Broken.ACTION_LIFTED)


def _found(tx: Transaction, action_id: int) -> ActionRow:
    row = actions.by_id(tx, action_id)
    if row is None:
        raise RuleBroken(Broken.ACTION_UNKNOWN)
    return row
