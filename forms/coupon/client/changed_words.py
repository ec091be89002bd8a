"""What has changed on a client's file since a coupon was keyed on it, in words."""

from collections.abc import Iterator

from backoffice.domain.dossier import Dossier
from backoffice.domain.means import ShownMeans
from backoffice.domain.method import Method
from backoffice.french.figures import euros
from forms.kit.wording.sentences import typeset

_FLAGS = {"blocked": "compte bloqué", "deceased": "décédé", "protected_adult": "tutelle"}


def changes(before: Dossier, now: Dossier) -> str:
    """`Changé : F1, reste 0,00 € au lieu de 20,30 € ; compte bloqué.`; empty where nothing is that can be named."""
    found = " ; ".join(_found(before, now))
    return typeset(f"Changé : {found}.") if found else ""


def account_of(means: ShownMeans) -> str:
    """On what a file is debited as it stands: `MDR 45, IBAN FR76 •••• 189`."""
    at_slimpay = f"RUM {means.rum}" if means.rum and means.method_code == Method.SLIMPAY else ""
    iban = f"IBAN {means.iban}" if means.iban else ""
    return ", ".join((f"MDR {means.method_code}", at_slimpay or iban or "sans IBAN"))


def _found(before: Dossier, now: Dossier) -> Iterator[str]:
    left = {invoice.number: invoice.pending for invoice in before.invoices}
    stands = {invoice.number: invoice.pending for invoice in now.invoices}
    for number, pending in left.items():
        if number not in stands:
            yield f"{number}, plus rien à régler au lieu de {euros(pending)}"
        elif stands[number] != pending:
            yield f"{number}, reste {euros(stands[number])} au lieu de {euros(pending)}"
    for number in stands.keys() - left.keys():
        yield f"{number}, {euros(stands[number])} en attente depuis"
    for flag, words in _FLAGS.items():
        if getattr(now.client, flag) != getattr(before.client, flag):
            yield words if getattr(now.client, flag) else f"plus de {words}"
    if now.means.mark != before.means.mark:
        yield f"IBAN ou mode de règlement du dossier, {account_of(now.means)} au lieu de {account_of(before.means)}"
    elif now.means != before.means:
        yield "mode de règlement"
    if now.orders != before.orders:
        yield "commandes"
