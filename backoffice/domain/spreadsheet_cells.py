"""Cells of files and of what is copied, which a spreadsheet must not take for formulas.

A text that begins like a formula goes out with an apostrophe before it, and loses it when it comes back in: any text
comes back as it was. Blanks of every kind before the sign hide nothing: spreadsheets pass over them.
"""

import re

_BEFORE = r"['\s\x00-\x1f\u200b\ufeff]*"
_SIGN = "[=+@\uff1d\uff0b\uff20\uff0d-]"
"""Those that begin a formula, and their wide forms, which some spreadsheets make the same of."""
_LIKE_A_FORMULA = re.compile(_BEFORE + _SIGN)
_GUARDED = re.compile(f"'{_BEFORE}{_SIGN}")


def guarded(text: str) -> str:
    """`text` as it may stand in a cell: `=1+1` becomes `'=1+1`."""
    return f"'{text}" if _LIKE_A_FORMULA.match(text) else text


def unguarded(cell: str) -> str:
    """The text that `guarded` made `cell` of."""
    return cell[1:] if _GUARDED.match(cell) else cell
