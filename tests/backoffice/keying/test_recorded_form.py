from dataclasses import replace
from uuid import UUID

import pytest

from backoffice.domain.card import AliasedCard, CardExpiry
from backoffice.domain.cheque import Operation, RowOperation
from backoffice.domain.debit import DebitOperation, Renewal
from backoffice.domain.mail_facts import CardFacts, ChequeAmount
from backoffice.domain.means import MethodChange, SealedIban
from backoffice.domain.method import Brand
from backoffice.domain.money import Money
from backoffice.domain.paper import Paper
from backoffice.keying.assigned import NOTHING_ASSIGNED, Assigned
from backoffice.keying.departure import Departure
from backoffice.keying.entry import Entry, InWords, lines_of
from backoffice.keying.facts import ClientFile
from backoffice.keying.form_making import form_of
from backoffice.keying.operator_choices import has_own_rows, is_departed
from backoffice.keying.outcome import Outcome, Way, outcome
from backoffice.keying.recorded_form import ChequeForm, MailForm
from backoffice.keying.ticks import ChequeTicks, Ticks
from backoffice.keying.written import canonical
from tests.backoffice.keying.cases import CARD, DIRECT, NEW, OLD, OTHER_IBAN, SAME_IBAN, batch, dossier, line

KEY = UUID(int=7)
FILE = dossier(NEW)
WORDS = InWords(Money(22_45), "vingt-deux euros quarante-cinq", Money(22_45), confirmed=True)
DECIDED = (line(NEW, Operation.SETTLE, Money(20_30), "P-21"),)
OWN = (line(NEW, Operation.SETTLE, Money(10_00), ""),)
PLAIN = Entry(KEY, 3, "J 121 1", FILE, "22,45", WORDS, "5508018", DECIDED, reason="on me l'a dit")
RECOVERY = Departure(Paper.RECOVERY, None, ("B",), keyed=True)
VISA = AliasedCard("AL-1", Brand.CB, "0154", CardExpiry(2027, 5))
SEALED = SealedIban("01" + "5a" * 55, "FR76 •••• 189")


def of(entry: Entry) -> Outcome:
    assert entry.dossier is not None
    cheque = None if entry.words is None else entry.words.amount
    return outcome(batch(), ClientFile.of(entry.dossier), entry.ticks, cheque, entry.departure)


def decided(entry: Entry) -> str:
    decision = of(entry).decision
    assert decision is not None
    return canonical(decision)


def debited(ticks: Ticks, assigned: Assigned = NOTHING_ASSIGNED, renewals: tuple[Renewal, ...] | None = None) -> Entry:
    """A coupon on a card or an IBAN, with the lines that are decided."""
    bare = replace(PLAIN, amount="", words=None, number="", lines=(), ticks=ticks)
    return replace(bare, lines=lines_of(FILE.invoices, of(bare).rows), assigned=assigned, renewals=renewals)


def mail(entry: Entry) -> MailForm:
    form = form_of(entry, of(entry))
    assert isinstance(form, MailForm)
    return form


def test_a_cheque_is_sent_with_what_is_on_its_coupon_and_the_decision_that_was_seen() -> None:
    ticked = replace(PLAIN, ticks=Ticks(cheque=ChequeTicks(other_payee=True)), forced=True, accepted_duplicate=True)
    assert form_of(ticked, of(ticked)) == ChequeForm(
        key=KEY,
        batch_id=3,
        client_id=7,
        figures=Money(22_45),
        words="vingt-deux euros quarante-cinq",
        number="5508018",
        rows=(RowOperation(2, Operation.SETTLE, Money(20_30), "P-21"),),
        ticks=Ticks(cheque=ChequeTicks(other_payee=True)),
        decided=decided(ticked),
        forced=True,
        accepted_duplicate=True,
    )


def test_a_form_overrides_nothing_unless_it_is_said() -> None:
    bare = ChequeForm(KEY, 3, 7, Money(22_45), None, "5508018", ())
    assert (bare.decided, bare.departure, bare.reason) == ("", None, "")
    assert (bare.forced, bare.accepted_duplicate) == (False, False)
    letter = MailForm(KEY, 3, 7)
    assert (letter.decided, letter.departure, letter.reason) == ("", None, "")


def test_the_rows_settle_their_amounts_together() -> None:
    rows = (RowOperation(1, Operation.SETTLE, Money(2_15), ""), RowOperation(2, Operation.SETTLE, Money(20_30), "P-21"))
    assert ChequeForm(KEY, 3, 7, Money(22_45), None, "5508018", rows).settled == Money(22_45)


def test_what_is_sent_is_kept_under_its_own_word() -> None:
    assert (ChequeForm.word, MailForm.word) == ("cheque", "mail")


def test_a_reason_is_sent_only_by_who_departs() -> None:
    assert not is_departed(of(PLAIN), PLAIN)
    plain = form_of(PLAIN, of(PLAIN))
    assert plain is not None
    assert plain.reason == ""
    for entry in (replace(PLAIN, lines=OWN), replace(PLAIN, departure=RECOVERY)):
        assert is_departed(of(entry), entry)
        sent = form_of(entry, of(entry))
        assert sent is not None
        assert (sent.reason, sent.departure) == ("on me l'a dit", entry.departure)


def test_a_departure_that_comes_to_the_decision_is_not_sent() -> None:
    same = replace(PLAIN, departure=Departure(Paper.DISCARD, None, (), keyed=True))
    assert form_of(same, of(same)) == form_of(PLAIN, of(PLAIN))


