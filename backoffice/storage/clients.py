"""Clients, their pending invoices and their orders."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Exists, Row, bindparam, exists, func, or_, select, tuple_, update

from backoffice.domain.client_ref import ClientRef
from backoffice.domain.dossier import ClientIdentity, ClientRow, PageMark
from backoffice.domain.invoices import OrderRow, PendingInvoice, as_listed
from backoffice.domain.mail import ActionCode
from backoffice.domain.means import Means
from backoffice.domain.money import Money
from backoffice.procedure.action_values import DEATH_COMMENTS
from backoffice.storage import means
from backoffice.storage.client_columns import REF_AND_NAME, full_name, name_of, ref_of
from backoffice.storage.database import Transaction
from backoffice.storage.schema import action_lifts, clients, file_actions, invoices, orders, partners


def _stands(code: ActionCode, *texts: str) -> Exists:
    """Whether an action stands on the client's file, with one of the texts where they are given."""
    action = file_actions.alias()
    lifted = exists().where(action_lifts.c.action_id == action.c.id)
    found = exists().where(action.c.client_id == clients.c.id, action.c.code == code.value, ~lifted)
    # Not `in_`: its list would be written into the statement anew each time.
    return found.where(or_(*(func.upper(action.c.text) == text for text in texts))) if texts else found


_DECEASED = (
    clients.c.deceased | (_stands(ActionCode.COMMENT, *DEATH_COMMENTS) & _stands(ActionCode.STOP_REMINDERS))
).label("deceased")
"""As the partner's file says, or as was keyed of an earlier paper (P-40, P-41), unless a supervisor lifted the stop."""

_IDENTITY = select(
    clients.c.id,
    *REF_AND_NAME,
    clients.c.address,
    clients.c.postcode,
    clients.c.city,
    partners.c.name,
    clients.c.blocked,
    _DECEASED,
    clients.c.protected_adult,
    partners.c.direct_method,
).join(partners, partners.c.code == clients.c.partner_code)
_IDENTITY_COLUMNS = len(_IDENTITY.selected_columns)
_BY_REF = _IDENTITY.where(
    clients.c.chrono == bindparam("chrono"),
    clients.c.partner_code == bindparam("partner_code"),
    clients.c.letter == bindparam("letter"),
)
_AMONG_REFS = _IDENTITY.where(
    clients.c.chrono.in_(bindparam("chronos", expanding=True)),
    clients.c.partner_code.in_(bindparam("partner_codes", expanding=True)),
    clients.c.letter.in_(bindparam("letters", expanding=True)),
)
"""More than those of the references, all by one walk through the index."""
_KNOWN_PARTNERS = select(partners.c.code).where(partners.c.code.in_(bindparam("codes", expanding=True)))
FILE = _IDENTITY.add_columns(*(clients.c[name] for name in means.COLUMNS)).where(clients.c.id == bindparam("client_id"))
"""What `file_row` reads."""
_ROW = (
    clients.c.id,
    *REF_AND_NAME,
    clients.c.postcode,
    clients.c.city,
    clients.c.blocked,
    _DECEASED,
    clients.c.protected_adult,
)
_LOCKED = select(*_ROW).where(clients.c.id == bindparam("id")).with_for_update(key_share=True)
_PENDING = (
    select(
        invoices.c.id,
        invoices.c.number,
        invoices.c.circular,
        invoices.c.issued_on,
        invoices.c.amount,
        invoices.c.pending,
    )
    .where(invoices.c.client_id == bindparam("client_id"), invoices.c.pending > 0)
    .order_by(invoices.c.issued_on, invoices.c.id)
)
_PENDING_LOCKED = (
    select(invoices.c.id, invoices.c.pending)
    .where(invoices.c.client_id == bindparam("client_id"), invoices.c.pending > 0)
    .order_by(invoices.c.id)
    .with_for_update()
)
_HELD = (
    select(
        *_ROW,
        invoices.c.id.label("invoice_id"),
        invoices.c.number,
        invoices.c.circular,
        invoices.c.issued_on,
        invoices.c.amount,
        invoices.c.pending,
    )
    .join(invoices, invoices.c.client_id == clients.c.id)
    .where(clients.c.id == bindparam("id"), invoices.c.pending > 0)
    .order_by(invoices.c.id)
    .with_for_update(key_share=True)
)
_ORDERS = (
    select(orders.c.number, orders.c.title, orders.c.status, orders.c.renewable, orders.c.gift, orders.c.beneficiary)
    .where(orders.c.client_id == bindparam("client_id"))
    .order_by(orders.c.id)
)
_ADD_TO_PENDING = (
    update(invoices)
    .where(invoices.c.id == bindparam("invoice_id"))
    .values(pending=invoices.c.pending + bindparam("added"))
)
_AFTER_ALL_NAMES = "~"
"""Follows every character of a search name in byte order."""


