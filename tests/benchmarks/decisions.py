"""How long a decision takes beside one chain of ifs, written by hand for the very mail that is measured."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from statistics import median

from backoffice.domain.decision import (
    ChangeMethod,
    CloseLetter,
    Comment,
    Decision,
    NoPayment,
    Rebill,
    Receive,
    Renew,
    Settle,
    Step,
    StopPromotion,
    StopReminders,
)
from backoffice.domain.mail_facts import CouponFacts, Ink, MailFacts, Option
from backoffice.domain.method import Method
from backoffice.domain.paper import Paper
from backoffice.procedure.decide import decide
from tests.backoffice.procedure.cases import LETTER, WITH_CARD, WITH_CHEQUE, invoice, order
from tests.benchmarks.bench import Bench
from tests.benchmarks.rows import Row
from tests.benchmarks.timing import interleaved

_CEILING = 200e-6
_INVOICES = (
    invoice(1, 13_10, "AP11", "2019-02-20"),
    invoice(2, 20_30, "AP11", "2019-03-09"),
    invoice(3, 17_15, "AP12", "2019-03-17"),
)
_ORDERS = (order(1, "Elle"), order(2, "Géo"), order(3, "Voici"))
_DECEASED = CouponFacts("AP11", deceased=True)

MAILS = {
    "un chèque": replace(WITH_CHEQUE, invoices=_INVOICES, orders=_ORDERS),
    "une carte": replace(WITH_CARD, invoices=_INVOICES, orders=_ORDERS),
    "un décès": replace(LETTER, invoices=_INVOICES, orders=_ORDERS, coupon=_DECEASED),
}


def rows(bench: Bench) -> Iterator[Row]:
    """Three pieces of mail, each with three invoices and three orders."""
    for what, facts in MAILS.items():
        ours, beside = interleaved(
            [partial(decide, facts)] * bench.scale.decisions, [partial(decide_bare, facts)] * bench.scale.decisions
        )
        yield Row(f"décision, {what} : contre des si à la suite", median(ours), median(beside), ceiling=_CEILING)


def decide_bare(facts: MailFacts) -> Decision | None:
    """The decision for the mail above; None for any other."""
    coupon, client = facts.coupon, facts.client
    if coupon.circular in {"QCU2", "QCOI", "QCDH"} or coupon.money_order or client.blocked or coupon.option:
        return None
    if coupon.annotation or coupon.wants_new_title or coupon.refusal or client.ref is None or client.ref.is_direct:
        return None
    if facts.cheques and facts.card is None and facts.iban is None:
        return _cheque(facts)
    if facts.card is not None and facts.iban is None and coupon.option is Option.NONE:
        return _card(facts)
    return _deceased() if coupon.deceased and not coupon.notary else None


def _cheque(facts: MailFacts) -> Decision | None:
    cheque = facts.cheques[0]
    if len(facts.cheques) > 1 or facts.coupons_for_cheque > 1 or cheque.ink is Ink.OTHER or cheque.cash_on:
        return None
    if cheque.words is not None or not cheque.payee_ok or facts.coupon.deceased:
        return None
    settled = next((row for row in facts.invoices if row.pending == cheque.figures), None)
    if settled is None:
        return None
    if any(row.circular == settled.circular and row.pending > settled.pending for row in facts.invoices):
        return None
    steps: list[Step] = []
    for row in facts.invoices:
        if row is settled:
            steps.append(Settle(row, row.pending, "P-30"))
        else:
            steps.append(NoPayment(row, "P-30" if row.circular == settled.circular else "P-22"))
    steps.append(Receive(Method.CHEQUE, cheque.figures, "P-21"))
    return Decision(tuple(steps), Paper.DISCARD, None, (), ("P-30", "P-22", "P-21", "P-13", "P-10"))


def _card(facts: MailFacts) -> Decision | None:
    card = facts.card
    if card is None or card.holder.split()[-1].upper() not in facts.client.name.split():
        return None
    if facts.coupon.titles or facts.coupon.struck_titles or not all(row.renewable for row in facts.orders):
        return None
    steps: list[Step] = [Rebill(row, Method.CARD, "P-50") for row in facts.invoices]
    steps.append(ChangeMethod(Method.CARD, "P-50"))
    steps += [Renew(row, row.gift, "P-52") for row in facts.orders]
    return Decision(tuple(steps), Paper.ARCHIVE, None, (), ("P-50", "P-52", "P-10"))


def _deceased() -> Decision:
    steps = (
        StopPromotion("1 - Non prospectable", "P-41"),
        StopReminders("P-41"),
        Comment("Autre motif", "CLT DCD", "P-41"),
        CloseLetter("XXXX", "P-41"),
    )
    return Decision(steps, Paper.DISCARD, None, (), ("P-41", "P-10"))
