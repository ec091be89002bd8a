"""A client's name as queries put it together."""


def full_name(title: str, last_name: str, first_name: str) -> str:
    """A name as the screens and the papers show it: `Mme DURAND Marie`."""
    return " ".join(part for part in (title, last_name, first_name) if part)
