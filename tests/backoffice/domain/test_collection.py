from dataclasses import replace
from datetime import date, timedelta

import pytest

from backoffice.domain.collection import (
    LARGEST_DEBIT,
    BankFile,
    Debit,
    SequenceType,
    by_sequence,
    in_order,
    require_creditor,
    require_debits,
    require_direct_debits,
)
from backoffice.domain.debit import DebitFact
from backoffice.domain.errors import Broken, Fault, RuleBroken, Unavailable
from backoffice.domain.money import Money
from tests.backoffice.debits import COLLECTED_ON, CREDITOR, IBAN, card_debit, direct_debit, slimpay_debit

FIRST = replace(direct_debit("P-2"), sequence=SequenceType.FRST)
KINDS = pytest.mark.parametrize(
    "debit", [direct_debit(), card_debit(), slimpay_debit()], ids=lambda it: type(it).__name__
)


def refusal(*debits: Debit) -> RuleBroken:
    with pytest.raises(RuleBroken) as refused:
        require_debits(debits)
    return refused.value


def test_debits_are_grouped_by_sequence_type_first_debits_first_whatever_order_they_came_in() -> None:
    groups = by_sequence([direct_debit("P-3"), FIRST, direct_debit("P-1")])

    assert list(groups.items()) == [
        (SequenceType.FRST, (FIRST,)),
        (SequenceType.RCUR, (direct_debit("P-1"), direct_debit("P-3"))),
    ]
    assert by_sequence([FIRST]).keys() == {SequenceType.FRST}
    assert by_sequence([]) == {}
    assert in_order([card_debit("P-2"), card_debit("P-1")]) == [card_debit("P-1"), card_debit("P-2")]


def test_a_sound_creditor_may_collect_with_or_without_a_bic() -> None:
    require_creditor(CREDITOR)
    require_creditor(replace(CREDITOR, bic=""))
    require_creditor(replace(CREDITOR, bic="AGRIFRPP882", creditor_id="DE98ZZZ09999999999"))


@pytest.mark.parametrize(
    ("creditor", "key"),
    [
        (replace(CREDITOR, name="  "), "creditor_name"),
        (replace(CREDITOR, name="😀"), "creditor_name"),
        (replace(CREDITOR, iban="FR7616348000011523645985207"), "creditor_iban"),
        (replace(CREDITOR, iban=""), "creditor_iban"),
        (replace(CREDITOR, bic="AGRIFRP"), "creditor_bic"),
        (replace(CREDITOR, bic="agrifrpp"), "creditor_bic"),
        (replace(CREDITOR, creditor_id="FR73ZZZ123456"), "creditor_id"),
        (replace(CREDITOR, creditor_id="FR72 ZZZ 123456"), "creditor_id"),
        (replace(CREDITOR, creditor_id=""), "creditor_id"),
    ],
)
def test_a_creditor_that_the_bank_would_refuse_is_refused_by_the_setting_that_is_wrong(
    creditor: object, key: str
) -> None:
    with pytest.raises(Unavailable) as refused:
        require_creditor(creditor)  # type: ignore[arg-type] # replace() keeps the type, parametrize does not tell it

    assert refused.value.fault is Fault.CREDITOR_WRONG
    assert refused.value.facts == {"key": key}


@KINDS
def test_sound_debits_may_go_out(debit: Debit) -> None:
    require_debits([debit])
    require_debits([replace(debit, reference="a/-?:().,'+Z0" + "9" * 22, amount=LARGEST_DEBIT)])


def test_there_is_no_file_of_nothing() -> None:
    assert refusal().code is Broken.NOTHING_TO_DEBIT


@KINDS
@pytest.mark.parametrize("reference", ["", "x" * 36, "P 1", "P_1", "é", "P//1", "/P", "P/", "-P", "=P", "P\n"])
def test_a_reference_that_the_bank_would_not_bring_back_is_refused_and_not_told(debit: Debit, reference: str) -> None:
    refused = refusal(direct_debit("A"), replace(debit, reference=reference))

    assert refused.code is Broken.DEBIT_UNUSABLE
    assert refused.facts == {"debit_fact": DebitFact.REFERENCE}


@KINDS
@pytest.mark.parametrize(
    ("change", "fact"),
    [
        ({"amount": Money(0)}, DebitFact.AMOUNT),
        ({"amount": Money(-1)}, DebitFact.AMOUNT),
        ({"amount": LARGEST_DEBIT + Money(1)}, DebitFact.AMOUNT),
        ({"name": ""}, DebitFact.NAME),
        ({"name": " ; "}, DebitFact.NAME),
    ],
)
def test_what_is_wrong_with_any_debit_is_told_with_its_reference(
    debit: Debit, change: dict[str, Money | str], fact: DebitFact
) -> None:
    refused = refusal(direct_debit("A"), replace(debit, **change))  # type: ignore[arg-type] # fields by name

    assert refused.code is Broken.DEBIT_UNUSABLE
    assert refused.facts == {"reference": "P-1", "debit_fact": fact}


@KINDS
def test_a_reference_serves_once(debit: Debit) -> None:
    refused = refusal(debit, replace(debit, amount=Money(1)))

    assert refused.facts == {"reference": "P-1", "debit_fact": DebitFact.REPEATED}


@pytest.mark.parametrize(
    ("debit", "fact"),
    [
        (replace(direct_debit(), iban="FR7630006000011234567890188"), DebitFact.IBAN),
        (replace(direct_debit(), iban="FR76 3000 6000 0112 3456 7890 189"), DebitFact.IBAN),
        (replace(direct_debit(), rum="RUM 1"), DebitFact.RUM),
        (replace(direct_debit(), rum=f"A{IBAN}"), DebitFact.RUM),
        (replace(slimpay_debit(), rum=""), DebitFact.RUM),
        (replace(card_debit(), alias=""), DebitFact.ALIAS),
        (replace(card_debit(), alias="AL secret"), DebitFact.ALIAS),
        (replace(card_debit(), alias="=AL"), DebitFact.ALIAS),
        (replace(card_debit(), alias="x" * 81), DebitFact.ALIAS),
    ],
)
def test_what_is_wrong_with_a_means_of_payment_is_told_without_it(debit: Debit, fact: DebitFact) -> None:
    refused = refusal(debit)

    assert refused.facts == {"reference": "P-1", "debit_fact": fact}
    assert IBAN[4:20] not in f"{refused!r} {refused.facts}"


def test_a_banks_file_is_of_one_sequence_type_and_its_mandates_are_signed_by_its_date() -> None:
    late = replace(direct_debit(), signed_on=COLLECTED_ON + timedelta(days=1))
    on_the_day = replace(direct_debit(), signed_on=COLLECTED_ON)

    require_direct_debits([on_the_day], SequenceType.RCUR, COLLECTED_ON)
    for debit, fact in ((FIRST, DebitFact.SEQUENCE), (late, DebitFact.SIGNED_ON)):
        with pytest.raises(RuleBroken) as refused:
            require_direct_debits([direct_debit("A"), debit], SequenceType.RCUR, COLLECTED_ON)
        assert refused.value.facts == {"reference": debit.reference, "debit_fact": fact}
    with pytest.raises(RuleBroken):
        require_direct_debits([], SequenceType.RCUR, date(2026, 1, 1))


def test_nothing_secret_is_in_a_repr() -> None:
    shown = repr([CREDITOR, direct_debit(), card_debit(), BankFile("a.xml", b"content", 1, Money(1))])

    assert IBAN not in shown
    assert CREDITOR.iban not in shown
    assert "AL-secret-name" not in shown
    assert "content" not in shown.replace("content=", "")
    assert "P-1" in shown