def by_refs(tx: Transaction, refs: Sequence[ClientRef]) -> tuple[ClientIdentity, ...]:
    """The clients that have one of the references, in the order of these."""
    if len(refs) == 1:
        (ref,) = refs
        values = {"letter": ref.letter, "partner_code": ref.partner_code, "chrono": ref.chrono}
        row = tx.execute(_BY_REF, values).first()
        return () if row is None else (_identity(row),)
    wanted = {
        "letters": sorted({ref.letter for ref in refs}),
        "partner_codes": sorted({ref.partner_code for ref in refs}),
        "chronos": sorted({ref.chrono for ref in refs}),
    }
    found = {client.ref: client for client in map(_identity, tx.execute(_AMONG_REFS, wanted))}
    return tuple(found[ref] for ref in refs if ref in found)


def known_partners(tx: Transaction, codes: Collection[int]) -> frozenset[int]:
    """Those of the partners' codes that somebody has."""
    return frozenset(tx.scalars(_KNOWN_PARTNERS, {"codes": sorted(codes)}))


def file_of(tx: Transaction, client_id: int) -> tuple[ClientIdentity, Means] | None:
    """A client by id, with their present means of payment."""
    row = tx.execute(FILE, {"client_id": client_id}).first()
    return None if row is None else file_row(row)


def file_row(row: Row[*tuple[Any, ...]]) -> tuple[ClientIdentity, Means]:
    """A client, with their present means of payment, from a row that begins with the columns of `FILE`."""
    return _identity(row), means.of_row(row)


def locked(tx: Transaction, client_id: int) -> ClientRow | None:
    """A client by id, held until the end of the transaction, so that one cheque at a time is keyed for them."""
    row = tx.execute(_LOCKED, {"id": client_id}).first()
    return None if row is None else _client_row(row)


def pending_invoices(tx: Transaction, client_id: int) -> tuple[PendingInvoice, ...]:
    """A client's pending invoices, the oldest first."""
    return tuple(
        PendingInvoice(id_, number, circular, issued_on, Money(amount), Money(pending))
        for id_, number, circular, issued_on, amount, pending in tx.execute(_PENDING, {"client_id": client_id})
    )


def locked_pending(tx: Transaction, client_id: int) -> dict[int, Money]:
    """What is left to pay of each of them, by id; they are held until the end of the transaction."""
    return {id_: Money(pending) for id_, pending in tx.execute(_PENDING_LOCKED, {"client_id": client_id})}


def held(tx: Transaction, client_id: int) -> tuple[ClientRow | None, tuple[PendingInvoice, ...]]:
    """A client with their pending invoices, all of them held until the end of the transaction.

    One statement for a client who has something left to pay.
    """
    rows = tx.execute(_HELD, {"id": client_id}).all()
    if not rows:
        return locked(tx, client_id), ()
    pending = (
        PendingInvoice(row.invoice_id, row.number, row.circular, row.issued_on, Money(row.amount), Money(row.pending))
        for row in rows
    )
    return _client_row(rows[0]), tuple(pending)


def add_to_pending(tx: Transaction, invoice_id: int, amount: Money) -> None:
    """Add to what is left to pay of an invoice; a settlement adds a negative amount."""
    tx.execute(_ADD_TO_PENDING, {"invoice_id": invoice_id, "added": amount.cents})


def orders_of(tx: Transaction, client_id: int) -> tuple[OrderRow, ...]:
    """A client's orders, as the screen lists them."""
    return as_listed(OrderRow(*row) for row in tx.execute(_ORDERS, {"client_id": client_id}))


def search(
    tx: Transaction, prefix: str, postcode: str, after: PageMark | None, limit: int
) -> tuple[tuple[ClientRow, ...], PageMark | None]:
    """A page of the clients whose search name begins with `prefix` and whose postcode begins with `postcode`.

    Gives the mark of the next page too, or None at the end. The index on names answers whatever the page.
    """
    name = clients.c.search_name
    lowest = prefix if after is None else after.search_name  # SQLite would walk from the prefix on to the mark
    named = is_named(prefix, postcode, lowest)
    query = select(*_ROW, name).where(*named).order_by(name, clients.c.id).limit(limit + 1)
    if after is not None:
        query = query.where(tuple_(name, clients.c.id) > tuple_(after.search_name, after.client_id))
    rows = tx.execute(query).all()
    shown = rows[:limit]
    mark = PageMark(shown[-1].search_name, shown[-1].id) if len(rows) > limit else None
    return tuple(_client_row(row) for row in shown), mark


def is_named(prefix: str, postcode: str, lowest: str) -> tuple[ColumnElement[bool], ...]:
    """Whether a search name begins with `prefix`, from `lowest` on, and the postcode with `postcode`."""
    name = clients.c.search_name
    within = (name >= lowest, name < prefix + _AFTER_ALL_NAMES)
    return (*within, clients.c.postcode.startswith(postcode, autoescape=True)) if postcode else within


def _identity(row: Row[*tuple[Any, ...]]) -> ClientIdentity:
    id_, letter, code, chrono, title, last, first, address, postcode, city, partner, *rest = row[:_IDENTITY_COLUMNS]
    ref, name = ClientRef(letter, code, chrono), full_name(title, last, first)
    return ClientIdentity(id_, ref, name, address, postcode, city, partner, *rest)


def _client_row(row: Row[*tuple[Any, ...]]) -> ClientRow:
    ref = ref_of(row)
    name = name_of(row)
    return ClientRow(row.id, ref, name, row.postcode, row.city, row.blocked, row.deceased, row.protected_adult)
