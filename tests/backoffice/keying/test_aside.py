"""A coupon that is put aside: what is kept of it, what is kept nowhere, and the coupon that it becomes again."""

from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backoffice.domain.cheque import Operation
from backoffice.domain.debit import Renewal
from backoffice.domain.mail_facts import CardFacts, CouponFacts
from backoffice.domain.money import Money
from backoffice.domain.paper import Paper
from backoffice.keying.aside import Aside, aside_of, entry_of
from backoffice.keying.assigned import Assigned
from backoffice.keying.departure import Departure
from backoffice.keying.entry import Entry, InWords
from backoffice.keying.ticks import NOTHING, ChequeTicks, Ticks
from backoffice.keying.untaken import Untaken
from tests.backoffice.keying.cases import NEW, OLD, dossier, line
from tests.backoffice.keying.test_recorded_form import KEY, VISA, WORDS
from tests.cards import VISA as NUMBER
from tests.ibans import FRENCH

BOTH = dossier(OLD, NEW)
LOST = Entry(KEY, 3, "j 121 9", None, "22,4", None, "55", ())
"""The client was not found yet, and nothing is typed to the end."""
WHOLE = Entry(
    key=KEY,
    batch_id=3,
    reference="J 121 1",
    dossier=BOTH,
    amount="22,45",
    words=WORDS,
    number="5508018",
    lines=(line(OLD), line(NEW, Operation.SETTLE, Money(20_30), "P-21")),
    forced=True,
    accepted_duplicate=True,
    ticks=Ticks(coupon=CouponFacts(commitment=True), cheque=ChequeTicks(ccp=True)),
    departure=Departure(Paper.RECOVERY, None, ("B",), keyed=True),
    reason="on me l'a dit",
    assigned=Assigned(82, VISA),
    renewals=(Renewal("C1"),),
    untaken=Untaken(holder="DUP", cash_on="150", other_amount="16,50", other_number="3000"),
)


def kept(entry: Entry = WHOLE) -> Aside:
    return aside_of(entry, 5)


@pytest.mark.parametrize(
    "entry", [WHOLE, replace(WHOLE, wiped=True), replace(WHOLE, words=InWords(Money(22_45))), LOST]
)
def test_what_is_put_aside_comes_back_as_it_was(entry: Entry) -> None:
    assert entry_of(kept(entry), entry.dossier) == entry


def test_it_is_of_who_keyed_it_and_of_its_client() -> None:
    assert (kept().person_id, kept().client_id) == (5, 7)
    assert kept(LOST).client_id is None


def test_only_the_rows_with_which_something_is_done_are_kept() -> None:
    assert [row.invoice_id for row in kept().rows] == [NEW.id]


def test_an_invoice_that_is_paid_meanwhile_does_not_come_back_and_a_new_one_is_shown() -> None:
    assert entry_of(kept(), dossier(OLD)).lines == (line(OLD),)
    assert entry_of(kept(), None).lines == ()


def test_without_a_reference_it_bears_its_client_s() -> None:
    unread = kept(replace(WHOLE, reference=""))
    assert entry_of(unread, BOTH).reference == "J 121 1"
    assert entry_of(unread, None).reference == ""


def test_it_bears_its_client_s_reference_whatever_was_typed_over_it() -> None:
    assert entry_of(kept(replace(WHOLE, reference="K 200 77")), BOTH).reference == "J 121 1"


# What is kept nowhere

SECRETS = (NUMBER, FRENCH, f"carte {NUMBER[:4]} {NUMBER[4:8]} {NUMBER[8:12]} {NUMBER[12:]}", "\ud800", "a\udfff")
"""The number of a card, an IBAN, and halves of characters, which no file can hold."""


@pytest.mark.parametrize("secret", SECRETS)
@pytest.mark.parametrize("field", ["reference", "amount", "number", "reason"])
def test_a_text_that_holds_a_secret_is_kept_nowhere_and_the_others_are(field: str, secret: str) -> None:
    typed = replace(WHOLE, **{field: secret})  # type: ignore[arg-type]
    assert kept(typed) == replace(kept(), **{field: ""}, wiped=True)  # type: ignore[arg-type]


@pytest.mark.parametrize("secret", SECRETS)
def test_words_on_the_paper_that_hold_one_are_kept_nowhere(secret: str) -> None:
    written = Departure(Paper.RECOVERY, None, ("B", secret), keyed=True)
    blank = replace(written, annotations=())
    assert kept(replace(WHOLE, departure=written)) == replace(kept(), departure=blank, wiped=True)


@pytest.mark.parametrize("secret", SECRETS)
def test_an_amount_in_words_that_holds_one_is_kept_nowhere(secret: str) -> None:
    typed = InWords(Money(22_45), secret)
    assert kept(replace(WHOLE, words=typed)) == replace(kept(), words=None, wiped=True)


@pytest.mark.parametrize("secret", SECRETS)
@pytest.mark.parametrize("field", ["circular", "holder"])
def test_ticks_that_hold_one_are_kept_nowhere(field: str, secret: str) -> None:
    ticks = Ticks(coupon=CouponFacts(secret)) if field == "circular" else Ticks(card=CardFacts(holder=secret))
    assert kept(replace(WHOLE, ticks=ticks)) == replace(kept(), ticks=NOTHING, wiped=True)


@given(st.fixed_dictionaries({field.name: st.sampled_from((*SECRETS, "", "150", "DUP")) for field in fields(Untaken)}))
def test_of_what_is_typed_and_not_taken_all_is_kept_but_secrets(texts: dict[str, str]) -> None:
    sound = {name: "" if text in SECRETS else text for name, text in texts.items()}
    put = replace(WHOLE, untaken=Untaken(**texts))
    assert kept(put) == replace(kept(), untaken=Untaken(**sound), wiped=sound != texts)


@pytest.mark.parametrize("text", ["Élise 😀", "\ud7ff\ue000", "5508018", "FR76"])
def test_any_other_text_is_kept(text: str) -> None:
    typed = replace(WHOLE, reason=text, words=replace(WORDS, typed=text), ticks=Ticks(coupon=CouponFacts(text)))
    assert entry_of(kept(typed), BOTH) == typed


def test_what_was_wiped_before_is_wiped_still() -> None:
    assert kept(replace(WHOLE, wiped=True)).wiped
    assert not kept().wiped
