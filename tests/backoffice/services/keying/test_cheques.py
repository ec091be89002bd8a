"""*Enregistrer* refuses what the procedure refuses, on both engines."""

from dataclasses import replace
from datetime import date

import pytest

from backoffice.domain.batch import BatchKind
from backoffice.domain.cheque import Operation, RowOperation
from backoffice.domain.client_ref import ClientRef
from backoffice.domain.errors import Broken, RuleBroken
from backoffice.domain.money import ZERO, Money
from backoffice.domain.paper import Paper
from backoffice.keying.recorded_form import ChequeForm
from backoffice.storage.database import Database
from tests.coupons import away_to
from tests.office import OfficeGestures

_TWO = (("AP11", date(2019, 2, 20), 13_10), ("AP11", date(2019, 3, 9), 20_30))


@pytest.fixture
def desk(database: Database) -> OfficeGestures:
    return OfficeGestures(database)


def _refusal(desk: OfficeGestures, form: ChequeForm) -> Broken:
    with pytest.raises(RuleBroken) as refusal:
        desk.cheques.record(desk.operator, form)
    assert desk.dossier(form.client_id).receipts == ()
    assert desk.checking.run() == ()
    return refusal.value.code


def test_the_words_are_the_amount(desk: OfficeGestures) -> None:
    """P-20: figures 22,46, words 22,45."""
    batch, client = desk.batch(), desk.client(pending=(("AP11", date(2024, 2, 1), 22_45),))
    form = desk.form(batch, client, 22_46, words="vingt-deux euros et 45 cts")
    receipt = desk.cheques.record(desk.operator, form)
    assert (receipt.amount, receipt.credit) == (Money(22_45), ZERO)


def test_the_surplus_is_the_client_s_credit(desk: OfficeGestures) -> None:
    """P-21: two invoices of 33,40 together, and a cheque that only comes near."""
    batch, client = desk.batch(), desk.client(pending=_TWO)
    receipt = desk.cheque(batch, client, 33_50)
    assert (receipt.amount, receipt.credit) == (Money(33_50), Money(13_20))
    dossier = desk.dossier(client)
    assert ([row.pending for row in dossier.invoices], dossier.credit) == ([Money(13_10)], Money(13_20))


def test_what_is_left_of_an_invoice_stays_pending(desk: OfficeGestures) -> None:
    batch, client = desk.batch(), desk.client()
    assert desk.cheque(batch, client, 5_00).credit == ZERO
    (invoice,) = desk.dossier(client).invoices
    assert (invoice.amount, invoice.pending) == (Money(20_30), Money(15_30))


def test_a_blank_row_is_forced_or_refused(desk: OfficeGestures) -> None:
    form = desk.form(desk.batch(), desk.client(pending=_TWO), 13_10)
    assert [row.operation for row in form.rows] == [Operation.SETTLE, Operation.BLANK]
    assert _refusal(desk, replace(form, forced=False)) is Broken.BLANK_ROW
    assert desk.cheques.record(desk.operator, form).amount == Money(13_10)


def test_from_the_threshold_on_the_words_are_typed(desk: OfficeGestures) -> None:
    form = desk.form(desk.batch(), desk.client(), 150_00)
    assert desk.cheques.wants_words(Money(150_00))
    assert not desk.cheques.wants_words(Money(149_99))
    assert _refusal(desk, form) is Broken.WORDS_MISSING
    typed = replace(form, words="cent cinquante euros")
    assert desk.cheques.record(desk.operator, typed).amount == Money(150_00)


def test_words_that_are_not_certain_are_not_guessed(desk: OfficeGestures) -> None:
    form = desk.form(desk.batch(), desk.client(), 20_30)
    assert _refusal(desk, replace(form, words="vintg euros trente")) is Broken.WORDS_UNREADABLE
    assert _refusal(desk, replace(form, words=f"vingt euros{' ' * 300}trente")) is Broken.TEXT_UNUSABLE


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"figures": ZERO}, Broken.AMOUNT_NOT_POSITIVE),
        ({"figures": Money(-1)}, Broken.AMOUNT_NOT_POSITIVE),
        ({"number": ""}, Broken.CHEQUE_NUMBER_UNREADABLE),
        ({"number": "12345678"}, Broken.CMC7_UNREADABLE),
        ({"number": "55O8018"}, Broken.CHEQUE_NUMBER_UNREADABLE),
        ({"number": "18"}, Broken.CHEQUE_NUMBER_UNREADABLE),
        ({"rows": ()}, Broken.DEPARTURE_UNDECLARED),
        ({"rows": (), "reason": "Vu"}, Broken.INVOICES_CHANGED),
    ],
)
def test_forms_that_no_screen_would_send(desk: OfficeGestures, change: dict[str, object], code: Broken) -> None:
    form = desk.form(desk.batch(), desk.client(), 20_30)
    assert _refusal(desk, replace(form, **change)) is code  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("operations", "cheque", "code"),
    [
        ([("settle", 13_11), ("no_payment", 0)], 20_30, Broken.SETTLED_OVER_PENDING),
        ([("settle", 13_10), ("settle", 20_30)], 20_30, Broken.SETTLED_OVER_CHEQUE),
        ([("no_payment", 0), ("no_payment", 0)], 20_30, Broken.NOTHING_SETTLED),
        ([("settle", 0), ("settle", 20_30)], 20_30, Broken.NOTHING_SETTLED),
        ([("settle", -1), ("settle", 20_30)], 20_30, Broken.NOTHING_SETTLED),
        ([("no_payment", 5), ("settle", 20_30)], 20_30, Broken.SETTLED_OVER_PENDING),
    ],
)
def test_rows_that_do_not_add_up(
    desk: OfficeGestures, operations: list[tuple[str, int]], cheque: int, code: Broken
) -> None:
    form = desk.form(desk.batch(), desk.client(pending=_TWO), cheque)
    rows = tuple(
        RowOperation(row.invoice_id, Operation(name), Money(cents), "")
        for row, (name, cents) in zip(form.rows, operations, strict=True)
    )
    assert _refusal(desk, replace(form, rows=rows)) is Broken.DEPARTURE_UNDECLARED
    assert _refusal(desk, replace(form, rows=rows, reason="Vu")) is code