def test_without_a_cheque_the_amount_on_which_it_rests_is_sent_along() -> None:
    large = InWords(Money(60_00), confirmed=True)
    entry = replace(PLAIN, words=large, lines=(), ticks=Ticks(cheque=ChequeTicks(other_payee=True, ccp=True)))
    assert mail(entry) == MailForm(
        KEY, 3, 7, ticks=entry.ticks, decided=decided(entry), cheque=ChequeAmount(Money(60_00))
    )


def test_what_waits_for_an_amount_and_goes_elsewhere_bears_no_decision() -> None:
    entry = replace(PLAIN, words=None, lines=(), departure=replace(RECOVERY, keyed=False))
    assert mail(entry).decided == ""


@pytest.mark.parametrize("way", [Way.AMOUNT_FIRST, Way.CLASHING])
def test_what_cannot_be_recorded_is_not_sent(way: Way) -> None:
    assert form_of(PLAIN, replace(of(PLAIN), way=way)) is None
    assert form_of(replace(PLAIN, dossier=None), of(PLAIN)) is None
    assert form_of(replace(PLAIN, words=None), of(PLAIN)) is None


def test_a_card_is_sent_with_its_debits_and_renewals() -> None:
    sent = mail(debited(CARD, Assigned(card=VISA)))
    assert sent.change == MethodChange(80, card=VISA, rule="P-50")
    assert sent.debits == (RowOperation(2, DebitOperation.REBILL, Money(20_30), "P-50"),)
    assert [(renewal.order, renewal.beneficiary) for renewal in sent.renewals] == [("C1", False), ("C2", True)]
    assert (sent.reason, sent.iban, sent.cheque) == ("", None, None)


@pytest.mark.parametrize(
    ("entry", "code", "rule"),
    [
        (debited(CARD, Assigned(82, VISA)), 82, ""),
        (debited(Ticks(card=CardFacts(Brand.AMEX)), Assigned(81, VISA)), 81, "P-51"),
        (debited(OTHER_IBAN, Assigned(iban=SEALED)), DIRECT, "P-61"),
    ],
)
def test_the_rule_of_a_method_goes_with_the_one_that_is_decided(entry: Entry, code: int, rule: str) -> None:
    change = mail(entry).change
    assert change is not None
    assert (change.code, change.rule) == (code, rule)
    assert is_departed(of(entry), entry) is (not rule)


def test_an_iban_is_sent_once() -> None:
    changed = mail(debited(OTHER_IBAN, Assigned(iban=SEALED)))
    assert changed.change is not None
    assert (changed.change.iban, changed.iban) == (SEALED, None)
    presented = mail(debited(SAME_IBAN, Assigned(iban=SEALED)))
    assert (presented.change, presented.iban) == (None, SEALED)
    by_slimpay = mail(debited(OTHER_IBAN, Assigned(99, iban=SEALED)))
    assert (by_slimpay.change, by_slimpay.iban) == (MethodChange(99), SEALED)


def test_own_renewals_and_own_rows_depart() -> None:
    own = debited(CARD, Assigned(card=VISA), (Renewal("C1"),))
    assert is_departed(of(own), own)
    assert mail(own).renewals == (Renewal("C1"),)
    unpaid = replace(debited(CARD, Assigned(card=VISA)), lines=(line(NEW, Operation.NO_PAYMENT),))
    assert is_departed(of(unpaid), unpaid)
    assert mail(unpaid).debits == ()


def test_an_invoice_that_nothing_is_done_with_departs_where_something_is_decided() -> None:
    """A coupon that was put aside comes back on a file that has one invoice more."""
    entry = replace(PLAIN, dossier=dossier(NEW, OLD), lines=(*DECIDED, line(OLD)))
    assert is_departed(of(entry), entry)
    unbilled = replace(debited(CARD, Assigned(card=VISA)), lines=(line(NEW),))
    assert is_departed(of(unbilled), unbilled)
    assert (mail(unbilled).debits, mail(unbilled).reason) == ((), "on me l'a dit")


def test_an_invoice_that_nothing_is_done_with_is_vide() -> None:
    lower = InWords(Money(13_10), confirmed=True)
    settled = line(OLD, Operation.SETTLE, Money(13_10), "P-32")
    entry = replace(PLAIN, dossier=dossier(OLD, NEW), words=lower, lines=(settled, line(NEW)))
    assert not is_departed(of(entry), entry)


def test_an_invoice_that_nothing_is_decided_for_does_not() -> None:
    received = outcome(batch(with_invoice=False), ClientFile.of(FILE), PLAIN.ticks, WORDS.amount, None)
    shown = replace(PLAIN, lines=(line(NEW),))
    assert not is_departed(received, shown)
    passed_on = replace(shown, departure=replace(RECOVERY, keyed=False))
    for lines in (shown.lines, DECIDED, OWN):
        assert not has_own_rows(of(passed_on), lines)


def test_what_was_chosen_of_a_debit_before_it_was_a_letter_is_not_sent() -> None:
    letter = replace(debited(CARD, Assigned(82, VISA), (Renewal("C1"),)), ticks=Ticks(no_payment=True))
    assert not is_departed(of(letter), letter)
    assert (mail(letter).change, mail(letter).debits, mail(letter).renewals, mail(letter).reason) == (None, (), (), "")


def test_who_passes_a_card_on_sends_nothing_of_it() -> None:
    entry = replace(debited(CARD, Assigned(card=VISA)), departure=replace(RECOVERY, keyed=False))
    sent = mail(entry)
    assert (sent.change, sent.debits, sent.renewals) == (None, (), ())
