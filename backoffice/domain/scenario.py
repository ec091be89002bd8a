"""A trainer's scenario: the facts of a piece of mail, and what the procedure is expected to decide for it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Final, TypeAlias

from backoffice.domain.mail_facts import MailFacts

WrittenOperation: TypeAlias = Mapping[str, str | int | bool]
"""An operation as it is written outside: `op`, and its fields; amounts in French, invoices and orders by number."""

WrittenValue: TypeAlias = str | bool | tuple[str | WrittenOperation, ...] | None

WrittenDecision: TypeAlias = Mapping[str, WrittenValue]
"""A decision, or a part of it, as it is written outside: the values by the names of the decision's attributes."""

OPERATIONS: Final = "operations"


@dataclass(frozen=True, slots=True)
class Scenario:
    """A scenario.

    Attributes:
        name: what its author calls it.
        facts: the mail.
        expected: the part of the decision that the author says something about.
        source: where it comes from, in the author's words.
    """

    name: str
    facts: MailFacts
    expected: WrittenDecision
    source: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """Something that was decided otherwise than expected.

    Attributes:
        key: of the decision, `paper`; of one of its operations with the place, `operations[1]`.
        expected: None where nothing is.
        obtained: None where there is nothing.
    """

    key: str
    expected: WrittenValue | WrittenOperation
    obtained: WrittenValue | WrittenOperation


def differences(expected: WrittenDecision, obtained: WrittenDecision) -> tuple[Difference, ...]:
    """Where `obtained` is not what is expected; only what is expected is looked at.

    Operations are compared one by one, in their order. Annotations, rules and questions have none that matters.
    """
    return tuple(_found(expected, obtained))


def _found(expected: WrittenDecision, obtained: WrittenDecision) -> Iterator[Difference]:
    for key, wanted in expected.items():
        got = obtained.get(key, ())  # what must be asked is written where there is something
        if isinstance(wanted, tuple) and isinstance(got, tuple):
            yield from _listed(key, wanted, got)
        elif wanted != got:
            yield Difference(key, wanted, got)


def _listed(
    key: str, wanted: Sequence[str | WrittenOperation], got: Sequence[str | WrittenOperation]
) -> Iterator[Difference]:
    if key != OPERATIONS:
        if set(wanted) != set(got):
            yield Difference(key, tuple(wanted), tuple(got))
        return
    for place, (one, other) in enumerate(zip_longest(wanted, got)):
        if one != other:
            yield Difference(f"{key}[{place}]", one, other)