def test_an_invoice_of_somebody_else_is_no_row(desk: OfficeGestures) -> None:
    batch, client = desk.batch(), desk.client()
    other = desk.client(ClientRef("J", 121, "00000001"))
    rows = desk.form(batch, other, 20_30).rows
    strange = replace(desk.form(batch, client, 20_30), rows=rows, reason="Vu")
    assert _refusal(desk, strange) is Broken.INVOICES_CHANGED


def test_an_invoice_that_was_paid_meanwhile_is_said(desk: OfficeGestures) -> None:
    batch, client = desk.batch(), desk.client(pending=_TWO)
    late = desk.form(batch, client, 20_30, "0000002")
    desk.cheque(batch, client, 20_30, "0000001")
    with pytest.raises(RuleBroken) as refusal:
        desk.cheques.record(desk.operator, late)
    assert refusal.value.code is Broken.DECISION_OVERTAKEN


def test_without_invoice_the_whole_cheque_is_credit(desk: OfficeGestures) -> None:
    """P-29."""
    batch, client = desk.batch(with_invoice=False), desk.client()
    receipt = desk.cheque(batch, client, 20_30)
    assert receipt.credit == Money(20_30)
    assert len(desk.dossier(client).invoices) == 1
    rows = tuple(replace(row, rule="") for row in desk.form(desk.batch(), client, 20_30).rows)
    with_rows = replace(desk.form(batch, client, 20_30, "0000002"), rows=rows, reason="Vu")
    with pytest.raises(RuleBroken) as refusal:
        desk.cheques.record(desk.operator, with_rows)
    assert refusal.value.code is Broken.INVOICE_IN_BATCH_WITHOUT


def test_a_pending_invoice_in_a_batch_without_is_forced_or_refused(desk: OfficeGestures) -> None:
    form = desk.form(desk.batch(with_invoice=False), desk.client(pending=_TWO), 20_30)
    with pytest.raises(RuleBroken) as refusal:
        desk.cheques.record(desk.operator, replace(form, forced=False))
    assert (refusal.value.code, refusal.value.facts) == (Broken.INVOICE_PENDING, {"cents": 33_40})
    assert desk.cheques.record(desk.operator, form).credit == Money(20_30)


def test_no_invoice_to_settle_waits_for_another_batch(desk: OfficeGestures) -> None:
    """P-29 again: refused in a batch AVEC FACTURE, with the way to go."""
    batch, client = desk.batch(), desk.client(pending=())
    aside = desk.mail_form(batch, client)
    without = desk.form(desk.batch(with_invoice=False), client, 20_30)
    assert _refusal(desk, replace(without, batch_id=batch.id)) is Broken.DECISION_OVERTAKEN
    against = replace(without, batch_id=batch.id, departure=away_to(Paper.DISCARD, against_stop=True), reason="Vu")
    assert _refusal(desk, replace(against, decided=aside.decided)) is Broken.DECISION_OVERTAKEN


def test_fa_and_partenariat_never_share_a_batch(desk: OfficeGestures) -> None:
    """P-01, at the search and at Enregistrer."""
    ref = ClientRef("J", 311, "00000001")
    batch, direct = desk.batch(), desk.batch(BatchKind.DIRECT)
    client = desk.client(ref)
    with pytest.raises(RuleBroken) as refusal:
        desk.clients.find(desk.operator, ref, batch.kind)
    assert refusal.value.code is Broken.CLIENT_IS_DIRECT
    assert desk.clients.find(desk.operator, ref, direct.kind).id == client
    assert _refusal(desk, replace(desk.form(direct, client, 20_30), batch_id=batch.id)) is Broken.CLIENT_IS_DIRECT


def test_a_cheque_of_a_blocked_account_is_keyed_as_anybody_s(desk: OfficeGestures) -> None:
    """P-66 is about cards and IBANs."""
    assert desk.cheque(desk.batch(), desk.client(blocked=True), 20_30).amount == Money(20_30)
