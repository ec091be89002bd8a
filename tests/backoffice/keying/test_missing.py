from dataclasses import replace
from datetime import date

import pytest

from backoffice.domain.batch import BatchState
from backoffice.domain.cheque import RowOperation
from backoffice.domain.errors import Broken
from backoffice.domain.invoices import PendingInvoice
from backoffice.domain.mail_facts import CardFacts, ChequeFacts, CouponFacts, IbanFacts, IbanMatch
from backoffice.domain.means import ShownMeans
from backoffice.domain.method import Brand, Method
from backoffice.domain.money import Money
from backoffice.domain.paper import Paper
from backoffice.keying.assigned import Assigned
from backoffice.keying.departure import Departure
from backoffice.keying.entry import Entry, InvoiceLine, InWords, lines_of
from backoffice.keying.facts import ClientFile
from backoffice.keying.judgement import judge
from backoffice.keying.missing import Lack, Missing, MissingPlace, Typed
from backoffice.keying.outcome import outcome
from backoffice.keying.ticks import NOTHING, ChequeTicks, Ticks
from backoffice.procedure.contradictions import Clash
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
)
from tests.backoffice.keying.test_recorded_form import KEY, SEALED, VISA

AP12 = PendingInvoice(3, "F3", "AP12", date(2024, 2, 1), Money(20_30), Money(20_30))
QCU2 = PendingInvoice(4, "F4", "QCU2", date(2024, 2, 1), Money(20_30), Money(20_30))
QUIET = Typed(number=True, mail=True, awaited=False)
EMPTY = Entry(KEY, 3, "J 121 1", dossier(NEW), "", None, "", ())
PASSED_ON = Departure(Paper.RECOVERY, None, (), keyed=False)
OTHER_CHEQUE = ChequeFacts(Money(10_00), number="5508019")
DOUBTFUL = "Mme DURANT Marie"


def cheque(cents: int = 20_30, *, confirmed: bool = True, **others: object) -> Entry:
    words = InWords(Money(cents), confirmed=confirmed)
    return replace(EMPTY, words=words, number="5508018", **others)  # type: ignore[arg-type]


def missing(entry: Entry, typed: Typed = QUIET) -> Missing | None:
    """What the coupon lacks, its rows being those that are decided."""
    if entry.dossier is not None:
        amount = None if entry.words is None else entry.words.amount
        found = outcome(batch(), ClientFile.of(entry.dossier), entry.ticks, amount, entry.departure)
        entry = replace(entry, lines=lines(entry, found.rows))
    return judge(batch(), entry, typed).missing


def lines(entry: Entry, rows: tuple[RowOperation, ...]) -> tuple[InvoiceLine, ...]:
    return lines_of(entry.dossier.invoices, rows) if entry.dossier else ()


def test_a_plain_cheque_lacks_one_thing_after_the_other() -> None:
    assert missing(EMPTY) == Missing(Lack.AMOUNT, MissingPlace.AMOUNT)
    assert missing(cheque(confirmed=False)) == Missing(Lack.WORDS, MissingPlace.WORDS)
    assert missing(cheque(), replace(QUIET, number=False)) == Missing(Lack.NUMBER, MissingPlace.NUMBER)
    assert missing(cheque()) is None


def test_in_a_batch_that_is_closed_nothing_is_recorded() -> None:
    found = judge(batch(state=BatchState.PRECLOSED), cheque(), QUIET)
    assert found.missing == Missing(Lack.OPEN_BATCH, MissingPlace.CLIENT)


def test_without_a_client_the_cheque_can_be_keyed_ahead() -> None:
    nobody, awaited = replace(cheque(), dossier=None), replace(QUIET, awaited=True)
    assert missing(nobody) == Missing(Lack.CLIENT, MissingPlace.CLIENT)
    assert missing(replace(EMPTY, dossier=None), awaited) == Missing(Lack.AMOUNT, MissingPlace.AMOUNT)
    assert missing(nobody, awaited) == Missing(Lack.FILE, MissingPlace.NUMBER)
    assert missing(replace(EMPTY, dossier=None, ticks=CARD), awaited) == Missing(Lack.FILE, MissingPlace.METHOD)


