"""What is debited of a coupon (P-50 to P-69): what is asked for, what is sent, and what the operator wants instead."""

from dataclasses import replace

import pytest

from backoffice.domain.cheque import Operation
from backoffice.domain.debit import DebitOperation, Renewal
from backoffice.domain.dossier import Dossier
from backoffice.domain.mail_facts import CardFacts, IbanFacts, IbanMatch
from backoffice.domain.means import MethodChange, ShownMeans
from backoffice.domain.method import Brand, Mandate
from backoffice.domain.money import Money
from backoffice.keying.assigned import Asked, Assigned
from backoffice.keying.entry import Entry
from backoffice.keying.facts import ClientFile
from backoffice.keying.operator_choices import (
    asked_ahead,
    asked_of,
    change_of,
    code_of,
    debits_of,
    has_nothing_to_present,
    has_own_method,
    has_own_renewals,
    renewals_of,
)
from backoffice.keying.outcome import Outcome, outcome
from backoffice.keying.ticks import NOTHING, Ticks
from tests.backoffice.keying.cases import (
    CARD,
    DEAD,
    NEW,
    NO_PAYMENT,
    OLD,
    OTHER_IBAN,
    SAME_IBAN,
    batch,
    dossier,
    line,
)
from tests.backoffice.keying.test_recorded_form import RECOVERY, SEALED, VISA, WORDS, debited, of

CARDS = (80, 81, 82)
AMEX = Ticks(card=CardFacts(Brand.AMEX))
REFUSED = Ticks(iban=IbanFacts(IbanMatch.REFUSED))
TWO_MEANS = replace(CARD, iban=OTHER_IBAN.iban)
ON_FILE = ShownMeans(45, iban="FR76 •••• 189", rum="ADLP-1", standing=Mandate.ACTIVE)
SLIMPAY = ShownMeans(99, rum="ADLP-1", standing=Mandate.ACTIVE)
DOUBLE = (Renewal("C1"), Renewal("C2", beneficiary=True))
"""The orders of the file: the second is a gift."""


def decided(ticks: Ticks, file: Dossier) -> Outcome:
    return outcome(batch(), ClientFile.of(file), ticks, None, None)


def asked(ticks: Ticks, file: Dossier) -> Asked | None:
    return asked_of(decided(ticks, file), file, ticks)


# What is to be typed


@pytest.mark.parametrize(
    ("ticks", "file", "expected"),
    [
        (CARD, dossier(NEW), Asked(7, CARDS, 80)),
        (AMEX, dossier(NEW), Asked(7, CARDS, 81)),
        (OTHER_IBAN, dossier(NEW), Asked(7, (45, 99), 45)),
        (OTHER_IBAN, dossier(NEW, means=SLIMPAY), Asked(7, (99, 45), 99)),
        (OTHER_IBAN, dossier(NEW, means=SLIMPAY, direct_method=None), Asked(7, (99,), 99)),
        (SAME_IBAN, dossier(NEW, means=ON_FILE), Asked(7, (), 45, "FR76 •••• 189")),
        (SAME_IBAN, dossier(NEW, means=SLIMPAY), Asked(7, (), 99, "RUM ADLP-1")),
        (SAME_IBAN, dossier(NEW), Asked(7, (), 15)),
    ],
)
def test_the_means_of_payment_that_is_to_be_typed(ticks: Ticks, file: Dossier, expected: Asked) -> None:
    assert asked(ticks, file) == expected


@pytest.mark.parametrize("ticks", [NOTHING, DEAD, NO_PAYMENT, TWO_MEANS, REFUSED])
def test_what_is_not_debited_is_not_asked_for(ticks: Ticks) -> None:
    assert asked(ticks, dossier(NEW)) is None
    assert asked_ahead(ticks) is None


def test_beside_a_cheque_nothing_is_asked_for() -> None:
    beside = replace(debited(CARD), words=WORDS)
    assert asked_of(of(beside), dossier(NEW), CARD) is None


def test_without_a_code_of_the_partner_there_is_nothing_to_choose() -> None:
    assert asked(OTHER_IBAN, dossier(NEW, direct_method=None)) is None


def test_before_the_client_s_file_is_there_the_ticks_say_what_is_asked_for() -> None:
    assert asked_ahead(CARD) == Asked(None, CARDS, 80)
    for ticks in (OTHER_IBAN, SAME_IBAN):
        ahead = asked_ahead(ticks)
        assert ahead is not None
        assert (ahead.client_id, ahead.codes, ahead.known) == (None, (), "")


# What is sent


@pytest.mark.parametrize(
    ("entry", "change"),
    [
        (debited(CARD, Assigned(card=VISA)), MethodChange(80, VISA, rule="P-50")),
        (debited(CARD, Assigned(80, VISA)), MethodChange(80, VISA, rule="P-50")),
        (debited(CARD, Assigned(82, VISA)), MethodChange(82, VISA)),
        (debited(OTHER_IBAN, Assigned(iban=SEALED)), MethodChange(45, iban=SEALED, rule="P-61")),
        (debited(OTHER_IBAN, Assigned(99)), MethodChange(99)),
        (debited(SAME_IBAN, Assigned(45)), None),
    ],
)
def test_the_method_is_the_operator_s_or_else_the_one_that_is_decided(
    entry: Entry, change: MethodChange | None
) -> None:
    assert change_of(of(entry), entry) == change
    assert code_of(of(entry), entry) == (None if change is None else change.code)
    assert has_own_method(of(entry), entry) is (change is not None and not change.rule)


def test_without_a_code_of_the_partner_no_method_is_sent_whatever_was_chosen() -> None:
    entry = replace(debited(OTHER_IBAN, Assigned(99)), dossier=dossier(NEW, direct_method=None))
    assert (code_of(of(entry), entry), change_of(of(entry), entry)) == (None, None)
    assert not has_own_method(of(entry), entry)


def test_only_what_is_billed_or_presented_is_debited() -> None:
    billed = line(NEW, DebitOperation.REBILL, Money(20_30), "P-50")
    lines = (line(OLD, Operation.NO_PAYMENT), billed, line(OLD))
    assert debits_of(lines) == (billed.row,)


@pytest.mark.parametrize(
    ("own", "departs"),
    [
        (None, False),
        (DOUBLE, False),
        (DOUBLE[::-1], False),
        (DOUBLE[:1], True),
        ((), True),
        ((*DOUBLE, Renewal("C3")), True),
        ((Renewal("C1"), Renewal("C2")), True),
    ],
)
def test_what_is_put_back_is_as_the_operator_ticked_it(own: tuple[Renewal, ...] | None, *, departs: bool) -> None:
    entry = debited(CARD, Assigned(card=VISA), own)
    found = of(entry)
    expected = (("C1", False), ("C2", True)) if own is None else tuple((each.order, each.beneficiary) for each in own)
    assert tuple((each.order, each.beneficiary) for each in renewals_of(found, entry)) == expected
    assert has_own_renewals(found, entry) is departs


@pytest.mark.parametrize(("means", "nothing"), [(ShownMeans(45), True), (ON_FILE, False), (SLIMPAY, False)])
def test_an_invoice_is_presented_on_an_iban_that_is_on_file(means: ShownMeans, *, nothing: bool) -> None:
    assert has_nothing_to_present(dossier(NEW, means=means)) is nothing


def test_what_is_passed_on_is_asked_for_nothing() -> None:
    entry = replace(debited(CARD), departure=replace(RECOVERY, keyed=False))
    assert asked_of(of(entry), dossier(NEW), CARD) is None
