"""Whether SlimPay's page can be shown in a window of ours, and the view that does it."""

import os
import sys
from typing import TYPE_CHECKING

from forms.slimpay.hosts import Hosts

if TYPE_CHECKING:
    from forms.slimpay.web_view import SlimpayView


def made_view(hosts: Hosts) -> "SlimpayView | None":
    """A view for one order's page; None where the engine cannot be started here."""
    if not _may_start():
        return None
    try:
        from forms.slimpay.web_view import SlimpayView  # noqa: PLC0415 - Chromium: when the first page opens
    except ImportError:  # a system's library is missing, or the engine was left out of the installation
        return None
    return SlimpayView(hosts)


def _may_start() -> bool:
    # Chromium ends the whole program where the administrator of a Linux machine starts it with its sandbox on.
    return sys.platform == "win32" or os.geteuid() != 0 or "QTWEBENGINE_DISABLE_SANDBOX" in os.environ
