"""A person's or a paper's name as the name of a file, for what is proposed in a dialog."""

import re

_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]+')
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$) *(?:\.|$)", re.IGNORECASE)
"""What Windows takes for a device, whatever ending follows."""
_LONGEST = 120
"""Signs: a system takes 255 bytes, and an accent may be four of them."""


def file_name(words: str, ending: str) -> str:
    """A name that Windows, Linux and a share take for a file: `words` without the signs that mean something to them.

    Args:
        words: such as `Relevé ACME / Nord`.
        ending: with its dot, such as `.pdf`.
    """
    kept = " ".join(_FORBIDDEN.sub(" ", words).split())[:_LONGEST].strip(". ")
    return f"{'_' if _DEVICE.match(kept) or not kept else ''}{kept}{ending}"
