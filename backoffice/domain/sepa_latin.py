"""Words as the banks take them: the Latin letters, digits and few signs of the SEPA set."""

import re

_OTHER = re.compile(r"[^A-Za-z0-9/?:().,'+ -]+")
_SIGNS = str.maketrans("&_", "+-")
"""What the European Payments Council writes for them; any other sign becomes a space."""


def sepa_latin(text: str, length: int) -> str:
    """`text` without accents, in the SEPA set, single spaces, cut to `length`; empty where nothing can be written.

    `Société Œuvre & Fils` gives `Societe OEuvre + Fils`.
    """
    from text_unidecode import unidecode  # type: ignore[import-untyped] # noqa: PLC0415 - its table is read from disk

    plain: str = text if text.isascii() else unidecode(text)
    return " ".join(_OTHER.sub(" ", plain.translate(_SIGNS)).split())[:length].rstrip()
