"""How many examples the proofs by chance try: five times as many under `start.py test --all`."""

from hypothesis import settings

MORE_IN_ALL = 5

_USUAL = settings.default or settings()
settings.register_profile("all", _USUAL, max_examples=MORE_IN_ALL * _USUAL.max_examples)


def try_all() -> None:
    """From here on `tried`, and every proof that says no number, gives as many as under --all."""
    settings.load_profile("all")


def tried(examples: int) -> int:
    """As many examples as are asked for, or what --all makes of them; for `max_examples`."""
    now = settings.default or _USUAL
    return examples * now.max_examples // _USUAL.max_examples
