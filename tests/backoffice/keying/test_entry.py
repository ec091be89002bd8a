from dataclasses import replace
from uuid import uuid4

from backoffice.domain.card import AliasedCard, CardExpiry
from backoffice.domain.cheque import Operation, RowOperation
from backoffice.domain.debit import DebitOperation
from backoffice.domain.mail_facts import CardFacts, ChequeAmount
from backoffice.domain.method import Brand
from backoffice.domain.money import ZERO, Money
from backoffice.keying.entry import Entry, InWords, lines_of, rows_of, settled_by
from backoffice.keying.ticks import Ticks
from tests.backoffice.keying.cases import NEW, OLD, dossier, line

LINES = (line(OLD, Operation.SETTLE, Money(13_10), "P-21"), line(NEW, Operation.BLANK, ZERO, ""))
FOUND = Entry(uuid4(), 3, "j 121 1", dossier(OLD), "20,30", InWords(Money(20_30)), "", ())


def test_words_that_are_read_bind() -> None:
    assert InWords(Money(20_30)).binding == Money(20_30)
    words = InWords(Money(20_30), "vingt euros", Money(20_00))
    assert words.binding == Money(20_00)
    assert words.differ
    assert words.amount == ChequeAmount(Money(20_30), Money(20_00))
    same = InWords(Money(20_00), "vingt euros", Money(20_00))
    assert not same.differ
    assert same.amount == ChequeAmount(Money(20_00))


def test_nothing_is_compared_overridden_or_wiped_before_it_was() -> None:
    assert not InWords(Money(20_30)).confirmed
    assert (FOUND.forced, FOUND.accepted_duplicate, FOUND.wiped) == (False, False, False)


def test_a_line_says_what_is_done_and_by_which_rule() -> None:
    settled, empty = LINES[0], line(OLD)
    assert (settled.operation, settled.amount, settled.rule) == (Operation.SETTLE, Money(13_10), "P-21")
    assert (empty.operation, empty.amount, empty.rule) == (None, ZERO, "")
    assert settled.doing(Operation.BLANK) == line(OLD, Operation.BLANK)


def test_a_line_without_an_operation_is_vide() -> None:
    assert rows_of((line(OLD),)) == (RowOperation(1, Operation.BLANK, ZERO, ""),)
    assert settled_by(LINES) == Money(13_10)


def test_a_line_that_is_debited_is_no_row_of_a_cheque() -> None:
    assert rows_of((line(OLD, DebitOperation.REBILL, Money(13_10)),)) == ()


def test_the_lines_are_what_is_decided_for_each_invoice() -> None:
    decided = (RowOperation(1, Operation.SETTLE, Money(5_00), "P-21"),)
    assert lines_of((OLD, NEW), decided) == (
        line(OLD, Operation.SETTLE, Money(5_00), "P-21"),
        line(NEW),
    )
    assert lines_of((OLD,), (RowOperation(1, DebitOperation.REBILL, Money(13_10), "P-50"),)) == (
        line(OLD, DebitOperation.REBILL, Money(13_10), "P-50"),
    )


def test_what_is_debited_is_all_that_is_pending_now() -> None:
    """What was put aside, or sent, before a part of it was paid."""
    before = (RowOperation(1, DebitOperation.REPRESENT, Money(58_00), "P-60"),)
    assert lines_of((OLD,), before) == (line(OLD, DebitOperation.REPRESENT, Money(13_10), "P-60"),)


def test_it_is_called_by_its_client_and_what_the_cheque_is_worth() -> None:
    assert FOUND.title == "J 121 1 (20,30\u00a0€)"
    assert replace(FOUND, words=None).title == "J 121 1"
    assert replace(FOUND, dossier=None).title == "j 121 1 (20,30\u00a0€)"
    worth = InWords(Money(22_45), "vingt-deux euros", Money(22_00))
    assert replace(FOUND, words=worth).title == "J 121 1 (22,00\u00a0€)"


def test_a_card_that_comes_says_what_card_it_is_and_leaves_its_holder() -> None:
    card = AliasedCard("AL-1", Brand.AMEX, "0005", CardExpiry(2027, 5))
    ticked = replace(FOUND, ticks=Ticks(card=CardFacts(Brand.CB, "M. PETIT"))).with_card(card)
    assert (ticked.assigned.card, ticked.ticks.card) == (card, CardFacts(Brand.AMEX, "M. PETIT"))
    assert FOUND.with_card(card).ticks.card == CardFacts(Brand.AMEX)
