"""The cheques of an instalment that are not cashed with the first (P-26): only ever added to."""

from sqlalchemy import bindparam, exists, insert, select

from backoffice.domain.batch import BatchKind
from backoffice.domain.mail_facts import ChequeFacts
from backoffice.domain.mail_rows import OtherChequeRow
from backoffice.domain.money import Money
from backoffice.storage.client_columns import REF_AND_NAME, name_of, ref_of
from backoffice.storage.database import Transaction
from backoffice.storage.mail import IS_CANCELLED
from backoffice.storage.receipts import IS_REVERSED
from backoffice.storage.schema import batches, clients, mail, other_cheques, receipts

_ADD = insert(other_cheques)
_OF_MAIL = (
    select(other_cheques.c.number, other_cheques.c.amount, other_cheques.c.cash_on)
    .where(other_cheques.c.mail_id == bindparam("mail_id"))
    .order_by(other_cheques.c.position)
)
_IS_KEYED = exists().where(
    receipts.c.client_id == mail.c.client_id,
    receipts.c.cheque_number == other_cheques.c.number,
    receipts.c.reverses.is_(None),
    ~IS_REVERSED,
)
_taking_up = mail.alias("taking_up")
_undone = mail.alias("undone")
_again = other_cheques.alias("again")
_IS_KEPT_AGAIN = exists().where(
    _taking_up.c.settles == mail.c.id,
    ~exists().where(_undone.c.reverses == _taking_up.c.id),
    _again.c.mail_id == _taking_up.c.id,
    _again.c.number == other_cheques.c.number,
)
"""It was set aside, and the mail that takes it up keeps the same one: that is listed (P-29)."""

_WAITING = (
    select(
        mail.c.client_id,
        *REF_AND_NAME,
        other_cheques.c.number,
        other_cheques.c.amount,
        other_cheques.c.cash_on,
        batches.c.number.label("batch_number"),
        batches.c.arrival_date,
    )
    .join(mail, mail.c.id == other_cheques.c.mail_id)
    .join(batches, batches.c.id == mail.c.batch_id)
    .join(clients, clients.c.id == mail.c.client_id)
    .where(batches.c.kind == bindparam("kind"), mail.c.reverses.is_(None), ~IS_CANCELLED, ~_IS_KEYED, ~_IS_KEPT_AGAIN)
    .order_by(other_cheques.c.cash_on.is_(None), other_cheques.c.cash_on, mail.c.id, other_cheques.c.position)
)


def add(tx: Transaction, mail_id: int, cheques: tuple[ChequeFacts, ...]) -> None:
    """Keep the other cheques that came with a piece of mail, in the order given."""
    rows = [
        {
            "mail_id": mail_id,
            "position": position,
            "number": cheque.number,
            "amount": cheque.binding.cents,
            "cash_on": cheque.cash_on,
        }
        for position, cheque in enumerate(cheques, start=1)
    ]
    tx.execute(_ADD, rows)


def of_mail(tx: Transaction, mail_id: int) -> tuple[ChequeFacts, ...]:
    """Those of a piece of mail."""
    return tuple(
        ChequeFacts(Money(amount), cash_on=cash_on, number=number)
        for number, amount, cash_on in tx.execute(_OF_MAIL, {"mail_id": mail_id})
    )


def waiting(tx: Transaction, kind: BatchKind) -> tuple[OtherChequeRow, ...]:
    """Those of a kind of batch of which no receipt stands, the one to be cashed first at the top."""
    return tuple(
        OtherChequeRow(
            client_id=row.client_id,
            ref=ref_of(row),
            name=name_of(row),
            number=row.number,
            amount=Money(row.amount),
            cash_on=row.cash_on,
            batch_number=row.batch_number,
            arrival_date=row.arrival_date,
        )
        for row in tx.execute(_WAITING, {"kind": kind.value})
    )
