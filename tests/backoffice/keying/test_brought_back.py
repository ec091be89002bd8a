from dataclasses import replace
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from backoffice.domain.cheque import Operation
from backoffice.domain.debit import Renewal
from backoffice.domain.mail_facts import CouponFacts
from backoffice.domain.money import Money
from backoffice.domain.paper import Paper, SlipKind
from backoffice.keying.aside import entry_of as entry_of_aside
from backoffice.keying.assigned import Assigned
from backoffice.keying.brought_back import aside_of_sent, entry_of
from backoffice.keying.departure import Departure
from backoffice.keying.entry import Entry, InWords, rows_of
from backoffice.keying.form_making import form_of
from backoffice.keying.judgement import judge
from backoffice.keying.missing import Lack, Missing, MissingPlace, Typed
from backoffice.keying.recorded_form import ChequeForm, MailForm
from backoffice.keying.ticks import NOTHING, ChequeTicks, Ticks
from tests.backoffice.keying.cases import CARD, DEAD, NEW, NO_PAYMENT, OLD, OTHER_IBAN, SAME_IBAN, batch, dossier, line
from tests.backoffice.keying.test_recorded_form import (
    DECIDED,
    FILE,
    OWN,
    PLAIN,
    RECOVERY,
    SEALED,
    VISA,
    WORDS,
    debited,
    of,
)
from tests.examples import tried


@pytest.mark.parametrize(
    "entry",
    [
        PLAIN,
        replace(PLAIN, lines=OWN),
        replace(PLAIN, departure=RECOVERY, ticks=Ticks(coupon=CouponFacts(deceased=True, notary=True))),
        replace(PLAIN, forced=True, accepted_duplicate=True),
        replace(
            PLAIN,
            ticks=Ticks(cheque=ChequeTicks(other_ink=True)),
            departure=Departure(Paper.DISCARD, None, (), keyed=True, against_stop=True),
        ),
    ],
)
def test_a_cheque_that_comes_back_is_what_was_sent(entry: Entry) -> None:
    sent = form_of(entry, of(entry))
    assert isinstance(sent, ChequeForm)

    back = entry_of(sent, FILE)

    assert (back.ticks, back.lines, back.words, back.number) == (entry.ticks, entry.lines, WORDS, "5508018")
    assert (back.departure, back.reason, back.forced) == (entry.departure, sent.reason, entry.forced)
    assert of(back) == of(entry)
    assert form_of(back, of(back)) == sent


@pytest.mark.parametrize(
    ("ticks", "departure"),
    [
        (DEAD, None),
        (NO_PAYMENT, Departure(Paper.SRC, None, (), keyed=False)),
        (DEAD, Departure(Paper.SCAN, SlipKind.NONE, ("E",), keyed=True)),
        (NOTHING, Departure(Paper.SET_ASIDE, None, (), keyed=False)),
    ],
)
def test_mail_that_comes_back_is_what_was_sent(ticks: Ticks, departure: Departure | None) -> None:
    entry = replace(PLAIN, amount="", words=None, number="", lines=(), ticks=ticks, departure=departure)
    sent = form_of(entry, of(entry))
    assert isinstance(sent, MailForm)

    back = entry_of(sent, FILE)

    assert (back.ticks, back.amount, back.words, back.number) == (ticks, "", None, "")
    assert (back.departure, back.renewals) == (departure, None)
    assert form_of(back, of(back)) == sent


@pytest.mark.parametrize(
    "entry",
    [
        debited(CARD, Assigned(card=VISA)),
        debited(CARD, Assigned(82, VISA)),
        debited(SAME_IBAN, Assigned(iban=SEALED)),
        replace(debited(SAME_IBAN), compared="45 ab "),
        replace(
            debited(OTHER_IBAN, Assigned(iban=SEALED), (Renewal("C1"),)),
            lines=(line(NEW, Operation.NO_PAYMENT),),
        ),
        debited(SAME_IBAN, Assigned(iban=SEALED), ()),
        replace(debited(SAME_IBAN, Assigned(iban=SEALED), (Renewal("C1"),)), lines=(line(NEW, Operation.NO_PAYMENT),)),
        replace(debited(CARD, Assigned(card=VISA), ()), lines=(line(NEW, Operation.NO_PAYMENT),)),
    ],
)
def test_a_debit_that_comes_back_is_what_was_sent(entry: Entry) -> None:
    sent = form_of(entry, of(entry))
    assert isinstance(sent, MailForm)

    back = entry_of(sent, FILE)

    assert (back.lines, back.assigned, back.compared) == (entry.lines, entry.assigned, entry.compared)
    assert form_of(back, of(back)) == sent


