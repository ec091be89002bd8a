"""What the writing and the reading of ISO 20022 have in common."""

NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:"
"""What the name of a message follows in the name of its namespace."""


def readable(text: str, longest: int) -> str:
    """`text` on one line, cut, and without what no printer prints."""
    signs = (sign if sign.isprintable() else " " for sign in text)
    return " ".join("".join(signs).split())[:longest].rstrip()
