from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from backoffice.domain.batch import Batch, BatchKind, BatchState
from backoffice.domain.card import AliasedCard, CardExpiry
from backoffice.domain.cheque import ChequeForm, Operation, RowOperation
from backoffice.domain.client_ref import ClientRef
from backoffice.domain.debit import DebitOperation, Renewal
from backoffice.domain.mail import MailForm
from backoffice.domain.means import SealedIban
from backoffice.domain.method import Brand
from backoffice.domain.money import ZERO, Money
from backoffice.domain.paper import Paper, PaperTrace, SlipKind
from backoffice.domain.rows import ClientIdentity, Dossier, PendingInvoice
from forms.actions.assigned import Assigned
from forms.coupon.departure import Departure
from forms.coupon.entry import Entry, InvoiceLine, InWords, entry_of
from forms.coupon.outcome import Outcome, Way, outcome
from forms.coupon.sent import form_of, is_departed
from forms.coupon.ticks import NOTHING, JoinedIban, Ticks

KEY = UUID(int=7)
INVOICE = PendingInvoice(1, "F1", "AP11", date(2024, 1, 20), Money(20_30), Money(20_30))
CLIENT = ClientIdentity(
    id=7,
    ref=ClientRef("J", 121, "1"),
    name="Mme DURAND Marie",
    address="",
    postcode="",
    city="",
    partner="",
    blocked=False,
    deceased=False,
    protected_adult=False,
    direct_method=45,
)
FILE = Dossier(CLIENT, (INVOICE,), (), (), ZERO)
WORDS = InWords(Money(22_45), "vingt-deux euros quarante-cinq", Money(22_45), confirmed=True)
DECIDED = (InvoiceLine(INVOICE, Operation.SETTLE, Money(20_30), "P-21"),)
OWN = (InvoiceLine(INVOICE, Operation.SETTLE, Money(10_00), ""),)
PLAIN = Entry(KEY, 3, "J 121 1", FILE, "22,45", WORDS, "5508018", DECIDED, reason="on me l'a dit")
RECOVERY = Departure(Paper.RECOVERY, None, ("B",), keyed=True)


def of(entry: Entry) -> Outcome:
    opened = datetime(2024, 3, 4, tzinfo=UTC)
    batch = Batch(3, "", date(2024, 3, 4), True, BatchKind.PARTNER, BatchState.OPEN, 1, "", opened)
    assert entry.dossier is not None
    return outcome(batch, entry.dossier, entry.ticks, entry.words, entry.departure)


def test_a_cheque_is_sent_with_where_its_coupon_goes() -> None:
    assert form_of(PLAIN, of(PLAIN)) == ChequeForm(
        key=KEY,
        batch_id=3,
        client_id=7,
        figures=Money(22_45),
        words="vingt-deux euros quarante-cinq",
        number="5508018",
        rows=(RowOperation(1, Operation.SETTLE, Money(20_30), "P-21"),),
        trace=PaperTrace(Paper.DISCARD, rules=("P-21", "P-13", "P-10")),
    )


def test_a_reason_is_sent_only_by_who_departs() -> None:
    assert not is_departed(of(PLAIN), PLAIN)
    for entry in (replace(PLAIN, lines=OWN), replace(PLAIN, departure=RECOVERY)):
        assert is_departed(of(entry), entry)
        sent = form_of(entry, of(entry))
        assert sent is not None
        assert sent.trace.departure == "on me l'a dit"


def test_without_a_cheque_the_amount_on_which_it_rests_is_sent_along() -> None:
    large = InWords(Money(60_00), confirmed=True)
    entry = replace(PLAIN, words=large, lines=(), ticks=Ticks(other_payee=True, ccp=True))
    sent = form_of(entry, of(entry))
    assert isinstance(sent, MailForm)
    assert sent.trace == PaperTrace(
        Paper.SCAN,
        SlipKind.CHEQUE,
        rules=("P-25",),
        facts='{"cheques.ccp":true,"cheques.figures":"60,00","cheques.other_payee":true}',
    )


@pytest.mark.parametrize("way", [Way.AMOUNT_FIRST, Way.CLASHING, Way.NOT_HERE])
def test_what_cannot_be_recorded_is_not_sent(way: Way) -> None:
    assert form_of(PLAIN, replace(of(PLAIN), way=way)) is None
    assert form_of(replace(PLAIN, dossier=None), of(PLAIN)) is None


@pytest.mark.parametrize(
    "entry",
    [
        PLAIN,
        replace(PLAIN, lines=OWN),
        replace(PLAIN, departure=RECOVERY, ticks=Ticks(deceased=True, notary=True)),
    ],
)
def test_a_cheque_that_comes_back_is_what_was_sent(entry: Entry) -> None:
    sent = form_of(entry, of(entry))
    assert sent is not None

    back = entry_of(sent, FILE)

    assert (back.ticks, back.lines, back.words, back.number) == (entry.ticks, entry.lines, WORDS, "5508018")
    assert of(back) == of(entry)
    assert form_of(back, of(back)) == sent


@pytest.mark.parametrize(
    ("ticks", "departure"),
    [
        (Ticks(deceased=True), None),
        (Ticks(no_payment=True), Departure(Paper.SRC, None, (), keyed=False)),
        (Ticks(deceased=True), Departure(Paper.SCAN, SlipKind.NONE, ("E",), keyed=True)),
        (NOTHING, Departure(Paper.SET_ASIDE, None, (), keyed=False)),
    ],
)
def test_mail_that_comes_back_is_what_was_sent(ticks: Ticks, departure: Departure | None) -> None:
    entry = replace(PLAIN, amount="", words=None, number="", lines=(), ticks=ticks, departure=departure)
    sent = form_of(entry, of(entry))
    assert isinstance(sent, MailForm)

    back = entry_of(sent, FILE)

    assert (back.ticks, back.amount, back.words) == (ticks, "", None)
    assert form_of(back, of(back)) == sent


CARD = AliasedCard("AL-1", Brand.CB, "0154", CardExpiry(2027, 5))
SEALED = SealedIban("00ff", "FR76 •••• 189")
REBILLED = (InvoiceLine(INVOICE, DebitOperation.REBILL, Money(20_30), "P-50"),)


@pytest.mark.parametrize(
    "entry",
    [
        replace(PLAIN, ticks=Ticks(card=Brand.CB), lines=REBILLED, assigned=Assigned(card=CARD), reason=""),
        replace(PLAIN, ticks=Ticks(card=Brand.CB), lines=REBILLED, assigned=Assigned(82, CARD)),
        replace(
            PLAIN,
            ticks=Ticks(iban=JoinedIban.OTHER),
            lines=(InvoiceLine(INVOICE, Operation.NO_PAYMENT),),
            assigned=Assigned(iban=SEALED),
            renewals=(Renewal("C1"),),
        ),
    ],
)
def test_a_debit_that_comes_back_is_what_was_sent(entry: Entry) -> None:
    entry = replace(entry, amount="", words=None, number="")
    sent = form_of(entry, of(entry))
    assert isinstance(sent, MailForm)
    assert sent.change is not None
    assert (sent.change.card, sent.change.iban) == (entry.assigned.card, entry.assigned.iban)
    assert bool(sent.trace.departure) is is_departed(of(entry), entry)

    back = entry_of(sent, FILE)

    assert (back.lines, back.assigned) == (entry.lines, entry.assigned)
    assert form_of(back, of(back)) == sent
