"""SlimPay's orders: kept before they are sent, found again, settled once, whatever breaks (P-69)."""

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest

from backoffice.domain.debit_rows import SlimpayRow
from backoffice.domain.errors import Broken, Fault, RuleBroken, Unavailable
from backoffice.domain.mandate import MandateState
from backoffice.domain.means import MethodChange, MethodForm, Origin
from backoffice.domain.method import Mandate
from backoffice.domain.slimpay import AskState, OrderState, SlimpayOrder
from backoffice.gateways.slimpay.sandbox import SlimpaySandbox, SlimpayTrial
from backoffice.services.clients.slimpay import SlimpayPage
from backoffice.storage.database import Database
from tests.office import DURAND, ONE_INVOICE, VAULT, OfficeGestures, Value
from tests.slimpay import NEW_IBAN, OLD_IBAN, RUM, client_of, submit

AT_SLIMPAY: dict[str, Any] = {"method_code": 99, "sealed_iban": VAULT.seal(OLD_IBAN), "rum": RUM, "mandate": "active"}


@pytest.fixture
def sandbox() -> Iterator[SlimpaySandbox]:
    with SlimpaySandbox({RUM: OLD_IBAN}) as slimpay:
        yield slimpay


@pytest.fixture
def desk(database: Database, sandbox: SlimpaySandbox) -> OfficeGestures:
    return OfficeGestures(database, mandates=client_of(sandbox))


def asked(desk: OfficeGestures, **columns: Value) -> SlimpayRow:
    """An order that is to be sent, as 2.4 makes it."""
    client_id = desk.client(DURAND, ONE_INVOICE, **(columns or AT_SLIMPAY))
    desk.methods.change(desk.operator, MethodForm(uuid4(), client_id, MethodChange(99)))
    (row,) = desk.slimpay.unsettled(desk.operator)
    assert row.state is AskState.TO_SEND
    return row


def typed(page: SlimpayPage, iban: str = NEW_IBAN) -> None:
    submit(SlimpayOrder("", OrderState.OPEN, page.url), iban=iban)


def test_another_iban_typed_at_slimpay_is_on_the_file(desk: OfficeGestures) -> None:
    order = asked(desk)

    page = desk.slimpay.begin(desk.operator, order.id)
    assert page.row.state is AskState.OPEN
    assert page.url not in repr(page)
    typed(page)
    row = desk.slimpay.look(desk.operator, order.id)

    means = desk.dossier(row.client_id).means
    assert row.state is AskState.COMPLETED
    assert (means.rum, means.standing, means.iban) == (RUM, Mandate.ACTIVE, "FR76 •••• 189")
    newest, *_ = desk.methods.history(desk.operator, row.client_id)
    assert (newest.origin, newest.reason) == (Origin.MANDATE, "SlimPay active")
    assert desk.slimpay.unsettled(desk.operator) == ()
    assert desk.slimpay.look(desk.operator, order.id) == row
    assert desk.checking.run() == ()


def test_a_client_without_mandate_signs_one(desk: OfficeGestures) -> None:
    order = asked(desk, method_code=80)

    typed(desk.slimpay.begin(desk.operator, order.id))
    desk.slimpay.look(desk.operator, order.id)

    means = desk.dossier(order.client_id).means
    assert means.rum
    assert means.mandate is MandateState.ACTIVE


def test_a_mandate_that_slimpay_rejects_cannot_be_debited(desk: OfficeGestures) -> None:
    order = asked(desk, last_name="ISSUE-SEPA-REJ-AM04")

    typed(desk.slimpay.begin(desk.operator, order.id))
    desk.slimpay.look(desk.operator, order.id)

    means = desk.dossier(order.client_id).means
    assert (means.mandate, means.standing) == (MandateState.REJECTED, Mandate.INACTIVE)


@pytest.mark.parametrize("trial", [SlimpayTrial.DONE_THEN_504, SlimpayTrial.NOTHING_THEN_504])
def test_an_answer_that_is_lost_asks_nothing_twice(
    desk: OfficeGestures, sandbox: SlimpaySandbox, trial: SlimpayTrial
) -> None:
    order = asked(desk)
    sandbox.bring_about(trial)

    first = desk.slimpay.begin(desk.operator, order.id)
    again = desk.slimpay.begin(desk.operator, order.id)

    assert first.url == again.url != ""


def test_an_expired_token_is_renewed(desk: OfficeGestures, sandbox: SlimpaySandbox) -> None:
    order = asked(desk)
    page = desk.slimpay.begin(desk.operator, order.id)
    typed(page)
    sandbox.expire_tokens()

    assert desk.slimpay.look(desk.operator, order.id).state is AskState.COMPLETED


def test_a_program_that_stopped_finds_its_orders_again(desk: OfficeGestures) -> None:
    order = asked(desk)
    typed(desk.slimpay.begin(desk.operator, order.id))

    (settled,) = desk.slimpay.settle_all(desk.operator)

    assert (settled.id, settled.state) == (order.id, AskState.COMPLETED)
    assert desk.slimpay.settle_all(desk.operator) == ()


def test_what_was_never_sent_waits_for_its_operator(desk: OfficeGestures) -> None:
    order = asked(desk)

    assert desk.slimpay.settle_all(desk.operator) == ()
    assert desk.slimpay.unsettled(desk.operator) == (order,)


def test_what_the_client_gives_up_is_settled(desk: OfficeGestures) -> None:
    order = asked(desk)
    page = desk.slimpay.begin(desk.operator, order.id)
    submit(SlimpayOrder("", OrderState.OPEN, page.url), "abandon")

    assert desk.slimpay.look(desk.operator, order.id).state is AskState.ABORTED
    assert desk.dossier(order.client_id).means.iban == "FR14 •••• 606"


@pytest.mark.parametrize("sent", [True, False])
def test_an_order_is_abandoned_sent_or_not(desk: OfficeGestures, *, sent: bool) -> None:
    order = asked(desk)
    if sent:
        desk.slimpay.begin(desk.operator, order.id)

    assert desk.slimpay.abandon(desk.operator, order.id).state is AskState.ABORTED
    assert desk.slimpay.begin(desk.operator, order.id).url == ""
    assert desk.slimpay.unsettled(desk.operator) == ()


def test_what_was_completed_in_the_meantime_is_not_abandoned(desk: OfficeGestures) -> None:
    order = asked(desk)
    typed(desk.slimpay.begin(desk.operator, order.id))

    assert desk.slimpay.abandon(desk.operator, order.id).state is AskState.COMPLETED
    assert desk.dossier(order.client_id).means.iban == "FR76 •••• 189"


def test_a_mandate_that_slimpay_does_not_know_settles_the_order(desk: OfficeGestures) -> None:
    order = asked(desk, rum="ADLP-9", mandate="active", method_code=99)

    with pytest.raises(RuleBroken) as broken:
        desk.slimpay.begin(desk.operator, order.id)

    assert broken.value.code is Broken.SLIMPAY_MANDATE_UNKNOWN
    assert desk.slimpay.unsettled(desk.operator) == ()


def test_without_slimpay_the_order_waits(database: Database) -> None:
    desk = OfficeGestures(database)
    order = asked(desk)

    with pytest.raises(Unavailable) as missing:
        desk.slimpay.begin(desk.operator, order.id)

    assert missing.value.fault is Fault.SLIMPAY_MISSING
    assert desk.slimpay.unsettled(desk.operator) == (order,)
