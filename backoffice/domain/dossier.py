"""A client's file (dossier), and clients as a search lists them: frozen, without a database behind."""

from dataclasses import dataclass

from backoffice.domain.batch_rows import ReceiptRow
from backoffice.domain.client_ref import ClientRef
from backoffice.domain.debit_rows import DebitRow
from backoffice.domain.invoices import OrderRow, PendingInvoice
from backoffice.domain.mail import ActionCode
from backoffice.domain.mail_rows import ActionRow
from backoffice.domain.means import UNKNOWN_MEANS, ShownMeans
from backoffice.domain.money import Money


@dataclass(frozen=True, slots=True)
class ClientRow:
    """A client in a list of names."""

    id: int
    ref: ClientRef
    name: str
    postcode: str
    city: str
    blocked: bool
    deceased: bool
    protected_adult: bool


@dataclass(frozen=True, slots=True)
class ClientIdentity:
    """A client as the head of the dossier shows it.

    Attributes:
        name: title, surname and first name.
        direct_method: the code of the partner's direct debit (P-61); None where the partner has given none.
    """

    id: int
    ref: ClientRef
    name: str
    address: str
    postcode: str
    city: str
    partner: str
    blocked: bool
    deceased: bool
    protected_adult: bool
    direct_method: int | None = None


@dataclass(frozen=True, slots=True)
class Dossier:
    """A client's whole file.

    Attributes:
        credit: what receipts hold beyond the invoices settled, applied or refunded since.
        iban_refused: the partner file does not take the IBAN that is on file (P-67).
    """

    client: ClientIdentity
    invoices: tuple[PendingInvoice, ...]
    orders: tuple[OrderRow, ...]
    receipts: tuple[ReceiptRow, ...]
    credit: Money
    actions: tuple[ActionRow, ...] = ()
    means: ShownMeans = UNKNOWN_MEANS
    debits: tuple[DebitRow, ...] = ()
    iban_refused: bool = False

    def standing(self, code: ActionCode) -> ActionRow | None:
        """The newest action of this code that is not lifted: whether promotions or reminders are stopped."""
        return next((row for row in self.actions if row.action.code is code and not row.lifted), None)


@dataclass(frozen=True, slots=True)
class ClientPage:
    """One page of a search by name. `after` asks for the next page; None on the last one."""

    clients: tuple[ClientRow, ...]
    after: "PageMark | None"


@dataclass(frozen=True, slots=True)
class PageMark:
    """Where a page of names ends."""

    search_name: str
    client_id: int