def test_what_cannot_be_read_at_the_mail_comes_first() -> None:
    unreadable = Missing(Lack.READABLE_MAIL, MissingPlace.MAIL)
    for entry in (EMPTY, cheque(), replace(EMPTY, ticks=DEAD)):
        assert missing(entry, replace(QUIET, mail=False)) == unreadable


def test_what_contradicts_itself_is_to_be_settled_at_the_mail() -> None:
    refused = missing(cheque(ticks=Ticks(coupon=CouponFacts(refusal=True))))
    assert refused is not None
    assert (refused.lack, refused.place) == (Lack.AGREEMENT, MissingPlace.MAIL)
    assert refused.clash is not None
    assert refused.clash.code is Clash.REFUSAL_PAYS
    assert missing(cheque(ticks=NO_PAYMENT)) == Missing(Lack.NO_AMOUNT, MissingPlace.MAIL)


def test_of_two_contradictions_the_first_is_told() -> None:
    refusing = replace(CARD, coupon=CouponFacts(refusal=True))
    for ticks, code in ((refusing, Clash.REFUSAL_PAYS), (replace(refusing, iban=OTHER_IBAN.iban), Clash.TWO_METHODS)):
        found = missing(replace(EMPTY, ticks=ticks))
        assert found is not None
        assert found.clash is not None
        assert found.clash.code is code


def test_mail_without_a_cheque_lacks_nothing() -> None:
    assert missing(replace(EMPTY, ticks=DEAD)) is None
    assert missing(replace(EMPTY, ticks=NO_PAYMENT)) is None


@pytest.mark.parametrize("begun", [{"amount": "20,3"}, {"number": "55"}])
@pytest.mark.parametrize("ticks", [DEAD, CARD])
def test_a_cheque_that_is_begun_is_not_dropped(begun: dict[str, str], ticks: Ticks) -> None:
    entry = replace(EMPTY, ticks=ticks, **begun)  # type: ignore[arg-type]
    assert missing(entry) == Missing(Lack.TAKEN_AMOUNT, MissingPlace.AMOUNT)


@pytest.mark.parametrize("ticks", [DEAD, NO_PAYMENT, CARD, SAME_IBAN])
def test_a_card_or_an_iban_that_is_half_typed_is_not_dropped(ticks: Ticks) -> None:
    typed = replace(QUIET, half_method=True)
    assert missing(replace(EMPTY, ticks=ticks), typed) == Missing(Lack.TAKEN_METHOD, MissingPlace.METHOD)


def test_what_was_wiped_of_a_card_or_an_iban_is_to_be_typed_again() -> None:
    for ticks in (CARD, SAME_IBAN):
        wiped = replace(EMPTY, ticks=ticks, wiped=True)
        assert missing(wiped) == Missing(Lack.WIPED_METHOD, MissingPlace.METHOD)
        assert missing(replace(wiped, departure=PASSED_ON, reason="opposition")) is None
    assert missing(replace(EMPTY, ticks=DEAD, wiped=True)) is None
    assert missing(cheque(wiped=True)) is None


# What is asked


def test_the_debt_is_asked_for_before_the_words() -> None:
    two = cheque(15_00, confirmed=False, dossier=dossier(OLD, AP12))
    assert missing(two) == Missing(Lack.DEBT, MissingPlace.DEBT)
    said = CouponFacts(circular="AP12")
    assert missing(replace(two, ticks=Ticks(coupon=said))) == Missing(Lack.WORDS, MissingPlace.WORDS)
    unsaid = CouponFacts(bears_no_debt=True)
    assert missing(replace(two, ticks=Ticks(coupon=unsaid))) == Missing(Lack.WORDS, MissingPlace.WORDS)


