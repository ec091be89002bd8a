"""What every mandate service does, whichever implementation stands behind the protocol."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest

from backoffice.domain.errors import Broken, RuleBroken
from backoffice.domain.slimpay import OrderState, SlimpayMandateState, SlimpayOrder
from backoffice.gateways.slimpay.sandbox import SlimpaySandbox, SlimpayTrial
from backoffice.services.ports.mandating import MandateService
from tests.slimpay import MARIE, NEW_IBAN, OLD_IBAN, RUM, client_of, submit


@pytest.fixture
def sandbox() -> Iterator[SlimpaySandbox]:
    with SlimpaySandbox({RUM: OLD_IBAN}) as made:
        yield made


@pytest.fixture(params=["client and sandbox"])
def service(sandbox: SlimpaySandbox) -> MandateService:
    return client_of(sandbox)


def a_reference() -> str:
    return str(uuid4())


def refusal(error: pytest.ExceptionInfo[RuleBroken]) -> Broken:
    assert "FR" not in str(error.value.facts)
    return error.value.code


def test_a_new_iban_on_a_mandate(service: MandateService) -> None:
    reference = a_reference()
    order = service.ask_new_iban(reference, RUM)
    assert (order.reference, order.state) == (reference, OrderState.OPEN)
    assert service.mandate_of(reference) is None

    submit(order)

    assert service.order(reference) == SlimpayOrder(reference, OrderState.COMPLETED)
    mandate = service.mandate_of(reference)
    assert mandate is not None
    assert (mandate.rum, mandate.state, mandate.iban) == (RUM, SlimpayMandateState.ACTIVE, NEW_IBAN)


@pytest.mark.parametrize("rum", ["", "NOUVELLE-RUM-1"])
def test_a_new_mandate(service: MandateService, rum: str) -> None:
    reference = a_reference()
    submit(service.ask_mandate(reference, "J 121 52134466", MARIE, rum))
    mandate = service.mandate_of(reference)

    assert mandate is not None
    assert (mandate.state, mandate.iban) == (SlimpayMandateState.ACTIVE, NEW_IBAN)
    assert mandate.rum == rum if rum else 0 < len(mandate.rum) <= 35
    assert mandate.signed_on == datetime.now(UTC).astimezone(ZoneInfo("Europe/Paris")).date()
    assert service.ask_new_iban(a_reference(), mandate.rum).state is OrderState.OPEN


def test_a_mandate_that_is_rejected(service: MandateService) -> None:
    reference = a_reference()
    submit(service.ask_mandate(reference, "J 121 52134466", replace(MARIE, family_name="ISSUE-SEPA-REJ-AM04")))
    mandate = service.mandate_of(reference)

    assert mandate is not None
    assert mandate.state is SlimpayMandateState.REJECTED


def test_the_same_reference_has_the_same_order(service: MandateService) -> None:
    reference = a_reference()
    first = service.ask_new_iban(reference, RUM)
    assert service.ask_new_iban(reference, RUM) == first == service.order(reference)

    submit(first)
    assert service.ask_new_iban(reference, RUM).state is OrderState.COMPLETED
    assert service.ask_new_iban(a_reference(), RUM).approval_url != first.approval_url


def test_a_mandate_that_slimpay_does_not_know(service: MandateService) -> None:
    reference = a_reference()
    for rum in ("INCONNUE-1", ""):
        with pytest.raises(RuleBroken) as refused:
            service.ask_new_iban(reference, rum)
        assert refusal(refused) is Broken.SLIMPAY_MANDATE_UNKNOWN
    assert service.order(reference) is None


def test_an_order_that_slimpay_does_not_know(service: MandateService) -> None:
    reference = a_reference()
    assert service.order(reference) is None
    assert service.mandate_of(reference) is None
    with pytest.raises(RuleBroken) as refused:
        service.abandon(reference)
    assert refusal(refused) is Broken.SLIMPAY_ORDER_UNKNOWN


def test_an_order_is_abandoned_by_us(service: MandateService) -> None:
    reference = a_reference()
    service.ask_new_iban(reference, RUM)

    assert service.abandon(reference) == SlimpayOrder(reference, OrderState.ABORTED_BY_SERVER)
    assert service.abandon(reference) == service.order(reference)
    assert service.mandate_of(reference) is None


def test_an_order_is_abandoned_by_the_client(service: MandateService) -> None:
    reference = a_reference()
    submit(service.ask_new_iban(reference, RUM), "abandon")

    assert service.order(reference) == SlimpayOrder(reference, OrderState.ABORTED_BY_CLIENT)
    assert service.abandon(reference).state is OrderState.ABORTED_BY_CLIENT


def test_it_is_too_late_to_abandon(service: MandateService, sandbox: SlimpaySandbox) -> None:
    reference = a_reference()
    service.ask_new_iban(reference, RUM)
    sandbox.bring_about(SlimpayTrial.TOO_LATE)

    assert service.abandon(reference).state is OrderState.COMPLETED


@pytest.mark.parametrize(
    "trial", [SlimpayTrial.DONE_THEN_504, SlimpayTrial.DONE_THEN_LATE, SlimpayTrial.NOTHING_THEN_504]
)
def test_a_lost_answer_is_found_again_and_nothing_is_made_twice(
    service: MandateService, sandbox: SlimpaySandbox, trial: SlimpayTrial
) -> None:
    reference = a_reference()
    sandbox.bring_about(trial)
    order = service.ask_new_iban(reference, RUM)

    assert order.state is OrderState.OPEN
    assert service.order(reference) == order


@pytest.mark.parametrize("trial", [SlimpayTrial.DONE_THEN_504, SlimpayTrial.DONE_THEN_LATE])
def test_a_lost_answer_to_a_cancellation(service: MandateService, sandbox: SlimpaySandbox, trial: SlimpayTrial) -> None:
    reference = a_reference()
    service.ask_new_iban(reference, RUM)
    sandbox.bring_about(trial)

    assert service.abandon(reference).state is OrderState.ABORTED_BY_SERVER


def test_a_token_that_expires_midway(service: MandateService, sandbox: SlimpaySandbox) -> None:
    reference = a_reference()
    service.ask_new_iban(reference, RUM)
    sandbox.expire_tokens()

    assert service.ask_mandate(a_reference(), "J 121 52134466", MARIE).state is OrderState.OPEN
    assert service.order(reference) is not None


def test_a_refusal_for_good(service: MandateService, sandbox: SlimpaySandbox) -> None:
    reference = a_reference()
    sandbox.bring_about(SlimpayTrial.DENIED)
    with pytest.raises(RuleBroken) as refused:
        service.ask_new_iban(reference, RUM)

    assert refusal(refused) is Broken.SLIMPAY_REFUSED
    assert refused.value.facts["slimpay_code"] == 904
    assert service.order(reference) is None


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("family_name", ""),
        ("given_name", "x" * 33),
        ("email", "marie"),
        ("telephone", "0612345678"),
        ("postcode", ""),
        ("city", ""),
    ],
)
def test_a_signatory_with_something_wrong(service: MandateService, field: str, wrong: str) -> None:
    with pytest.raises(RuleBroken) as refused:
        service.ask_mandate(a_reference(), "J 121 52134466", replace(MARIE, **{field: wrong}))

    assert refusal(refused) is Broken.SLIMPAY_SIGNATORY_WRONG
    assert refused.value.facts == {"field": field}


@pytest.mark.parametrize("title", ["M.", "Mme", "Mlle", "Me", ""])
def test_any_title_is_taken(service: MandateService, title: str) -> None:
    bare = replace(MARIE, title=title, email="", telephone="")

    assert service.ask_mandate(a_reference(), "J 121 52134466", bare).state is OrderState.OPEN


@pytest.mark.parametrize("reference", ["", "x" * 41])
def test_a_reference_that_cannot_be_one_is_a_bug(service: MandateService, reference: str) -> None:
    with pytest.raises(ValueError, match="40"):
        service.ask_mandate(reference, "J 121 52134466", MARIE)
