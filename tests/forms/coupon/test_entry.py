from datetime import date
from uuid import uuid4

from backoffice.domain.cheque import Operation, RowOperation
from backoffice.domain.client_ref import ClientRef
from backoffice.domain.money import ZERO, Money
from backoffice.domain.rows import ClientIdentity, Dossier, PendingInvoice
from backoffice.keying.entry import InvoiceLine, InWords, entry_of, rows_of, settled_by
from backoffice.keying.sent import ChequeForm

PAID = PendingInvoice(1, "F1", "AP11", date(2019, 2, 20), Money(13_10), Money(13_10))
LEFT = PendingInvoice(2, "F2", "AP12", date(2019, 3, 9), Money(20_30), Money(20_30))
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
)
LINES = (InvoiceLine(PAID, Operation.SETTLE, Money(13_10), "P-21"), InvoiceLine(LEFT, Operation.BLANK, ZERO, ""))


def test_words_that_are_read_bind() -> None:
    assert InWords(Money(20_30)).binding == Money(20_30)
    words = InWords(Money(20_30), "vingt euros", Money(20_00))
    assert words.binding == Money(20_00)
    assert words.differ
    assert not InWords(Money(20_00), "vingt euros", Money(20_00)).differ


def test_a_form_that_was_sent_can_be_shown_again() -> None:
    rows = rows_of(LINES)
    form = ChequeForm(uuid4(), 3, CLIENT.id, Money(22_45), "vingt-deux euros", "0000009", rows, forced=True)

    entry = entry_of(form, Dossier(CLIENT, (PAID, LEFT), (), (), ZERO))

    assert entry.lines == LINES
    assert (entry.key, entry.batch_id, entry.forced) == (form.key, 3, True)
    assert (entry.reference, entry.amount, entry.number) == ("J 121 1", "22,45", "0000009")
    assert entry.words == InWords(Money(22_45), "vingt-deux euros", Money(22_00), confirmed=True)
    assert entry.title == "J 121 1 (22,00\u00a0€)"


def test_without_its_client_it_keeps_what_it_can() -> None:
    form = ChequeForm(uuid4(), 3, CLIENT.id, Money(22_45), None, "0000009", rows_of(LINES))

    entry = entry_of(form, None)

    assert (entry.dossier, entry.lines, entry.amount) == (None, (), "22,45")


def test_a_line_without_an_operation_is_vide() -> None:
    assert rows_of((InvoiceLine(PAID),)) == (RowOperation(1, Operation.BLANK, ZERO, ""),)
    assert settled_by(LINES) == Money(13_10)
