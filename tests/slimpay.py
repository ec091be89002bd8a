"""What tests of SlimPay have in common: a client of the sandbox, a client who types, a signatory."""

import httpx2

from backoffice.domain.slimpay import Signatory, SlimpayOrder
from backoffice.gateways.slimpay.sandbox import SlimpaySandbox
from backoffice.gateways.slimpay.service import SlimpayClient

RUM = "ADLP-121-52134466"
OLD_IBAN = "FR1420041010050500013M02606"
NEW_IBAN = "FR7630006000011234567890189"
MARIE = Signatory(
    "Mme", "DURAND", "Marie", "12 rue des Lilas", "69003", "LYON", "FR", "marie@example.org", "+33612345678"
)
PATIENCE = 2.0


def client_of(sandbox: SlimpaySandbox) -> SlimpayClient:
    return SlimpayClient(sandbox.url, sandbox.creditor, sandbox.app, lambda: sandbox.secret, PATIENCE)


def submit(order: SlimpayOrder, action: str = "continue", iban: str = "FR76 3000 6000 0112 3456 7890 189") -> str:
    """What the client sees after having typed an IBAN and pressed a button on the page of an order."""
    form = {"iban": iban, "action": action}
    return httpx2.post(order.approval_url, data=form, follow_redirects=True, trust_env=False).text
