"""A coupon as it stands: what becomes of it, and what is asked for at *Affecter*."""

from dataclasses import replace

import pytest

from backoffice.keying.assigned import Asked, Assigned
from backoffice.keying.entry import Entry
from backoffice.keying.judgement import Judgement, judge, outcome_on
from backoffice.keying.missing import Lack, Missing, MissingPlace
from backoffice.keying.outcome import Way
from tests.backoffice.keying.cases import CARD, DEAD, NEW, NO_PAYMENT, OTHER_IBAN, SAME_IBAN, batch, dossier
from tests.backoffice.keying.test_missing import EMPTY, PASSED_ON, QUIET, cheque
from tests.backoffice.keying.test_recorded_form import VISA, WORDS, debited

AWAITED = replace(QUIET, awaited=True)
NOBODY = replace(EMPTY, dossier=None)


@pytest.mark.parametrize(
    ("entry", "without_cheque", "debit"),
    [
        (EMPTY, False, False),
        (cheque(), False, False),
        (cheque(ticks=NO_PAYMENT), False, False),
        (replace(EMPTY, ticks=DEAD), True, False),
        (replace(EMPTY, ticks=CARD), True, True),
        (replace(EMPTY, ticks=SAME_IBAN), True, True),
        (replace(EMPTY, ticks=CARD, departure=PASSED_ON), True, False),
        (NOBODY, False, False),
    ],
)
def test_one_line_stands_in_the_place_of_a_cheque_that_is_not_keyed(
    entry: Entry, *, without_cheque: bool, debit: bool
) -> None:
    judged = judge(batch(), entry, QUIET)
    assert (judged.is_without_cheque, judged.is_debit) == (without_cheque, debit)


def test_a_card_is_asked_for_on_the_client_s_file() -> None:
    judged = judge(batch(), replace(EMPTY, ticks=CARD), QUIET)
    assert judged.asked == Asked(7, (80, 81, 82), 80)
    assert judge(batch(), cheque(ticks=CARD), QUIET).asked is None


def test_a_card_is_asked_for_while_the_file_is_on_its_way() -> None:
    asked = Asked(None, (80, 81, 82), 80)
    assert judge(batch(), replace(NOBODY, ticks=CARD), AWAITED) == Judgement(
        None, Missing(Lack.FILE, MissingPlace.METHOD), asked
    )
    beside = replace(NOBODY, ticks=CARD, words=WORDS)
    assert judge(batch(), beside, AWAITED) == Judgement(None, Missing(Lack.FILE, MissingPlace.NUMBER))


def test_of_a_client_that_nobody_looks_for_nothing_is_asked() -> None:
    for ticks in (CARD, OTHER_IBAN):
        judged = judge(batch(), replace(NOBODY, ticks=ticks), QUIET)
        assert judged == Judgement(None, Missing(Lack.CLIENT, MissingPlace.CLIENT))
        assert not judged.is_departed


def test_who_departs_is_said_to() -> None:
    entry = debited(CARD, Assigned(82, VISA))
    assert judge(batch(), entry, QUIET).is_departed
    assert not judge(batch(), debited(CARD, Assigned(card=VISA)), QUIET).is_departed
    assert judge(batch(), replace(EMPTY, ticks=DEAD, departure=PASSED_ON), QUIET).is_departed


def test_the_outcome_is_that_of_the_client_s_file() -> None:
    assert outcome_on(batch(), replace(EMPTY, ticks=CARD), dossier(NEW)).way is Way.DEBIT
    assert outcome_on(batch(), replace(EMPTY, ticks=CARD), dossier(NEW, blocked=True)).way is Way.LETTER