@pytest.mark.parametrize(("words", "cents"), [("soixante euros", 60_00), ("cinquante-neuf euros", 59_00)])
def test_a_cheque_that_is_not_keyed_keeps_its_amount_and_its_words_are_not_asked_for_again(
    words: str, cents: int
) -> None:
    large = InWords(Money(60_00), words, Money(cents), confirmed=True)
    entry = replace(PLAIN, words=large, lines=(), ticks=Ticks(cheque=ChequeTicks(other_payee=True, ccp=True)))
    sent = form_of(entry, of(entry))
    assert isinstance(sent, MailForm)

    back = entry_of(sent, FILE)

    assert back.amount == "60,00"
    assert back.words is not None
    assert (back.words.amount, back.words.confirmed) == (large.amount, True)
    assert form_of(back, of(back)) == sent


def test_words_that_say_another_amount_are_read_again() -> None:
    lines = (line(OLD, Operation.BLANK), *DECIDED)
    form = ChequeForm(uuid4(), 3, 7, Money(22_45), "vingt-deux euros", "0000009", rows_of(lines), forced=True)

    entry = entry_of(form, dossier(OLD, NEW))

    assert entry.lines == lines
    assert (entry.key, entry.batch_id, entry.forced) == (form.key, 3, True)
    assert (entry.reference, entry.amount, entry.number) == ("J 121 1", "22,45", "0000009")
    assert entry.words == InWords(Money(22_45), "vingt-deux euros", Money(22_00), confirmed=True)


@pytest.mark.parametrize("words", ["", "blabla", "vingt-deux eurros"])
def test_words_that_cannot_be_read_are_typed_again(words: str) -> None:
    form = ChequeForm(uuid4(), 3, 7, Money(22_45), words, "0000009", rows_of(DECIDED))

    entry = entry_of(form, FILE)

    assert entry.words == InWords(Money(22_45), words)
    assert (entry.amount, entry.number, entry.lines) == ("22,45", "0000009", DECIDED)
    assert judge(batch(), entry, Typed(number=True, mail=True, awaited=False)).missing == Missing(
        Lack.WORDS, MissingPlace.WORDS
    )


@settings(
    deadline=None, max_examples=tried(60), suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(st.from_type(ChequeForm) | st.from_type(MailForm))
def test_whatever_was_sent_comes_back(form: ChequeForm | MailForm) -> None:
    aside = aside_of_sent(form, 12)
    assert (aside.person_id, aside.key, aside.client_id) == (12, form.key, form.client_id)
    assert aside.batch_id == form.batch_id
    assert aside.rows == (form.debits if isinstance(form, MailForm) else form.rows)
    assert aside.compared == (form.compared if isinstance(form, MailForm) else "")
    assert entry_of_aside(aside, FILE).ticks == aside.ticks


def test_the_invoices_that_come_back_are_those_of_the_file_as_it_is_now() -> None:
    form = ChequeForm(uuid4(), 3, 7, Money(22_45), None, "0000009", rows_of(DECIDED))
    assert entry_of(form, dossier(OLD)).lines == (line(OLD),)
    assert entry_of(form, dossier(OLD, NEW)).lines == (line(OLD), *DECIDED)


@pytest.mark.parametrize("ticks", [DEAD, CARD])
def test_of_mail_they_come_back_unpaid_unless_they_were_debited(ticks: Ticks) -> None:
    form = MailForm(uuid4(), 3, 7, ticks)
    unpaid = (line(OLD, Operation.NO_PAYMENT), line(NEW, Operation.NO_PAYMENT))
    assert entry_of(form, dossier(OLD, NEW)).lines == unpaid


def test_without_its_client_it_keeps_what_it_can() -> None:
    form = ChequeForm(uuid4(), 3, 7, Money(22_45), None, "0000009", rows_of(DECIDED))

    entry = entry_of(form, None)

    assert (entry.dossier, entry.lines, entry.amount, entry.reference) == (None, (), "22,45", "")


@pytest.mark.parametrize(
    "entry",
    [
        debited(CARD, Assigned(82, VISA)),
        replace(PLAIN, amount="", words=None, number="", lines=(), ticks=DEAD),
    ],
)
def test_mail_without_its_client_keeps_what_it_can(entry: Entry) -> None:
    sent = form_of(entry, of(entry))
    assert isinstance(sent, MailForm)

    back = entry_of(sent, None)

    assert (back.dossier, back.lines, back.reference) == (None, (), "")
    assert (back.ticks, back.assigned, back.reason) == (entry.ticks, entry.assigned, sent.reason)


@pytest.mark.parametrize(
    "entry",
    [
        PLAIN,
        replace(PLAIN, lines=OWN),
        debited(CARD, Assigned(82, VISA)),
        debited(SAME_IBAN, Assigned(iban=SEALED)),
        replace(debited(OTHER_IBAN, Assigned(iban=SEALED)), lines=(line(NEW, Operation.NO_PAYMENT),)),
    ],
)
def test_a_form_that_no_screen_has_heard_of_is_put_aside_and_comes_back_as_it_was_sent(entry: Entry) -> None:
    sent = form_of(entry, of(entry))
    assert sent is not None

    kept = aside_of_sent(sent, 5)

    assert (kept.person_id, kept.client_id) == (5, 7)
    back = entry_of_aside(kept, FILE)
    assert form_of(back, of(back)) == sent
