"""What a sound database never holds of debits, renewals, means of payment and bank files, as queries that find it."""

from sqlalchemy import exists, func, or_, select

from backoffice.storage.schema import (
    bank_file_lines,
    bank_files,
    clients,
    debits,
    invoices,
    mail,
    means,
    orders,
    renewals,
    unpaids,
)

_original = debits.alias("original")
_later = means.alias("later")
_reversing = mail.alias("reversing")
_taken_back = debits.alias("taken_back")
_renewed = renewals.alias("renewed")

DEBIT_REVERSALS = (
    select(debits.c.id)
    .join(_original, _original.c.id == debits.c.reverses)
    .where(
        or_(
            debits.c.amount != -_original.c.amount,
            debits.c.invoice_id != _original.c.invoice_id,
            debits.c.mail_id != _original.c.mail_id,
            exists().where(bank_file_lines.c.debit_id == _original.c.id)
            & ~exists().where(unpaids.c.debit_id == _original.c.id),
        )
    )
)
"""Reversals of debits that are not the mirror of them, or of one that was sent and did not come back unpaid."""

STRANGE_DEBITS = (
    select(debits.c.id)
    .join(mail, mail.c.id == debits.c.mail_id)
    .join(invoices, invoices.c.id == debits.c.invoice_id)
    .join(means, means.c.id == debits.c.means_id)
    .where(
        or_(
            mail.c.client_id != debits.c.client_id,
            invoices.c.client_id != debits.c.client_id,
            means.c.client_id != debits.c.client_id,
        )
    )
)
"""Debits of another client's invoice, or on another client's means, than their mail's."""

STANDING_DEBITS = (
    select(debits.c.id)
    .join(_reversing, _reversing.c.reverses == debits.c.mail_id)
    .outerjoin(_taken_back, _taken_back.c.reverses == debits.c.id)
    .where(debits.c.reverses.is_(None), _taken_back.c.id.is_(None))
)
"""Debits that stand though their mail is cancelled."""

STRANGE_RENEWALS = (
    select(renewals.c.id)
    .join(mail, mail.c.id == renewals.c.mail_id)
    .join(orders, orders.c.id == renewals.c.order_id)
    .outerjoin(_renewed, _renewed.c.id == renewals.c.reverses)
    .where(or_(mail.c.client_id != orders.c.client_id, _renewed.c.order_id != renewals.c.order_id))
)
"""Renewals of another client's order, or reversals that are not the mirror of theirs."""

PRESENT_MEANS = (
    select(means.c.id)
    .join(clients, clients.c.id == means.c.client_id)
    .outerjoin(_later, (_later.c.client_id == means.c.client_id) & (_later.c.id > means.c.id))
    .where(
        _later.c.id.is_(None),
        means.c.origin != "file",
        or_(
            means.c.method_code != clients.c.method_code,
            means.c.sealed_iban.is_distinct_from(clients.c.sealed_iban),
            means.c.rum != clients.c.rum,
            means.c.mandate != clients.c.mandate,
            means.c.alias != clients.c.alias,
        ),
    )
)
"""Changed means of payment that are not those of the client's file."""

_on_file = (
    select(func.count()).where(bank_file_lines.c.file_id == bank_files.c.id).correlate(bank_files).scalar_subquery()
)
_asked_for = (
    select(func.coalesce(func.sum(debits.c.amount), 0))
    .join_from(bank_file_lines, debits, debits.c.id == bank_file_lines.c.debit_id)
    .where(bank_file_lines.c.file_id == bank_files.c.id)
    .correlate(bank_files)
    .scalar_subquery()
)
BANK_FILES = select(bank_files.c.id).where(or_(bank_files.c["count"] != _on_file, bank_files.c.amount != _asked_for))
"""Files whose count or amount is not that of their debits."""
