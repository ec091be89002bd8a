"""What was asked of SlimPay: orders that only move along their states."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, bindparam, insert, select, update

from backoffice.domain.client_ref import ClientRef
from backoffice.domain.slimpay import AskState
from backoffice.storage.client_columns import REF_AND_NAME, full_name, ref_of
from backoffice.storage.database import Transaction
from backoffice.storage.schema import clients, people, slimpay_orders
from backoffice.storage.writing import Writing

UNSETTLED = tuple(state.value for state in AskState if not state.is_settled)
"""The states in which SlimPay still waits for the client's IBAN."""

_BEFORE: Mapping[AskState, tuple[str, ...]] = {
    AskState.OPEN: (AskState.TO_SEND.value,),
    AskState.COMPLETED: UNSETTLED,
    AskState.ABORTED: UNSETTLED,
}
_ROWS = (
    select(
        slimpay_orders.c.id,
        slimpay_orders.c.gesture,
        slimpay_orders.c.client_id,
        slimpay_orders.c.mail_id,
        slimpay_orders.c.reference,
        slimpay_orders.c.rum,
        slimpay_orders.c.state,
        slimpay_orders.c.asked_at,
        slimpay_orders.c.asked_by,
        people.c.name.label("operator"),
        *REF_AND_NAME,
        clients.c.address,
        clients.c.postcode,
        clients.c.city,
    )
    .join(people, people.c.id == slimpay_orders.c.asked_by)
    .join(clients, clients.c.id == slimpay_orders.c.client_id)
)
_BY_ID = _ROWS.where(slimpay_orders.c.id == bindparam("id"))
_OF_MAIL = _ROWS.where(slimpay_orders.c.mail_id == bindparam("mail_id"))
_OPEN = _ROWS.where(slimpay_orders.c.state.in_(UNSETTLED)).order_by(slimpay_orders.c.asked_at)
_ADD = insert(slimpay_orders)
_SETTLE = (
    update(slimpay_orders)
    .where(slimpay_orders.c.id == bindparam("its_id"), slimpay_orders.c.state.in_(bindparam("before", expanding=True)))
    .values(state=bindparam("new_state"), settled_by=bindparam("by"), settled_at=bindparam("at"))
)


@dataclass(frozen=True, slots=True)
class KeptOrder:
    """An order as recorded, with what SlimPay wants to know of the client.

    Attributes:
        rum: of the mandate that takes another IBAN; empty where a new one is signed.
    """

    id: int
    gesture: UUID
    client_id: int
    mail_id: int | None
    reference: str
    rum: str
    state: AskState
    asked_at: datetime
    asked_by: int
    operator: str
    ref: ClientRef
    title: str
    last_name: str
    first_name: str
    address: str
    postcode: str
    city: str

    @property
    def name(self) -> str:
        """The client's whole name."""
        return full_name(self.title, self.last_name, self.first_name)


def ask(tx: Transaction, by: Writing, client_id: int, mail_id: int | None, rum: str) -> None:
    """Add an order that is to be sent; `mail_id` is None where no mail asks for it.

    Its reference is the gesture's key, so that SlimPay knows a repeat.
    """
    values = {
        **by.values("asked"),
        "client_id": client_id,
        "mail_id": mail_id,
        "reference": by.gesture.hex,
        "rum": rum,
        "state": AskState.TO_SEND.value,
        "settled_by": None,
        "settled_at": None,
    }
    tx.execute(_ADD, values)


def move(tx: Transaction, order_id: int, state: AskState, by: int, at: datetime) -> bool:
    """Move an order on; False where it is there already, or settled otherwise."""
    settled = state.is_settled
    values = {"its_id": order_id, "before": _BEFORE[state], "new_state": state.value}
    about = {"by": by if settled else None, "at": at if settled else None}
    return tx.execute(_SETTLE, values | about).rowcount == 1


def by_id(tx: Transaction, order_id: int) -> KeptOrder | None:
    """An order by id."""
    row = tx.execute(_BY_ID, {"id": order_id}).first()
    return None if row is None else _kept(row)


def of_mail(tx: Transaction, mail_id: int) -> KeptOrder | None:
    """The order that a piece of mail asked for."""
    row = tx.execute(_OF_MAIL, {"mail_id": mail_id}).first()
    return None if row is None else _kept(row)


def is_open_for(tx: Transaction, mail_id: int) -> bool:
    """Whether SlimPay still waits for the client's IBAN."""
    found = of_mail(tx, mail_id)
    return found is not None and not found.state.is_settled


def unsettled(tx: Transaction) -> tuple[KeptOrder, ...]:
    """The orders that are not settled, the oldest first."""
    return tuple(_kept(row) for row in tx.execute(_OPEN))


def _kept(row: Row[*tuple[Any, ...]]) -> KeptOrder:
    return KeptOrder(
        id=row.id,
        gesture=row.gesture,
        client_id=row.client_id,
        mail_id=row.mail_id,
        reference=row.reference,
        rum=row.rum,
        state=AskState(row.state),
        asked_at=row.asked_at,
        asked_by=row.asked_by,
        operator=row.operator,
        ref=ref_of(row),
        title=row.title,
        last_name=row.last_name,
        first_name=row.first_name,
        address=row.address,
        postcode=row.postcode,
        city=row.city,
    )
