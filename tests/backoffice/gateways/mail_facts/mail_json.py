"""Facts of a piece of mail written as an integrator would, and any such facts."""

from dataclasses import replace
from datetime import date

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
from backoffice.domain.method import NAMED_METHODS, Brand, Mandate, Method
from backoffice.domain.money import Money
from backoffice.french import amount_in_words as words
from backoffice.french.figures import amount, plain, short_date

IBAN = "FR7630006000011234567890189"
OTHER_IBAN = "FR1420041010050500013M02606"

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZÉÈÇ'-."
_texts = st.text(_LETTERS + _LETTERS.lower() + " ", max_size=30).map(lambda text: " ".join(text.split()))
_codes = st.sampled_from(["", "AP11", "AP12", "XXXX", "QCU2"])
_days = st.dates(date(1900, 1, 1), date(2099, 12, 31))
_amounts = st.integers(0, 9_999_999_99).map(Money)
_positive = st.integers(1, 9_999_999_99).map(Money)
_own_methods = st.integers(1, 99).filter(lambda code: code not in set(Method))
_settled = st.sampled_from([None, True, False])
_refs = st.builds(
    ClientRef,
    st.sampled_from("ABJZ"),
    st.integers(1, 999),
    st.text("0123456789", min_size=1, max_size=10),
)
_clients = (st.none() | _own_methods).flatmap(
    lambda direct: st.builds(
        ClientFacts,
        st.none() | _refs | st.builds(ClientRef, st.just(""), st.integers(1, 999), st.just("")),
        _texts,
        st.booleans(),
        st.sampled_from([*NAMED_METHODS, *([] if direct is None else [direct])]),
        st.just(direct),
        st.sampled_from(Mandate),
    )
)
_coupons = st.builds(
    CouponFacts,
    circular=_codes,
    option=st.sampled_from(Option),
    amount=st.none() | _amounts,
    bears_no_debt=st.booleans(),
    signed=st.booleans(),
    titles=st.none() | st.lists(_texts, max_size=3).map(tuple),
    struck_titles=st.lists(_texts, max_size=3).map(tuple),
    wants_new_title=st.booleans(),
    stop_subscription=st.booleans(),
    commitment=st.booleans(),
    debit_day=st.none() | st.integers(1, 31),
    annotation=st.booleans(),
    deceased=st.booleans(),
    death_certificate=st.booleans(),
    notary=st.booleans(),
    protected_adult=st.booleans(),
).map(lambda coupon: replace(coupon, death_certificate=coupon.death_certificate and coupon.deceased))


@st.composite
def _invoices(draw: st.DrawFn) -> tuple[PendingInvoice, ...]:
    numbers = draw(st.lists(st.text("F0123456789", max_size=12), unique=True, max_size=4))
    invoices = []
    for index, number in enumerate(numbers, 1):
        amounts = sorted(draw(st.tuples(_amounts, _amounts)))
        invoices.append(PendingInvoice(index, number, draw(_codes), draw(_days), amounts[1], amounts[0]))
    return tuple(invoices)


@st.composite
def _orders(draw: st.DrawFn) -> tuple[OrderRow, ...]:
    numbers = draw(st.lists(st.text("C0123456789", max_size=12), unique=True, max_size=4))
    return tuple(
        OrderRow(number, draw(_texts), "", draw(st.booleans()), draw(st.booleans()), beneficiary=draw(_texts))
        for number in numbers
    )


@st.composite
def _cheques(draw: st.DrawFn) -> ChequeFacts:
    figures, in_words = draw(_positive), draw(st.none() | _positive)
    return ChequeFacts(
        figures,
        None if in_words == figures else in_words,
        draw(st.sampled_from(Ink)),
        draw(st.booleans()),
        draw(st.booleans()),
        draw(st.none() | _days),
    )


@st.composite
def mail(draw: st.DrawFn) -> MailFacts:
    """Any facts that do not contradict themselves."""
    card = st.builds(CardFacts, st.sampled_from(Brand), _texts, _settled)
    iban = st.builds(IbanFacts, st.sampled_from(IbanMatch), _texts, _settled)
    cheques = tuple(draw(st.lists(_cheques(), max_size=3)))
    joined = draw(st.sampled_from(["card", "iban", "both" if cheques else ""]))
    return MailFacts(
        draw(_days),
        draw(_clients),
        draw(_invoices()),
        draw(_orders()),
        draw(_coupons),
        cheques,
        draw(st.integers(1, 5)),
        bool(joined and not cheques) or draw(st.booleans()),
        draw(card) if joined in ("card", "both") else None,
        draw(iban) if joined in ("iban", "both") else None,
    )


def as_json(facts: MailFacts) -> dict[str, object]:
    """The facts with every key that has something to say."""
    return {
        "arrival_date": short_date(facts.arrival_date),
        "client": _client(facts.client, facts.iban),
        "invoices": [
            {
                "number": invoice.number,
                "circular": invoice.circular,
                "date": invoice.issued_on.isoformat(),
                "amount": amount(invoice.amount),
                "pending": plain(invoice.pending),
            }
            for invoice in facts.invoices
        ],
        "orders": [
            {name: getattr(order, name) for name in ("number", "title", "renewable", "gift", "beneficiary")}
            for order in facts.orders
        ],
        "coupon": _coupon(facts.coupon),
        "cheques": [_cheque(cheque) for cheque in facts.cheques],
        "coupons_for_cheque": facts.coupons_for_cheque,
        "batch": {"with_invoice": facts.with_invoice},
        "card": None if facts.card is None else {"brand": facts.card.brand.value, **_holder(facts.card)},
        "iban": None if facts.iban is None else {"iban": IBAN, **_holder(facts.iban)},
    }


def _holder(paid: CardFacts | IbanFacts) -> dict[str, object]:
    settled = {} if paid.holder_is_client is None else {"holder_is_client": paid.holder_is_client}
    return {"holder": paid.holder, **settled}


def _client(client: ClientFacts, iban: IbanFacts | None) -> dict[str, object]:
    """The client, with the account on file and the partner's word that make the match of the coupon's IBAN."""
    own = {} if client.direct_method is None else {"direct_method": client.direct_method}
    parts = ("letter", "partner_code", "chrono")
    return {
        **{part: value for part in parts if client.ref is not None and (value := getattr(client.ref, part))},
        "name": client.name,
        "blocked": client.blocked,
        "method_code": client.method_code,
        **own,
        "file_iban": OTHER_IBAN if iban is not None and iban.match is IbanMatch.OTHER else IBAN,
        "partner_accepts_iban": iban is None or iban.match is not IbanMatch.REFUSED,
        "mandate": client.mandate.value,
    }


def _coupon(coupon: CouponFacts) -> dict[str, object]:
    written: dict[str, object] = {name: getattr(coupon, name) for name in CouponFacts.__dataclass_fields__}
    written["amount"] = None if coupon.amount is None else plain(coupon.amount)
    return written


def _cheque(cheque: ChequeFacts) -> dict[str, object]:
    return {
        "figures": plain(cheque.figures),
        "words": None if cheque.words is None else words.write(cheque.words),
        "ink": cheque.ink.value,
        "payee_ok": cheque.payee_ok,
        "ccp": cheque.ccp,
        "cash_on": None if cheque.cash_on is None else cheque.cash_on.isoformat(),
    }
