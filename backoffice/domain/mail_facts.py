"""What is known of a piece of mail, before anything is decided: the facts that the procedure looks at."""

from dataclasses import dataclass
from datetime import date
from enum import IntEnum, StrEnum, unique

from backoffice.domain.client_ref import ClientRef
from backoffice.domain.invoices import OrderRow, PendingInvoice, oldest_first
from backoffice.domain.method import Brand, Mandate, Method
from backoffice.domain.money import ZERO, Money


@unique
class Ink(StrEnum):
    """What a cheque is written with (P-24)."""

    BLACK = "black"
    BLUE = "blue"
    OTHER = "other"


@unique
class Option(IntEnum):
    """The box ticked on the coupon (P-11 to P-13)."""

    NONE = 0
    CANCEL_AND_PAY = 1
    PUT_BACK_AND_PAY = 2


@unique
class IbanMatch(StrEnum):
    """The IBAN on the coupon, set against the client's file and the partner's; its number is not looked at here."""

    SAME = "same"
    """It is the one of the client's file (P-60)."""
    OTHER = "other"
    """It is another one (P-61)."""
    REFUSED = "refused"
    """The partner file does not take it (P-67)."""


@dataclass(frozen=True, slots=True)
class ClientFacts:
    """The client, and what the partner's file says of them.

    Attributes:
        ref: None while it is not known.
        name: surname and first name, as the file has them; empty while it is not known.
        method_code: how the client pays now, a `Method` or the code of a partner's direct debit.
        direct_method: the partner's own code for its direct debit, on which another IBAN is billed (P-61); never 15,
            and None where the partner has none.
    """

    ref: ClientRef | None = None
    name: str = ""
    blocked: bool = False
    method_code: int = Method.CHEQUE
    direct_method: int | None = None
    mandate: Mandate = Mandate.NONE


@dataclass(frozen=True, slots=True)
class CouponFacts:
    """What is printed on the coupon, and what the client did with it.

    Attributes:
        circular: the code of the letter that came back, `AP11`, `QCU2`… as it is typed; empty where it is not known.
        amount: what the coupon asks for; None where it is not known.
        bears_no_debt: the operator was asked which debt the coupon bears, and it says nothing of it (P-19).
        titles: the titles on the coupon; None where it names none.
        struck_titles: those that the client struck out (P-52).
        wants_new_title: the client asks for a title they do not have (P-70).
        stop_subscription: the client pays but does not want to go on (P-63).
        commitment: *engagement*, the letter `E`.
        debit_day: the day of the month on which the client wants to be debited; nothing follows from it (P-14).
        annotation: the client wrote something that matters (P-10).
        notary: a notary is named, or a document says that one manages the client's affairs.
        refusal: the client refuses to pay (P-81).
        money_order: a mandat came with it (P-04).
    """

    circular: str = ""
    option: Option = Option.NONE
    amount: Money | None = None
    bears_no_debt: bool = False
    signed: bool = True
    titles: tuple[str, ...] | None = None
    struck_titles: tuple[str, ...] = ()
    wants_new_title: bool = False
    stop_subscription: bool = False
    commitment: bool = False
    debit_day: int | None = None
    annotation: bool = False
    deceased: bool = False
    death_certificate: bool = False
    notary: bool = False
    protected_adult: bool = False
    refusal: bool = False
    money_order: bool = False

    @property
    def circular_code(self) -> str:
        """The circular as the files write it: `QCU 2` is `QCU2`."""
        return circular_code(self.circular)


def circular_code(text: str) -> str:
    """A circular's code without spaces or marks, in capitals; empty where there is none."""
    return "".join(sign for sign in text.upper() if sign.isalnum())


@dataclass(frozen=True, slots=True)
class ChequeAmount:
    """The amount of a cheque, which is written twice; `words` is what its words say, None where they say the same."""

    figures: Money
    words: Money | None = None

    @classmethod
    def of(cls, figures: Money, words: Money) -> "ChequeAmount":
        """Of both amounts, as they were read."""
        return ChequeAmount(figures, None if words == figures else words)

    @property
    def binding(self) -> Money:
        """The amount of the cheque: the words where they differ from the figures (P-20)."""
        return self.figures if self.words is None else self.words


@dataclass(frozen=True, slots=True)
class ChequeFacts(ChequeAmount):
    """A cheque that came with the coupon.

    Attributes:
        payee_ok: it is made out to the right payee.
        ccp: it is drawn on a postal account.
        cash_on: the day before which the client does not want it cashed; None where they did not say.
        number: its 7 digits; empty while it is not keyed.
    """

    ink: Ink = Ink.BLACK
    payee_ok: bool = True
    ccp: bool = False
    cash_on: date | None = None
    number: str = ""


@dataclass(frozen=True, slots=True)
class CardFacts:
    """A card whose number is on the coupon.

    Attributes:
        holder: whose name it bears; empty where the coupon does not say.
        holder_is_client: how the operator has settled a doubt about the holder (P-16); None while nobody has.
    """

    brand: Brand = Brand.CB
    holder: str = ""
    holder_is_client: bool | None = None


@dataclass(frozen=True, slots=True)
class IbanFacts:
    """An IBAN on the coupon; `holder` and `holder_is_client` as of a card."""

    match: IbanMatch
    holder: str = ""
    holder_is_client: bool | None = None


@dataclass(frozen=True, slots=True)
class MailFacts:
    """A piece of mail: everything has the quiet default, and the arrival date says which rules hold.

    Attributes:
        coupons_for_cheque: how many coupons the one cheque is for (P-28).
        with_invoice: the batch is AVEC FACTURE.
    """

    arrival_date: date
    client: ClientFacts = ClientFacts()
    invoices: tuple[PendingInvoice, ...] = ()
    orders: tuple[OrderRow, ...] = ()
    coupon: CouponFacts = CouponFacts()
    cheques: tuple[ChequeFacts, ...] = ()
    coupons_for_cheque: int = 1
    with_invoice: bool = True
    card: CardFacts | None = None
    iban: IbanFacts | None = None

    @property
    def pending(self) -> tuple[PendingInvoice, ...]:
        """The invoices with something left to pay, the oldest first."""
        return oldest_first(invoice for invoice in self.invoices if invoice.pending > ZERO)
