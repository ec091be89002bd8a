"""Amounts spelled by other means than the program's: what its words are compared with."""

import re
import unicodedata
from collections.abc import Mapping

UNITS = (
    "zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf",
    "dix", "onze", "douze", "treize", "quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf",
)  # fmt: skip
FRANCE: Mapping[int, str] = {2: "vingt", 3: "trente", 4: "quarante", 5: "cinquante", 6: "soixante"}
BELGIUM: Mapping[int, str] = {**FRANCE, 7: "septante", 9: "nonante"}
SWITZERLAND: Mapping[int, str] = {**BELGIUM, 8: "huitante"}
OLD_SWITZERLAND: Mapping[int, str] = {**BELGIUM, 8: "octante"}
REGIONS = (FRANCE, BELGIUM, SWITZERLAND, OLD_SWITZERLAND)


def below_100(number: int, region: Mapping[int, str]) -> str:
    tens, unit = divmod(number, 10)
    if number < 20:
        return UNITS[number]
    if tens in region:
        tail = {0: "", 1: " et un"}.get(unit, f"-{UNITS[unit]}")
        return region[tens] + tail
    if tens == 7:
        return "soixante et onze" if unit == 1 else f"soixante-{UNITS[10 + unit]}"
    return "quatre-vingts" if number == 80 else f"quatre-vingt-{UNITS[number - 80]}"


def below_1000(number: int, region: Mapping[int, str]) -> str:
    hundreds, rest = divmod(number, 100)
    if hundreds == 0:
        return below_100(rest, region)
    head = "cent" if hundreds == 1 else f"{UNITS[hundreds]} cent{'' if rest else 's'}"
    return f"{head} {below_100(rest, region)}" if rest else head


def cardinal(number: int, region: Mapping[int, str] = FRANCE) -> str:
    millions, below = divmod(number, 1_000_000)
    thousands, rest = divmod(below, 1000)
    parts = [f"{below_1000(millions, region)} million{'s' if millions > 1 else ''}"] if millions else []
    if thousands:
        multiplier = below_1000(thousands, region)
        # Before *mille*, which is no noun, neither *cent* nor *vingt* takes its plural.
        multiplier = multiplier.removesuffix("s") if multiplier.endswith(("cents", "vingts")) else multiplier
        parts.append("mille" if thousands == 1 else f"{multiplier} mille")
    if rest or not parts:
        parts.append(below_1000(rest, region))
    return " ".join(parts)


def sentence(cents: int, region: Mapping[int, str] = FRANCE) -> str:
    whole, rest = divmod(cents, 100)
    of = "d'" if whole and whole % 1_000_000 == 0 else ""
    euros = f"{cardinal(whole, region)} {of}euro{'s' if whole > 1 else ''}"
    centimes = f"{cardinal(rest, region)} centime{'s' if rest > 1 else ''}"
    if rest == 0:
        return euros
    return f"{euros} et {centimes}" if whole else centimes


def loose(text: str) -> str:
    """What is left of a spelling without accents, capitals, signs, plurals and regions."""
    letters = "".join(x for x in unicodedata.normalize("NFD", text.lower()) if not unicodedata.combining(x))
    words = "".join(x if x.isalnum() else " " for x in letters).split()
    spoken = " ".join(word.removesuffix("s") for word in words)
    for number in range(99, 69, -1):
        for region in (OLD_SWITZERLAND, SWITZERLAND):
            spoken = spoken.replace(_bare(below_100(number, region)), _bare(below_100(number, FRANCE)))
    return spoken


def _bare(number: str) -> str:
    return number.replace("-", " ").removesuffix("s")


def printed(text: str) -> str:
    """As some programs print a hundred, *un cent vingt*; not where nothing follows that is less."""
    return re.sub("^cent (?!euro|mille|million)", "un cent ", text)


def loose_spellings(cents: int) -> set[str]:
    """Every loose spelling of an amount, *onze cents* to *dix-neuf cents* and *un cent vingt* included."""
    whole, rest = divmod(cents, 100)
    found = {sentence(cents)}
    if 1100 <= whole < 2000:
        hundreds = f"{UNITS[whole // 100]} cent {below_100(whole % 100, FRANCE)}".removesuffix(" zéro")
        found.add(f"{hundreds} euros {'et ' + sentence(rest) if rest else ''}")
    found |= {printed(text) for text in found}
    return {loose(text) for text in found}
