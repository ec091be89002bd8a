"""Every piece of mail that does not contradict itself, and what makes one stricter: strategies for the laws."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from hypothesis import strategies as st

from backoffice.domain.client_ref import ClientRef
from backoffice.domain.invoices import OrderRow, PendingInvoice
from backoffice.domain.mail_facts import (
    CardFacts,
    ChequeFacts,
    ClientFacts,
    CouponFacts,
    IbanFacts,
    IbanMatch,
    Ink,
    MailFacts,
    Option,
)
from backoffice.domain.method import Brand, Mandate, Method
from backoffice.domain.money import Money
from backoffice.procedure.contradictions import Clash, contradictions
from backoffice.procedure.payment import first_cheque

Stricter = Callable[[MailFacts], MailFacts]

BORDERS = (date(2023, 5, 31), date(2023, 6, 1), date(2023, 11, 7), date(2023, 11, 8))
TITLES = ("Elle", "ELLE", "Géo", "Voici", "Lui")
STRANGER = "Paul Martin"

_days = st.sampled_from(BORDERS) | st.dates(date(2019, 1, 1), date(2026, 12, 31))
_invoiced = (date(2019, 2, 20), date(2019, 3, 9), date(2019, 3, 17))
_asked = (5_00, 13_10, 18_10, 20_30, 33_40, 50_00, 50_01)
_amounts = (st.sampled_from(_asked) | st.integers(1, 100_00)).map(Money)
_titles = st.sampled_from([(), ("Elle",), ("Géo", "Lui"), TITLES])
_holders = st.sampled_from(["", "Marie Durand", "MME DURAND", "Marie Durant", STRANGER])
_settled = st.sampled_from([None, None, None, True, False])
_cards = st.builds(CardFacts, st.sampled_from(Brand), _holders, _settled)
_ibans = st.builds(IbanFacts, st.sampled_from(IbanMatch), _holders, _settled)


@st.composite
def _signs(draw: st.DrawFn, count: int) -> tuple[bool, ...]:
    """So many facts, each true one time in eight: most mail is plain."""
    first, second, third = draw(st.tuples(*(st.integers(0, 2**count - 1),) * 3))
    return tuple(bool((first & second & third) >> place & 1) for place in range(count))


@st.composite
def _clients(draw: st.DrawFn) -> ClientFacts:
    blocked, inactive, unknown = draw(_signs(3))
    code = draw(st.sampled_from([1, 310, 311, None]))
    return ClientFacts(
        None if code is None else ClientRef("J", code, "52134466"),
        "" if unknown else "DURAND Marie",
        blocked,
        draw(st.sampled_from([Method.CHEQUE, Method.SLIMPAY, 45])),
        draw(st.sampled_from([45, None])),
        Mandate.INACTIVE if inactive else Mandate.ACTIVE,
    )


@st.composite
def _coupons(draw: st.DrawFn) -> CouponFacts:
    tablet, unsigned, debit_day, bears_no_debt, *others = draw(_signs(13))
    new_title, stop, commitment, annotation, deceased, notary, protected, refusal, money_order = others
    return CouponFacts(
        "QCU 2" if tablet else draw(st.sampled_from(["", "", "AP11", "AP12", "ap 11", "AP13"])),
        draw(st.sampled_from(Option)),
        draw(st.none() | _amounts),
        bears_no_debt,
        not unsigned,
        draw(st.none() | _titles),
        draw(_titles),
        new_title,
        stop,
        commitment,
        5 if debit_day else None,
        annotation,
        deceased,
        notary=notary,
        protected_adult=protected,
        refusal=refusal,
        money_order=money_order,
    )


def _invoice(number: int, kind: int, amount: Money) -> PendingInvoice:
    """Of few circulars, days and amounts, so that many are alike; some are paid, in part or whole."""
    circular = "QCDH" if kind == _TABLET else ("AP11", "AP12")[kind % 2]
    pending = {_PAID: Money(0), _PAID_IN_PART: Money(max(1, amount.cents // 2))}.get(kind, amount)
    return PendingInvoice(number, f"F{number}", circular, _invoiced[kind // 2 % 3], amount, pending)


def _order(number: int, kind: int) -> OrderRow:
    """Of few titles, so that some show twice; some cannot be renewed, and some are gifts."""
    title = TITLES[kind % len(TITLES)]
    beneficiary = "Zoé" if kind % 8 == 0 else ""
    return OrderRow(f"C{number}", title, "", kind < _REFUSED_FROM, gift=kind % 4 == 0, beneficiary=beneficiary)


_TABLET, _PAID, _PAID_IN_PART, _REFUSED_FROM = 17, 18, 19, 15
_kinds = st.lists(st.integers(0, 19), max_size=4)


@st.composite
def _cheques(draw: st.DrawFn, arrival: date) -> tuple[ChequeFacts, ...]:
    """None, one or several that came on `arrival`."""

    def cheque() -> ChequeFacts:
        worded, other_ink, wrong_payee, ccp, dated = draw(_signs(5))
        cash_on = arrival + timedelta(days=draw(st.integers(0, 60))) if dated else None
        ink = Ink.OTHER if other_ink else Ink.BLUE
        return ChequeFacts(draw(_amounts), Money(20_03) if worded else None, ink, not wrong_payee, ccp, cash_on)

    return tuple(cheque() for _ in range(draw(st.sampled_from([0, 1, 0, 1, 2, 3]))))


@st.composite
def _any_mail(draw: st.DrawFn) -> MailFacts:
    """A cheque, several, a card, an IBAN, some of these together, or nothing."""
    arrival = draw(_days)
    several_coupons, without_invoice = draw(_signs(2))
    return MailFacts(
        arrival,
        draw(_clients()),
        tuple(_invoice(number, kind, draw(_amounts)) for number, kind in enumerate(draw(_kinds), start=1)),
        tuple(_order(number, kind) for number, kind in enumerate(draw(_kinds), start=8)),
        draw(_coupons()),
        draw(_cheques(arrival)),
        1 + several_coupons,
        not without_invoice,
        draw(st.none() | _cards),
        draw(st.none() | _ibans),
    )


def without_contradiction(facts: MailFacts) -> MailFacts:
    """The same less what contradicts itself, and nothing less."""
    clashes = {found.code for found in contradictions(facts)}
    return replace(
        facts,
        iban=None if Clash.TWO_METHODS in clashes else facts.iban,
        coupon=replace(
            facts.coupon,
            refusal=facts.coupon.refusal and Clash.REFUSAL_PAYS not in clashes,
            death_certificate=facts.coupon.death_certificate and Clash.CERTIFICATE_WITHOUT_DEATH not in clashes,
        ),
        with_invoice=facts.with_invoice or Clash.DEBIT_WITHOUT_INVOICE in clashes,
    )


mails = _any_mail().map(without_contradiction)
mails_with_a_cheque = mails.filter(lambda facts: facts.cheques)
means_beside = st.tuples(st.none() | _cards, st.none() | _ibans)
"""What may lie beside a cheque."""


def reordered(facts: MailFacts, order: Random) -> MailFacts:
    """The same mail, its lists in another order. An invoice's id is its place, as it is in a file of facts.

    Of the cheques the one that is cashed comes first: without dates their order says which it is (P-26).
    """
    places = list(range(len(facts.invoices)))
    order.shuffle(places)
    moved = tuple(replace(facts.invoices[place], id=new) for new, place in enumerate(places, start=1))
    first = first_cheque(facts)
    others = [cheque for cheque in facts.cheques if cheque is not first]
    return replace(
        facts,
        invoices=moved,
        orders=tuple(order.sample(facts.orders, len(facts.orders))),
        cheques=() if first is None else (first, *order.sample(others, len(others))),
    )


def _blocked(facts: MailFacts) -> MailFacts:
    return replace(facts, client=replace(facts.client, blocked=True))


def _direct(facts: MailFacts) -> MailFacts:
    return replace(facts, client=replace(facts.client, ref=ClientRef("J", 311, "1")))


def _refused(facts: MailFacts) -> MailFacts:
    return replace(facts, iban=facts.iban and replace(facts.iban, match=IbanMatch.REFUSED))


def _inactive(facts: MailFacts) -> MailFacts:
    return replace(facts, client=replace(facts.client, mandate=Mandate.INACTIVE))


def _stranger(facts: MailFacts) -> MailFacts:
    card = facts.card and replace(facts.card, holder=STRANGER, holder_is_client=False)
    return replace(facts, card=card, iban=facts.iban and replace(facts.iban, holder=STRANGER, holder_is_client=False))


def _other_ink(facts: MailFacts) -> MailFacts:
    return replace(facts, cheques=tuple(replace(cheque, ink=Ink.OTHER) for cheque in facts.cheques))


def _one_more_cheque(facts: MailFacts) -> MailFacts:
    first = first_cheque(facts)
    return facts if first is None else replace(facts, cheques=(*facts.cheques, first))


def _one_more_sound_cheque(facts: MailFacts) -> MailFacts:
    return replace(facts, cheques=(*facts.cheques, ChequeFacts(Money(1)))) if facts.cheques else facts


def _wrong_payee(facts: MailFacts) -> MailFacts:
    return replace(facts, cheques=tuple(replace(cheque, payee_ok=False, ccp=True) for cheque in facts.cheques))


def _cashed_late(facts: MailFacts) -> MailFacts:
    late = facts.arrival_date + timedelta(days=40)
    return replace(facts, cheques=tuple(replace(cheque, cash_on=late) for cheque in facts.cheques))


STRICTER: Mapping[str, Stricter] = {
    "blocked": _blocked,
    "FA": _direct,
    "the partner refuses the IBAN": _refused,
    "an inactive mandate": _inactive,
    "another holder": _stranger,
    "another ink": _other_ink,
    "one more cheque": _one_more_cheque,
    "one more cheque, cashed first": _one_more_sound_cheque,
    "another payee": _wrong_payee,
    "cashed late": _cashed_late,
    "one more coupon": lambda facts: replace(facts, coupons_for_cheque=facts.coupons_for_cheque + 1),
    "unsigned": lambda facts: replace(facts, coupon=replace(facts.coupon, signed=False)),
    "an annotation": lambda facts: replace(facts, coupon=replace(facts.coupon, annotation=True)),
    "a new title": lambda facts: replace(facts, coupon=replace(facts.coupon, wants_new_title=True)),
    "a notary": lambda facts: replace(facts, coupon=replace(facts.coupon, notary=True)),
    "a commitment": lambda facts: replace(facts, coupon=replace(facts.coupon, commitment=True)),
    "does not go on": lambda facts: replace(facts, coupon=replace(facts.coupon, stop_subscription=True)),
}
"""What may be added to a piece of mail without its paper ever going to a looser place."""
