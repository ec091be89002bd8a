"""What a piece of mail becomes: the rules look at it in their order, and what they find is put together."""

from collections.abc import Iterable
from dataclasses import replace

from backoffice.domain.decision import (
    CloseLetter,
    Comment,
    Decision,
    Refusal,
    Step,
    StopPromotion,
    StopReminders,
)
from backoffice.domain.mail_facts import MailFacts
from backoffice.domain.paper import Paper, SlipKind
from backoffice.procedure.cheques import coupon_debt
from backoffice.procedure.questions import questions
from backoffice.procedure.rule import Finding
from backoffice.procedure.rules import PRECEDENCE, SORTING

_STRICTNESS = {paper: place for place, paper in enumerate(Paper)}
"""`SET_ASIDE` comes last: it is a postponement, and stands alone."""

_ON_FILE = (StopPromotion, StopReminders, Comment, Refusal, CloseLetter)
"""What is done to the client's file."""

_SORTED_OUT = frozenset(rule.id for rule in SORTING)
_Found = tuple[str, Finding]


def decide(facts: MailFacts) -> Decision:
    """The decision for a piece of mail, as of its arrival date.

    It is meant for facts in which `contradictions` finds nothing.
    """
    found = _findings(facts)
    first_stop = next((stop for stop in found if stop[1].stops), None)
    if first_stop is not None:
        return _not_keyed(facts, first_stop, found)
    postponed = [number for number, finding in found if finding.paper is Paper.SET_ASIDE]
    if postponed:
        return Decision((), Paper.SET_ASIDE, None, (), tuple(postponed), questions(facts, ()))
    steps = _in_order(step for _, finding in found for step in finding.steps)
    paper = _strictest(found)
    asks = questions(facts, steps)
    return Decision(steps, paper, _slip(facts, paper), _annotations(found), _rules(found), asks)


def despite_stops(facts: MailFacts) -> tuple[Step, ...]:
    """What is keyed of a cheque that the decision does not key, where the operator keys it all the same, by a reason.

    Nothing where no cheque came: against a stop nothing is ever debited. A debt that is not there is not looked for.
    """
    if not facts.cheques:
        return ()
    unknown = replace(facts.coupon, bears_no_debt=True)
    is_there = coupon_debt.find(facts) == Finding()
    found = _findings(facts if is_there else replace(facts, coupon=unknown))
    return _in_order(step for _, finding in found for step in finding.steps)


def _findings(facts: MailFacts) -> list[_Found]:
    return [(rule.id, finding) for rule in PRECEDENCE if (finding := rule.find(facts)) is not None]


def _not_keyed(facts: MailFacts, first: _Found, found: list[_Found]) -> Decision:
    """The first rule that stops wins; another can only make the destination stricter."""
    if first[0] in _SORTED_OUT:
        return Decision((), first[1].paper, None, (), (first[0],))
    limit = _STRICTNESS[first[1].paper]
    stricter = [
        (number, finding)
        for number, finding in found
        if finding.paper is not Paper.SET_ASIDE and _STRICTNESS[finding.paper] > limit
    ]
    named = [first, *stricter]
    paper = _strictest(named)
    words = _annotations((number, finding) for number, finding in named if finding.stops)
    rules = tuple(number for number, _ in named)
    return Decision((), paper, _slip(facts, paper), words, rules, questions(facts, ()))


def _strictest(found: Iterable[_Found]) -> Paper:
    return max((finding.paper for _, finding in found), key=_STRICTNESS.__getitem__)


def _slip(facts: MailFacts, paper: Paper) -> SlipKind | None:
    """The transmission slip, by what came with the paper (P-05)."""
    if paper is not Paper.SCAN:
        return None
    if facts.cheques:
        return SlipKind.CHEQUE
    if facts.card is not None:
        return SlipKind.CARD
    return SlipKind.NONE if facts.iban is None else SlipKind.IBAN


def _annotations(found: Iterable[_Found]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words for _, finding in found for words in finding.annotations))


def _rules(found: Iterable[_Found]) -> tuple[str, ...]:
    """The rules in the order in which they were met, each with those of its steps before it."""
    numbers = (number for rule, finding in found for number in (*(step.rule for step in finding.steps), rule))
    return tuple(dict.fromkeys(numbers))


def _in_order(steps: Iterable[Step]) -> tuple[Step, ...]:
    """Payments and renewals as the rules want them, then what is done to the file; promotions are stopped once."""
    firsts: dict[object, Step] = {}
    for step in steps:
        firsts.setdefault(StopPromotion if isinstance(step, StopPromotion) else step, step)
    return tuple(sorted(firsts.values(), key=lambda step: isinstance(step, _ON_FILE)))
