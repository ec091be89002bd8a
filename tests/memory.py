"""Looks for a number in the memory of this very process, without ever writing it down there itself."""

import os
import re
import secrets
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from backoffice.domain.card import luhn_holds

_SHIFT = 131
"""Memory is looked at with each byte shifted by so much, and the number looked for so shifted, so that neither what is
looked for nor a copy of it made by an earlier look is taken for the number."""

_SHIFTED = bytes((byte + _SHIFT) % 256 for byte in range(256))
_PIECE = 1 << 24
_MAP = re.compile(r"([0-9a-f]+)-([0-9a-f]+) rw")
_WAYS: Mapping[str, tuple[tuple[int, ...], tuple[int, ...], int]] = {
    "ASCII": ((), (), ord("0")),
    "UTF-16": ((), (0,), ord("0")),
    "UTF-32": ((), (0, 0, 0), ord("0")),
    "values": ((), (), 0),
    "groups": ((ord(" "),), (), ord("0")),
    "groups in UTF-16": ((ord(" "), 0), (0,), ord("0")),
}
"""How a number can be written: between its groups, after each digit, and what stands for 0."""


def canary() -> list[int]:
    """The digits of a card number that nobody has ever seen."""
    digits = [4, *(secrets.randbelow(10) for _ in range(14))]
    return next([*digits, last] for last in range(10) if luhn_holds([*digits, last]))


def traces(digits: Sequence[int]) -> set[str]:
    """The ways in which a number is written somewhere in this process's memory."""
    looked_for = {way: _shifted(digits, way) for way in _WAYS}
    found = set()
    for piece in _memory():
        found |= {way for way, pattern in looked_for.items() if pattern in piece}
    return found


def _shifted(digits: Sequence[int], way: str) -> bytes:
    between, after, zero = _WAYS[way]
    signs: list[int] = []
    for place, digit in enumerate(digits):
        signs += [*(between if place and place % 4 == 0 else ()), zero + digit, *after]
    return bytes((sign + _SHIFT) % 256 for sign in signs)


def _memory() -> Iterator[bytes]:
    maps = [(int(first, 16), int(last, 16)) for first, last in _MAP.findall(Path("/proc/self/maps").read_text())]
    memory = os.open("/proc/self/mem", os.O_RDONLY)
    piece = bytearray(_PIECE)
    try:
        for first, last in maps:
            for place in range(first, last, _PIECE - 256):
                wanted = memoryview(piece)[: min(_PIECE, last - place)]
                try:
                    read = os.preadv(memory, [wanted], place)
                except OSError:  # a map of the kernel's own
                    continue
                yield wanted[:read].tobytes().translate(_SHIFTED)
    finally:
        os.close(memory)