@pytest.mark.parametrize("cents", [13_10, 20_30, 33_40])
def test_a_cheque_whose_amount_tells_the_debt_is_not_asked_about(cents: int) -> None:
    assert missing(cheque(cents, dossier=dossier(OLD, AP12))) is None


def test_who_departs_is_asked_for_a_reason_and_for_nothing_else() -> None:
    two = cheque(15_00, dossier=dossier(OLD, AP12), departure=PASSED_ON)
    assert missing(two) == Missing(Lack.REASON, MissingPlace.REASON)
    assert missing(replace(two, reason="vu avec le service")) is None


def test_tablets_are_asked_about() -> None:
    tablets = cheque(dossier=dossier(QCU2))
    assert missing(tablets) == Missing(Lack.TABLETS, MissingPlace.DEBT)
    assert missing(replace(tablets, ticks=Ticks(coupon=CouponFacts(circular="AP11")))) is None
    assert missing(replace(EMPTY, dossier=dossier(QCU2), ticks=NO_PAYMENT)) == Missing(Lack.TABLETS, MissingPlace.DEBT)


@pytest.mark.parametrize(
    "ticks",
    [Ticks(card=CardFacts(holder=DOUBTFUL)), Ticks(iban=IbanFacts(IbanMatch.SAME, holder=DOUBTFUL))],
)
def test_a_doubtful_holder_is_asked_about(ticks: Ticks) -> None:
    assert missing(replace(EMPTY, ticks=ticks)) == Missing(Lack.HOLDER, MissingPlace.HOLDER)
    other = Ticks(
        card=ticks.card and replace(ticks.card, holder_is_client=False),
        iban=ticks.iban and replace(ticks.iban, holder_is_client=False),
    )
    assert missing(replace(EMPTY, ticks=other)) is None


def test_what_may_go_to_the_src_is_asked_before_whose_card_it_is() -> None:
    both = replace(EMPTY, dossier=dossier(QCU2), ticks=Ticks(card=CardFacts(holder=DOUBTFUL)))
    assert missing(both) == Missing(Lack.TABLETS, MissingPlace.DEBT)


# Other cheques


def test_the_other_cheques_are_to_be_keyed() -> None:
    several = Ticks(cheque=ChequeTicks(several=True))
    assert missing(cheque(ticks=several)) == Missing(Lack.OTHER_CHEQUES, MissingPlace.OTHER_CHEQUES)
    keyed = Ticks(cheque=ChequeTicks(several=True, others=(OTHER_CHEQUE,)))
    assert missing(cheque(ticks=keyed)) is None


def test_the_cheque_in_hand_is_the_one_to_be_cashed_first() -> None:
    sooner = replace(OTHER_CHEQUE, cash_on=date(2024, 3, 6))
    ticks = Ticks(cheque=ChequeTicks(several=True, cash_on=date(2024, 3, 20), others=(sooner,)))
    assert missing(cheque(ticks=ticks)) == Missing(Lack.FIRST_CHEQUE, MissingPlace.OTHER_CHEQUES)


def test_an_earlier_cheque_of_the_same_amount_is_to_be_cashed_first_too() -> None:
    sooner = ChequeFacts(Money(20_30), cash_on=date(2024, 3, 6), number="5508019")
    ticks = Ticks(cheque=ChequeTicks(several=True, cash_on=date(2024, 3, 20), others=(sooner,)))
    assert missing(cheque(ticks=ticks)) == Missing(Lack.FIRST_CHEQUE, MissingPlace.OTHER_CHEQUES)


# A card, an IBAN


def test_a_card_is_missing_until_it_is_on_its_way() -> None:
    card = replace(EMPTY, ticks=CARD)
    assert missing(card) == Missing(Lack.CARD, MissingPlace.METHOD)
    assert missing(card, replace(QUIET, assigning=True)) is None
    assert missing(replace(card, assigned=Assigned(card=VISA))) is None


