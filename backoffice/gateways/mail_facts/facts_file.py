"""The facts of pieces of mail in a JSON file: one object, or a list of them."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pydantic import TypeAdapter

from backoffice.domain.fact_faults import FactFaultKind, FactFaults, FactsRefused
from backoffice.domain.mail_facts import MailFacts
from backoffice.gateways.mail_facts.bounded_text import read_text
from backoffice.gateways.mail_facts.places import FilePlace, Step, shaped
from backoffice.gateways.mail_facts.reading import mail_facts
from backoffice.gateways.mail_facts.shapes import TABLES, MailShape

_LARGEST_MEGABYTES = 16
_MOST_PIECES = 100_000
_MOST_KEYS = 100
_MAIL = TypeAdapter(MailShape)
_TABLES = {"": MailShape, **TABLES}


@dataclass(frozen=True, slots=True)
class MailFile:
    """The facts of a file. `several`: it holds a list, of one perhaps or of none."""

    facts: tuple[MailFacts, ...]
    several: bool


def read_facts(path: Path, today: date) -> MailFile:
    """Read the facts in a file.

    Args:
        path: which.
        today: the arrival date of the mail for which the file says none.

    Raises:
        Unavailable: `FILE_UNREADABLE`.
        FactsRefused: with all that is wrong in it.
    """
    faults = FactFaults()
    everything = FilePlace(faults)
    content = _parsed(read_text(path, _LARGEST_MEGABYTES), everything)
    if isinstance(content, list):
        if len(content) > _MOST_PIECES:
            everything.wrong(FactFaultKind.TOO_MANY, str(_MOST_PIECES))
        read = [_read(value, today, everything.at(index)) for index, value in enumerate(content[:_MOST_PIECES])]
    else:
        read = [_read(content, today, everything)]
    faults.refuse_any()
    return MailFile(tuple(facts for facts in read if facts is not None), isinstance(content, list))


def _read(value: object, today: date, place: FilePlace) -> MailFacts | None:
    shape = shaped(_MAIL, value, place, _TABLES)
    return None if shape is None else mail_facts(shape, today, place)


class _Table(dict[str, object]):
    """An object of the file, and the keys that it has twice."""

    twice: tuple[str, ...] = ()


class _TableMaker:
    """Makes the objects of a text. `found_twice`: one of them has a key twice."""

    def __init__(self) -> None:
        self.found_twice = False

    def __call__(self, pairs: list[tuple[str, object]]) -> _Table:
        if len(pairs) > _MOST_KEYS:
            raise FactsRefused.at_once(FactFaultKind.TOO_MANY, str(_MOST_KEYS))
        table = _Table(pairs)
        if len(table) < len(pairs):
            keys = [key for key, _ in pairs]
            table.twice = tuple(key for key in table if keys.count(key) > 1)
            self.found_twice = True
        return table


def _parsed(text: str, place: FilePlace) -> object:
    maker = _TableMaker()
    try:
        content: object = json.loads(text, object_pairs_hook=maker)
    except json.JSONDecodeError as error:
        raise FactsRefused.at_once(FactFaultKind.NOT_JSON, f"{error.lineno}:{error.colno}") from None
    except RecursionError:
        raise FactsRefused.at_once(FactFaultKind.TOO_DEEP) from None
    except ValueError:  # a whole number of more digits than Python will read
        raise FactsRefused.at_once(FactFaultKind.NUMBER_TOO_LONG) from None
    if maker.found_twice:
        _note_keys_twice(content, place)
    return content


def _note_keys_twice(content: object, place: FilePlace) -> None:
    ahead: list[Iterator[tuple[object, FilePlace]]] = [iter([(content, place)])]
    while ahead:  # rather than a recursion: the text may be nested as deeply as it likes
        here, where = next(ahead[-1], (None, None))
        if where is None:
            ahead.pop()
        elif isinstance(here, _Table):
            for key in here.twice:
                where.at(key).wrong(FactFaultKind.KEY_TWICE)
            ahead.append(_inside(here.items(), where))
        elif isinstance(here, list):
            ahead.append(_inside(enumerate(here), where))


def _inside(pairs: Iterable[tuple[Step, object]], place: FilePlace) -> Iterator[tuple[object, FilePlace]]:
    return ((value, place.at(step)) for step, value in pairs)
