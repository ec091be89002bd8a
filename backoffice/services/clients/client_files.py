"""A client's file read within a gesture's transaction, for the decision that is taken again on it."""

from collections.abc import Sequence
from datetime import date

from backoffice.domain.dossier import ClientRow
from backoffice.domain.errors import Broken, RuleBroken
from backoffice.domain.iban import accepted
from backoffice.domain.invoices import PendingInvoice
from backoffice.domain.mail_facts import ClientFacts
from backoffice.domain.means import Means
from backoffice.domain.sealing import Sealing
from backoffice.keying.facts import ClientFile
from backoffice.services.books.means_posting import mark_of, standing_of
from backoffice.storage import clients, means
from backoffice.storage.database import Transaction


def file_for_cheque(client: ClientRow, pending: Sequence[PendingInvoice]) -> ClientFile:
    """As far as the decision on a cheque rests on it: neither means of payment nor orders."""
    facts = ClientFacts(ref=client.ref, name=client.name, blocked=client.blocked)
    return ClientFile(facts, tuple(pending), deceased=client.deceased, protected_adult=client.protected_adult)


def whole_file(tx: Transaction, vault: Sealing, client_id: int, on: date) -> ClientFile:
    """All of it, on the day `on`. The client is held by the caller.

    Raises:
        RuleBroken: `CLIENT_UNKNOWN`.
    """
    found = clients.file_of(tx, client_id)
    if found is None:
        raise RuleBroken(Broken.CLIENT_UNKNOWN, ref="")
    client, present = found
    facts = ClientFacts(
        ref=client.ref,
        name=client.name,
        blocked=client.blocked,
        method_code=present.method_code,
        direct_method=client.direct_method,
        mandate=standing_of(present, means.last_debit(tx, client_id), on),
    )
    pending, orders = clients.pending_invoices(tx, client_id), clients.orders_of(tx, client_id)
    banks = means.banks_of(tx, client_id) if present.sealed_iban is not None else ""
    refused = is_iban_refused(vault, present, banks)
    mark = mark_of(vault, present)
    return ClientFile(facts, pending, orders, client.deceased, client.protected_adult, refused, mark)


def is_iban_refused(vault: Sealing, present: Means, banks: str) -> bool:
    """Whether the partner file, which takes `banks`, does not take the IBAN that is on the client's file (P-67)."""
    return present.sealed_iban is not None and bool(banks) and not accepted(vault.unseal(present.sealed_iban), banks)
