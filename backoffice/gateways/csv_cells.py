"""Cells that a spreadsheet must not take for formulas.

A text that begins like a formula goes out with an apostrophe before it, and loses it when it comes back in: any text
comes back as it was.
"""

import re

_LIKE_A_FORMULA = re.compile("'*[=+@-]")
_GUARDED = re.compile("'+[=+@-]")


def guarded(text: str) -> str:
    """`text` as it may stand in a cell: `=1+1` becomes `'=1+1`."""
    return f"'{text}" if _LIKE_A_FORMULA.match(text) else text


def unguarded(cell: str) -> str:
    """The text that `guarded` made `cell` of."""
    return cell[1:] if _GUARDED.match(cell) else cell
