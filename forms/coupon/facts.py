"""The facts of a piece of mail: what the file and the batch say, and what the operator has typed and ticked."""

from backoffice.domain.batch import Batch
from backoffice.domain.mail_facts import (
    CardFacts,
    ChequeFacts,
    ClientFacts,
    CouponFacts,
    IbanFacts,
    Ink,
    MailFacts,
)
from backoffice.domain.method import Method
from backoffice.domain.money import ZERO
from backoffice.domain.rows import Dossier
from forms.coupon.entry import InWords
from forms.coupon.ticks import JoinedIban, Ticks

_OF_THE_FILE, _ANOTHER = "dossier", "autre"
"""Stand for two IBANs: whether they are the same is all that is looked at before the number is keyed."""


def mail_facts(batch: Batch, dossier: Dossier, ticks: Ticks, words: InWords | None) -> MailFacts:
    """What is known of the mail. A cheque that is expected and not typed yet is one of nothing (`expects_cheque`)."""
    has_cheque = words is not None or expects_cheque(dossier, ticks)
    return MailFacts(
        arrival_date=batch.arrival_date,
        client=_client(dossier, ticks),
        invoices=dossier.invoices,
        orders=dossier.orders,
        coupon=_coupon(ticks),
        cheques=_cheques(ticks, words) if has_cheque else (),
        coupons_for_cheque=2 if ticks.several_coupons else 1,
        with_invoice=batch.with_invoice,
        card=None if ticks.card is None else CardFacts(ticks.card, ticks.holder),
        iban=_iban(ticks),
    )


def expects_cheque(dossier: Dossier, ticks: Ticks) -> bool:
    """Whether a cheque must have come, as long as no amount is typed: nothing else that came was ticked."""
    came = ticks.no_payment or ticks.refusal or ticks.money_order or ticks.card is not None or ticks.iban is not None
    return not came and not (ticks.deceased and not dossier.client.deceased)


def _client(dossier: Dossier, ticks: Ticks) -> ClientFacts:
    client, means = dossier.client, dossier.means
    return ClientFacts(
        ref=client.ref,
        name=client.name,
        blocked=client.blocked,
        method_code=means.method_code,
        direct_method=int(Method.CHEQUE) if client.direct_method is None else client.direct_method,
        file_iban=_OF_THE_FILE if means.iban or ticks.iban is JoinedIban.SAME else "",
        partner_accepts_iban=ticks.iban is not JoinedIban.REFUSED,
        mandate=means.standing,
    )


def _coupon(ticks: Ticks) -> CouponFacts:
    return CouponFacts(
        circular=ticks.circular,
        option=ticks.option,
        amount=ticks.amount,
        signed=ticks.signed,
        struck_titles=ticks.struck_titles,
        wants_new_title=ticks.wants_new_title,
        stop_subscription=ticks.stop_subscription,
        commitment=ticks.commitment,
        annotation=ticks.annotation,
        deceased=ticks.deceased,
        death_certificate=ticks.death_certificate,
        notary=ticks.notary,
        protected_adult=ticks.protected_adult,
        refusal=ticks.refusal,
        money_order=ticks.money_order,
    )


def _cheques(ticks: Ticks, words: InWords | None) -> tuple[ChequeFacts, ...]:
    cheque = ChequeFacts(
        figures=ZERO if words is None else words.figures,
        words=None if words is None else words.read,
        ink=Ink.OTHER if ticks.other_ink else Ink.BLACK,
        payee_ok=not ticks.other_payee,
        ccp=ticks.ccp,
        cash_on=ticks.cash_on,
    )
    return (cheque, cheque) if ticks.several_cheques else (cheque,)


def _iban(ticks: Ticks) -> IbanFacts | None:
    if ticks.iban is None:
        return None
    return IbanFacts(_OF_THE_FILE if ticks.iban is JoinedIban.SAME else _ANOTHER, ticks.holder)
