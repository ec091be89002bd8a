"""The reference of a SEPA mandate (RUM): what may be one."""

import re

from backoffice.domain.errors import Broken, RuleBroken
from backoffice.domain.secret_scan import holds_iban

_RUM = re.compile(r"[A-Za-z0-9/?:().,'+-]{1,35}")


def require_rum(rum: str) -> None:
    """Refuse what cannot be the reference of a mandate.

    A RUM has 1 to 35 characters of `A–Z a–z 0–9 / - ? : ( ) . , ' +`, no space (one known system hangs on it), and no
    IBAN inside, as a RUM is kept and shown in clear; one of digits alone may well look like a card number.

    Raises:
        RuleBroken: `RUM_UNUSABLE`, without the text, which may be an IBAN.
    """
    if _RUM.fullmatch(rum) is None or holds_iban(rum):
        raise RuleBroken(Broken.RUM_UNUSABLE)
