"""Clocks: works of the same kind, timed turn by turn, so that a busy machine slows all of them alike."""

from collections.abc import Callable, Sequence
from itertools import chain
from statistics import quantiles
from time import perf_counter

_TURN = 20
_BEFORE = 0.1
"""The part of the runs that comes before the clocks: statements are compiled and caches filled."""

Work = Callable[[], object]


def interleaved(*works: Sequence[Work], turn: int = _TURN) -> list[list[float]]:
    """The seconds that each run of each work took.

    All works have as many runs. `turn` runs of one are followed by as many of the next; who begins changes.
    """
    taken: list[list[float]] = [[] for _ in works]
    for number, start in enumerate(range(0, len(works[0]), turn)):
        for position in chain(range(number % len(works), len(works)), range(number % len(works))):
            taken[position].extend(map(_seconds, works[position][start : start + turn]))
    return [seconds[int(len(seconds) * _BEFORE) :] for seconds in taken]


def percentile(seconds: Sequence[float], percent: int) -> float:
    """The time that so many runs in a hundred did not go over."""
    return quantiles(seconds, n=100, method="inclusive")[percent - 1]


def _seconds(work: Work) -> float:
    start = perf_counter()
    work()
    return perf_counter() - start
