"""Pages of payments: every one exactly once and in order, whatever is sought, and without walking through all."""

from datetime import date
from functools import partial

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from backoffice.domain.client_ref import ClientRef
from backoffice.domain.money import Money
from backoffice.domain.payments import PaymentKind, PaymentMark, PaymentRow, PaymentState, Sought
from backoffice.french.office_time import bounds_of_day, office_day
from backoffice.storage.database import Database
from backoffice.storage.payments import details as payment_details
from backoffice.storage.payments import search as payments
from tests.examples import tried
from tests.office import FIRST_DAY, OfficeGestures
from tests.paid import another, debit, every_kind
from tests.plans import asked_of_the_database, plan

_SOUGHT = st.builds(
    Sought,
    chrono=st.sampled_from(["", "", "", "800", "902"]),
    name=st.sampled_from(["", "", "", "DURAND", "DURAND M", "PETIT"]),
    postcode=st.sampled_from(["", "", "69", "75"]),
    cheque=st.sampled_from(["", "", "", "5508", "7777777"]),
    amount=st.sampled_from([None, None, None, Money(20_30), Money(17_15), Money(13_10)]),
    since=st.sampled_from([None, None, date(2024, 3, 4), date(2024, 3, 5)]),
    until=st.sampled_from([None, None, date(2024, 3, 4), date(2024, 3, 3)]),
    kind=st.sampled_from([None, None, *PaymentKind]),
    state=st.sampled_from([None, None, None, *PaymentState]),
)


def test_pages_show_every_payment_sought_once_and_in_order(database: Database) -> None:
    desk = OfficeGestures(database)
    every_kind(desk)
    everything = _pages(desk, Sought(), 100, own=False)
    amounts = {row.id: _amounts(desk, row) for row in everything}
    own_batches = {row.batch.id for row in desk.batches.listing(desk.operator)}

    def is_sought(row: PaymentRow, sought: Sought) -> bool:
        return (
            (bool(sought.name) or not sought.chrono or row.ref.chrono == sought.chrono)
            and "DURAND MARIE".startswith(sought.name)
            and not (sought.name and sought.postcode == "75")
            and (not sought.cheque or row.number.startswith(sought.cheque))
            and (sought.amount is None or sought.amount in amounts[row.id])
            and (sought.since is None or office_day(row.recorded_at) >= sought.since)
            and (sought.until is None or office_day(row.recorded_at) <= sought.until)
            and sought.kind in (None, row.id.kind)
            and sought.state in (None, row.state)
        )

    @settings(max_examples=tried(40), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(sought=_SOUGHT, limit=st.integers(1, 5), own=st.booleans())
    def law(sought: Sought, limit: int, own: bool) -> None:  # noqa: FBT001 - hypothesis calls it
        wanted = [row for row in everything if is_sought(row, sought) and (not own or row.batch_id in own_batches)]
        assert _pages(desk, sought, limit, own=own) == wanted

    law()
    assert everything == sorted(everything, key=lambda row: row.recorded_at, reverse=True)
    assert {row.state for row in everything} == set(PaymentState)


def test_at_one_moment_pages_lose_nothing_either(database: Database) -> None:
    desk = OfficeGestures(database, lambda: FIRST_DAY)
    batch = desk.batch()
    for place in range(3):
        desk.cheque(batch, another(desk, f"80{place}"), 20_30, f"{5508018 + place}")
        debit(desk, batch.id, another(desk, f"90{place}"))

    for limit in range(1, 7):
        found = [row.id for row in _pages(desk, Sought(), limit, own=False)]
        assert [each.kind for each in found] == [PaymentKind.CHEQUE] * 3 + [PaymentKind.DEBIT] * 3
        assert len(set(found)) == 6


@pytest.mark.parametrize(
    "sought",
    [
        Sought(),
        Sought(state=PaymentState.PROCESSED),
        Sought(chrono="800"),
        Sought(refs=(ClientRef("J", 121, "800"), ClientRef("J", 12, "1800"))),
        Sought(name="DURAND"),
        Sought(name="DURAND", postcode="69"),
        Sought(cheque="5508"),
        Sought(amount=Money(20_30)),
        Sought(since=date(2024, 3, 4), until=date(2024, 3, 4)),
    ],
)
def test_sqlite_finds_payments_by_an_index_that_leads_to_few(sqlite_url: str, sought: Sought) -> None:
    database = Database(sqlite_url)
    desk = OfficeGestures(database)
    every_kind(desk)
    with asked_of_the_database() as asked:
        _pages(desk, sought, 5, own=False)
    steps = [step for statement, values in asked for step in plan(database, statement, values)]
    database.close()
    assert [step for step in steps if "ix_receipts_" in step]
    assert not [step for step in steps if step.startswith("SCAN clients")]
    if sought.name:
        assert [step for step in steps if "ix_clients_name (search_name>? AND search_name<?)" in step]
        assert [step for step in steps if step.startswith("SEARCH receipts USING INDEX") and "(client_id=?" in step]
    whole = ("SCAN receipts", "SCAN instruction_lines", "SEARCH instruction_lines USING INDEX sqlite_autoindex")
    assert not [step for step in steps if step.startswith(whole) and "ix_receipts_recorded_at" not in step]
    assert not [step for step in steps if step.startswith("SEARCH receipts") and "(reverses=?)" in step]


def _pages(desk: OfficeGestures, sought: Sought, limit: int, *, own: bool) -> list[PaymentRow]:
    """All the pages of so many payments, one after the other."""
    found: list[PaymentRow] = []
    after: PaymentMark | None = None
    while True:
        rows, after = desk.database.read(
            partial(payments.search, sought=sought, bounds=_bounds(desk, sought, limit, after, own=own))
        )
        assert len(rows) <= limit
        found.extend(rows)
        if after is None:
            return found


def _bounds(
    desk: OfficeGestures, sought: Sought, limit: int, after: PaymentMark | None, *, own: bool
) -> payments.Bounds:
    return payments.Bounds(
        opened_by=desk.operator.person_id if own else None,
        since=None if sought.since is None else bounds_of_day(sought.since)[0],
        before=None if sought.until is None else bounds_of_day(sought.until)[1],
        after=after,
        limit=limit,
    )


def _amounts(desk: OfficeGestures, row: PaymentRow) -> set[Money]:
    """What a payment is found by: a cheque's amount, or that of each of its debits."""
    if row.id.kind is PaymentKind.CHEQUE:
        return {row.amount}
    return {line.amount for line in desk.database.read(lambda tx: payment_details.lines(tx, row.id))}
