"""Proof that the books are sound: sums, orphans, reversals, papers and the audit chains."""

from dataclasses import dataclass
from enum import StrEnum, unique

from backoffice.domain.audit import first_fault
from backoffice.services.office.office import Office
from backoffice.storage import audit
from backoffice.storage.checks import accounts as account_checks
from backoffice.storage.checks import books as checks
from backoffice.storage.checks import credits as credit_checks
from backoffice.storage.checks import debits as debit_checks
from backoffice.storage.checks import erp as erp_checks
from backoffice.storage.checks import mail as mail_checks
from backoffice.storage.database import Transaction


@unique
class BookFault(StrEnum):
    """What can be wrong with the books; the sentences are in `forms/kit/wording/sentences.py`."""

    ENGINE = "engine"
    PENDING = "pending"
    OVERSPENT = "overspent"
    REVERSAL = "reversal"
    REVERSAL_LINE = "reversal_line"
    UNPAID = "unpaid"
    STRANGE_LINE = "strange_line"
    LINE_WITHOUT_INVOICE = "line_without_invoice"
    SLIP_SUM = "slip_sum"
    GESTURE = "gesture"
    CHAIN = "chain"
    ANCHOR = "anchor"
    UNTOLD = "untold"
    RECEIPT_WITHOUT_MAIL = "receipt_without_mail"
    STANDING_MAIL = "standing_mail"
    MAIL_REVERSAL = "mail_reversal"
    STRANGE_MAIL = "strange_mail"
    STRANGE_ACTION = "strange_action"
    MAIL_SLIP = "mail_slip"
    PILE_SLIP = "pile_slip"
    DEBIT_REVERSAL = "debit_reversal"
    STRANGE_DEBIT = "strange_debit"
    STANDING_DEBIT = "standing_debit"
    STRANGE_RENEWAL = "strange_renewal"
    PRESENT_MEANS = "present_means"
    BANK_FILE = "bank_file"
    ERP_LINE = "erp_line"
    CANCELLATION = "cancellation"
    STRANGE_REQUEST = "strange_request"
    ERP_MESSAGE = "erp_message"
    CLIENT_ACCOUNT = "client_account"
    MEMBER_SUM = "member_sum"
    STRANGE_ENTRY = "strange_entry"
    TWO_OPENINGS = "two_openings"
    UNPOSTED_INVOICE = "unposted_invoice"
    UNPOSTED_RECEIPT = "unposted_receipt"
    UNPOSTED_DEBIT = "unposted_debit"
    UNPOSTED_ORDER = "unposted_order"
    UNPOSTED_OPENING = "unposted_opening"
    UNPOSTED_PAYMENT = "unposted_payment"
    UNPOSTED_ALLOCATION = "unposted_allocation"
    UNPOSTED_REFUND = "unposted_refund"
    OVERDRAWN = "overdrawn"
    ALLOCATION = "allocation"
    REFUND = "refund"
    REFUND_LIST = "refund_list"


@dataclass(frozen=True, slots=True)
class FoundFault:
    """A fault in the books, and the id of what it was found on."""

    fault: BookFault
    where: str


