from collections.abc import Iterator

import pytest

from tests.benchmarks.__main__ import MEASURES
from tests.benchmarks.bench import Bench, Scale, new_bench

TINY = Scale(
    clients=(200, 300),
    imported=300,
    lookups=20,
    cheques=20,
    pages=5,
    operators=1,
    cheques_each=5,
    rounds=2,
    lines=40,
    decisions=20,
    windows=2,
    members=20,
    entries=(40, 80),
)


@pytest.fixture(scope="module")
def bench() -> Iterator[Bench]:
    with new_bench(TINY) as made:
        yield made


@pytest.mark.parametrize("name", MEASURES)
def test_every_measure_gives_both_figures(name: str, bench: Bench) -> None:
    rows = list(MEASURES[name](bench))
    assert rows
    assert all(row.ours > 0 and row.beside > 0 for row in rows)
