"""A gesture that writes, made once: what tells a repeat from another gesture under the same key."""

import dataclasses
import hashlib
import json
from typing import ClassVar, Protocol


class Gesture(Protocol):
    """What a writing gesture asks for: a dataclass, made once under its key.

    Attributes:
        word: what the database and the outbox call its kind. It is written once and for all, whatever becomes of the
            class, and no two kinds share it.
    """

    word: ClassVar[str]


def fingerprint(form: object) -> str:
    """A hash of a form's canonical content, 64 hexadecimal digits. `form` is a dataclass or a plain value."""
    canonical = json.dumps(form, sort_keys=True, separators=(",", ":"), default=_content)
    return hashlib.sha256(canonical.encode()).hexdigest()


def _content(value: object) -> object:
    # Not `asdict`, which copies all that is in it: this is done for every cheque.
    if dataclasses.is_dataclass(value):
        return {field.name: getattr(value, field.name) for field in dataclasses.fields(value)}
    return str(value)
