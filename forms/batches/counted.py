"""How many, with the noun as French has it."""


def counted(number: int, noun: str, plural: str = "") -> str:
    """`0 chèque`, `1 chèque`, `37 chèques`, `1 204 chèques`; `plural` for a noun that does not just take an s."""
    named = (plural or f"{noun}s") if number > 1 else noun
    return f"{number:,} {named}".replace(",", "\u202f")
