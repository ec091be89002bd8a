"""How the ledger is posted and its sums are kept: the triggers of every database, which a migration installs.

What is added to the books is followed by its entry in `ledger_entries`, in the same transaction. Nothing else adds one.
Whoever changes a law here writes a migration that installs it anew; those before stay as they are.
"""

from dataclasses import dataclass

_CREDITS = "CASE WHEN g.managed AND g.methods = 'cagnotte' THEN 'credit' ELSE 'payment' END"
"""What a payment of a member of the group `g` is: `Group.has_cagnotte`, in the database's words (M-04)."""

_MIDNIGHT = {
    "sqlite": "NEW.issued_on || ' 00:00:00.000000'",
    "postgresql": "CAST(NEW.issued_on AS TIMESTAMP)",
}


@dataclass(frozen=True, slots=True)
class PostingLaw:
    """What follows each row that is added to `table`, where the SQL `condition` holds.

    Attributes:
        name: of the trigger.
        statements: SQL with `;` between, which may name `NEW`.
    """

    table: str
    name: str
    statements: str
    condition: str = "1 = 1"


def posting_laws(dialect: str) -> tuple[PostingLaw, ...]:
    """All of them, for `sqlite` or `postgresql`."""
    return (*_of_clients(_MIDNIGHT[dialect]), *_of_members(), *_sums())


def _of_clients(midnight: str) -> tuple[PostingLaw, ...]:
    invoice = _entry(
        client_id="NEW.client_id", kind="'invoice'", amount="-NEW.opening", invoice_id="NEW.id", happened_at=midnight
    )
    receipt = _entry(
        "FROM batches b WHERE b.id = NEW.batch_id",
        client_id="NEW.client_id",
        kind=_or_cancellation("CASE WHEN b.with_invoice THEN 'payment' ELSE 'credit' END"),
        amount="NEW.amount",
        **_of_row("receipt_id"),
    )
    debit = _entry(
        client_id="NEW.client_id", kind=_or_cancellation("'payment'"), amount="NEW.amount", **_of_row("debit_id")
    )
    allocation = _entry(
        client_id="NEW.client_id", kind=_or_cancellation("'allocation'"), amount="0", **_of_row("allocation_id")
    )
    refund = _entry(
        client_id="NEW.client_id", kind=_or_cancellation("'refund'"), amount="-NEW.amount", **_of_row("refund_id")
    )
    return (
        PostingLaw("invoices", "invoices_post", invoice, "NEW.opening <> 0"),
        PostingLaw("receipts", "receipts_post", receipt),
        PostingLaw("debits", "debits_post", debit),
        PostingLaw("allocations", "allocations_post", allocation),
        PostingLaw("refunds", "refunds_post", refund),
    )


def _of_members() -> tuple[PostingLaw, ...]:
    order_line = _entry(
        member_id="NEW.member_id", kind=_or_cancellation("'order'"), amount="-NEW.amount", **_of_row("order_line_id")
    )
    paid_online = _entry(
        "FROM members m JOIN member_groups g ON g.id = m.group_id WHERE m.id = NEW.member_id",
        member_id="NEW.member_id",
        kind=_CREDITS,
        amount="NEW.amount",
        payment_id="NEW.id",
        **_BY_WHOM,
    )
    confirmed = _entry(
        "FROM member_payments p JOIN members m ON m.id = p.member_id JOIN member_groups g ON g.id = m.group_id "
        "JOIN validations v ON v.id = NEW.validation_id WHERE p.id = NEW.payment_id",
        member_id="p.member_id",
        kind=_CREDITS,
        amount="NEW.amount",
        payment_id="p.id",
        validation_id="v.id",
        recorded_by="v.recorded_by",
        happened_at="v.recorded_at",
    )
    confirmed_no_more = _entry(
        "FROM ledger_entries e WHERE e.validation_id = NEW.reverses",
        member_id="e.member_id",
        kind="'cancellation'",
        amount="-e.amount",
        payment_id="e.payment_id",
        validation_id="NEW.id",
        reverses="e.id",
        **_BY_WHOM,
    )
    return (
        PostingLaw("openings", "openings_post", f"{_opening_before_no_more()}; {_opening()}"),
        PostingLaw("member_order_lines", "member_order_lines_post", order_line),
        PostingLaw("member_payments", "member_payments_post", paid_online, "NEW.method = 'card_online'"),
        PostingLaw("validation_lines", "validation_lines_post", confirmed),
        PostingLaw("validations", "validations_post", confirmed_no_more, "NEW.reverses IS NOT NULL"),
    )


def _opening_before_no_more() -> str:
    return _entry(
        "FROM ledger_entries e WHERE e.member_id = NEW.member_id AND e.kind = 'opening' "
        "AND NOT EXISTS (SELECT 1 FROM ledger_entries c WHERE c.reverses = e.id)",
        member_id="e.member_id",
        kind="'cancellation'",
        amount="-e.amount",
        opening_id="NEW.id",
        reverses="e.id",
        **_BY_WHOM,
    )


def _opening() -> str:
    return _entry(
        "WHERE NEW.amount <> 0",
        member_id="NEW.member_id",
        kind="'opening'",
        amount="NEW.amount",
        opening_id="NEW.id",
        **_BY_WHOM,
    )


def _sums() -> tuple[PostingLaw, ...]:
    """A member's two figures, which are kept: the balance of the entries, and the payments that wait."""
    waits = "UPDATE members SET waiting = waiting + NEW.amount WHERE id = NEW.member_id"
    waits_no_more = (
        "UPDATE members SET waiting = waiting - (SELECT p.amount FROM member_payments p WHERE p.id = NEW.payment_id) "
        "WHERE id = (SELECT p.member_id FROM member_payments p WHERE p.id = NEW.payment_id)"
    )
    lines = "FROM member_payments p JOIN validation_lines l ON l.payment_id = p.id WHERE l.validation_id = NEW.reverses"
    waits_again = (
        f"UPDATE members SET waiting = waiting + (SELECT SUM(p.amount) {lines} AND p.member_id = members.id) "  # noqa: S608 - words of ours
        f"WHERE id IN (SELECT p.member_id {lines})"
    )
    balance = "UPDATE members SET balance = balance + NEW.amount WHERE id = NEW.member_id"
    return (
        PostingLaw("member_payments", "member_payments_wait", waits, "NEW.method <> 'card_online'"),
        PostingLaw("validation_lines", "validation_lines_no_more", waits_no_more),
        PostingLaw("validations", "validations_wait_again", waits_again, "NEW.reverses IS NOT NULL"),
        PostingLaw("ledger_entries", "ledger_entries_sum", balance, "NEW.member_id IS NOT NULL"),
    )


_BY_WHOM = {"recorded_by": "NEW.recorded_by", "happened_at": "NEW.recorded_at"}


def _of_row(pointer: str) -> dict[str, str]:
    """Where an entry comes from, what it cancels, by whom and when; the row may be the reversal of another."""
    cancelled = f"(SELECT e.id FROM ledger_entries e WHERE e.{pointer} = NEW.reverses)"  # noqa: S608 - a column of ours
    return {pointer: "NEW.id", "reverses": cancelled, **_BY_WHOM}


def _or_cancellation(kind: str) -> str:
    return f"CASE WHEN NEW.reverses IS NULL THEN {kind} ELSE 'cancellation' END"


def _entry(rows: str = "", **columns: str) -> str:
    """Add an entry for each of `rows`, or one; `columns` say what is in it."""
    added = f"INSERT INTO ledger_entries ({', '.join(columns)}) SELECT {', '.join(columns.values())}"
    return f"{added} {rows}".strip()
