"""What the services see of SlimPay: mandates signed, and their IBAN changed, on SlimPay's own page (P-69)."""

from typing import Protocol

from backoffice.domain.slimpay import Signatory, SlimpayMandate, SlimpayOrder


class MandateService(Protocol):
    """Has clients' mandates signed and amended, so that the IBAN is typed at its page and not at ours.

    An order is known by a reference of ours, 1 to 40 characters, unique: made and kept **before** the order is asked
    for. Asked again under the same reference, nothing is made twice, and the answer is that first order as it is now.
    A reference is for one order; for another gesture make another.

    Every method is slow: it waits for the network, and must not be called while a transaction is open. Every one raises
    `Unavailable` with `SLIMPAY_MISSING`, `SLIMPAY_UNREACHABLE`, `SLIMPAY_TOKEN_WRONG` or `SLIMPAY_ANSWER_ODD`, and may
    then be called again with the same arguments; and `RuleBroken` with `SLIMPAY_REFUSED` (facts `slimpay_code`
    and `message`) for what will not change by asking again.
    """

    def ask_new_iban(self, reference: str, rum: str) -> SlimpayOrder:
        """An order by which the client gives the mandate `rum` another IBAN, on the page that comes with it.

        Raises:
            RuleBroken: `SLIMPAY_MANDATE_UNKNOWN` where SlimPay has no such mandate.
        """

    def ask_mandate(self, reference: str, subscriber: str, signatory: Signatory, rum: str = "") -> SlimpayOrder:
        """An order by which a new mandate is signed, on the page that comes with it.

        Args:
            reference: of the order, as said above.
            subscriber: our reference of the client, the same one each time.
            signatory: who signs.
            rum: the mandate's reference, at most 35 characters, free of spaces; SlimPay makes one where it is empty.

        Raises:
            RuleBroken: `SLIMPAY_SIGNATORY_WRONG` with the `field`, a `SignatoryField`, that SlimPay does not take.
        """

    def order(self, reference: str) -> SlimpayOrder | None:
        """The order as it is now; None where SlimPay knows none, so that nothing was made under that reference."""

    def abandon(self, reference: str) -> SlimpayOrder:
        """Cancel an order, and give it as it is afterwards.

        It may have been completed in the meantime: look at its state. It may even be open still, where SlimPay does not
        let it be cancelled.

        Raises:
            RuleBroken: `SLIMPAY_ORDER_UNKNOWN` where there is none to cancel.
        """

    def mandate_of(self, reference: str) -> SlimpayMandate | None:
        """The mandate that a completed order signed or amended, with its IBAN where SlimPay tells it.

        None where there is no such order, or it is not completed, or SlimPay does not link it to a mandate (yet).
        """
