from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import pytest

from backoffice.domain.money import Money
from backoffice.french.amount_in_words import read, write
from tests.backoffice.french.spellings import sentence

EUROS_A_CHUNK = 1000


def _texts_of(whole: int, centimes: list[str]) -> list[str]:
    """The words of the 100 amounts of a euro; the centimes are written once, for writing is slow."""
    euros = write(Money(whole * 100))
    return [euros, *(f"{euros} et {rest}" for rest in centimes)] if whole else [euros, *centimes]


def _wrong_in(chunk: int) -> list[str]:
    """What is wrong among the 100 000 amounts of a chunk."""
    centimes = [write(Money(rest)) for rest in range(1, 100)]
    wrong = []
    for whole in range(chunk * EUROS_A_CHUNK, (chunk + 1) * EUROS_A_CHUNK):
        texts = _texts_of(whole, centimes)
        wrong += [text for rest, text in enumerate(texts) if read(text).cents != whole * 100 + rest]
        some = 1 + whole % 99
        wrong += [texts[rest] for rest in (0, some) if texts[rest] != sentence(whole * 100 + rest)]
        wrong += [texts[some]] if texts[some] != write(Money(whole * 100 + some)) else []
    return wrong


@pytest.mark.whole
def test_every_cent_up_to_100_000_euros_is_read_back() -> None:
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
        wrong = [text for found in pool.map(_wrong_in, range(100_000 // EUROS_A_CHUNK)) for text in found]
    assert wrong == []
