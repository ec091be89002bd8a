"""Where one stands in a file of facts, and the faults that are found there."""

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TypeVar

from pydantic import TypeAdapter, ValidationError

from backoffice.domain.fact_faults import FactFaultKind, FactFaults
from backoffice.domain.secret_scan import shown
from backoffice.gateways.mail_facts.values import kind_and_detail

S = TypeVar("S")

Step = str | int
"""A key, or the place in a list from 0 on."""


@dataclass(frozen=True, slots=True)
class FilePlace:
    """A place in a file.

    Attributes:
        faults: all that is found in the file.
        steps: the way to here.
    """

    faults: FactFaults
    steps: tuple[Step, ...] = ()

    def at(self, *steps: Step) -> "FilePlace":
        """A place under this one."""
        return FilePlace(self.faults, (*self.steps, *steps))

    @property
    def path(self) -> str:
        """`[2].coupon.signd`. A key that could hide a card number or an IBAN is not shown."""
        written = "".join(f"[{step}]" if isinstance(step, int) else f".{shown(step, '')}" for step in self.steps)
        return written.removeprefix(".")

    def wrong(self, kind: FactFaultKind, detail: str = "") -> None:
        """Note a fault here."""
        self.faults.add(self.path, kind, detail)


def shaped(adapter: TypeAdapter[S], value: object, place: FilePlace, tables: Mapping[str, type]) -> S | None:
    """`value` as `adapter` has it; None, and its faults noted, where it is not of that shape.

    Args:
        adapter: the shape.
        value: what JSON or TOML made of the text.
        place: where it stands.
        tables: the shape of each table in it by its key, and of itself by an empty one, to guess what a misspelt key
            was meant to be.
    """
    try:
        return adapter.validate_python(value)
    except ValidationError as errors:
        for error in errors.errors(include_url=False, include_input=False):
            kind, detail = kind_and_detail(error)
            if kind is FactFaultKind.KEY_UNKNOWN:
                detail = _meant(error["loc"], tables)
            place.at(*error["loc"]).wrong(kind, detail)
        return None


def _meant(steps: tuple[Step, ...], tables: Mapping[str, type]) -> str:
    table = next((step for step in reversed(steps[:-1]) if isinstance(step, str)), "")
    known = tables[table].__annotations__
    return next(iter(get_close_matches(str(steps[-1]), known, n=1)), "")
