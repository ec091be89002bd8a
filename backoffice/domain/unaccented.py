"""Letters without their accents, for what people type in one way or the other: names sought, amounts in words."""

import unicodedata


def unaccented(text: str) -> str:
    """`Éric Île` gives `Eric Ile`; whatever is no letter with an accent on it stays as it is: `œ`, `²`, `ﬁ`."""
    if text.isascii():
        return text
    return "".join(sign for sign in unicodedata.normalize("NFD", text) if not unicodedata.combining(sign))
