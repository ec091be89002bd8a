"""What every alias service does, whichever implementation stands behind the protocol."""

from collections.abc import Iterator
from contextlib import closing
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings

from backoffice.domain.card import CardExpiry, check_number
from backoffice.domain.errors import Broken, RuleBroken
from backoffice.domain.method import Brand
from backoffice.gateways.alias.sandbox import AliasSandbox, AliasTrial
from backoffice.gateways.alias.service import AliasClient
from backoffice.services.ports.aliasing import AliasService
from tests.cards import AMEX, MASTERCARD, VISA, amex_numbers, cb_numbers, secret
from tests.examples import tried

MAY_2027 = CardExpiry(2027, 5)
PATIENCE = 2.0


@pytest.fixture(params=["client and sandbox"])
def service() -> Iterator[AliasService]:
    with closing(AliasSandbox()) as sandbox:
        yield AliasClient(sandbox.url, lambda: sandbox.token, PATIENCE)


def refusal(service: AliasService, number: str) -> Broken:
    with pytest.raises(RuleBroken) as refused:
        service.alias(uuid4(), secret(number), MAY_2027)
    return refused.value.code


def trial(chosen: AliasTrial) -> str:
    return f"400000000000{chosen}"


@pytest.mark.parametrize(("number", "brand"), [(VISA, Brand.CB), (MASTERCARD, Brand.CB), (AMEX, Brand.AMEX)])
def test_an_alias_comes_with_what_may_be_shown(service: AliasService, number: str, brand: Brand) -> None:
    card = service.alias(uuid4(), secret(number), MAY_2027)

    assert (card.brand, card.last4, card.expiry) == (brand, number[-4:], MAY_2027)
    assert 0 < len(card.alias) <= 80


def test_the_number_is_read_and_stays_with_the_caller(service: AliasService) -> None:
    number = secret(VISA)
    service.alias(uuid4(), number, MAY_2027)

    assert b"".join(number.signs()).decode() == VISA


def test_the_same_key_has_the_same_alias(service: AliasService) -> None:
    key = uuid4()
    first = service.alias(key, secret(VISA), MAY_2027)

    assert service.alias(key, secret(VISA), MAY_2027) == first
    assert service.alias(uuid4(), secret(VISA), MAY_2027).alias != first.alias


@settings(max_examples=tried(25), suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(number=cb_numbers | amex_numbers)
def test_nothing_of_the_number_is_in_its_alias(service: AliasService, number: str) -> None:
    if number[-4:] in set(AliasTrial):
        return
    aliases = {service.alias(uuid4(), secret(number), MAY_2027).alias for _ in range(2)}

    assert len(aliases) == 2
    assert not any(number[:6] in alias or number[-8:] in alias for alias in aliases)


@pytest.mark.parametrize(
    ("other", "expiry"), [(VISA, CardExpiry(2027, 6)), ("4000000000000028", MAY_2027), (AMEX, MAY_2027)]
)
def test_a_key_is_for_one_card(service: AliasService, other: str, expiry: CardExpiry) -> None:
    key = uuid4()
    first = service.alias(key, secret(VISA), MAY_2027)

    with pytest.raises(RuleBroken) as refused:
        service.alias(key, secret(other), expiry)

    assert refused.value.code is Broken.GESTURE_REUSED
    assert service.alias(key, secret(VISA), MAY_2027) == first


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (trial(AliasTrial.REFUSED), Broken.CARD_REFUSED),
        (trial(AliasTrial.EXPIRED), Broken.CARD_EXPIRED),
        (VISA[:-1] + "5", Broken.CARD_NUMBER_WRONG),
        (VISA[:-1], Broken.CARD_LENGTH_WRONG),
        ("6011111111111117", Broken.CARD_BRAND_UNKNOWN),
    ],
)
def test_a_refusal_says_why_and_says_it_again(service: AliasService, number: str, code: Broken) -> None:
    assert refusal(service, number) is code
    assert refusal(service, number) is code


def test_a_refused_card_is_refused_under_its_key_too(service: AliasService) -> None:
    key = uuid4()
    for _ in range(2):
        with pytest.raises(RuleBroken) as refused:
            service.alias(key, secret(trial(AliasTrial.REFUSED)), MAY_2027)
        assert refused.value.code is Broken.CARD_REFUSED


@pytest.mark.parametrize(
    "trouble", [AliasTrial.BUSY_ONCE, AliasTrial.DONE_THEN_504, AliasTrial.DONE_THEN_LATE, AliasTrial.LOST_ONCE]
)
def test_a_lost_answer_is_found_again_and_nothing_is_made_twice(service: AliasService, trouble: AliasTrial) -> None:
    key = uuid4()
    card = service.alias(key, secret(trial(trouble)), MAY_2027)

    assert card.last4 == trouble
    assert service.alias(key, secret(trial(trouble)), MAY_2027) == card


@pytest.mark.parametrize("trouble", AliasTrial)
def test_the_numbers_of_the_trials_are_sound(trouble: AliasTrial) -> None:
    assert check_number(secret(trial(trouble))) is Brand.CB
