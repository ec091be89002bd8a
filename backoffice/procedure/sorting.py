"""Which clients a batch takes, and which it keys nothing for."""

from backoffice.domain.batch import BatchKind
from backoffice.domain.client_ref import ClientRef
from backoffice.domain.errors import Broken, RuleBroken


def require_same_kind(ref: ClientRef, kind: BatchKind) -> None:
    """Refuse an FA client in a PARTENARIAT batch, and the reverse (P-01).

    Raises:
        RuleBroken: `CLIENT_IS_DIRECT` or `CLIENT_IS_PARTNER`.
    """
    if ref.is_direct and kind is not BatchKind.DIRECT:
        raise RuleBroken(Broken.CLIENT_IS_DIRECT, ref=str(ref), partner_code=ref.partner_code)
    if not ref.is_direct and kind is not BatchKind.PARTNER:
        raise RuleBroken(Broken.CLIENT_IS_PARTNER, ref=str(ref), partner_code=ref.partner_code)


def require_not_blocked(ref: ClientRef, *, blocked: bool) -> None:
    """Refuse to key anything for a blocked account (P-66).

    Raises:
        RuleBroken: `CLIENT_BLOCKED`.
    """
    if blocked:
        raise RuleBroken(Broken.CLIENT_BLOCKED, ref=str(ref))
