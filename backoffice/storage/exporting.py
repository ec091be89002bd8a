"""Everything that an export writes, row by row, as of one moment."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Row, Select, exists, func, select

from backoffice.domain.import_rows import ImportFile
from backoffice.storage.client_columns import REF
from backoffice.storage.database import Transaction
from backoffice.storage.schema import (
    action_lifts,
    batches,
    clients,
    file_actions,
    invoices,
    mail,
    mail_slip_lines,
    mail_slips,
    orders,
    partners,
    people,
    receipts,
    unknown_mail,
)

_ROWS_AT_ONCE = 2_000
_PARTNERS = select(partners.c.code, partners.c.name, partners.c.banks, partners.c.direct_method).order_by(
    partners.c.code
)
_CLIENTS = select(
    *REF,
    clients.c.title,
    clients.c.last_name,
    clients.c.first_name,
    clients.c.address,
    clients.c.postcode,
    clients.c.city,
    clients.c.method_code,
    clients.c.sealed_iban,
    clients.c.rum,
    clients.c.mandate,
    clients.c.alias,
    clients.c.card_brand,
    clients.c.card_expiry,
    clients.c.blocked,
    clients.c.deceased,
    clients.c.protected_adult,
).order_by(clients.c.id)
_INVOICES = (
    select(
        *REF,
        invoices.c.number,
        invoices.c.circular,
        invoices.c.issued_on,
        invoices.c.amount,
        invoices.c.pending,
    )
    .join_from(invoices, clients, clients.c.id == invoices.c.client_id)
    .order_by(invoices.c.id)
)
_ORDERS = (
    select(
        *REF,
        orders.c.number,
        orders.c.title,
        orders.c.status,
        orders.c.renewable,
        orders.c.gift,
        orders.c.beneficiary,
    )
    .join_from(orders, clients, clients.c.id == orders.c.client_id)
    .order_by(orders.c.id)
)
_QUERIES: dict[ImportFile, Select[Any]] = {
    ImportFile.PARTNERS: _PARTNERS,
    ImportFile.CLIENTS: _CLIENTS,
    ImportFile.INVOICES: _INVOICES,
    ImportFile.ORDERS: _ORDERS,
}
_reversal = receipts.alias("reversal")
_RECEIPTS: Select[Any] = (
    select(
        receipts.c.id,
        batches.c.number,
        *REF,
        receipts.c.cheque_number,
        receipts.c.amount,
        receipts.c.recorded_at,
        people.c.name,
        exists().where(_reversal.c.reverses == receipts.c.id),
        receipts.c.reverses,
    )
    .join(batches, batches.c.id == receipts.c.batch_id)
    .join(clients, clients.c.id == receipts.c.client_id)
    .join(people, people.c.id == receipts.c.recorded_by)
    .order_by(receipts.c.id)
)
_cancelling = mail.alias("cancelling")
_MAIL: Select[Any] = (
    select(
        mail.c.id,
        batches.c.number,
        *REF,
        mail.c.receipt_id,
        mail.c.paper,
        mail.c.slip,
        mail.c.annotations,
        mail.c.rules,
        mail.c.departure,
        mail_slips.c.number.label("slip_number"),
        mail.c.settles,
        mail.c.recorded_at,
        people.c.name,
        exists().where(_cancelling.c.reverses == mail.c.id),
        unknown_mail.c.number.label("unknown"),
        unknown_mail.c.name.label("unknown_name"),
        unknown_mail.c.reference,
        unknown_mail.c.text,
    )
    .join(batches, batches.c.id == mail.c.batch_id)
    .outerjoin(clients, clients.c.id == mail.c.client_id)
    .outerjoin(unknown_mail, unknown_mail.c.mail_id == mail.c.id)
    .join(people, people.c.id == mail.c.recorded_by)
    .outerjoin(mail_slip_lines, mail_slip_lines.c.mail_id == mail.c.id)
    .outerjoin(mail_slips, mail_slips.c.id == mail_slip_lines.c.slip_id)
    .where(mail.c.reverses.is_(None))
    .order_by(mail.c.id)
)
_ACTIONS: Select[Any] = (
    select(
        file_actions.c.id,
        file_actions.c.mail_id,
        *REF,
        file_actions.c.code,
        file_actions.c.value,
        file_actions.c.text,
        file_actions.c.rule,
        file_actions.c.recorded_at,
        people.c.name,
        action_lifts.c.id.is_not(None),
        action_lifts.c.reason,
    )
    .join(clients, clients.c.id == file_actions.c.client_id)
    .join(people, people.c.id == file_actions.c.recorded_by)
    .outerjoin(action_lifts, action_lifts.c.action_id == file_actions.c.id)
    .order_by(file_actions.c.id)
)
_TABLES = {
    ImportFile.PARTNERS: partners,
    ImportFile.CLIENTS: clients,
    ImportFile.INVOICES: invoices,
    ImportFile.ORDERS: orders,
}


def hold_still(tx: Transaction) -> None:
    """See the database until the end of the transaction as it is now. Nothing may have been read in it before."""
    begin = "BEGIN" if tx.dialect.name == "sqlite" else "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ"
    tx.exec_driver_sql(begin)


def count(tx: Transaction, file: ImportFile) -> int:
    """How many rows a file will have."""
    return int(tx.execute(select(func.count()).select_from(_TABLES[file])).scalar_one())


def rows(tx: Transaction, file: ImportFile) -> Iterator[Row[Any]]:
    """The rows of a file in the order of its columns; IBANs sealed, amounts in cents, dates and flags as they are."""
    return _streamed(tx, _QUERIES[file])


def receipt_rows(tx: Transaction) -> Iterator[Row[Any]]:
    """The receipts in the order of keying, reversals too.

    Each is its id, its batch's number, the client's letter, partner code and chrono, the cheque's number, cents, the
    moment, the operator's name, whether it is reversed, and the id of the one that it reverses.
    """
    return _streamed(tx, _RECEIPTS)


def count_receipts(tx: Transaction) -> int:
    """How many of them there are."""
    return int(tx.execute(select(func.count()).select_from(receipts)).scalar_one())


def mail_rows(tx: Transaction) -> Iterator[Row[Any]]:
    """The mail in the order of keying, without the reversals.

    Each is its id, its batch's number, the client's letter, partner code and chrono, its receipt's id, the paper's
    destination and slip, the annotations, the rules, the departure, the slip's number, the id of the mail that it
    takes up, the moment, the operator's name, whether it is cancelled; and where its client was not found its number
    and the name, reference and text that could be read.
    """
    return _streamed(tx, _MAIL)


def count_mail(tx: Transaction) -> int:
    """How many of them there are."""
    return int(tx.execute(select(func.count()).select_from(mail).where(mail.c.reverses.is_(None))).scalar_one())


def action_rows(tx: Transaction) -> Iterator[Row[Any]]:
    """The actions in the order of keying.

    Each is its id, its mail's id, the client's letter, partner code and chrono, the code, the value, the text, the
    rule, the moment, the operator's name, whether it is lifted, and why.
    """
    return _streamed(tx, _ACTIONS)


def count_actions(tx: Transaction) -> int:
    """How many of them there are."""
    return int(tx.execute(select(func.count()).select_from(file_actions)).scalar_one())


def _streamed(tx: Transaction, query: Select[Any]) -> Iterator[Row[Any]]:
    yield from tx.execute(query.execution_options(yield_per=_ROWS_AT_ONCE))
