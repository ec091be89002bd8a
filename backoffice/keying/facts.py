"""The facts of a piece of mail: what the file and the batch say, and what the operator has typed and ticked."""

from dataclasses import dataclass, replace

from backoffice.domain.batch import Batch
from backoffice.domain.dossier import Dossier
from backoffice.domain.invoices import OrderRow, PendingInvoice
from backoffice.domain.mail_facts import ChequeAmount, ChequeFacts, ClientFacts, IbanFacts, IbanMatch, Ink, MailFacts
from backoffice.domain.money import ZERO
from backoffice.keying.ticks import Ticks
from backoffice.procedure.payment import first_of


@dataclass(frozen=True, slots=True)
class ClientFile:
    """What the client's file says, as far as a decision rests on it.

    Attributes:
        invoices: with something left to pay.
        deceased: the file says so, whatever is ticked; so with `protected_adult`.
        iban_refused: the partner file does not take the IBAN that is on file (P-67).
        mark: of the means of payment that are on file.
    """

    client: ClientFacts
    invoices: tuple[PendingInvoice, ...]
    orders: tuple[OrderRow, ...] = ()
    deceased: bool = False
    protected_adult: bool = False
    iban_refused: bool = False
    mark: str = ""

    @classmethod
    def of(cls, dossier: Dossier) -> "ClientFile":
        """Of a file as the screen shows it."""
        client, means = dossier.client, dossier.means
        facts = ClientFacts(
            ref=client.ref,
            name=client.name,
            blocked=client.blocked,
            method_code=means.method_code,
            direct_method=client.direct_method,
            mandate=means.standing,
        )
        dead, protected = client.deceased, client.protected_adult
        return cls(facts, dossier.invoices, dossier.orders, dead, protected, dossier.iban_refused, means.mark)

    def known(self, ticks: Ticks) -> Ticks:
        """The ticks with what the file says already."""
        return ticks.knowing(deceased=self.deceased, protected_adult=self.protected_adult)


def mail_facts(batch: Batch, file: ClientFile, ticks: Ticks, cheque: ChequeAmount | None) -> MailFacts:
    """What is known of the mail. A cheque that is expected and not typed yet is one of nothing (`expects_cheque`)."""
    ticks = file.known(ticks)
    has_cheque = cheque is not None or expects_cheque(file, ticks)
    return MailFacts(
        arrival_date=batch.arrival_date,
        client=file.client,
        invoices=file.invoices,
        orders=file.orders,
        coupon=ticks.coupon,
        cheques=_cheques(ticks, cheque) if has_cheque else (),
        coupons_for_cheque=2 if ticks.cheque.several_coupons else 1,
        with_invoice=batch.with_invoice,
        card=ticks.card,
        iban=_iban(file, ticks),
    )


def _iban(file: ClientFile, ticks: Ticks) -> IbanFacts | None:
    """The same IBAN is that of the client's file *and* one that the partner file takes (P-60), or it is refused."""
    iban = ticks.iban
    if iban is None or iban.match is not IbanMatch.SAME or not file.iban_refused:
        return iban
    return replace(iban, match=IbanMatch.REFUSED)


def expects_cheque(file: ClientFile, ticks: Ticks) -> bool:
    """Whether a cheque must have come, as long as no amount is typed: nothing else that came was ticked."""
    coupon = ticks.coupon
    came = ticks.no_payment or coupon.refusal or coupon.money_order or ticks.card is not None or ticks.iban is not None
    return not came and not (coupon.deceased and not file.deceased)


def sooner_cheque(ticks: Ticks) -> ChequeFacts | None:
    """The one of the other cheques that is to be cashed before the one in hand; None where that is the first (P-26)."""
    cheques = _cheques(ticks, None)
    first = first_of(cheques)
    return None if first is cheques[0] else first


def _cheques(ticks: Ticks, amount: ChequeAmount | None) -> tuple[ChequeFacts, ...]:
    """The cheque in hand, which is cashed unless one of the others is to be cashed before it (P-26)."""
    said = ticks.cheque
    cheque = ChequeFacts(
        figures=ZERO if amount is None else amount.figures,
        words=None if amount is None else amount.words,
        ink=Ink.OTHER if said.other_ink else Ink.BLACK,
        payee_ok=not said.other_payee,
        ccp=said.ccp,
        cash_on=said.cash_on,
    )
    if not said.several:
        return (cheque,)
    return (cheque, *(said.others or (cheque,)))  # a second one, as long as they are not keyed
