"""What must be known of a client before anything is keyed, and where each refusal is said; for `CouponForm`."""

from backoffice.domain.batch import Batch
from backoffice.domain.dossier import Dossier
from backoffice.domain.errors import Broken, Fault, RuleBroken
from backoffice.keying.outcome import Outcome
from forms.kit.tokens import Tone
from forms.kit.wording.sentences import sentence

_WITHOUT_INVOICE = "Lot SANS FACTURE\u00a0: aucune facture n'est réglée, tout le chèque est l'avoir du client (P-29)."
_REFUSING = {"P-66": Broken.CLIENT_BLOCKED, "P-29": Broken.NO_INVOICE}

AT_THE_ROWS = frozenset(
    {
        Broken.NOTHING_SETTLED,
        Broken.SETTLED_OVER_CHEQUE,
        Broken.SETTLED_OVER_PENDING,
        Broken.INVOICES_CHANGED,
        Broken.INVOICE_IN_BATCH_WITHOUT,
        Broken.NO_INVOICE,
    }
)
"""Refusals that are said at the invoices."""

OF_THE_METHOD = frozenset(
    {
        Broken.CARD_REFUSED,
        Broken.CARD_EXPIRED,
        Broken.CARD_EXPIRY_TOO_FAR,
        Broken.CARD_NUMBER_WRONG,
        Broken.CARD_BRAND_UNKNOWN,
        Broken.CARD_IS_AMEX,
        Broken.CARD_IS_NOT_AMEX,
        Broken.METHOD_INCOMPLETE,
    }
)
"""Refusals that are said at the new means of payment, which are asked for again."""

ALIAS_FAULTS = frozenset(
    {
        Fault.ALIAS_SERVICE_MISSING,
        Fault.ALIAS_SERVICE_UNREACHABLE,
        Fault.ALIAS_TOKEN_WRONG,
        Fault.ALIAS_ANSWER_ODD,
    }
)
"""So are these."""

SAID_AT_ONCE = frozenset(_REFUSING.values())
"""Refusals that are said of the client as soon as the file is open."""


def standing_of(found: Outcome | None, dossier: Dossier | None, batch: Batch) -> tuple[str, Tone]:
    """What must be known of a client before anything is keyed; nothing for most."""
    if dossier is None:
        return "", Tone.INFO
    decision = found.decision if found else None
    for rule in decision.rules if decision and not decision.keyed else ():
        if rule in _REFUSING:
            return sentence(RuleBroken(_REFUSING[rule], ref=str(dossier.client.ref))), Tone.WARNING
    return ("" if batch.with_invoice else _WITHOUT_INVOICE), Tone.INFO