def test_a_card_must_go_with_its_method() -> None:
    amex = replace(VISA, brand=Brand.AMEX)
    wrong = missing(replace(EMPTY, ticks=Ticks(card=CardFacts(Brand.AMEX)), assigned=Assigned(82, amex), reason="?"))
    assert wrong is not None
    assert (wrong.lack, wrong.place) == (Lack.CARD_METHOD, MissingPlace.METHOD)
    assert wrong.broken is not None
    assert wrong.broken.code is Broken.CARD_IS_AMEX


def test_another_iban_is_to_be_typed_unless_the_method_is_slimpay() -> None:
    other = replace(EMPTY, ticks=OTHER_IBAN)
    assert missing(other) == Missing(Lack.IBAN, MissingPlace.METHOD)
    assert missing(replace(other, assigned=Assigned(iban=SEALED))) is None
    slimpay = replace(other, assigned=Assigned(Method.SLIMPAY), reason="demandé")
    assert missing(slimpay) is None


def test_a_card_neither_stands_in_for_an_iban_nor_in_its_way() -> None:
    other = replace(EMPTY, ticks=OTHER_IBAN)
    assert missing(other, replace(QUIET, assigning=True)) == Missing(Lack.IBAN, MissingPlace.METHOD)
    for card in (VISA, replace(VISA, brand=Brand.AMEX)):
        assert missing(replace(other, assigned=Assigned(card=card))) == Missing(Lack.IBAN, MissingPlace.METHOD)
        assert missing(replace(other, assigned=Assigned(card=card, iban=SEALED))) is None


def test_the_same_iban_must_be_on_file() -> None:
    same = replace(EMPTY, ticks=SAME_IBAN)
    assert missing(same) == Missing(Lack.IBAN_ON_FILE, MissingPlace.METHOD)
    known = dossier(NEW, means=ShownMeans(iban="FR76 •••• 189"))
    assert missing(replace(same, dossier=known)) is None


def test_the_same_iban_is_set_against_the_file_as_it_is() -> None:
    """Its account has changed since, or nobody has looked at it: that is asked, and nothing else is missing."""
    file = dossier(NEW, means=ShownMeans(45, iban="FR76 •••• 189", mark="45 ab "))
    same = replace(EMPTY, dossier=file, ticks=SAME_IBAN, compared="45 ab ")
    assert missing(same) is None
    for other in ("", "45 cd ", "99 ab "):
        assert missing(replace(same, compared=other)) == Missing(Lack.COMPARISON, MissingPlace.COMPARISON)
    assert missing(replace(same, compared="", ticks=CARD, assigned=Assigned(card=VISA))) is None
    assert missing(replace(same, compared="", ticks=OTHER_IBAN, assigned=Assigned(iban=SEALED))) is None


def test_without_a_code_of_the_partner_another_iban_cannot_be_billed() -> None:
    nowhere = replace(EMPTY, dossier=dossier(NEW, direct_method=None), ticks=OTHER_IBAN, assigned=Assigned(iban=SEALED))
    found = missing(nowhere)
    assert found is not None
    assert (found.lack, found.place) == (Lack.DIRECT_METHOD, MissingPlace.TRANSFER)
    assert found.broken is not None
    assert (found.broken.code, found.broken.facts) == (Broken.DIRECT_METHOD_MISSING, {"partner_code": 121})


def test_nothing_is_missing_of_a_card_that_is_passed_on_with_a_reason() -> None:
    assert missing(replace(EMPTY, ticks=CARD, departure=PASSED_ON, reason="opposition")) is None
    assert missing(replace(EMPTY, ticks=CARD, departure=PASSED_ON)) == Missing(Lack.REASON, MissingPlace.REASON)


def test_a_file_that_says_nothing_of_the_coupon_waits_for_the_amount() -> None:
    judged = judge(batch(), EMPTY, QUIET)
    assert (judged.is_without_cheque, judged.is_debit, judged.is_departed, judged.asked) == (False, False, False, None)
    assert judge(batch(), replace(EMPTY, ticks=NOTHING), QUIET) == judged
