"""How many, with the noun as French has it: on every screen, paper and line of the terminal."""

from backoffice.french.figures import THOUSANDS


def counted(number: int, noun: str, plural: str = "") -> str:
    """`0 chèque`, `1 chèque`, `37 chèques`, `1 204 chèques`; `plural` for a noun that does not just take an s."""
    figures = f"{number:,}".replace(",", THOUSANDS)
    return f"{figures} {(plural or f'{noun}s') if number > 1 else noun}"
