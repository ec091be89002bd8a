from dataclasses import replace
from datetime import date

import pytest

from backoffice.domain.client_ref import ClientRef
from backoffice.domain.mail_facts import (
    CardFacts,
    ChequeAmount,
    ChequeFacts,
    ClientFacts,
    CouponFacts,
    IbanFacts,
    IbanMatch,
    Ink,
    Option,
)
from backoffice.domain.means import ShownMeans
from backoffice.domain.method import Mandate, Method
from backoffice.domain.money import ZERO, Money
from backoffice.keying.facts import ClientFile, expects_cheque, mail_facts, sooner_cheque
from backoffice.keying.ticks import NOTHING, ChequeTicks, Ticks
from tests.backoffice.keying.cases import (
    ARRIVED,
    CARD,
    DEAD,
    DIRECT,
    NEW,
    NO_PAYMENT,
    OLD,
    ORDERS,
    OTHER_IBAN,
    SAME_IBAN,
    batch,
    dossier,
)

FILE = ClientFile.of(dossier(OLD, NEW))
AMOUNT = ChequeAmount(Money(20_30))


def test_the_file_is_what_a_decision_rests_on() -> None:
    slimpay = ShownMeans(Method.SLIMPAY, standing=Mandate.INACTIVE)
    file = ClientFile.of(dossier(OLD, means=slimpay, blocked=True, protected_adult=True))
    assert file == ClientFile(
        ClientFacts(ClientRef("J", 121, "1"), "Mme DURAND Marie", True, Method.SLIMPAY, DIRECT, Mandate.INACTIVE),
        (OLD,),
        ORDERS,
        protected_adult=True,
    )


def test_the_facts_are_those_of_the_ticks() -> None:
    coupon = CouponFacts(signed=False, option=Option.CANCEL_AND_PAY, struck_titles=("GEO",), amount=Money(13_10))
    ticks = Ticks(coupon=coupon, cheque=ChequeTicks(other_ink=True, several_coupons=True), iban=SAME_IBAN.iban)
    facts = mail_facts(batch(with_invoice=False), FILE, ticks, AMOUNT)
    assert (facts.arrival_date, facts.with_invoice, facts.coupons_for_cheque) == (ARRIVED, False, 2)
    assert (facts.coupon, facts.iban, facts.card) == (coupon, SAME_IBAN.iban, None)
    assert facts.cheques == (ChequeFacts(Money(20_30), ink=Ink.OTHER),)
    assert (facts.client, facts.invoices, facts.orders) == (FILE.client, (OLD, NEW), ORDERS)


def test_what_the_file_says_is_among_the_facts() -> None:
    facts = mail_facts(batch(), ClientFile.of(dossier(OLD, deceased=True)), NOTHING, AMOUNT)
    assert facts.coupon.deceased


def test_the_same_iban_is_refused_where_the_partner_file_does_not_take_the_one_on_file() -> None:
    refusing = ClientFile.of(replace(dossier(OLD), iban_refused=True))
    for ticks, match in ((SAME_IBAN, IbanMatch.REFUSED), (OTHER_IBAN, IbanMatch.OTHER)):
        named = replace(ticks, iban=ticks.iban and replace(ticks.iban, holder="Marie Durand"))
        assert mail_facts(batch(), refusing, named, None).iban == IbanFacts(match, "Marie Durand")
        assert mail_facts(batch(), FILE, named, None).iban == named.iban
    assert mail_facts(batch(), refusing, CARD, None).iban is None


def test_a_file_that_says_nothing_refuses_nothing_and_knows_of_no_death() -> None:
    silent = ClientFile(FILE.client, (OLD,))
    assert mail_facts(batch(), silent, SAME_IBAN, None).iban == SAME_IBAN.iban
    assert silent.known(NOTHING) == NOTHING


def test_the_cheque_in_hand_comes_before_the_others() -> None:
    others = (ChequeFacts(Money(10_00), number="5508019"), ChequeFacts(Money(9_00), number="5508020"))
    ticks = Ticks(cheque=ChequeTicks(several=True, cash_on=date(2024, 3, 20), others=others))
    cheques = mail_facts(batch(), FILE, ticks, ChequeAmount(Money(20_30), Money(20_00))).cheques
    assert cheques == (ChequeFacts(Money(20_30), Money(20_00), cash_on=date(2024, 3, 20)), *others)


def test_several_cheques_are_two_as_long_as_the_others_are_not_keyed() -> None:
    assert len(mail_facts(batch(), FILE, Ticks(cheque=ChequeTicks(several=True)), AMOUNT).cheques) == 2


def test_the_others_count_only_beside_several_cheques() -> None:
    ticks = Ticks(cheque=ChequeTicks(others=(ChequeFacts(Money(10_00), number="5508019"),)))
    assert mail_facts(batch(), FILE, ticks, AMOUNT).cheques == (ChequeFacts(Money(20_30)),)


def test_a_cheque_that_is_to_be_cashed_sooner_is_told_by_its_day_alone() -> None:
    sooner = ChequeFacts(Money(20_30), cash_on=date(2024, 3, 6), number="5508019")
    later = ChequeFacts(Money(10_00), cash_on=date(2024, 4, 2), number="5508020")
    in_hand = ChequeTicks(several=True, cash_on=date(2024, 3, 20), others=(later, sooner))
    assert sooner_cheque(Ticks(cheque=in_hand)) == sooner
    assert sooner_cheque(Ticks(cheque=replace(in_hand, others=(later,)))) is None
    assert sooner_cheque(Ticks(cheque=replace(in_hand, cash_on=None))) is None
    undated = ChequeFacts(Money(20_30), number="5508021")
    assert sooner_cheque(Ticks(cheque=replace(in_hand, others=(undated,)))) == undated
    assert sooner_cheque(Ticks(cheque=ChequeTicks(several=True))) is None
    assert sooner_cheque(NOTHING) is None


def test_a_cheque_that_is_expected_is_one_of_nothing() -> None:
    assert mail_facts(batch(), FILE, NOTHING, None).cheques == (ChequeFacts(ZERO),)
    assert mail_facts(batch(), FILE, CARD, None).cheques == ()
    assert mail_facts(batch(), FILE, CARD, AMOUNT).cheques == (ChequeFacts(Money(20_30)),)


@pytest.mark.parametrize(
    "ticks",
    [
        CARD,
        OTHER_IBAN,
        NO_PAYMENT,
        DEAD,
        Ticks(coupon=CouponFacts(refusal=True)),
        Ticks(coupon=CouponFacts(money_order=True)),
        Ticks(card=CardFacts(), iban=SAME_IBAN.iban),
    ],
)
def test_no_cheque_is_expected_beside_anything_else(ticks: Ticks) -> None:
    assert not expects_cheque(FILE, ticks)


def test_who_is_known_to_be_deceased_may_send_a_cheque() -> None:
    known = ClientFile.of(dossier(OLD, deceased=True))
    assert expects_cheque(known, known.known(NOTHING))
    assert not expects_cheque(known, Ticks(coupon=CouponFacts(deceased=True), no_payment=True))
