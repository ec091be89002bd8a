"""Facts that cannot all be true."""

from dataclasses import replace
from datetime import date

import pytest

from backoffice.domain.mail_facts import CouponFacts, MailFacts
from backoffice.procedure.contradictions import Clash, Contradiction, contradictions
from tests.backoffice.procedure.cases import (
    CARD,
    IBAN,
    LETTER,
    SAME_IBAN,
    WITH_CARD,
    WITH_CHEQUE,
    WITH_IBAN,
    WITH_MONEY_ORDER,
)

REFUSAL = CouponFacts(refusal=True)
DECEASED = CouponFacts(deceased=True)
CERTIFIED = CouponFacts(deceased=True, death_certificate=True)
HEIRS_REFUSE = CouponFacts(deceased=True, refusal=True)
EVERYTHING = replace(WITH_CHEQUE, card=CARD, iban=IBAN, with_invoice=False)
TWO = replace(WITH_CARD, iban=IBAN)


@pytest.mark.parametrize(
    "facts",
    [
        LETTER,
        WITH_CHEQUE,
        WITH_CARD,
        WITH_IBAN,
        SAME_IBAN,
        WITH_MONEY_ORDER,
        replace(WITH_CHEQUE, coupon=CouponFacts(money_order=True)),
        replace(WITH_CHEQUE, card=CARD),
        EVERYTHING,
        replace(WITH_MONEY_ORDER, iban=IBAN),
        replace(WITH_MONEY_ORDER, iban=IBAN, card=CARD, with_invoice=False),
        replace(LETTER, with_invoice=False),
        replace(LETTER, coupon=REFUSAL),
        replace(LETTER, coupon=DECEASED),
        replace(LETTER, coupon=CERTIFIED),
        replace(WITH_CHEQUE, coupon=CERTIFIED),
        replace(LETTER, coupon=HEIRS_REFUSE),
        replace(WITH_CARD, coupon=HEIRS_REFUSE),
        replace(TWO, coupon=DECEASED, with_invoice=False),
        replace(TWO, client=replace(TWO.client, blocked=True)),
        replace(TWO, coupon=CouponFacts(signed=False), arrival_date=date(2023, 5, 31)),
        replace(TWO, invoices=()),
        replace(LETTER, coupon=CouponFacts(money_order=True, refusal=True)),
        replace(EVERYTHING, coupon=CouponFacts("QCU 2", refusal=True, money_order=True)),
    ],
)
def test_what_can_be_decided(facts: MailFacts) -> None:
    assert contradictions(facts) == ()


@pytest.mark.parametrize(
    ("facts", "code", "paths"),
    [
        (TWO, Clash.TWO_METHODS, ("card", "iban")),
        (
            replace(TWO, coupon=CouponFacts(signed=False), arrival_date=date(2023, 6, 1)),
            Clash.TWO_METHODS,
            ("card", "iban"),
        ),
        (replace(WITH_CHEQUE, coupon=REFUSAL), Clash.REFUSAL_PAYS, ("coupon.refusal", "cheques")),
        (replace(WITH_CHEQUE, coupon=HEIRS_REFUSE), Clash.REFUSAL_PAYS, ("coupon.refusal", "cheques")),
        (
            replace(WITH_CHEQUE, coupon=CouponFacts(refusal=True, money_order=True)),
            Clash.REFUSAL_PAYS,
            ("coupon.refusal", "cheques"),
        ),
        (replace(EVERYTHING, coupon=REFUSAL), Clash.REFUSAL_PAYS, ("coupon.refusal", "cheques")),
        (replace(WITH_CARD, coupon=REFUSAL), Clash.REFUSAL_PAYS, ("coupon.refusal", "card")),
        (replace(WITH_IBAN, coupon=REFUSAL), Clash.REFUSAL_PAYS, ("coupon.refusal", "iban")),
        (
            replace(WITH_IBAN, coupon=CouponFacts(death_certificate=True)),
            Clash.CERTIFICATE_WITHOUT_DEATH,
            ("coupon.death_certificate", "coupon.deceased"),
        ),
        (replace(WITH_CARD, with_invoice=False), Clash.DEBIT_WITHOUT_INVOICE, ("card", "batch.with_invoice")),
        (replace(SAME_IBAN, with_invoice=False), Clash.DEBIT_WITHOUT_INVOICE, ("iban", "batch.with_invoice")),
    ],
)
def test_what_contradicts_itself(facts: MailFacts, code: Clash, paths: tuple[str, ...]) -> None:
    assert contradictions(facts) == (Contradiction(code, paths),)


def test_a_clash_is_called_what_it_is() -> None:
    assert [clash.value for clash in Clash] == [clash.name.lower() for clash in Clash]


def test_all_of_it_is_pointed_out() -> None:
    assert contradictions(replace(TWO, coupon=REFUSAL, with_invoice=False)) == (
        Contradiction(Clash.TWO_METHODS, ("card", "iban")),
        Contradiction(Clash.REFUSAL_PAYS, ("coupon.refusal", "card")),
        Contradiction(Clash.DEBIT_WITHOUT_INVOICE, ("card", "batch.with_invoice")),
    )