_QUERIES = {
    BookFault.PENDING: checks.PENDING,
    BookFault.OVERSPENT: checks.OVERSPENT,
    BookFault.REVERSAL: checks.REVERSALS,
    BookFault.REVERSAL_LINE: checks.REVERSAL_LINES,
    BookFault.UNPAID: checks.UNPAIDS,
    BookFault.STRANGE_LINE: checks.STRANGE_LINES,
    BookFault.LINE_WITHOUT_INVOICE: checks.BATCH_WITHOUT_INVOICE,
    BookFault.SLIP_SUM: checks.SLIP_SUMS,
    BookFault.GESTURE: checks.UNUSED_GESTURES,
    BookFault.RECEIPT_WITHOUT_MAIL: mail_checks.RECEIPTS_WITHOUT_MAIL,
    BookFault.STANDING_MAIL: mail_checks.STANDING_MAIL,
    BookFault.MAIL_REVERSAL: mail_checks.MAIL_REVERSALS,
    BookFault.STRANGE_MAIL: mail_checks.STRANGE_MAIL,
    BookFault.STRANGE_ACTION: mail_checks.STRANGE_ACTIONS,
    BookFault.MAIL_SLIP: mail_checks.MAIL_SLIPS,
    BookFault.PILE_SLIP: mail_checks.PILE_SLIPS,
    BookFault.DEBIT_REVERSAL: debit_checks.DEBIT_REVERSALS,
    BookFault.STRANGE_DEBIT: debit_checks.STRANGE_DEBITS,
    BookFault.STANDING_DEBIT: debit_checks.STANDING_DEBITS,
    BookFault.STRANGE_RENEWAL: debit_checks.STRANGE_RENEWALS,
    BookFault.PRESENT_MEANS: debit_checks.PRESENT_MEANS,
    BookFault.BANK_FILE: debit_checks.BANK_FILES,
    BookFault.ERP_LINE: erp_checks.ERP_LINES,
    BookFault.CANCELLATION: erp_checks.CANCELLATIONS,
    BookFault.STRANGE_REQUEST: erp_checks.STRANGE_REQUESTS,
    BookFault.ERP_MESSAGE: erp_checks.ERP_MESSAGES,
    BookFault.CLIENT_ACCOUNT: account_checks.CLIENT_ACCOUNTS,
    BookFault.MEMBER_SUM: account_checks.MEMBER_SUMS,
    BookFault.STRANGE_ENTRY: account_checks.STRANGE_ENTRIES,
    BookFault.TWO_OPENINGS: account_checks.TWO_OPENINGS,
    BookFault.UNPOSTED_INVOICE: account_checks.UNPOSTED_INVOICES,
    BookFault.UNPOSTED_RECEIPT: account_checks.UNPOSTED_RECEIPTS,
    BookFault.UNPOSTED_DEBIT: account_checks.UNPOSTED_DEBITS,
    BookFault.UNPOSTED_ORDER: account_checks.UNPOSTED_ORDERS,
    BookFault.UNPOSTED_OPENING: account_checks.UNPOSTED_OPENINGS,
    BookFault.UNPOSTED_PAYMENT: account_checks.UNPOSTED_PAYMENTS,
    BookFault.UNPOSTED_ALLOCATION: account_checks.UNPOSTED_ALLOCATIONS,
    BookFault.UNPOSTED_REFUND: account_checks.UNPOSTED_REFUNDS,
    BookFault.OVERDRAWN: credit_checks.OVERDRAWN,
    BookFault.ALLOCATION: credit_checks.ALLOCATIONS,
    BookFault.REFUND: credit_checks.REFUNDS,
    BookFault.REFUND_LIST: credit_checks.REFUND_LISTS,
}
_TELL_OF_A_ROW = frozenset(
    {"cheque recorded", "cheque corrected", "cheque reversed", "mail recorded", "mail cancelled"}
)
"""Each of these events tells of one receipt, or of one row of mail without a receipt."""


class Checking:
    """The examination of the books."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def run(self) -> tuple[FoundFault, ...]:
        """Everything that is wrong; nothing is changed."""
        return self._office.database.read(self._findings)

    def _findings(self, tx: Transaction) -> tuple[FoundFault, ...]:
        found = [FoundFault(BookFault.ENGINE, "")] * min(checks.engine_faults(tx), 1)
        for fault, query in _QUERIES.items():
            found.extend(FoundFault(fault, where) for where in checks.found(tx, query))
        return (*found, *self._chain_findings(tx))

    def _chain_findings(self, tx: Transaction) -> list[FoundFault]:
        found: list[FoundFault] = []
        links: set[tuple[int, str]] = set()
        told: dict[int, int] = {}
        for chain in audit.chains(tx):
            events = list(audit.chain_events(tx, chain))
            broken = first_fault(self._office.audit_key, events)
            if broken is not None:
                found.append(FoundFault(BookFault.CHAIN, f"{chain}/{broken}"))
            links.update((chain, mac) for _, mac in events)
            told[chain] = sum(event.kind in _TELL_OF_A_ROW for event, _ in events)
        for chain, count in checks.rows_by_chain(tx).items():
            if told.get(chain, 0) != count:
                found.append(FoundFault(BookFault.UNTOLD, str(chain)))
        for chain, anchor in checks.anchors(tx):
            if (chain, anchor) not in links:
                found.append(FoundFault(BookFault.ANCHOR, str(chain)))
        return found
