"""The keys that a piece of mail may have in a file, and what each holds. What is absent has its default in the domain.

One table of the file is one of these; what the values mean is in `values.py`.
"""

from collections.abc import Mapping
from typing import Annotated, Required

from pydantic import ConfigDict, Field, with_config
from typing_extensions import TypedDict

from backoffice.gateways.mail_facts.values import (
    Amount,
    BrandValue,
    Chrono,
    Code,
    Day,
    DayOfMonth,
    DirectMethod,
    Iban,
    IbanOrNone,
    InkValue,
    Letter,
    Listed,
    MandateValue,
    MethodCode,
    Number,
    OptionValue,
    PartnerCode,
    Said,
    Text,
    Words,
)

SHAPE = ConfigDict(strict=True, extra="forbid")


@with_config(SHAPE)
class ClientShape(TypedDict, total=False):
    """`client`."""

    letter: Letter
    partner_code: PartnerCode
    chrono: Chrono
    name: Text
    blocked: bool
    method_code: MethodCode
    direct_method: DirectMethod
    file_iban: IbanOrNone
    partner_accepts_iban: bool
    mandate: MandateValue


@with_config(SHAPE)
class InvoiceShape(TypedDict, total=False):
    """One of `invoices`."""

    number: Number
    circular: Code
    date: Day
    amount: Amount
    pending: Amount


@with_config(SHAPE)
class OrderShape(TypedDict, total=False):
    """One of `orders`."""

    number: Number
    title: Text
    renewable: bool
    gift: bool
    beneficiary: Text


@with_config(SHAPE)
class CouponShape(TypedDict, total=False):
    """`coupon`."""

    circular: Code
    option: OptionValue
    amount: Amount | None
    bears_no_debt: bool
    signed: bool
    titles: Listed[Text] | None
    struck_titles: Listed[Text]
    wants_new_title: bool
    stop_subscription: bool
    commitment: bool
    debit_day: DayOfMonth | None
    annotation: Said
    deceased: bool
    death_certificate: bool
    notary: Said
    protected_adult: bool
    refusal: bool
    money_order: bool


@with_config(SHAPE)
class ChequeShape(TypedDict, total=False):
    """One of `cheques`."""

    figures: Amount
    words: Words | None
    ink: InkValue
    payee_ok: bool
    ccp: bool
    cash_on: Day | None
    number: Number


@with_config(SHAPE)
class BatchShape(TypedDict, total=False):
    """`batch`."""

    with_invoice: bool


@with_config(SHAPE)
class CardShape(TypedDict, total=False):
    """`card`."""

    brand: BrandValue
    holder: Text
    holder_is_client: bool


@with_config(SHAPE)
class IbanShape(TypedDict, total=False):
    """`iban`."""

    iban: Required[Iban]
    holder: Text
    holder_is_client: bool


@with_config(SHAPE)
class MailShape(TypedDict, total=False):
    """A piece of mail."""

    arrival_date: Day
    client: ClientShape
    invoices: Listed[InvoiceShape]
    orders: Listed[OrderShape]
    coupon: CouponShape
    cheques: Listed[ChequeShape]
    coupons_for_cheque: Annotated[int, Field(ge=1, le=99)]
    batch: BatchShape
    card: CardShape | None
    iban: IbanShape | None


TABLES: Mapping[str, type] = {
    "client": ClientShape,
    "invoices": InvoiceShape,
    "orders": OrderShape,
    "coupon": CouponShape,
    "cheques": ChequeShape,
    "batch": BatchShape,
    "card": CardShape,
    "iban": IbanShape,
}
"""The tables inside a piece of mail, by their keys."""
