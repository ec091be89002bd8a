"""P-52, P-53, P-62, P-64, P-70 and P-71: which subscriptions are put back in service."""

from dataclasses import replace

import pytest

from backoffice.domain.invoices import OrderRow
from backoffice.domain.mail_facts import CouponFacts, MailFacts
from backoffice.domain.paper import Paper, SlipKind
from backoffice.procedure.decide import decide
from tests.backoffice.procedure.cases import (
    CLIENT,
    DIRECT,
    LETTER,
    SAME_IBAN,
    WITH_CARD,
    WITH_CHEQUE,
    WITH_IBAN,
    order,
    said,
)

ELLE, GEO, VOICI = order(1, "Elle"), order(2, "Géo"), order(3, "Voici")
GEO_AGAIN = order(4, "GEO")


Outcome = tuple[list[str], tuple[str, ...], Paper]


def renewed(coupon: CouponFacts, *orders: OrderRow) -> Outcome:
    """What is renewed of a card's coupon, what is written on it, and where it goes."""
    decision = decide(replace(WITH_CARD, coupon=coupon, orders=orders))
    steps = [step for step in said(decision) if step.startswith("Renew")]
    return steps, decision.annotations, decision.paper


EVERYTHING = (["Renew C1 P-52", "Renew C2 P-52", "Renew C3 P-52"], (), Paper.ARCHIVE)
ELLE_ALONE = (["Renew C1 P-52"], (), Paper.ARCHIVE)
ELLE_PARTLY = (["Renew C1 P-52"], ("Réab Imp",), Paper.SCAN)
NOTHING_WANTED: Outcome = ([], ("E",), Paper.SCAN)
IMPOSSIBLE: Outcome = ([], ("Réab Imp",), Paper.SCAN)


def test_all_the_titles_on_the_screen_in_their_order() -> None:
    assert renewed(CouponFacts(), VOICI, ELLE, GEO) == EVERYTHING
    assert renewed(CouponFacts(titles=()), VOICI, ELLE, GEO) == EVERYTHING
    assert renewed(CouponFacts(titles=("GEO", "voici", "Elle")), ELLE, GEO, VOICI) == EVERYTHING


def test_the_titles_of_the_coupon_only() -> None:
    assert renewed(CouponFacts(titles=("ELLE",)), ELLE, GEO, VOICI) == ELLE_ALONE
    assert renewed(CouponFacts(titles=("ELLE",)), ELLE, replace(GEO, renewable=False)) == ELLE_ALONE


def test_of_a_title_that_shows_twice_the_first() -> None:
    assert renewed(CouponFacts(), ELLE, GEO_AGAIN, GEO)[0] == ["Renew C1 P-52", "Renew C2 P-52"]
    assert renewed(CouponFacts(titles=("Elle", "elle")), ELLE, replace(ELLE, number="C9")) == ELLE_ALONE


def test_the_first_is_the_one_that_the_screen_lists_first() -> None:
    nine, ten, hundred = (order(number, "GEO") for number in (9, 10, 100))
    for orders in ((nine, ten, hundred), (hundred, ten, nine), (ten, nine)):
        assert renewed(CouponFacts(), *orders) == (["Renew C9 P-52"], (), Paper.ARCHIVE)


def test_a_gift_of_the_same_title_is_no_double() -> None:
    gift, niece = order(2, "GEO", gift=True), order(3, "Géo", gift=True, beneficiary="Zoé Durand")
    steps = ["Renew C2 BEN P-64", "Renew C3 BEN P-64", "Renew C4 P-52"]
    assert renewed(CouponFacts(), GEO_AGAIN, niece, gift)[0] == steps
    again = replace(niece, number="C9", beneficiary="ZOE DURAND")
    assert renewed(CouponFacts(titles=("GEO",)), GEO_AGAIN, niece, gift, again)[0] == steps


def test_an_fa_client_s_orders_are_put_back_by_the_partner_alone() -> None:
    for facts in (WITH_CARD, SAME_IBAN, WITH_IBAN):
        for orders in ((), (ELLE,), (replace(ELLE, renewable=False),)):
            decision = decide(replace(facts, client=replace(CLIENT, ref=DIRECT), orders=orders))
            assert said(decision) == [step for step in said(decide(facts)) if not step.startswith("Renew")]
            assert (decision.paper, decision.annotations) == (Paper.SCAN, ())
            assert not {"P-52", "P-53", "P-62", "P-71"} & set(decision.rules)


