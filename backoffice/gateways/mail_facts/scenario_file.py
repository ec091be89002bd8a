"""Trainers' scenarios in a TOML file: `[[scenario]]` tables of facts and of what is expected of the decision."""

import re
import tomllib
from datetime import date
from pathlib import Path
from typing import Annotated, Required, cast

from pydantic import Field, TypeAdapter, with_config
from typing_extensions import TypedDict

from backoffice.domain.decision import Question
from backoffice.domain.fact_faults import FactFaultKind, FactFaults, FactsRefused
from backoffice.domain.money import Money
from backoffice.domain.paper import Paper, SlipKind
from backoffice.domain.scenario import OPERATIONS, Scenario, WrittenDecision, WrittenOperation, WrittenValue
from backoffice.french.figures import plain
from backoffice.gateways.mail_facts.bounded_text import read_text
from backoffice.gateways.mail_facts.places import FilePlace, shaped
from backoffice.gateways.mail_facts.reading import mail_facts
from backoffice.gateways.mail_facts.shapes import SHAPE, TABLES, MailShape
from backoffice.gateways.mail_facts.values import Amount, Listed, MethodCode, Number, Text, one_of
from backoffice.keying.written import NAMES, OVERRIDDEN, field_names

_LARGEST_MEGABYTES = 1
_LINE_AND_COLUMN = re.compile(r"\(at line (\d+), column (\d+)\)")
_KEYS = {name: field_names(operation) for operation, name in NAMES.items()}
_QUIET = {"renew": {"beneficiary": False}, "blank": OVERRIDDEN}
"""What an expected operation need not say."""


@with_config(SHAPE)
class OperationShape(TypedDict, total=False):
    """One of the `operations` of `expected`, whichever it is."""

    op: Required[Annotated[str, one_of({name: name for name in _KEYS})]]
    invoice: Number
    order: Number
    amount: Amount
    method: MethodCode
    beneficiary: bool
    override: bool
    reason: Text
    type: Text
    text: Text
    motive: Annotated[int, Field(ge=1, le=99)]
    circular: Text


@with_config(SHAPE)
class ExpectedShape(TypedDict, total=False):
    """`expected`: any part of a decision."""

    operations: Listed[OperationShape]
    paper: Annotated[Paper, one_of({paper.value: paper for paper in Paper})]
    slip: Annotated[SlipKind, one_of({slip.value: slip for slip in SlipKind})]
    annotations: Listed[Text]
    rules: Listed[Text]
    keyed: bool
    asks: Listed[Annotated[str, one_of({question.value: question.value for question in Question})]]


@with_config(SHAPE)
class ScenarioShape(TypedDict, total=False):
    """One `[[scenario]]`."""

    name: Required[Text]
    source: Text
    facts: MailShape
    expected: Required[ExpectedShape]


@with_config(SHAPE)
class FileShape(TypedDict):
    """The file."""

    scenario: Listed[ScenarioShape]


_FILE = TypeAdapter(FileShape)
_TABLES = {
    "": FileShape,
    "scenario": ScenarioShape,
    "facts": MailShape,
    "expected": ExpectedShape,
    OPERATIONS: OperationShape,
    **TABLES,
}


def read_scenarios(path: Path, today: date) -> tuple[Scenario, ...]:
    """Read the scenarios in a file.

    Args:
        path: which.
        today: the arrival date of the mail for which a scenario says none.

    Raises:
        Unavailable: `FILE_UNREADABLE`.
        FactsRefused: with all that is wrong in it.
    """
    faults = FactFaults()
    everything = FilePlace(faults)
    file = shaped(_FILE, _parsed(read_text(path, _LARGEST_MEGABYTES)), everything, _TABLES)
    shapes = () if file is None else file["scenario"]
    if file is not None and not shapes:
        everything.at("scenario").wrong(FactFaultKind.NOTHING_EXPECTED)
    read = [_scenario(shape, today, everything.at("scenario", index)) for index, shape in enumerate(shapes)]
    faults.refuse_any()
    return tuple(read)


def _parsed(text: str) -> object:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        where = _LINE_AND_COLUMN.search(str(error))  # at the end of the file there is none
        raise FactsRefused.at_once(FactFaultKind.NOT_TOML, ":".join(where.groups()) if where else "") from None
    except RecursionError:
        raise FactsRefused.at_once(FactFaultKind.TOO_DEEP) from None
    except ValueError:  # a whole number of more digits than Python will read
        raise FactsRefused.at_once(FactFaultKind.NUMBER_TOO_LONG) from None


def _scenario(shape: ScenarioShape, today: date, place: FilePlace) -> Scenario:
    if not shape["expected"]:
        place.at("expected").wrong(FactFaultKind.NOTHING_EXPECTED)
    facts = mail_facts(shape.get("facts", {}), today, place.at("facts"))
    return Scenario(shape["name"], facts, _expected(shape["expected"], place.at("expected")), shape.get("source", ""))


def _expected(shape: ExpectedShape, place: FilePlace) -> WrittenDecision:
    said = cast("dict[str, WrittenValue]", dict(shape))  # all that mypy knows of its values is that they are objects
    if OPERATIONS in shape:
        steps = enumerate(shape[OPERATIONS])
        said[OPERATIONS] = tuple(_operation(step, place.at(OPERATIONS, index)) for index, step in steps)
    return said


def _operation(shape: OperationShape, place: FilePlace) -> WrittenOperation:
    op = shape["op"]
    said = cast("dict[str, str | int | Money]", {**_QUIET.get(op, {}), **shape})  # as above
    for key in sorted(said.keys() - {"op", *_KEYS[op]}):
        place.at(key).wrong(FactFaultKind.KEY_UNKNOWN)
    for key in _KEYS[op]:
        if key not in said:
            place.at(key).wrong(FactFaultKind.KEY_MISSING)
    return {key: plain(value) if isinstance(value, Money) else value for key, value in said.items()}
