"""A row of the speed table: what was measured, the bare thing beside it, and what was promised of both."""

from dataclasses import dataclass
from enum import Enum


class Unit(Enum):
    """What the figures of a row count."""

    SECONDS = "s"
    PER_SECOND = "/s"


@dataclass(frozen=True, slots=True)
class Row:
    """Two figures of one run, side by side.

    Attributes:
        what: what was measured, in French.
        ours: the program's figure.
        beside: the figure of what it is held against.
        most: the promise that `ours` is at most so many times `beside`.
        least: the promise that it is at least so many times `beside`.
        ceiling: the promise that `ours` is at most this.
    """

    what: str
    ours: float
    beside: float
    unit: Unit = Unit.SECONDS
    most: float | None = None
    least: float | None = None
    ceiling: float | None = None

    @property
    def ratio(self) -> float:
        """How many times the other figure ours is."""
        return self.ours / self.beside

    @property
    def kept(self) -> bool | None:
        """Whether the promise is kept; None where nothing was promised."""
        if self.most is not None:
            return self.ratio <= self.most
        if self.least is not None:
            return self.ratio >= self.least
        return None if self.ceiling is None else self.ours <= self.ceiling


HEADINGS = ("mesure", "Liasse", "témoin", "rapport", "promis", "")
_WIDTHS = (64, 11, 11, 9, 10)


def line(row: Row) -> str:
    """A row as the table shows it."""
    verdict = {None: "", True: "tenu", False: "dépassé"}[row.kept]
    cells = (row.what, _figure(row.ours, row.unit), _figure(row.beside, row.unit), f"{_french(row.ratio)} ×")
    return aligned((*cells, _promise(row), verdict))


def aligned(cells: tuple[str, ...]) -> str:
    """The cells of a line: words to the left, figures to the right."""
    what, *figures = cells[:-1]
    right = "".join(figure.rjust(width) for figure, width in zip(figures, _WIDTHS[1:], strict=True))
    return f"{what.ljust(_WIDTHS[0])}{right}  {cells[-1]}".rstrip()


def _promise(row: Row) -> str:
    if row.most is not None:
        return f"≤ {_french(row.most)} ×"
    if row.least is not None:
        return f"≥ {_french(row.least)} ×"
    return "" if row.ceiling is None else f"≤ {_figure(row.ceiling, row.unit)}"


def _figure(value: float, unit: Unit) -> str:
    if unit is Unit.PER_SECOND:
        return f"{_french(value)} /s"
    for size, name in ((1.0, "s"), (1e-3, "ms")):
        if value >= size:
            return f"{_french(value / size)} {name}"
    return f"{_french(value * 1e6)} µs"


def _french(value: float) -> str:
    """Three figures at least, thousands set apart, a comma: `1 290`, `74,3`, `1,25`."""
    decimals = 0 if value >= 100 else 1 if value >= 10 else 2
    return f"{value:,.{decimals}f}".replace(",", " ").replace(".", ",")