def test_orders_without_a_title_are_no_doubles() -> None:
    assert renewed(CouponFacts(), order(1, ""), order(2, ""))[0] == ["Renew C1 P-52", "Renew C2 P-52"]


def test_a_double_does_not_stand_in_for_a_first_that_is_refused() -> None:
    assert renewed(CouponFacts(), ELLE, replace(GEO, renewable=False), GEO_AGAIN) == ELLE_PARTLY


def test_struck_titles_are_not_renewed() -> None:
    assert renewed(CouponFacts(struck_titles=("géo", "Voici")), ELLE, GEO, VOICI) == ELLE_ALONE
    assert renewed(CouponFacts(titles=("Elle", "Géo"), struck_titles=("GEO",)), ELLE, GEO) == ELLE_ALONE


def test_a_struck_title_that_could_not_be_renewed_is_no_matter() -> None:
    assert renewed(CouponFacts(struck_titles=("Géo",)), ELLE, replace(GEO, renewable=False)) == ELLE_ALONE
    assert renewed(CouponFacts(titles=("Elle", "Lui"), struck_titles=("Lui",)), ELLE) == ELLE_ALONE


def test_with_every_title_struck_the_client_does_not_go_on() -> None:
    assert renewed(CouponFacts(struck_titles=("Elle", "Géo")), ELLE, GEO) == NOTHING_WANTED
    assert renewed(CouponFacts(titles=("Lui",), struck_titles=("Lui",)), ELLE) == NOTHING_WANTED
    assert renewed(CouponFacts(titles=("Lui",), struck_titles=("Lui",))) == NOTHING_WANTED


def test_no_title_on_the_screen() -> None:
    assert renewed(CouponFacts()) == IMPOSSIBLE
    assert renewed(CouponFacts(titles=("Elle",))) == IMPOSSIBLE


def test_a_title_of_the_coupon_that_is_not_on_the_screen() -> None:
    assert renewed(CouponFacts(titles=("Lui",)), ELLE) == IMPOSSIBLE
    assert renewed(CouponFacts(titles=("Elle", "Lui")), ELLE, GEO) == ELLE_PARTLY


def test_titles_that_are_refused() -> None:
    assert renewed(CouponFacts(), replace(ELLE, renewable=False)) == IMPOSSIBLE
    assert renewed(CouponFacts(), ELLE, replace(GEO, renewable=False)) == ELLE_PARTLY


@pytest.mark.parametrize(
    ("facts", "slip", "rule"),
    [
        (WITH_CARD, SlipKind.CARD, "P-53"),
        (SAME_IBAN, SlipKind.IBAN, "P-62"),
        (WITH_IBAN, SlipKind.IBAN, "P-62"),
    ],
)
def test_an_impossible_renewal_goes_to_scanning_and_the_debt_is_recovered(
    facts: MailFacts, slip: SlipKind, rule: str
) -> None:
    decision = decide(replace(facts, orders=()))
    assert said(decision) == [step for step in said(decide(facts)) if not step.startswith("Renew")]
    assert (decision.paper, decision.slip, decision.annotations) == (Paper.SCAN, slip, ("Réab Imp",))
    assert [number for number in decision.rules if number in {"P-52", "P-53", "P-62", "P-71"}] == [rule, "P-71"]


def test_a_cheque_renews_nothing() -> None:
    for orders in ((), (ELLE,), (replace(ELLE, renewable=False),)):
        assert decide(replace(WITH_CHEQUE, orders=orders)) == decide(WITH_CHEQUE)


def test_a_gift_has_its_beneficiary_box_ticked() -> None:
    decision = decide(replace(SAME_IBAN, orders=(order(1, "Elle", gift=True), GEO)))
    assert said(decision) == ["Represent F1 P-60", "Renew C1 BEN P-64", "Renew C2 P-52"]
    assert decision.rules == ("P-60", "P-80", "P-64", "P-52", "P-10")


@pytest.mark.parametrize(
    "facts", [WITH_CARD, WITH_CHEQUE, SAME_IBAN, replace(LETTER, coupon=CouponFacts(refusal=True))]
)
def test_a_new_title_is_not_for_us(facts: MailFacts) -> None:
    decision = decide(replace(facts, coupon=replace(facts.coupon, wants_new_title=True)))
    assert said(decision) == said(decide(facts))
    assert decision.paper is Paper.SCAN
    assert decision.rules == (*decide(facts).rules, "P-70")
