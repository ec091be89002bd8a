"""What the same keys write on an American and on a French keyboard, for readers that are set to the other one.

References and cheque numbers are read with it, and the screens take the digits of the row above the letters by it.
"""

_KEYS = (
    ("1234567890-=", "&é\"'(-è_çà)="),
    ("!@#$%^&*()_+", "1234567890°+"),
    ("qwertyuiop[]{}", "azertyuiop^$¨£"),
    ("asdfghjkl;':\"", "qsdfghjklmùm%"),
    ("zxcvbnm,./<>?", "wxcvbn,;:!./§"),
)
"""What the same keys are on an American and on a French keyboard; Shift makes no other letter."""
_AMERICAN, _FRENCH = ("".join(side) for side in zip(*_KEYS, strict=True))

TYPED_AS_AMERICAN = str.maketrans(_FRENCH + "?", _AMERICAN + "m")  # with Shift, the place of M is no letter
"""What a reader that is set to an American keyboard means, by what a French layout makes of its keys."""
TYPED_AS_FRENCH = str.maketrans(_AMERICAN, _FRENCH)
"""What hands on a French keyboard mean, by what an American layout makes of its keys."""

FRENCH_ROW = dict(zip("&é\"'(-è_ç", range(1, 10), strict=True)) | {"à": 0}
"""The digit of each sign that the row above the letters of a French keyboard writes without Shift."""


def row_digit(sign: str) -> str:
    """The digit meant by what one key wrote, with Shift or without; the sign itself where it is none."""
    return str(FRENCH_ROW.get(sign, sign))
