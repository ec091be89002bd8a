"""A gesture that writes, made once: what tells a repeat from another gesture under the same key."""

import dataclasses
import hashlib
import json
from typing import Any


def fingerprint(form: object) -> str:
    """A hash of a form's canonical content, 64 hexadecimal digits. `form` is a dataclass or a plain value."""
    content: Any = form
    if dataclasses.is_dataclass(form) and not isinstance(form, type):
        content = dataclasses.asdict(form)
    canonical = json.dumps(content, sort_keys=True, separators=(",", ":"), default=str)
    return hashlib.sha256(canonical.encode()).hexdigest()
